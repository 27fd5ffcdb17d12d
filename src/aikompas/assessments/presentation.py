# SPDX-License-Identifier: EUPL-1.2
"""Assessments as the pages show them: parts with their questions, answers in words, and what is still open."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aikompas.assessments.forms import SectionForm
from aikompas.assessments.models import (
    AnswerOrigin,
    Assessment,
    AssessmentAnswer,
    AssessmentComment,
    AssessmentState,
)
from aikompas.assessments.places import anchor, page_url, question_url, section_of
from aikompas.assessments.wording import finding
from aikompas.instruments.questionnaires import Questionnaire, State, Task

STATE_KINDS = {
    AssessmentState.SUBMITTED: "info",
    AssessmentState.RETURNED: "warning",
    AssessmentState.APPROVED: "success",
}


@dataclass(slots=True)
class Item:
    """A question, an explanation or a heading of a section, as it stands on the page."""

    task: Task
    visible: bool
    bound: BoundField | None = None
    initial: str = ""
    notes: list[str] = field(default_factory=list)
    answer: str = ""
    missing: bool = False

    @property
    def anchor(self) -> str:
        """The name of the place of this item on its page."""
        return anchor(self.task.id)

    @property
    def is_markdown(self) -> bool:
        """Tell whether the answer is a text with Markdown."""
        return self.task.kind == "open_text"


def state_badge(assessment: Assessment) -> tuple[str, str]:
    """Return the state of an assessment with the kind of its badge."""
    state = AssessmentState(assessment.state)
    return str(state.label), STATE_KINDS.get(state, "neutral")


def name_of_part(section: Task) -> str:
    """Return the title of a section without its number, for where numbers are shown already."""
    return re.sub(r"^\d+\.\s+", "", section.title)


def parts_of(assessment: Assessment, state: State, form: Questionnaire, current: str) -> list[dict[str, str]]:
    """Return the sections with how far each is, as steps with links."""
    parts = []
    for progress in state.progress:
        done = not progress.missing and progress.answered > 0
        parts.append(
            {
                "label": name_of_part(form.tasks[progress.section_id]),
                "url": page_url("fill_in", assessment, progress.section_id),
                "state": "current" if progress.section_id == current else "done" if done else "todo",
                "text": _("%(answered)s of %(visible)s answered")
                % {"answered": progress.answered, "visible": progress.visible},
            }
        )
    return parts


def items_to_fill_in(
    section: Task,
    form: SectionForm,
    state: State,
    rows: Mapping[str, AssessmentAnswer],
    facts: Mapping[str, Any],
) -> list[Item]:
    """Return everything in a section with its fields; what is hidden keeps an empty place."""
    items = []
    for task in section.walk():
        if task is section:
            continue
        item = Item(task, state.is_visible(task.id))
        if item.visible and task.id in form.fields:
            item.bound = form[task.id]
            item.initial = form[task.id].as_hidden(only_initial=True)
            item.notes = _notes(task, rows.get(task.id), facts.get(task.id))
        items.append(item)
    return items


def items_to_read(section: Task, state: State) -> list[Item]:
    """Return what is shown in a section, with the answers in words."""
    items = []
    for task in section.walk():
        if task is not section and state.is_visible(task.id):
            value = state.values.get(task.id)
            missing = task.is_question and value is None
            items.append(Item(task, True, answer=in_words(task, value), missing=missing))
    return items


def sections_to_read(
    form: Questionnaire, state: State, comments: Sequence[AssessmentComment] = ()
) -> list[dict[str, Any]]:
    """Return all sections with answers in words and what was said about them."""
    return [
        {
            "task": section,
            "id": anchor(section.id),
            "items": items_to_read(section, state),
            "comments": [comment for comment in comments if comment.section_id == section.id],
        }
        for section in form.sections
    ]


def open_questions(assessment: Assessment, form: Questionnaire, state: State) -> list[dict[str, Any]]:
    """Return what keeps an assessment from being submitted, per section, with links to the questions."""
    found: dict[str, list[dict[str, str]]] = {}
    for error in state.errors:
        if error.task_id in form.tasks:
            section = section_of(form, error.task_id)
            found.setdefault(section.id, []).append(
                {
                    "title": form.tasks[error.task_id].title,
                    "finding": "" if error.code == "required" else finding(error),
                    "url": question_url(assessment, form, error.task_id),
                }
            )
    return [
        {"title": form.tasks[section_id].title, "questions": questions}
        for section_id, questions in found.items()
    ]


def how_far(state: State) -> str:
    """Return in words how much of an assessment is still open."""
    missing = len(state.errors)
    if not missing:
        return _("All questions that need an answer are answered.")
    return ngettext(
        "%(number)s question still needs an answer.", "%(number)s questions still need an answer.", missing
    ) % {"number": missing}


def in_words(task: Task, value: Any) -> str:
    """Return an answer as people read it."""
    if value in (None, "", []):
        return ""
    labels = {option.text: option.label for option in task.options}
    if isinstance(value, (list, tuple)):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    if task.kind == "date":
        return formats.date_format(datetime.date.fromisoformat(value))
    return labels.get(str(value), str(value))


def _notes(task: Task, row: AssessmentAnswer | None, fact: Any) -> list[str]:
    """Return where the answer comes from, and what the application says when that is something else."""
    notes = []
    value = row.value if row else None
    if row and value not in (None, "", []) and row.origin != AnswerOrigin.PERSON:
        notes.append(str(AnswerOrigin(row.origin).label))
    same = set(value) == set(fact) if isinstance(value, list) and isinstance(fact, list) else value == fact
    if fact is not None and not same:
        notes.append(_("The facts of the application say: %(fact)s") % {"fact": in_words(task, fact)})
    return notes
