# SPDX-License-Identifier: EUPL-1.2
"""What employees may do with AI: tasks by traffic light, kinds of data, designated applications, forbidden purposes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aikompas.policy.texts import Texts, in_language

LIGHTS = ("green", "yellow", "red")
# From harmless to most sensitive: the order counts.
DATA_CLASSES = ("none", "internal", "confidential", "personal", "special", "bsn")
RULES = ("allowed", "designated", "forbidden")
CIRCUMSTANCES = ("about_people", "goes_outside", "unreported")


@dataclass(frozen=True, slots=True)
class Task:
    """A task for which AI may (green), may under conditions (yellow) or may not (red) be used."""

    id: str
    light: str
    names: Texts
    conditions: Texts | None
    data_class: str
    clauses: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in the language of the interface."""
        return in_language(self.names)


@dataclass(frozen=True, slots=True)
class DataClass:
    """A kind of data: it may go into every allowed application, only into designated ones, or into none."""

    id: str
    names: Texts
    rule: str
    clauses: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in the language of the interface."""
        return in_language(self.names)


@dataclass(frozen=True, slots=True)
class Designation:
    """An application that is designated for data up to a kind, in a period."""

    application: str
    data_class: str
    conditions: Texts | None
    valid_from: date | None
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether the application is designated on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose for which AI is never used."""

    id: str
    names: Texts
    clauses: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in the language of the interface."""
        return in_language(self.names)


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What the policy asks when a use is about people, when its result goes outside, or when nobody reported it."""

    id: str
    conditions: Texts | None
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UseRules:
    """Everything that the policy says about use by employees; data classes go from harmless to most sensitive."""

    tasks: tuple[Task, ...]
    data_classes: tuple[DataClass, ...]
    designations: tuple[Designation, ...]
    prohibited_purposes: tuple[Purpose, ...]
    circumstances: tuple[Circumstance, ...] = ()

    def task(self, task_id: str) -> Task | None:
        """Return a task."""
        return next((task for task in self.tasks if task.id == task_id), None)

    def purpose(self, purpose_id: str) -> Purpose | None:
        """Return a prohibited purpose."""
        return next((purpose for purpose in self.prohibited_purposes if purpose.id == purpose_id), None)

    def data_class(self, data_class: str) -> DataClass | None:
        """Return a kind of data."""
        return next((item for item in self.data_classes if item.id == data_class), None)

    def circumstance(self, circumstance_id: str) -> Circumstance:
        """Return what the policy asks in a circumstance; nothing when it does not say."""
        found = (item for item in self.circumstances if item.id == circumstance_id)
        return next(found, Circumstance(circumstance_id, None, ()))

    def rank(self, data_class: str) -> int:
        """Return how sensitive a kind of data is; what the policy does not know counts as most sensitive."""
        known = [item.id for item in self.data_classes]
        return known.index(data_class) if data_class in known else len(known)


_USUAL_CONDITIONS: Mapping[str, Texts] = {
    "about_people": {
        "nl": "Een medewerker kijkt de uitkomst na en beslist zelf.",
        "en": "An employee checks the result and decides in person.",
    },
    "goes_outside": {
        "nl": "Kijk het resultaat na en vermeld dat AI is gebruikt.",
        "en": "Check the result and say that AI was used.",
    },
}
_USUAL: tuple[tuple[str, str, str, str], ...] = (
    ("none", "Geen of openbare gegevens", "No data, or public data", "allowed"),
    ("internal", "Interne gegevens", "Internal data", "allowed"),
    ("confidential", "Vertrouwelijke gegevens", "Confidential data", "designated"),
    ("personal", "Persoonsgegevens", "Personal data", "designated"),
    (
        "special",
        "Bijzondere of strafrechtelijke gegevens",
        "Special categories or criminal data",
        "designated",
    ),
    ("bsn", "Burgerservicenummer (BSN)", "Citizen service number (BSN)", "designated"),
)


def parse_use(data: Mapping[str, Any]) -> UseRules:
    """Return the rules of use of a profile's valid data; raises ``ValueError`` for a date that does not exist."""
    return UseRules(
        tasks=tuple(_task(item) for item in data.get("tasks", ())),
        data_classes=_data_classes(data.get("data_classes", ())),
        designations=tuple(_designation(item) for item in data.get("designated_applications", ())),
        prohibited_purposes=tuple(
            Purpose(item["id"], item["name"], tuple(item.get("clauses", ())))
            for item in data.get("prohibited_purposes", ())
        ),
        circumstances=_circumstances(data.get("circumstances", {})),
    )


def _circumstances(data: Mapping[str, Any]) -> tuple[Circumstance, ...]:
    return tuple(
        Circumstance(
            name,
            data.get(name, {}).get("conditions", _USUAL_CONDITIONS.get(name)),
            tuple(data.get(name, {}).get("clauses", ())),
        )
        for name in CIRCUMSTANCES
    )


def _task(item: Mapping[str, Any]) -> Task:
    return Task(
        id=item["id"],
        light=item["light"],
        names=item["name"],
        conditions=item.get("conditions"),
        data_class=item.get("data_class", "internal"),
        clauses=tuple(item.get("clauses", ())),
    )


def _data_classes(data: Sequence[Mapping[str, Any]]) -> tuple[DataClass, ...]:
    if not data:
        return tuple(DataClass(name, {"nl": nl, "en": en}, rule, ()) for name, nl, en, rule in _USUAL)
    return tuple(
        DataClass(item["id"], item["name"], item["rule"], tuple(item.get("clauses", ()))) for item in data
    )


def _designation(item: Mapping[str, Any]) -> Designation:
    return Designation(
        application=item["application"],
        data_class=item["data_class"],
        conditions=item.get("conditions"),
        valid_from=day(item.get("from")),
        valid_until=day(item.get("until")),
    )


def day(text: str | None) -> date | None:
    """Return the date of a text (YYYY-MM-DD), or nothing; raises ``ValueError``."""
    return date.fromisoformat(text) if text else None
