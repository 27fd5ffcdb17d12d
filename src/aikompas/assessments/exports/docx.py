# SPDX-License-Identifier: EUPL-1.2
"""An assessment as a DOCX to go on writing in, from a template that a municipality can replace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from aikompas.assessments.exports.report import Block, Report, in_words_of_date
from aikompas.documents.building import Builder
from aikompas.documents.docx import Picture, render_docx

TEMPLATE = "assessments.docx"
STYLES = {"heading_2": "Heading 2", "heading_3": "Heading 3", "item": "List Bullet", "open": "Open question"}


def write_docx(report: Report, template: bytes) -> bytes:
    """Return a report as DOCX."""
    return render_docx(template, context_of(report))


def check_template(content: bytes, language: str) -> None:
    """Fill a template with an example; raises ``UnusableTemplate`` when that cannot be done."""
    fact = {"name": "x", "value": "x"}
    lines = [{"kind": kind, "text": "x"} for kind in (*STYLES, "text")]
    signature = dict.fromkeys(("title", "who", "when", "judgement", "text"), "x")
    render_docx(
        content,
        {
            **dict.fromkeys(("title", "subject", "organisation", "language", "made_on", "hash"), "x"),
            "language": language,
            "facts": [fact],
            "signatures": [signature],
            "results": [{"name": "x", "level": "x", "reasons": ["x"]}],
            "sections": [{"title": "x", "lines": lines}],
        },
    )


@cache
def default_template(language: str) -> bytes:
    """Return the template that ships: made here, in a language, so that no binary file is kept with the source."""
    with translation.override(language):
        return _built(language)


def _built(language: str) -> bytes:
    builder = Builder(language)
    builder.paragraph("{{ organisation }}")
    builder.paragraph("{{ title }}", "Title")
    builder.paragraph("{{ subject }}", "Subtitle")
    builder.table((_("What"), _("Value")), "fact in facts", ("{{ fact.name }}", "{{ fact.value }}"))
    builder.repeat("if signatures")
    builder.paragraph(_("Signatures"), "Heading 1")
    builder.repeat("for signature in signatures")
    builder.paragraph(
        "{{ signature.title }}: {{ signature.judgement }}, {{ signature.who }}, {{ signature.when }}",
        "List Bullet",
    )
    builder.repeat("endfor")
    builder.paragraph(_("Hash of what was signed (SHA-256)") + ": {{ hash }}")
    builder.repeat("endif")
    builder.repeat("if results")
    builder.paragraph(_("Results"), "Heading 1")
    builder.repeat("for result in results")
    builder.paragraph("{{ result.name }}: {{ result.level }}", "Heading 2")
    builder.repeat("for reason in result.reasons")
    builder.paragraph("{{ reason }}", "List Bullet")
    for _end in range(2):
        builder.repeat("endfor")
    builder.repeat("endif")
    builder.repeat("for section in sections")
    builder.paragraph("{{ section.title }}", "Heading 1")
    builder.repeat("for line in section.lines")
    for number, (kind, style) in enumerate(STYLES.items()):
        builder.repeat(f'{"elif" if number else "if"} line.kind == "{kind}"')
        builder.paragraph("{{ line.text }}", style)
    builder.repeat("else")
    builder.paragraph("{{ line.text }}")
    builder.repeat("endif")
    for _end in range(2):
        builder.repeat("endfor")
    builder.footer("{{ title }}: {{ subject }}")
    return builder.content()


def context_of(report: Report) -> Mapping[str, Any]:
    """Return what a template can use: texts, lists of texts, and pictures."""
    signatures = report.signatures
    return {
        "title": report.title,
        "subject": report.subject,
        "organisation": report.organisation,
        "language": report.language,
        "made_on": in_words_of_date(report.made_on),
        "hash": signatures.version.sha256 if signatures else "",
        "facts": [{"name": name, "value": value} for name, value in report.facts],
        "signatures": [
            {
                "title": given.title,
                "who": given.who,
                "when": in_words_of_date(given.when),
                "judgement": given.label,
                "text": given.text,
            }
            for given in (signatures.given if signatures else ())
        ],
        "results": [
            {"name": result["name"], "level": result["label"], "reasons": list(result["reasons"])}
            for result in report.results
        ],
        "sections": [
            {"title": section.title, "lines": [line for block in section.blocks for line in _lines(block)]}
            for section in report.sections
        ],
    }


def _lines(block: Block) -> Iterator[dict[str, Any]]:
    if block.title:
        kind = "heading_2" if block.level <= 3 else "heading_3"
        yield {"kind": kind, "text": " ".join(filter(None, (block.number, block.title)))}
    if block.explanation:
        yield {"kind": "text", "text": block.explanation_text}
    if block.is_open:
        yield {"kind": "open", "text": _("Not answered")}
    if block.is_markdown:
        yield from _lines_of_markdown(block.text)
    elif block.text:
        yield {"kind": "text", "text": block.text}
    for choice in block.choices:
        yield {"kind": "item", "text": choice}
    if block.figure:
        yield {"kind": "text", "text": Picture(block.figure.content(), block.figure.alternative)}
        if block.figure.title:
            yield {"kind": "open", "text": block.figure.title}


def _lines_of_markdown(text: str) -> Iterator[dict[str, str]]:
    """Yield the paragraphs and list items of a Markdown text as plain lines."""
    depth = 0
    for token in MarkdownIt("commonmark", {"html": False}).parse(text):
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        if token.type in {"fence", "code_block"}:
            yield {"kind": "text", "text": token.content.strip()}
        elif token.type == "inline":
            words = "".join(
                "\n" if child.type in {"softbreak", "hardbreak"} else child.content
                for child in token.children or ()
            )
            yield {"kind": "item" if depth else "text", "text": words}
