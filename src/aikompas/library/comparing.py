# SPDX-License-Identifier: EUPL-1.2
"""What differs between two versions of an instrument, part by part: what came, what went, what reads differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aikompas.instruments.documents import read_document

LABELS: Mapping[str, Promise] = {
    "title": _("Text"),
    "description": _("Explanation"),
    "kind": _("Kind of question"),
    "options": _("Options"),
    "conditions": _("When it is asked"),
    "calculation": _("Calculation"),
    "place": _("Part of"),
    "repeatable": _("Can be repeated"),
    "required": _("Must be answered"),
    "answers": _("Answers and where they lead"),
    "obligation": _("Obligations"),
    "sources": _("Sources"),
    "levels": _("When it applies"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A question, a group, a conclusion, a result or a term: what it says, field by field."""

    id: str
    fields: Mapping[str, str]

    @property
    def title(self) -> str:
        """What people read first."""
        return self.fields["title"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that reads differently."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """What people call the field."""
        return str(LABELS[self.field])


@dataclass(frozen=True, slots=True)
class Change:
    """A part that is there in both versions, but not the same."""

    part: Part
    differences: tuple[Difference, ...]

    @property
    def heading(self) -> str:
        """What people call the part."""
        return f"{self.part.id} {self.part.title}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference between two versions."""

    added: tuple[Part, ...]
    removed: tuple[Part, ...]
    changed: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether both say the same."""
        return not (self.added or self.removed or self.changed)


def compare(before: str, after: str) -> Comparison:
    """Return what differs between two files of the same instrument."""
    old, new = parts_of(before), parts_of(after)
    changed = ((part, _differences(old[key], part)) for key, part in new.items() if key in old)
    return Comparison(
        added=tuple(part for key, part in new.items() if key not in old),
        removed=tuple(part for key, part in old.items() if key not in new),
        changed=tuple(Change(part, found) for part, found in changed if found),
    )


def _differences(old: Part, new: Part) -> tuple[Difference, ...]:
    return tuple(
        Difference(name, old.fields.get(name, ""), new.fields.get(name, ""))
        for name in LABELS
        if old.fields.get(name, "") != new.fields.get(name, "")
    )


def parts_of(text: str) -> dict[str, Part]:
    """Return the parts of a file by their id, in order."""
    data = read_document(text).data
    found = (
        *_tasks(data.get("tasks") or (), ""),
        *(_result(item) for item in data.get("assessments") or ()),
        *(_question(item) for item in data.get("questions") or ()),
        *(_conclusion(item) for item in data.get("conclusions") or ()),
        *(_term(item) for item in data.get("definitions") or data.get("glossary") or ()),
    )
    return {part.id: part for part in found}


def _part(key: Any, **fields: Any) -> Part:
    return Part(str(key), {name: _as_text(value) for name, value in fields.items()})


def _as_text(value: Any) -> str:
    """Write a value so that people can compare it: texts without line breaks that mean nothing, the rest as lines."""
    if value is None or value is False or value in ("", [], {}):
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    if value is True:
        return "✓"
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000).strip()


def _tasks(items: Any, place: str) -> Iterator[Part]:
    for item in items:
        yield _part(
            item["id"],
            title=item["task"],
            description=item.get("description"),
            kind=[str(name) for name in item.get("type") or ()],
            options=[_option(option) for option in item.get("options") or ()],
            conditions=[_condition(dependency) for dependency in item.get("dependencies") or ()],
            calculation=item.get("calculation"),
            place=place,
            repeatable=item.get("repeatable"),
            required=item.get("required"),
            sources=item.get("sources"),
        )
        yield from _tasks(item.get("tasks") or (), str(item["id"]))


def _option(option: Mapping[str, Any]) -> str:
    value, label = str(option.get("value")), str(option.get("label") or "")
    return f"{label} ({value})" if label and label != value else value


def _condition(dependency: Mapping[str, Any]) -> str:
    condition = dependency.get("condition") or {}
    source = dependency.get("source") or {}
    words = (
        dependency.get("action") or dependency.get("type"),
        condition.get("id") or source.get("id"),
        condition.get("operator"),
        condition.get("value"),
    )
    return " ".join(str(word) for word in words if word is not None)


def _result(item: Mapping[str, Any]) -> Part:
    return _part(f"= {item.get('id')}", title=str(item.get("id")), levels=item.get("levels"))


def _question(item: Mapping[str, Any]) -> Part:
    return _part(
        item["questionId"],
        title=item["question"],
        description=item.get("explanation"),
        answers=item.get("answers"),
        sources=item.get("sources"),
    )


def _conclusion(item: Mapping[str, Any]) -> Part:
    return _part(
        f"→ {item['conclusionId']}",
        title=item["conclusion"],
        obligation=item.get("obligation"),
        sources=item.get("sources"),
    )


def _term(item: Mapping[str, Any]) -> Part:
    title = item.get("term") or item.get("name") or item.get("id")
    return _part(item.get("id") or title, title=title, description=item.get("definition"))
