# SPDX-License-Identifier: EUPL-1.2
"""A document that somebody asks for and a worker makes: ``python -m tests.contracts.jobs STEP`` takes one step."""

from __future__ import annotations

import json
import sys
from typing import Any

import django

django.setup()

from aikompas.assessments.exports.official import ATTACHMENT, official_output  # noqa: E402
from aikompas.assessments.exports.tests.factories import filled  # noqa: E402
from aikompas.assessments.models import Assessment  # noqa: E402
from aikompas.assessments.tests.factories import owner_of  # noqa: E402
from aikompas.documents.pdf import read_attachment  # noqa: E402
from aikompas.files.models import Export  # noqa: E402
from aikompas.files.services import request_export  # noqa: E402
from aikompas.files.tasks import make_export  # noqa: E402
from aikompas.organisations.tests.factories import system  # noqa: E402
from aikompas.register.choices import RiskClass, State  # noqa: E402
from aikompas.register.tests.factories import ApplicationFactory  # noqa: E402
from aikompas.register.versions import append_version  # noqa: E402


def ask() -> dict[str, Any]:
    """Ask for the PDF of a filled-in assessment."""
    application = ApplicationFactory(state=State.CLASSIFIED, risk_class=RiskClass.HIGH)
    append_version(system(application.organisation), application)
    assessment = filled(application)
    export = request_export(
        actor=owner_of(application), kind="assessments.pdf", about=assessment, options={}, language="nl"
    )
    make_export.enqueue(str(export.pk))
    return tell()


def tell() -> dict[str, Any]:
    """Tell how far the document is, and whether its answers are those of the assessment."""
    export = Export.objects.get()
    same = None
    if export.file is not None:
        with export.file.content.open("rb") as content:
            inside = json.loads(read_attachment(content.read(), ATTACHMENT))
        same = inside == official_output(Assessment.objects.get())
    return {"state": export.state, "progress": export.progress, "same": same}


if __name__ == "__main__":
    print(json.dumps({"ask": ask, "tell": tell}[sys.argv[1]]()))
