# SPDX-License-Identifier: EUPL-1.2
"""Reads the official output format (version 2), whoever wrote it, and names everything that is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aikompas.instruments.problems import Problem
from aikompas.instruments.questionnaires.filled import (
    Filled,
    Instance,
    instance_of,
    instances_in,
    key_of,
    split_key,
)
from aikompas.instruments.questionnaires.instances import settled
from aikompas.instruments.questionnaires.model import Questionnaire, Value
from aikompas.instruments.questionnaires.output.writing import OWN, is_picture, official_urn

_MAX_INSTANCES = 5000
_MAX_NAMED = 100
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class InvalidOutput(Exception):
    """The data is no output of this questionnaire; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        more = len(problems) - _MAX_NAMED
        lines = [str(problem) for problem in problems[:_MAX_NAMED]]
        super().__init__("\n".join([*lines, *([f"and {more} more"] if more > 0 else [])]))


@dataclass(frozen=True)
class Output:
    """What an output says: what is filled in, which sections are finished, and who wrote what when."""

    filled: Filled
    completed: tuple[str, ...]
    edited: Mapping[str, tuple[datetime, str]]
    created_at: datetime
    created_by: str = ""


def read_output(form: Questionnaire, data: Any) -> Output:
    """Return what the data of an output file says; raises `InvalidOutput`."""
    reading = _Reading(form)
    output = reading.read(data)
    if reading.problems or output is None:
        raise InvalidOutput(reading.problems)
    return output


