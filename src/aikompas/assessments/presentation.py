# SPDX-License-Identifier: EUPL-1.2
"""Assessments as the pages show them: parts with their questions, answers in words, and what is still open."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aikompas.assessments.models import (
    Assessment,
    AssessmentState,
    Comment,
    SectionDone,
)
from aikompas.assessments.pictures import shown_picture
from aikompas.assessments.places import anchor, page_url, question_url, section_of
from aikompas.assessments.sections import number_of
from aikompas.assessments.wording import finding, with_number, without_number
from aikompas.files.models import StoredFile
from aikompas.instruments.questionnaires import Questionnaire, State, Task, instance_of, split_key

STATE_KINDS = {
    AssessmentState.SUBMITTED: "info",
    AssessmentState.RETURNED: "warning",
    AssessmentState.APPROVED: "success",
}


@dataclass(slots=True)
class Item:
    """A question, an explanation or a heading of a section, as one reads it."""

    key: str
    task: Task
    title: str
    answer: str = ""
    missing: bool = False
    is_instance: bool = False
    image: Mapping[str, str] | None = None

    @property
    def anchor(self) -> str:
        """The name of the place of this item on its page."""
        return anchor(self.key)

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
    return without_number(section.title)


def parts_of(
    assessment: Assessment,
    state: State,
    form: Questionnaire,
    current: str,
    called_done: Mapping[str, SectionDone],
) -> list[dict[str, str]]:
    """Return the sections with how far each is, as steps with links; done is what somebody called done."""
    parts = []
    for progress in state.progress:
        everything = progress.answered == progress.visible > 0
        done = everything or progress.section_id in called_done
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


def items_to_read(section: Task, state: State, pictures: Mapping[str, StoredFile]) -> list[Item]:
    """Return what is shown in a section, with the answers in words and pictures."""
    items = []
    for item in state.items_in(section.id):
        task = item.task
        if task is section and not task.is_question:
            continue
        value = state.values.get(item.key)
        title = item.label if item.place else with_number(number_of(section, item), task.title)
        missing = task.is_question and value is None
        image = shown_picture(value, pictures)
        items.append(Item(item.key, task, title, in_words(task, value), missing, bool(item.place), image))
    return items


def sections_to_read(
    form: Questionnaire,
    state: State,
    comments: Sequence[Comment] = (),
    pictures: Mapping[str, StoredFile] = MappingProxyType({}),
) -> list[dict[str, Any]]:
    """Return all sections with answers in words and what was said about them."""
    return [
        {
            "task": section,
            "id": anchor(section.id),
            "items": items_to_read(section, state, pictures),
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
                    "title": name_of_question(form, state, error.key),
                    "finding": "" if error.code == "required" else finding(error),
                    "url": question_url(assessment, form, error.key),
                }
            )
    return [
        {"title": form.tasks[section_id].title, "questions": questions}
        for section_id, questions in found.items()
    ]


def unanswered(assessment: Assessment, form: Questionnaire, state: State) -> list[dict[str, Any]]:
    """Return every question that has no answer yet, per section, with links to the questions."""
    found = []
    for section in form.sections:
        questions = [
            {
                "title": name_of_question(form, state, item.key),
                "required": item.task.required,
                "url": question_url(assessment, form, item.key),
            }
            for item in state.items_in(section.id)
            if item.task.is_question and item.key not in state.values
        ]
        if questions:
            found.append({"id": anchor(section.id), "title": section.title, "questions": questions})
    return found


def name_of_question(form: Questionnaire, state: State, key: str) -> str:
    """Return what a question is called, with the name of the instance in which it stands."""
    task_id = key if key in form.tasks else split_key(key)[0]
    around = instance_of(form, key)
    title = form.tasks[task_id].title
    if not around or not state.is_visible(around):
        return title
    return state.label(around) if around == key else f"{state.label(around)}: {title}"


def how_far(state: State, parts: int) -> str:
    """Return in words how much of an assessment is still open: what is wrong or missing, or else parts to finish."""
    missing = len(state.errors)
    if not missing and parts:
        return ngettext(
            "%(number)s part is not finished: answer its questions, or call it done.",
            "%(number)s parts are not finished: answer their questions, or call them done.",
            parts,
        ) % {"number": parts}
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
    if isinstance(value, dict):
        return str(value.get("title") or _("An image"))
    if task.kind == "date":
        return formats.date_format(datetime.date.fromisoformat(value))
    return labels.get(str(value), str(value))
