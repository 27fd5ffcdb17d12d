# SPDX-License-Identifier: EUPL-1.2
"""An assessment as a tagged PDF, from which it can be read back."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from aikompas.assessments.exports.official import ATTACHMENT
from aikompas.assessments.exports.report import Report
from aikompas.documents.pdf import Attachment, render_pdf


def write_pdf(report: Report, output: bytes) -> bytes:
    """Return a report as PDF/UA-1, with the official output inside."""
    figures = {
        str(block.figure.file.pk): block.figure.content()
        for section in report.sections
        for block in section.blocks
        if block.figure
    }
    return render_pdf(
        render_to_string("assessments/exports/report.html", {"report": report}),
        title=report.name,
        language=report.language,
        images=figures,
        attachments=[Attachment(ATTACHMENT, output, _("The answers in the official format"))],
        theme=report.theme,
    )