class _Reading:
    def __init__(self, form: Questionnaire) -> None:
        self.form = form
        self.problems: list[Problem] = []
        self.answers: dict[str, Value] = {}
        self.edited: dict[str, tuple[datetime, str]] = {}
        self.found: dict[str, None] = {}  # the keys of instances, in the order of the file
        self.known: dict[str, Instance] = {}

    def read(self, data: Any) -> Output | None:
        if not isinstance(data, Mapping):
            self.problem("", "the output must be an object with 'metadata' and 'answers'")
            return None
        metadata = self.object(data, "metadata", required=True)
        own = self.object(data, OWN)
        self.definition(metadata, own)
        created_at = self.moment(metadata.get("createdAt"), "metadata.createdAt")
        self.instances(own.get("instances", []))
        self.all_answers(self.object(data, "answers", required=True), "answers", own=False)
        self.all_answers(self.object(own, "answers"), f"{OWN}.answers", own=True)
        completed = [
            *self.completed(metadata.get("completedTasks", []), "metadata.completedTasks"),
            *self.completed(own.get("completedTasks", []), f"{OWN}.completedTasks"),
        ]
        author = self.object(metadata, "createdBy").get("name", "")
        if self.problems or created_at is None:
            return None
        return Output(
            filled=self.filled(),
            completed=tuple(section.id for section in self.form.sections if section.id in completed),
            edited=self.edited,
            created_at=created_at,
            created_by=author if isinstance(author, str) else "",
        )

    def filled(self) -> Filled:
        keys = [*self.answers, *self.found]
        instances = instances_in(self.form, keys, self.known)
        places = {key: place for place, key in enumerate(self.found)}
        ordered = sorted(instances, key=lambda item: places.get(item.key, len(places) + item.index))
        return Filled(self.answers, settled(self.form, Filled(self.answers, tuple(ordered))))

    def problem(self, where: str, message: str) -> None:
        self.problems.append(Problem("error", "output", where, message))

    def object(self, data: Mapping[str, Any], name: str, required: bool = False) -> Mapping[str, Any]:
        found = data.get(name)
        if isinstance(found, Mapping):
            return found
        if found is not None or required:
            self.problem(name, "this must be an object" if found is not None else "this is missing")
        return {}

    def definition(self, metadata: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        """Check that the output belongs to this questionnaire; another version of it is for the caller to judge."""
        definition = self.object(own, "definition")
        given = definition.get("urn") or metadata.get("urn")
        if not isinstance(given, str):
            self.problem("metadata.urn", "this must be the URN of the questionnaire")
        elif "urn" in definition and given != self.form.urn:
            self.problem(f"{OWN}.definition.urn", f"this is '{_shown(given)}', not '{self.form.urn}'")
        elif (
            "urn" not in definition and given.rpartition(":")[0] != official_urn(self.form).rpartition(":")[0]
        ):
            self.problem("metadata.urn", f"this is '{_shown(given)}', not '{official_urn(self.form)}'")

    def instances(self, items: Any) -> None:
        """Read what our own part says of the instances."""
        if not isinstance(items, list):
            self.problem(f"{OWN}.instances", "this must be a list")
            return
        for number, item in enumerate(items):
            where = f"{OWN}.instances[{number}]"
            texts = item if isinstance(item, Mapping) else {}
            if not all(isinstance(text, str) for text in texts.values()) or not self.is_instance(
                texts.get("key", "")
            ):
                self.problem(where, "this is no instance of a repeatable task")
                continue
            task_id, index = split_key(texts["key"])
            parent, outer = texts.get("parent", ""), self.form.outer[task_id]
            if (split_key(parent)[0] != outer) if outer else parent:
                self.problem(where, f"'{_shown(parent)}' is not where this can stand")
                continue
            instance = Instance(task_id, index or 0, parent, texts.get("source", ""), texts.get("label", ""))
            self.known[instance.key] = instance
            self.saw(instance.key, where)

    def is_instance(self, key: str) -> bool:
        return instance_of(self.form, key) == key != ""

    def saw(self, key: str, where: str) -> None:
        self.found[key] = None
        if len(self.found) == _MAX_INSTANCES + 1:
            self.problem(where, f"there are more than {_MAX_INSTANCES:,} instances")

    def all_answers(self, answers: Mapping[str, Any], where: str, own: bool) -> None:
        for name, value in answers.items():
            if len(self.found) > _MAX_INSTANCES:
                return
            place = f"{where}.{_shown(name)}"
            if isinstance(value, list):
                self.group(name, value, place, own)
            else:
                self.answer(name, value, place, own)

    def group(self, task_id: str, elements: list[Any], where: str, own: bool) -> None:
        """Read the instances of one repeatable task."""
        if task_id not in self.form.outer:
            self.problem(where, "the questionnaire has no such repeatable task")
            return
        seen: set[int] = set()
        for number, element in enumerate(elements):
            place = f"{where}[{number}]"
            index = element.get("_index") if isinstance(element, Mapping) else None
            if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < 1_000_000:
                self.problem(place, "this must be an object with an '_index' from 0 to 999999")
            elif index in seen:
                self.problem(place, f"the index {index} occurs twice")
            else:
                seen.add(index)
                self.saw(key_of(task_id, index), place)
                for name, value in element.items():
                    if not isinstance(value, int):
                        self.answer(key_of(split_key(name)[0], index), value, f"{place}.{_shown(name)}", own)

    def answer(self, key: str, data: Any, where: str, own: bool) -> None:
        around = instance_of(self.form, key)
        task_id = key if key in self.form.tasks else split_key(key)[0]
        if around is None or not self.form.tasks[task_id].is_question:
            self.problem(where, "the questionnaire has no such question")
            return
        if not isinstance(data, Mapping) or "value" not in data:
            self.problem(where, "this must be an object with a 'value'")
            return
        value = data["value"]
        if not own and not _is_allowed(value):
            self.problem(where, "the value must be text, a list of texts, a picture or null")
            return
        if not _is_writable(value):
            self.problem(where, "the text has characters that cannot be kept")
            return
        if key in self.answers:
            self.problem(where, "this is answered twice")
            return
        if around:
            self.saw(around, where)
        if value is not None:
            self.answers[key] = value
            self.edit(key, data, where)

    def edit(self, key: str, data: Mapping[str, Any], where: str) -> None:
        who = data.get("lastEditedBy", "")
        if not isinstance(who, str):
            self.problem(f"{where}.lastEditedBy", "this must be text")
            return
        moment = self.moment(data.get("lastEditedAt"), f"{where}.lastEditedAt")
        if moment is not None:
            self.edited[key] = (moment, who)

    def moment(self, text: Any, where: str) -> datetime | None:
        try:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (TypeError, ValueError):
            self.problem(where, "this must be a date and time (such as 2026-01-31T12:00:00Z)")
            return None

    def completed(self, items: Any, where: str) -> list[str]:
        if not isinstance(items, list):
            self.problem(where, "this must be a list of sections")
            return []
        sections = {section.id for section in self.form.sections}
        for item in items:
            if not isinstance(item, str) or item not in sections:
                self.problem(where, f"the questionnaire has no section '{_shown(item)}'")
        return [item for item in items if isinstance(item, str)]


def _is_allowed(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return value is None or isinstance(value, str) or is_picture(value)


def _is_writable(value: Any) -> bool:
    """Return whether every text in a value can be written: no NUL, no half of a surrogate pair."""
    if isinstance(value, str):
        return not _UNWRITABLE.search(value)
    if isinstance(value, Mapping):
        return all(map(_is_writable, (*value, *value.values())))
    return all(map(_is_writable, value)) if isinstance(value, list) else True


def _shown(value: Any) -> str:
    text = _UNWRITABLE.sub("\ufffd", str(value))
    return text if len(text) <= 60 else text[:57] + "..."
