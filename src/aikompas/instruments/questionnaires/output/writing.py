# SPDX-License-Identifier: EUPL-1.2
"""Writes what is filled in as the official output format (version 2) has it.

Only what is shown is written: what is hidden counts as not answered. What the official schema has no place for
stands apart, under `aikompas`, which the schema allows and the official programs ignore: the exact definition, what
each instance stands in and came from, its name, and answers or finished sections with ids that the schema refuses.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from aikompas.instruments.questionnaires.evaluation import State, evaluate
from aikompas.instruments.questionnaires.filled import Filled, Instance, key_of
from aikompas.instruments.questionnaires.model import Questionnaire, Task, Value, text_of

# The official schema (v2) demands exactly this value of `$schema`: it names the format; nothing is fetched from it.
SCHEMA = "https://github.com/MinBZK/par-dpia-form/blob/main/schemas/assessment-output.v2.schema.json"
OWN = "aikompas"
Edited = Mapping[str, tuple[datetime, str]]

_ID = re.compile(r"[0-9]+(\.[0-9]+)*")
_SECTION = re.compile(r"[0-9]+")
_URN = re.compile(r"urn:nl:[a-z]+:[0-9]+\.[0-9]+")
_PICTURE_KEYS = {"data", "title", "description", "source"}


def write_output(
    form: Questionnaire,
    filled: Filled | Mapping[str, Value],
    *,
    created_at: datetime,
    created_by: str = "",
    completed: Iterable[str] = (),
    edited: Edited | None = None,
) -> dict[str, Any]:
    """Return the output: `completed` are the ids of finished sections, `edited` says when and by whom per key."""
    state = evaluate(form, filled)
    writing = _Writing(form, created_at, edited or {})
    writing.write(state)
    finished = [section.id for section in form.sections if section.id in set(completed)]
    metadata: dict[str, Any] = {"urn": official_urn(form), "createdAt": _moment(created_at)}
    if created_by:
        metadata["createdBy"] = {"name": created_by}
    if official := [section_id for section_id in finished if _SECTION.fullmatch(section_id)]:
        metadata["completedTasks"] = official
    own: dict[str, Any] = {
        "definition": {"urn": form.urn, "version": form.version, "sha256": form.sha256},
        "instances": [_instance(item) for item in shown_part(state).instances],
    }
    if writing.apart:
        own["answers"] = writing.apart
    if odd := [section_id for section_id in finished if not _SECTION.fullmatch(section_id)]:
        own["completedTasks"] = odd
    return {"$schema": SCHEMA, "metadata": metadata, "answers": writing.answers, OWN: own}


def shown_part(state: State) -> Filled:
    """Return what was filled in, without what is hidden: what the output format keeps."""
    shown = tuple(instance for instance in state.filled.instances if state.is_visible(instance.key))
    return Filled(state.values, shown)


def official_urn(form: Questionnaire) -> str:
    """Return the URN with the version, in the form that the official schema asks for."""
    exact = f"{form.urn}:{form.version}"
    if _URN.fullmatch(exact):
        return exact
    name = re.sub("[^a-z]", "", form.urn.casefold().removeprefix("urn:").removeprefix("nl:")) or "x"
    major, minor = [*re.findall("[0-9]+", form.version), "0", "0"][:2]
    return f"urn:nl:{name}:{major}.{minor}"


def is_picture(value: Value) -> bool:
    """Return whether a value is a picture as the official schema has it."""
    return (
        isinstance(value, Mapping)
        and _PICTURE_KEYS.issuperset(value)
        and all(isinstance(each, str) for each in value.values())
        and str(value.get("data", "")).startswith("data:image/")
    )


class _Writing:
    def __init__(self, form: Questionnaire, created_at: datetime, edited: Edited) -> None:
        self.form, self.edited, self.created_at = form, edited, created_at
        self.answers: dict[str, Any] = {}
        self.apart: dict[str, Any] = {}
        self.elements: dict[tuple[bool, str], dict[str, Any]] = {}

    def write(self, state: State) -> None:
        values = state.values
        for item in state.items:
            if item.task.repeatable and item.index is not None and _ID.fullmatch(item.task.id):
                self.element(item.task.id, item.index, official=True)
            if item.key in values:
                self.put(item.task, item.key, item.index, values[item.key])

    def put(self, task: Task, key: str, index: int | None, value: Value) -> None:
        near = self.form.near[task.id]
        plain = _official(value)
        official = (
            plain is not None and bool(_ID.fullmatch(task.id)) and (not near or bool(_ID.fullmatch(near)))
        )
        place = self.answers if official else self.apart
        if index is not None:
            place = self.element(near, index, official)
        moment, who = self.edited.get(key, (self.created_at, ""))
        answer = {"value": plain if official else value, "lastEditedAt": _moment(moment)}
        place[task.id] = answer | ({"lastEditedBy": who} if who else {})

    def element(self, task_id: str, index: int, official: bool) -> dict[str, Any]:
        """Return where the answers of one instance are written."""
        key = key_of(task_id, index)
        if (official, key) not in self.elements:
            element = self.elements[official, key] = {"_index": index}
            (self.answers if official else self.apart).setdefault(task_id, []).append(element)
        return self.elements[official, key]


def _official(value: Value) -> Any:
    """Return a value as the official schema allows it, or nothing."""
    if isinstance(value, (list, tuple)):
        texts = [_official(item) for item in value]
        return texts if all(isinstance(text, str) for text in texts) else None
    if isinstance(value, (str, bool, int, float)):
        return text_of(value)
    return dict(value) if is_picture(value) else None


def _instance(instance: Instance) -> dict[str, str]:
    found = {
        "key": instance.key,
        "parent": instance.parent,
        "source": instance.source,
        "label": instance.label,
    }
    return {name: text for name, text in found.items() if text}


def _moment(moment: datetime) -> str:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
