# SPDX-License-Identifier: EUPL-1.2
"""Of whom the advising body consists, and when it can advise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EXPERTISES = (
    "data",
    "data_protection",
    "information_security",
    "ethics",
    "law",
    "information_management",
)


@dataclass(frozen=True, slots=True)
class Seat:
    """An expertise that the committee needs, and how many members bring it."""

    expertise: str
    members: int


@dataclass(frozen=True, slots=True)
class Committee:
    """The composition of the advising body, its quorum and its terms in working days."""

    seats: tuple[Seat, ...]
    quorum: int
    secretary: str
    recuses_own_department: bool
    guides_pilots: bool
    written_days: int
    urgent_days: int

    @property
    def size(self) -> int:
        """How many members the committee has when it is complete."""
        return sum(seat.members for seat in self.seats)

    @property
    def expertises(self) -> tuple[str, ...]:
        """The expertises that must be present among the advice."""
        return tuple(seat.expertise for seat in self.seats)


def parse_committee(data: Mapping[str, Any]) -> Committee:
    """Return the committee of valid data; what is not said is as most policies have it."""
    composition = data.get("composition") or [{"expertise": name} for name in EXPERTISES]
    seats = tuple(Seat(item["expertise"], item.get("members", 1)) for item in composition)
    recusal = data.get("recusal", {})
    return Committee(
        seats=seats,
        quorum=data.get("quorum", sum(seat.members for seat in seats) // 2 + 1),
        secretary=data.get("secretary", "committee_secretary"),
        recuses_own_department=recusal.get("own_department", False),
        guides_pilots=data.get("guides_pilots", True),
        written_days=data.get("written_days", 10),
        urgent_days=data.get("urgent_days", 2),
    )
