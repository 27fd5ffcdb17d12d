# SPDX-License-Identifier: EUPL-1.2
"""The documents that can be made of an assessment in the background, in the language of the assessment."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import translation
from django.utils.text import slugify

from aikompas.assessments.exports.docx import TEMPLATE, write_docx
from aikompas.assessments.exports.markdown import write_markdown
from aikompas.assessments.exports.official import official_json
from aikompas.assessments.exports.report import Report, report_of
from aikompas.files.exporting import Job, made
from aikompas.files.selectors import template_content
from aikompas.files.uploads import Accepted

Writer = Callable[[Job, Report], bytes]


def _pdf(job: Job, report: Report) -> bytes:
    from aikompas.assessments.exports.pdf import write_pdf  # loads Pango and fonts: in the worker only

    return write_pdf(report, official_json(job.about))


def _docx(job: Job, report: Report) -> bytes:
    organisation_id, language = job.about.organisation_id, report.language
    return write_docx(report, template_content(organisation_id, TEMPLATE, language))


def _markdown(job: Job, report: Report) -> bytes:
    return write_markdown(report).encode()


def _official(job: Job, report: Report) -> bytes:
    return official_json(job.about)


FORMATS: dict[str, tuple[str, Writer]] = {
    "pdf": ("PDF", _pdf),
    "docx": ("DOCX", _docx),
    "md": ("Markdown", _markdown),
    "json": ("JSON", _official),
}


def maker(code: str) -> Callable[[Job], Accepted]:
    """Return what makes one kind of document of an assessment."""
    _label, write = FORMATS[code]

    def make(job: Job) -> Accepted:
        assessment = job.about
        with translation.override(assessment.language):
            report = report_of(assessment, with_open=bool(job.options.get("with_open", True)))
            job.progress(30)
            content = write(job, report)
        job.progress(90)
        name = slugify(f"{report.title} {report.subject}")[:120] or "toets"
        return made(f"{name}.{code}", code, content)

    return make
