# SPDX-License-Identifier: EUPL-1.2
"""What this folder registers: the documents that can be made, and the words of the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aikompas.assessments.exports.docx import TEMPLATE, check_template, default_template
from aikompas.assessments.exports.making import FORMATS, maker
from aikompas.audit import labels
from aikompas.files.exporting import register_export
from aikompas.files.templating import register_template

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
    register_template(TEMPLATE, LABELS["docx"], default_template, check_template)
    labels.register("assessments.imported", _("Answers read from a file"))
