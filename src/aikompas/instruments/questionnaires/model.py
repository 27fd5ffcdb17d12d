# SPDX-License-Identifier: EUPL-1.2
"""What a questionnaire consists of: immutable; what the engine does not know is kept in `extra`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from aikompas.instruments.problems import Problem

Extra = Mapping[str, Any]
Scalar = str | bool | float | None
Value = (
    Any  # an answer as it comes from a form or a file: a text, a list of texts, or what an unknown type holds
)

GROUP, INFORMATION = "task_group", "informational"
TEXTS = frozenset({"text_input", "open_text"})
CHOICES_ONE = frozenset({"radio_option", "select_option"})
CHOICES_MANY = frozenset({"checkbox_option", "multiselect_scrollable"})
KNOWN_TYPES = frozenset({GROUP, INFORMATION, "date", "image"}) | TEXTS | CHOICES_ONE | CHOICES_MANY
OPERATORS = frozenset({"equals", "contains", "any", "all"})
ACTIONS = frozenset({"show", "hide"})


def _nothing() -> Extra:
    return MappingProxyType({})


def text_of(value: Scalar) -> str:
    """Write a value the way forms keep it: booleans and null as the texts "true", "false" and "null"."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def normalised(value: Scalar) -> Scalar:
    """Read a value the way conditions compare it: "true", "false", "null" and "" are no longer texts."""
    if not isinstance(value, str):
        return value
    if value.lower() in ("true", "false"):
        return value.lower() == "true"
    return None if value in ("null", "") else value


@dataclass(frozen=True)
class Option:
    """One possible choice."""

    value: Scalar
    label: str

    @property
    def text(self) -> str:
        """The value as forms keep it."""
        return text_of(self.value)


@dataclass(frozen=True)
class Dependency:
    """What a task depends on; `conditional` is executed, other types are kept for those who know them."""

    type: str
    action: str = ""
    task_id: str = ""
    operator: str = ""
    value: Any = None
    line: int | None = None
    extra: Extra = field(default_factory=_nothing, hash=False)

    @property
    def is_condition(self) -> bool:
        """Whether this dependency shows or hides the task, in a way that is understood."""
        return self.type == "conditional" and self.operator in OPERATORS and self.action in ACTIONS


@dataclass(frozen=True)
class Task:
    """A group, an explanation or a question."""

    id: str
    title: str
    types: tuple[str, ...]
    parent_id: str = ""
    description: str = ""
    options: tuple[Option, ...] = ()
    depends: tuple[Dependency, ...] = ()
    tasks: tuple["Task", ...] = ()
    repeatable: bool = False
    required: bool = False
    value_type: str = ""
    default: Any = None
    line: int | None = None
    extra: Extra = field(default_factory=_nothing, hash=False)

    @property
    def kind(self) -> str:
        """The first of its types that is known, or else its first type."""
        return next((name for name in self.types if name in KNOWN_TYPES), self.types[0])

    @property
    def is_question(self) -> bool:
        """Whether people can give an answer to this task."""
        return self.kind not in (GROUP, INFORMATION)

    @property
    def takes_options_from(self) -> str:
        """The id of the task whose answers are the options of this one, or an empty text."""
        return next((item.task_id for item in self.depends if item.type == "source_options"), "")

    def walk(self) -> Iterator["Task"]:
        """Yield this task and everything below it, in order."""
        yield self
        for task in self.tasks:
            yield from task.walk()


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire; `sha256` identifies exactly this file, `problems` are the warnings about it."""

    name: str
    urn: str
    version: str
    sha256: str
    sections: tuple[Task, ...]
    tasks: Mapping[str, Task] = field(hash=False)
    order: tuple[str, ...]
    description: str = ""
    language: str = ""
    problems: tuple[Problem, ...] = ()
    extra: Extra = field(default_factory=_nothing, hash=False)

    @property
    def id(self) -> str:
        """The URN."""
        return self.urn

    @cached_property
    def questions(self) -> tuple[Task, ...]:
        """Everything that can be answered, in order."""
        return tuple(task for task in self.tasks.values() if task.is_question)

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of parts of every kind."""
        tasks = self.tasks.values()
        return {
            "sections": len(self.sections),
            "tasks": len(tasks),
            "questions": len(self.questions),
            "repeatable": sum(task.repeatable for task in tasks),
            "conditions": sum(item.type == "conditional" for task in tasks for item in task.depends),
            "calculations": sum("calculation" in task.extra for task in tasks),
            "results": len(self.extra.get("assessments") or ()),
        }
