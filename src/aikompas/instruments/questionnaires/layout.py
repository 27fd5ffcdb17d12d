# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire laid out for certain instances: every task as often as it occurs, in order, with what it looks at.

A layout knows no answers, so that one layout serves every change of an answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from aikompas.instruments.questionnaires.filled import Instance, key_of
from aikompas.instruments.questionnaires.instances import is_mapped, scope_of
from aikompas.instruments.questionnaires.model import Dependency, Questionnaire, Task

Condition = tuple[Dependency, tuple[int, ...]]
Step = tuple[int, int, str, bool, tuple[Condition, ...], int]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One occurrence of a task: where it stands, and at which other nodes its being shown looks.

    `instance` is set where an instance begins; `place` is then its place among its siblings, from 1.
    """

    number: int
    key: str
    task: Task
    index: int | None
    parent: int
    section: int
    around: str
    instance: Instance | None = None
    place: int = 0


class Layout:
    """All nodes of a questionnaire with these instances."""

    def __init__(self, form: Questionnaire, instances: tuple[Instance, ...]) -> None:
        self.form = form
        self.instances = {instance.key: instance for instance in instances}
        self.nodes: list[Node] = []
        self.of_task: dict[str, list[int]] = {task_id: [] for task_id in form.tasks}
        self._inside: dict[tuple[str, str], list[Instance]] = {}
        for instance in self.instances.values():
            self._inside.setdefault((instance.task_id, instance.parent), []).append(instance)
        for section, task in enumerate(form.sections):
            self._lay(task, -1, section, "", None)
        self.numbers = {node.key: node.number for node in self.nodes}
        self._scopes: dict[str, dict[str, int]] = {}

    def _lay(self, task: Task, parent: int, section: int, around: str, index: int | None) -> None:
        if not task.repeatable:
            self._add(task, parent, section, around, index)
            return
        for place, instance in enumerate(self._inside.get((task.id, around), ()), start=1):
            self._add(task, parent, section, instance.key, instance.index, instance, place)

    def _add(
        self,
        task: Task,
        parent: int,
        section: int,
        around: str,
        index: int | None,
        instance: Instance | None = None,
        place: int = 0,
    ) -> None:
        number = len(self.nodes)
        key = key_of(task.id, index)
        self.nodes.append(Node(number, key, task, index, parent, section, around, instance, place))
        self.of_task[task.id].append(number)
        for child in task.tasks:
            self._lay(child, number, section, around, index)

    @cached_property
    def steps(self) -> list[Step]:
        """Every node after those it looks at: its number, parent, key, whether it asks, its conditions and source.

        The source is the node that an instance was made after, or -1.
        """
        return [
            (number, node.parent, node.key, node.task.is_question, self._conditions(node), self._source(node))
            for task_id in self.form.order
            for number in self.of_task[task_id]
            for node in [self.nodes[number]]
        ]

    def _conditions(self, node: Node) -> tuple[Condition, ...]:
        return tuple(
            (item, tuple(self.seen_from(node, item.task_id)))
            for item in node.task.depends
            if item.is_condition and item.task_id in self.form.tasks
        )

    def _source(self, node: Node) -> int:
        if node.instance is None or not node.instance.source or not is_mapped(self.form, node.task.id):
            return -1
        return self.numbers.get(node.instance.source, -1)

    def seen_from(self, node: Node, task_id: str) -> Iterable[int]:
        """Return the nodes of a task as seen from a node: in the same instance, or else in those around it.

        An instance also sees the instance that it was made after. What does not stand in any of these is seen in
        all its instances.
        """
        near = self.form.near[task_id]
        if not near:
            return self.of_task[task_id]
        scope = self._scope(node.around)
        if near in scope:
            number = self.numbers.get(key_of(task_id, scope[near]))
            return [] if number is None else [number]
        return [
            number
            for number in self.of_task[task_id]
            if all(scope.get(name, index) == index for name, index in self._around(number).items())
        ]

    def _scope(self, key: str) -> Mapping[str, int]:
        if key not in self._scopes:
            self._scopes[key] = scope_of(self.form, self.instances, key)
        return self._scopes[key]

    def _around(self, number: int) -> Mapping[str, int]:
        """Return the instances that a node really stands in."""
        key, found = self.nodes[number].around, {}
        while key:
            instance = self.instances[key]
            found[instance.task_id] = instance.index
            key = instance.parent
        return found


@lru_cache(maxsize=32)
def layout_of(form: Questionnaire, instances: tuple[Instance, ...]) -> Layout:
    """Return the layout of a questionnaire for these instances; the latest ones are kept."""
    return Layout(form, instances)
