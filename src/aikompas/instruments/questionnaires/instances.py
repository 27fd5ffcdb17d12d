# SPDX-License-Identifier: EUPL-1.2
"""Which instances of repeatable tasks there are: adding, removing and moving them, and keeping mappings in step."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from aikompas.instruments.questionnaires.filled import (
    Filled,
    Instance,
    instance_of,
    instances_in,
    key_of,
    split_key,
)
from aikompas.instruments.questionnaires.model import Questionnaire, Value, text_of


def started(form: Questionnaire) -> Filled:
    """Return what a new questionnaire begins with: one instance of everything repeatable, and default values."""
    filled = synchronised(form, Filled())
    return replace(filled, answers=dict(filled.answers) | _defaults(form, [""]))


def filled_from(form: Questionnaire, answers: Mapping[str, Value]) -> Filled:
    """Return plain answers with the instances that their keys speak of, and at least one of everything repeatable."""
    return Filled(answers, settled(form, Filled(answers, instances_in(form, answers))))


def synchronised(form: Questionnaire, filled: Filled) -> Filled:
    """Return the same with the instances that the questionnaire wants.

    A mapped task has one instance for every instance of its source, in the same order; other repeatable tasks have
    at least one. What lost its source goes, with its answers. An instance that never had a source (it came from
    a file) gets the one with the same index; when there is none, it stays while it has answers. New instances
    begin with the default values.
    """
    instances = settled(form, filled)
    before = {instance.key for instance in filled.instances}
    after = {instance.key for instance in instances}
    if before == after:
        return replace(filled, instances=instances)
    gone = before - after
    answers = {key: value for key, value in filled.answers.items() if instance_of(form, key) not in gone}
    return Filled(_defaults(form, after - before) | answers, instances)


def added(form: Questionnaire, filled: Filled, task_id: str, parent: str = "") -> Filled:
    """Return the same with one more instance, after the others; its key is `next_key(filled, task_id)`."""
    task = form.tasks.get(task_id)
    if task is None or not task.repeatable:
        raise ValueError(f"'{task_id}' is no repeatable task")
    if is_mapped(form, task_id):
        raise ValueError(f"the instances of '{task_id}' follow from those of '{task.mapped_from}'")
    outer = form.outer[task_id]
    parents = [instance.key for instance in filled.instances if instance.task_id == outer] if outer else [""]
    if parent not in parents:
        raise ValueError(f"'{parent}' is not where an instance of '{task_id}' can stand")
    _, index = split_key(next_key(filled, task_id))
    instance = Instance(task_id, index or 0, parent)
    answers = _defaults(form, [instance.key]) | dict(filled.answers)
    return synchronised(form, Filled(answers, (*filled.instances, instance)))


def removed(form: Questionnaire, filled: Filled, key: str) -> Filled:
    """Return the same without one instance, and without what stands in it or was made after it."""
    instance = _instance(filled, key)
    if is_mapped(form, instance.task_id):
        raise ValueError(f"the instances of '{instance.task_id}' follow from another task")
    gone, rest = {key}, [other for other in filled.instances if other.key != key]
    while inside := [other for other in rest if other.parent in gone]:
        gone.update(other.key for other in inside)
        rest = [other for other in rest if other.key not in gone]
    answers = {name: value for name, value in filled.answers.items() if instance_of(form, name) not in gone}
    return synchronised(form, Filled(answers, tuple(rest)))


def moved(form: Questionnaire, filled: Filled, key: str, place: int) -> Filled:
    """Return the same with one instance at another place (from 0) among those that stand beside it."""
    instance = _instance(filled, key)
    if is_mapped(form, instance.task_id):
        raise ValueError(f"the instances of '{instance.task_id}' follow the order of another task")
    places = [
        number
        for number, other in enumerate(filled.instances)
        if (other.task_id, other.parent) == (instance.task_id, instance.parent)
    ]
    beside = [filled.instances[number] for number in places if filled.instances[number] != instance]
    beside.insert(max(0, place), instance)
    instances = list(filled.instances)
    for number, other in zip(places, beside, strict=True):
        instances[number] = other
    return synchronised(form, replace(filled, instances=tuple(instances)))


def next_key(filled: Filled, task_id: str) -> str:
    """Return the key that a further instance of this task will get: the highest index plus one."""
    taken = [instance.index for instance in filled.instances if instance.task_id == task_id]
    return key_of(task_id, max(taken, default=-1) + 1)


def is_mapped(form: Questionnaire, task_id: str) -> bool:
    """Return whether the instances of this task follow from those of another."""
    task = form.tasks[task_id]
    return task.repeatable and task.mapped_from in form.tasks


def scope_of(form: Questionnaire, instances: Mapping[str, Instance], key: str) -> dict[str, int]:
    """Return the index of every repeatable task that an instance stands in, or came from: nearest first wins."""
    scope: dict[str, int] = {}
    waiting, seen = [key], set()
    while waiting:
        current = waiting.pop(0)
        instance = instances.get(current)
        if instance is None or current in seen:
            continue
        seen.add(current)
        scope.setdefault(instance.task_id, instance.index)
        source = instance_of(form, instance.source) if instance.source else None
        waiting[:0] = [instance.parent] if instance.parent else []
        waiting += [source] if source else []
    return scope


def settled(form: Questionnaire, filled: Filled) -> tuple[Instance, ...]:
    """Return the instances that the questionnaire wants, in the order of its tasks.

    A nested instance that does not say in what it stands (it came from a file) stands in the instance with the same
    index, or else in the last one before it, or else in the first.
    """
    settling = _Settling(form, filled)
    for task_id in form.instance_order:
        settling.settle(task_id)
    return tuple(instance for task_id in form.outer for instance in settling.kept[task_id])


class _Settling:
    def __init__(self, form: Questionnaire, filled: Filled) -> None:
        self.form, self.filled = form, filled
        self.given: dict[str, dict[str, Instance]] = {task_id: {} for task_id in form.outer}
        for instance in filled.instances:
            if instance.task_id in self.given:
                self.given[instance.task_id].setdefault(instance.key, instance)
        self.kept: dict[str, list[Instance]] = {}
        self.by_key: dict[str, Instance] = {}

    def settle(self, task_id: str) -> None:
        """Decide on the instances of one task; those it stands in and its source are known by now."""
        outer = self.form.outer[task_id]
        parents = [instance.key for instance in self.kept[outer]] if outer else [""]
        taken = {instance.index for instance in self.given[task_id].values()}
        inside: dict[str, list[Instance]] = {parent: [] for parent in parents}
        for instance in self.given[task_id].values():
            parent = instance.parent or self.parent(outer, instance.index)
            if parent in inside:
                inside[parent].append(instance if instance.parent else replace(instance, parent=parent))
        kept: list[Instance] = []
        for parent, given in inside.items():
            if is_mapped(self.form, task_id):
                kept += self.mapped(task_id, parent, given, taken)
            else:
                kept += given or [self.new(task_id, parent, split_key(parent)[1] or 0, taken)]
        self.kept[task_id] = kept
        self.by_key.update((instance.key, instance) for instance in kept)

    def parent(self, outer: str, index: int) -> str:
        """Return in what an instance stands that does not say so."""
        indices = [instance.index for instance in self.kept[outer]] if outer else []
        if not indices:
            return ""
        return key_of(outer, max((other for other in indices if other <= index), default=min(indices)))

    def mapped(self, task_id: str, parent: str, given: list[Instance], taken: set[int]) -> Iterable[Instance]:
        linked = {instance.source: instance for instance in given if instance.source}
        loose = {instance.index: instance for instance in given if not instance.source}
        for source in self.sources(task_id, parent):
            index = split_key(source)[1] or 0
            if source in linked:
                yield linked[source]
            elif index in loose:
                yield replace(loose.pop(index), source=source)
            else:
                yield self.new(task_id, parent, index, taken, source)
        yield from (instance for instance in loose.values() if instance.key in self.answered)

    def sources(self, task_id: str, parent: str) -> list[str]:
        """Return the keys of the source's instances, as far as they belong where the mapped instances stand."""
        source_id = self.form.tasks[task_id].mapped_from
        near = self.form.near[source_id]
        if not near:
            return [source_id]
        here = scope_of(self.form, self.by_key, parent)
        found = []
        for instance in self.kept[near]:
            there = self.around(instance)
            if all(here.get(name, index) == index for name, index in there.items()):
                found.append(key_of(source_id, instance.index))
        return found

    def around(self, instance: Instance) -> dict[str, int]:
        around = {instance.task_id: instance.index}
        while instance.parent:
            instance = self.by_key[instance.parent]
            around[instance.task_id] = instance.index
        return around

    def new(self, task_id: str, parent: str, wish: int, taken: set[int], source: str = "") -> Instance:
        index = wish if wish not in taken else max(taken) + 1
        taken.add(index)
        return Instance(task_id, index, parent, source)

    @cached_property
    def answered(self) -> set[str]:
        """The keys of the instances in which, or below which, something was answered."""
        given = {key: instance for found in self.given.values() for key, instance in found.items()}
        answered = set()
        for name in self.filled.answers:
            key = instance_of(self.form, name)
            while key and key not in answered:
                answered.add(key)
                task_id, index = split_key(key)
                around = key_of(self.form.outer[task_id], index) if self.form.outer[task_id] else ""
                key = given[key].parent or around if key in given else ""
        return answered


def _defaults(form: Questionnaire, instances: Iterable[str]) -> dict[str, Value]:
    """Return the default values of the questions directly in these instances (empty: outside all instances)."""
    indices: dict[str, list[int | None]] = {}
    for key in instances:
        near, index = split_key(key)
        indices.setdefault(near, []).append(index)
    return {
        key_of(task.id, index): task.default
        if isinstance(task.default, (list, dict))
        else text_of(task.default)
        for task in form.questions
        if task.default is not None
        for index in indices.get(form.near[task.id], ())
    }


def _instance(filled: Filled, key: str) -> Instance:
    for instance in filled.instances:
        if instance.key == key:
            return instance
    raise ValueError(f"there is no instance '{key}'")
