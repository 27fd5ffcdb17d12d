# SPDX-License-Identifier: EUPL-1.2
"""A section of an assessment as a page shows it: its groups, questions and repetitions, in a tree.

What is hidden keeps an empty place in the tree, so that it can appear while somebody is filling in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.forms import BoundField

from aikompas.assessments.forms import SectionForm
from aikompas.assessments.models import AssessmentInstance
from aikompas.assessments.places import anchor
from aikompas.assessments.wording import with_number
from aikompas.instruments.questionnaires import (
    Filled,
    Instance,
    Item,
    Questionnaire,
    State,
    Task,
    is_mapped,
    key_of,
)

HIGHEST_LEVEL, LOWEST_LEVEL = 2, 6


@dataclass(slots=True)
class Node:
    """One occurrence of a group, an explanation or a question."""

    key: str
    task: Task
    visible: bool
    level: int
    number: str = ""
    label: str = ""
    instance: Instance | None = None
    is_first: bool = False
    is_last: bool = False
    children: list[Node | Repetition] = field(default_factory=list)
    fields: SectionForm | None = None
    notes: list[str] = field(default_factory=list)
    terms: Any = None
    pictures: Sequence[Any] = ()
    choices_from: Mapping[str, str] | None = None
    image: Mapping[str, Any] | None = None
    conflict: Any = None
    has_history: bool = False

    @property
    def is_repetition(self) -> bool:
        """Tell that this is no list of instances."""
        return False

    @property
    def anchor(self) -> str:
        """The name of the place of this node on its page."""
        return anchor(self.key)

    @property
    def bound(self) -> BoundField | None:
        """The field in which this is answered."""
        return self.fields[self.key] if self.fields and self.key in self.fields.fields else None

    @property
    def opened(self) -> str:
        """The answer with which the field was opened, as hidden controls."""
        return self.fields.opened_html(self.key) if self.fields else ""

    @property
    def query(self) -> str:
        """The key, to stand in an address."""
        return quote(self.key, safe="")

    @property
    def label_name(self) -> str:
        """The name of the field for the own name of this instance."""
        return f"label-{self.key}"

    @property
    def title(self) -> str:
        """The number and the title, or the name of the instance."""
        return self.label if self.instance else with_number(self.number, self.task.title)

    @property
    def kind(self) -> str:
        """What it is: question, picture, information or group."""
        if self.task.kind == "image":
            return "picture"
        if self.task.is_question:
            return "question"
        return "information" if self.task.kind == "informational" else "group"


@dataclass(slots=True)
class Repetition:
    """The instances of a repeatable task that stand in one place."""

    task: Task
    parent: str
    level: int
    number: str
    is_mapped: bool
    nodes: list[Node]
    removed: list[AssessmentInstance]

    @property
    def is_repetition(self) -> bool:
        """Tell that this is a list of instances."""
        return True

    @property
    def visible(self) -> bool:
        """Tell whether there is an instance to be seen."""
        return any(node.visible for node in self.nodes)

    @property
    def key(self) -> str:
        """A key that no task has, for the list as a whole."""
        return f"{self.task.id}*{self.parent}"

    @property
    def anchor(self) -> str:
        """The name of the place of this list on its page."""
        return anchor(self.key)

    @property
    def title(self) -> str:
        """The number and the title of the task."""
        return with_number(self.number, self.task.title)

    @property
    def one(self) -> str:
        """What one of them is called."""
        return self.task.item_name or self.task.title[:1].lower() + self.task.title[1:]


def number_of(section: Task, item: Item | None) -> str:
    """Return the number of a task, unless the questionnaire says that its section has no official one."""
    if item is None or section.extra.get("is_official_id") is False:
        return ""
    return item.number


class Tree:
    """Lays out a section with its instances, hidden ones too."""

    def __init__(
        self,
        form: Questionnaire,
        section: Task,
        state: State,
        rows: Iterable[AssessmentInstance] = (),
        fields: SectionForm | None = None,
    ) -> None:
        self.form, self.section, self.fields = form, section, fields
        self.items = {item.key: item for item in state.items_in(section.id)}
        self.inside = _by_place(state.filled)
        self.removed: dict[tuple[str, str], list[AssessmentInstance]] = {}
        for row in rows:
            if row.removed_at:
                self.removed.setdefault((row.task_id, row.parent), []).append(row)
        alone = section.is_question or section.repeatable
        tops = (section,) if alone else section.tasks
        self.nodes = [self._place(task, "", None, HIGHEST_LEVEL) for task in tops]

    def _place(self, task: Task, around: str, index: int | None, level: int) -> Node | Repetition:
        if not task.repeatable:
            return self._node(task, around, index, level)
        instances = self.inside.get((task.id, around), [])
        nodes = [self._node(task, item.key, item.index, level + 1, item) for item in instances]
        if nodes:
            nodes[0].is_first = nodes[-1].is_last = True
        shown = next((self.items[node.key] for node in nodes if node.key in self.items), None)
        return Repetition(
            task,
            around,
            min(level, LOWEST_LEVEL),
            number_of(self.section, shown),
            is_mapped(self.form, task.id),
            nodes,
            self.removed.get((task.id, around), []),
        )

    def _node(
        self, task: Task, around: str, index: int | None, level: int, instance: Instance | None = None
    ) -> Node:
        key = key_of(task.id, index)
        item = self.items.get(key)
        return Node(
            key=key,
            task=task,
            visible=item is not None,
            level=min(level, LOWEST_LEVEL),
            number=number_of(self.section, item),
            label=item.label if item else "",
            instance=instance,
            children=[self._place(child, around, index, level + 1) for child in task.tasks],
            fields=self.fields if item and item.task.is_question else None,
        )

    def walk(self) -> Iterator[Node]:
        """Yield every node, in order."""
        yield from walk(self.nodes)


def walk(nodes: Iterable[Node | Repetition]) -> Iterator[Node]:
    """Yield nodes and all below them, in order."""
    for node in nodes:
        if isinstance(node, Repetition):
            yield from walk(node.nodes)
        else:
            yield node
            yield from walk(node.children)


def _by_place(filled: Filled) -> Mapping[tuple[str, str], list[Instance]]:
    found: dict[tuple[str, str], list[Instance]] = {}
    for instance in filled.instances:
        found.setdefault((instance.task_id, instance.parent), []).append(instance)
    return found
