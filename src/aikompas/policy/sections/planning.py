# SPDX-License-Identifier: EUPL-1.2
"""What a policy plans: the document it follows, the steps of its timetable, and its money per year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aikompas.policy.sections.use import day
from aikompas.policy.texts import Texts, in_language


@dataclass(frozen=True, slots=True)
class Source:
    """The document that the profile executes."""

    title: str
    adopted_by: str
    in_force_from: date | None
    in_force_until: date | None


@dataclass(frozen=True, slots=True)
class RoadmapItem:
    """A step of the timetable, with the clauses and controls that it serves."""

    id: str
    titles: Texts
    start: date
    due: date
    responsible: str
    clauses: tuple[str, ...]
    controls: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title in the language of the interface."""
        return in_language(self.titles)


@dataclass(frozen=True, slots=True)
class Budget:
    """Whole euros per year, and from which share of it on somebody is warned."""

    years: Mapping[int, int]
    warn_at_percent: int


def parse_source(data: Mapping[str, Any], name: str) -> Source:
    """Return the document behind the profile; raises ``ValueError`` for a date that does not exist."""
    return Source(
        title=data.get("title", name),
        adopted_by=data.get("adopted_by", ""),
        in_force_from=day(data.get("in_force_from")),
        in_force_until=day(data.get("in_force_until")),
    )


def parse_roadmap(data: Sequence[Mapping[str, Any]]) -> tuple[RoadmapItem, ...]:
    """Return the timetable; raises ``ValueError`` for a date that does not exist."""
    return tuple(
        RoadmapItem(
            id=item["id"],
            titles=item["title"],
            start=date.fromisoformat(item["start"]),
            due=date.fromisoformat(item["due"]),
            responsible=item["responsible"],
            clauses=tuple(item.get("clauses", ())),
            controls=tuple(item.get("controls", ())),
        )
        for item in data
    )


def parse_budget(data: Mapping[str, Any]) -> Budget:
    """Return the budget."""
    years = {item["year"]: item["amount"] for item in data.get("years", ())}
    return Budget(years, data.get("warn_at_percent", 90))
