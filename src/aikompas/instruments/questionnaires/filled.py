# SPDX-License-Identifier: EUPL-1.2
"""What somebody filled in: answers by key, and the instances of repeatable tasks.

The key of a task outside repeatable tasks is its id. Of a repeatable task and everything below it, the key is
`id[i]`: i is the index of the nearest instance around it (or of itself). An index occurs once per repeatable task,
whatever the instance stands in; a nested instance names the key of the one it stands in.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from aikompas.instruments.questionnaires.model import Questionnaire, Value

_KEY = re.compile(r"(.+)\[(0|[1-9]\d{0,5})\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Instance:
    """One repetition of a repeatable task: where it stands, what it came from, and the name people gave it."""

    task_id: str
    index: int
    parent: str = ""
    source: str = ""
    label: str = ""

    @property
    def key(self) -> str:
        """The key of this instance."""
        return key_of(self.task_id, self.index)


@dataclass(frozen=True)
class Filled:
    """Answers by key, and instances in the order in which people see them."""

    answers: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    instances: tuple[Instance, ...] = ()


def key_of(task_id: str, index: int | None = None) -> str:
    """Return the key of a task, or of one instance of it."""
    return task_id if index is None else f"{task_id}[{index}]"


def split_key(key: str) -> tuple[str, int | None]:
    """Return the task id and the index that a key consists of."""
    match = _KEY.fullmatch(key)
    return (match[1], int(match[2])) if match else (key, None)


def instance_of(form: Questionnaire, key: str) -> str | None:
    """Return the key of the instance in which a key stands: empty outside instances, `None` for an unknown key."""
    task_id, index = (key, None) if key in form.tasks else split_key(key)
    near = form.near.get(task_id)
    if near is None or (index is None) != (near == ""):
        return None
    return key_of(near, index) if near else ""


def instances_in(
    form: Questionnaire, keys: Iterable[str], known: Mapping[str, Instance] = MappingProxyType({})
) -> tuple[Instance, ...]:
    """Return the instances that these keys speak of, with one around them where none is known.

    Keys do not say in what a nested instance stands; unless that is known, it is found out when instances settle.
    """
    indices: dict[str, set[int]] = {task_id: set() for task_id in form.outer}
    for key in [*known, *(instance for key in keys if (instance := instance_of(form, key)))]:
        task_id, index = split_key(key)
        if task_id in indices and index is not None:
            indices[task_id].add(index)
    for task_id in reversed(list(form.outer)):
        outer = form.outer[task_id]
        if outer and indices[task_id] and not indices[outer]:
            indices[outer].add(min(indices[task_id]))
    return tuple(
        known.get(key_of(task_id, index)) or Instance(task_id, index)
        for task_id, found in indices.items()
        for index in sorted(found)
    )
