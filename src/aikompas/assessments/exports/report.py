# SPDX-License-Identifier: EUPL-1.2
"""What a document about an assessment says, whatever its form: made once, written as PDF, DOCX and Markdown.

Only what is shown is in it: it is made of ``State.items`` and ``State.values``, which know nothing of what is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils import formats, timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from aikompas.assessments.exports.pictures import is_kept
from aikompas.assessments.models import Assessment
from aikompas.assessments.pictures import pictures_of
from aikompas.assessments.presentation import name_of_part
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.results import results_shown
from aikompas.assessments.sections import number_of
from aikompas.assessments.selectors import state_of
from aikompas.assessments.signatures import Signatures, signatures_of
from aikompas.files.models import StoredFile
from aikompas.instruments.questionnaires import Item, State, Task, is_answered
from aikompas.ui.markdown import clean_html, render_markdown

HIGHEST, LOWEST = 3, 6
HEADING = re.compile(r"<(/?)h[1-6][^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that answers a question."""

    file: StoredFile
    title: str
    description: str

    @property
    def alternative(self) -> str:
        """The text for who cannot see it."""
        return self.description or self.title

    def content(self) -> bytes:
        """Return the picture itself."""
        with self.file.content.open("rb") as stream:
            return stream.read()


@dataclass(frozen=True, slots=True)
class Block:
    """One thing in a section: a heading, and below it an explanation (HTML) or an answer in one of four forms."""

    level: int
    number: str
    title: str
    in_instance: bool = False
    is_question: bool = False
    explanation: str = ""
    text: str = ""
    is_markdown: bool = False
    choices: tuple[str, ...] = ()
    figure: Figure | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether this question has no answer."""
        return self.is_question and not (self.text or self.choices or self.figure)

    @property
    def text_html(self) -> SafeString:
        """The answer as safe HTML, with headings below the heading of this block."""
        if self.is_markdown:
            return render_markdown(self.text, heading_level=min(self.level + 1, LOWEST))
        return format_html("<p>{}</p>", linebreaksbr(self.text)) if self.text else SafeString("")

    @property
    def explanation_text(self) -> str:
        """The explanation without markup."""
        return " ".join(strip_tags(self.explanation.replace("<", " <")).split())

    @property
    def explanation_html(self) -> SafeString:
        """The explanation as safe HTML; a heading in it is a strong line, for the document has its own headings."""
        return clean_html(
            HEADING.sub(r"<\1p><\1strong>", self.explanation).replace("</p></strong>", "</strong></p>")
        )


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the questionnaire."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A document about one assessment."""

    organisation: str
    theme: str
    title: str
    subject: str
    language: str
    facts: tuple[tuple[str, str], ...]
    signatures: Signatures | None
    results: tuple[dict[str, Any], ...]
    sections: tuple[Section, ...]
    made_on: datetime = field(default_factory=timezone.now)

    @property
    def name(self) -> str:
        """What the document is called."""
        return f"{self.title}: {self.subject}"


def report_of(assessment: Assessment, *, with_open: bool = True) -> Report:
    """Return what a document about an assessment says, in the language that is active.

    Without ``with_open``, questions that have no answer are left out.
    """
    form, state, application = questionnaire_of(assessment), state_of(assessment), assessment.application
    files = pictures_of(assessment)
    sections = []
    for section in form.sections:
        blocks = _blocks(section, state, files)
        kept = tuple(block for block in blocks if with_open or not block.is_open)
        if kept:
            sections.append(Section(section.title, kept))
    return Report(
        organisation=application.organisation.name,
        theme=application.organisation.theme,
        title=form.name,
        subject=application.name,
        language=assessment.language,
        facts=tuple(_facts(assessment)),
        signatures=signatures_of(assessment),
        results=tuple(results_shown(form, state)),
        sections=tuple(sections),
    )


def _facts(assessment: Assessment) -> Iterator[tuple[str, str]]:
    application = assessment.application
    yield _("Application"), f"{application.name} ({application.reference})"
    if application.department:
        yield _("Department"), str(application.department)
    if application.owner:
        yield _("Owner"), str(application.owner)
    yield _("Questionnaire"), f"{assessment.urn} {assessment.version}"
    yield _("State"), str(assessment.get_state_display())
    for label, moment in (
        (_("Submitted on"), assessment.submitted_at),
        (_("Approved on"), assessment.approved_at),
        (_("Counts until"), assessment.review_date),
        (_("Last change"), assessment.changed_at),
    ):
        if moment:
            yield label, in_words_of_date(moment)


def in_words_of_date(moment: date | datetime) -> str:
    """Return a day in words."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return formats.date_format(local, "DATE_FORMAT")


def _blocks(section: Task, state: State, files: Mapping[str, StoredFile]) -> Iterator[Block]:
    inside = {task.id for task in section.walk()}
    alone = section.is_question or section.repeatable
    depths: dict[str, int] = {}
    within: set[str] = set()
    for item in state.items:
        if item.task.id not in inside:
            continue
        if item.task is section and not alone:
            depths[item.key] = HIGHEST - 1
            if section.description:
                yield Block(HIGHEST - 1, "", "", explanation=section.description)
            continue
        depth = depths[item.key] = depths.get(item.parent, HIGHEST - 1) + 1
        if item.place or item.parent in within:
            within.add(item.key)
        block = _block(section, item, min(depth, LOWEST), state.values.get(item.key), files)
        yield replace(block, in_instance=item.key in within)


def _block(section: Task, item: Item, level: int, value: Any, files: Mapping[str, StoredFile]) -> Block:
    task = item.task
    title = item.label if item.place else name_of_part(task)
    heading = Block(level, number_of(section, item), title)
    if not task.is_question:
        return replace(heading, explanation=task.description)
    answer: dict[str, Any] = {}
    if is_kept(value) and str(value["file"]) in files:
        words = {name: str(value.get(name) or "") for name in ("title", "description")}
        answer["figure"] = Figure(files[str(value["file"])], **words)
    elif isinstance(value, (list, tuple)):
        labels = _labels(item)
        answer["choices"] = tuple(labels.get(str(each), str(each)) for each in value)
    elif is_answered(value) and not isinstance(value, dict):
        answer.update(text=_text(item, value), is_markdown=task.kind == "open_text")
    return replace(heading, is_question=True, **answer)


def _labels(item: Item) -> dict[str, str]:
    return {option.text: option.label for option in item.options}


def _text(item: Item, value: Any) -> str:
    if item.task.kind == "date":
        return in_words_of_date(date.fromisoformat(str(value)))
    return _labels(item).get(str(value), str(value))
