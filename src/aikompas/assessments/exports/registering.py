# SPDX-License-Identifier: EUPL-1.2
"""What this folder registers: the documents that can be made, files of assessments, and the words of the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aikompas.assessments.exports.making import FORMATS, maker
from aikompas.assessments.models import Assessment
from aikompas.assessments.selectors import get_assessment
from aikompas.audit import labels
from aikompas.files.exporting import register_export
from aikompas.files.holders import register_holder
from aikompas.organisations.permissions import may

LABELS = {
    "pdf": _("Assessment as PDF"),
    "docx": _("Assessment as DOCX"),
    "md": _("Assessment as Markdown"),
    "json": _("Assessment as official JSON"),
}


def register() -> None:
    """Register everything; called when the app is ready."""
    for code in FORMATS:
        register_export(f"assessments.{code}", LABELS[code], "assessments.view", maker(code))
    register_holder(
        Assessment,
        find=get_assessment,
        may_change=lambda actor, assessment: (
            assessment.is_open and may(actor, "assessments.fill_in", assessment)
        ),
    )
    labels.register("assessments.imported", _("Answers read from a file"))
