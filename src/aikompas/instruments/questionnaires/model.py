# SPDX-License-Identifier: EUPL-1.2
"""What a questionnaire consists of: immutable; what the engine does not know is kept in `extra`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from aikompas.instruments.expressions import Expression
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

    @cached_property
    def text(self) -> str:
        """The value as forms keep it."""
        return text_of(self.value)


@dataclass(frozen=True)
class Dependency:
    """What a task depends on: `conditional`, `source_options` or `instance_mapping`; other types are only kept."""

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
class Calculation:
    """How a score is computed: the value of the expression decides which rule gives the score."""

    score_key: str
    expression: Expression
    rules: tuple[tuple[Expression, float], ...] = ()


@dataclass(frozen=True)
class Reference:
    """A task of another questionnaire for which the answer to this one is of use; `form` is how the file names it."""

    form: str
    task_id: str
    type: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture, or another source, that belongs to a task."""

    source: str
    description: str = ""


@dataclass(frozen=True)
class Criterion:
    """One reason for a result."""

    id: str
    expression: Expression
    explanation: str


@dataclass(frozen=True)
class Level:
    """When a result applies, and how strongly: required or recommended."""

    level: str
    expression: Expression
    result: str
    explanation: str = ""
    criteria: tuple[Criterion, ...] = ()
    extra: Extra = field(default_factory=_nothing, hash=False)


@dataclass(frozen=True)
class Outcome:
    """A result that the answers may lead to, such as that a DPIA is needed."""

    id: str
    levels: tuple[Level, ...]
    line: int | None = None
    extra: Extra = field(default_factory=_nothing, hash=False)


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
    item_name: str = ""
    label_template: str = ""
    sources: tuple[Picture, ...] = ()
    references: tuple[Reference, ...] = ()
    calculation: Calculation | None = None
    line: int | None = None
    extra: Extra = field(default_factory=_nothing, hash=False)

    @cached_property
    def kind(self) -> str:
        """The first of its types that is known, or else its first type."""
        return next((name for name in self.types if name in KNOWN_TYPES), self.types[0])

    @cached_property
    def is_question(self) -> bool:
        """Whether people can give an answer to this task."""
        return self.kind not in (GROUP, INFORMATION)

    @cached_property
    def takes_options_from(self) -> str:
        """The id of the task whose answers are the options of this one, or an empty text."""
        return next((item.task_id for item in self.depends if item.type == "source_options"), "")

    @cached_property
    def mapped_from(self) -> str:
        """The id of the task that decides how many instances this one has, or an empty text."""
        return next((item.task_id for item in self.depends if item.type == "instance_mapping"), "")

    def walk(self) -> Iterator["Task"]:
        """Yield this task and everything below it, in order."""
        yield self
        for task in self.tasks:
            yield from task.walk()


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """A questionnaire; `sha256` identifies exactly this file, `problems` are the warnings about it.

    `order` has the tasks so that each comes after what its being shown depends on; `instance_order` the
    repeatable ones so that each comes after those that decide on its instances.
    """

    name: str
    urn: str
    version: str
    sha256: str
    sections: tuple[Task, ...] = field(repr=False)
    tasks: Mapping[str, Task] = field(repr=False)
    order: tuple[str, ...] = field(repr=False)
    instance_order: tuple[str, ...] = field(default=(), repr=False)
    outcomes: tuple[Outcome, ...] = field(default=(), repr=False)
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
    def calculated(self) -> tuple[Task, ...]:
        """Everything with a calculation, in order."""
        return tuple(task for task in self.tasks.values() if task.calculation)

    @cached_property
    def near(self) -> Mapping[str, str]:
        """Of every task the nearest repeatable task around it (or itself), or an empty text."""
        found: dict[str, str] = {}
        for task in self.tasks.values():
            found[task.id] = task.id if task.repeatable else found.get(task.parent_id, "")
        return found

    @cached_property
    def outer(self) -> Mapping[str, str]:
        """Of every repeatable task the nearest repeatable task around it, or an empty text."""
        repeatable = (task for task in self.tasks.values() if task.repeatable)
        return {task.id: self.near.get(task.parent_id, "") for task in repeatable}

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
            "calculations": sum(task.calculation is not None for task in tasks),
            "results": len(self.outcomes),
        }
