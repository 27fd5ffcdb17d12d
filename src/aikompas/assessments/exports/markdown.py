# SPDX-License-Identifier: EUPL-1.2
"""An assessment as Markdown: to copy from, to compare, to keep beside code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from aikompas.assessments.exports.report import Block, Report, in_words_of_date

HEADING = re.compile(r"^ {0,3}(#{1,6})(?=\s)", re.MULTILINE)
SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def write_markdown(report: Report) -> str:
    """Return a report as Markdown; pictures by their description."""
    return "\n\n".join(part for part in _parts(report) if part) + "\n"


def _parts(report: Report) -> Iterator[str]:
    yield f"# {plain(report.title)}"
    yield plain(f"{report.organisation}, {report.subject}")
    yield "\n".join(f"* {plain(name)}: {plain(value)}" for name, value in report.facts)
    if report.signatures:
        yield f"## {_('Signatures')}"
        for given in report.signatures.given:
            words = f"{given.title}: {given.label}, {given.who}, {in_words_of_date(given.when)}"
            yield f"* {plain(words)}"
        yield f"{_('Hash of what was signed (SHA-256)')}: `{report.signatures.version.sha256}`"
    if report.results:
        yield f"## {_('Results')}"
    for result in report.results:
        yield f"### {plain(result['name'])}: {plain(result['label'])}"
        yield "\n".join(f"* {plain(reason)}" for reason in result["reasons"])
    for section in report.sections:
        yield f"## {plain(section.title)}"
        for block in section.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if block.title:
        yield f"{'#' * block.level} {plain(' '.join(filter(None, (block.number, block.title))))}"
    if block.explanation:
        yield plain(block.explanation_text)
    if block.is_open:
        yield f"*{_('Not answered')}*"
    if block.text:
        yield _below(block.text.strip(), block.level) if block.is_markdown else plain(block.text)
    if block.choices:
        yield "\n".join(f"* {plain(choice)}" for choice in block.choices)
    if block.figure:
        yield f"*{plain(block.figure.alternative)}*"


def plain(text: object) -> str:
    """Return a text of which no sign steers Markdown."""
    return SIGNS.sub(r"\\\1", str(text))


def _below(text: str, level: int) -> str:
    """Return Markdown with its headings below that of the question."""
    return HEADING.sub(lambda match: "#" * min(6, level + len(match[1])), text)
