# SPDX-License-Identifier: EUPL-1.2
"""Answering a questionnaire: what is shown, how far it is, and what is wrong with the answers.

Answers are kept by key. Today a key is the task's id; an instance of a repeatable task will have its own key
(`id[1]`), for which `_Evaluation.key` is the only place to change.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from aikompas.instruments.questionnaires.model import (
    CHOICES_MANY,
    CHOICES_ONE,
    TEXTS,
    Dependency,
    Questionnaire,
    Task,
    Value,
    normalised,
    text_of,
)

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Progress:
    """How far one section is: questions that are shown, answered, and required but not answered."""

    section_id: str
    title: str
    visible: int
    answered: int
    missing: int


@dataclass(frozen=True)
class FieldError:
    """What is wrong with the answer to one task; `code` is required, option, text, list, date or unknown."""

    task_id: str
    code: str
    message: str


@dataclass(frozen=True)
class State:
    """The answers so far: keys of what is shown (groups included), progress, errors, and the answers that count."""

    visible: tuple[str, ...]
    progress: tuple[Progress, ...]
    errors: tuple[FieldError, ...]
    complete: bool
    values: Mapping[str, Value] = field(hash=False)

    def is_visible(self, key: str) -> bool:
        """Return whether this task is shown."""
        return key in self.visible

    def as_dict(self) -> dict[str, Any]:
        """Return the state as plain data, for JSON."""
        return {
            "visible": list(self.visible),
            "progress": [vars(item).copy() for item in self.progress],
            "errors": [
                {"taskId": item.task_id, "code": item.code, "message": item.message} for item in self.errors
            ],
            "complete": self.complete,
        }


def evaluate(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> State:
    """Return what the answers amount to. What is hidden counts as not answered, with everything below it.

    Complete means: nothing is wrong and every required question is answered. A questionnaire that marks nothing
    as required is complete when every visible question is answered.
    """
    return _Evaluation(questionnaire, answers).state()


def is_answered(value: Value) -> bool:
    """Return whether a value is an answer at all: blank texts and empty lists are not."""
    return (
        bool(value.strip()) if isinstance(value, str) else value is not None and value != [] and value != ()
    )


class _Evaluation:
    def __init__(self, questionnaire: Questionnaire, answers: Mapping[str, Value]) -> None:
        self.questionnaire = questionnaire
        self.answers = answers
        self.shown: dict[str, bool] = {}
        for task_id in questionnaire.order:
            task = questionnaire.tasks[task_id]
            self.shown[self.key(task)] = self.is_shown(task)

    def key(self, task: Task) -> str:
        return task.id

    def value(self, task: Task) -> Value:
        """Return the answer that counts: none when the task is hidden."""
        key = self.key(task)
        value = self.answers.get(key) if self.shown[key] else None
        return value if is_answered(value) else None

    def is_shown(self, task: Task) -> bool:
        parent = self.questionnaire.tasks.get(task.parent_id)
        if parent and not self.shown[self.key(parent)]:
            return False
        return all(self.allows(item) for item in task.depends if item.is_condition)

    def allows(self, item: Dependency) -> bool:
        source = self.questionnaire.tasks.get(item.task_id)
        if source is None:
            return True
        return _is_met(item, source, self.value(source)) == (item.action == "show")

    def state(self) -> State:
        tasks = self.questionnaire.tasks.values()
        shown = [task for task in tasks if self.shown[self.key(task)]]
        values = {self.key(task): self.value(task) for task in shown if task.is_question}
        values = {key: value for key, value in values.items() if value is not None}
        errors = [*self.unknown_answers(), *(error for task in shown for error in self.errors(task))]
        progress = tuple(self.progress(section) for section in self.questionnaire.sections)
        asks = any(task.required for task in tasks)
        everything = all(item.answered == item.visible for item in progress)
        return State(
            visible=tuple(self.key(task) for task in shown),
            progress=progress,
            errors=tuple(errors),
            complete=not errors and (asks or everything),
            values=MappingProxyType(values),
        )

    def progress(self, section: Task) -> Progress:
        questions = [task for task in section.walk() if task.is_question and self.shown[self.key(task)]]
        unanswered = [task for task in questions if self.value(task) is None]
        return Progress(
            section_id=section.id,
            title=section.title,
            visible=len(questions),
            answered=len(questions) - len(unanswered),
            missing=sum(task.required for task in unanswered),
        )

    def unknown_answers(self) -> list[FieldError]:
        return [
            FieldError(key, "unknown", "the questionnaire has no such question")
            for key in self.answers
            if key not in self.shown
        ]

    def errors(self, task: Task) -> list[FieldError]:
        if not task.is_question:
            return []
        value = self.value(task)
        found = _finding(task, value) if value is not None else _missing(task)
        return [FieldError(self.key(task), *found)] if found else []


def _missing(task: Task) -> tuple[str, str] | None:
    return ("required", "the answer is missing") if task.required else None


def _finding(task: Task, value: Value) -> tuple[str, str] | None:
    """Return the code and message of what is wrong with an answer, if anything."""
    if task.kind in CHOICES_MANY:
        if not isinstance(value, (list, tuple)):
            return "list", "the answer must be a list of options"
        return next((found for item in value if (found := _not_an_option(task, item))), None)
    if task.kind in CHOICES_ONE:
        return _not_an_option(task, value)
    if task.kind in TEXTS and not isinstance(value, str):
        return "text", "the answer must be text"
    if task.kind == "date" and not _is_date(value):
        return "date", f"'{value}' is not a date (expected: yyyy-mm-dd)"
    return None


def _not_an_option(task: Task, value: Value) -> tuple[str, str] | None:
    if task.takes_options_from:
        return None
    if isinstance(value, (list, tuple, dict)) or text_of(value) not in {
        option.text for option in task.options
    }:
        return "option", f"'{value}' is not one of the options"
    return None


def _is_date(value: Value) -> bool:
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_met(item: Dependency, source: Task, value: Value) -> bool:
    """Return whether the answer fulfils the condition.

    `equals` and `contains` compare with one value. `any` and `all` without a value ask whether something, or
    every option, is chosen; with a list of values they ask whether any, or all, of these are chosen.
    """
    answers = [] if value is None else list(value) if isinstance(value, (list, tuple)) else [value]
    given = [_comparable(answer) for answer in answers]
    wanted = [_comparable(each) for each in (item.value if isinstance(item.value, tuple) else (item.value,))]
    if item.operator == "equals":
        return not isinstance(value, (list, tuple)) and (given or [_comparable(None)]) == wanted
    if item.operator == "contains":
        return all(each in given for each in wanted)
    if item.value is None:
        if item.operator == "any":
            return bool(given)
        return bool(given) and all(_comparable(option.value) in given for option in source.options)
    chosen = [each in given for each in wanted]
    return any(chosen) if item.operator == "any" else all(chosen)


def _comparable(value: Value) -> tuple[type, Value]:
    """Return a value that equals another only when both have the same type: true is not 1."""
    plain = normalised(value)
    if isinstance(plain, int) and not isinstance(plain, bool):
        plain = float(plain)
    return type(plain), plain
