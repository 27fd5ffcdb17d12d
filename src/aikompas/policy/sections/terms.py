# SPDX-License-Identifier: EUPL-1.2
"""Terms: when a use is judged again, when the policy itself is, and within what time things are handled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aikompas.policy.texts import Texts, in_language

CLOCK_KINDS = ("incident", "handling", "reporting")
UNITS = ("hours", "days", "working_days", "weeks", "months")


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """After how many months a use is judged again, by risk class where that differs, and the policy itself."""

    months: int
    by_risk_class: Mapping[str, int]
    policy_months: int

    def about(self, risk_class: str) -> int:
        """Return after how many months an application of a risk class is judged again."""
        return self.by_risk_class.get(risk_class, self.months)


@dataclass(frozen=True, slots=True)
class Clock:
    """Within what time something must be done, counted from ``starts``, to whom, and which law says so."""

    id: str
    kind: str
    names: Texts
    starts: Texts
    amount: int
    unit: str
    role: str
    law: str

    @property
    def name(self) -> str:
        """The name in the language of the interface."""
        return in_language(self.names)


def parse_review(months: int, data: Mapping[str, Any]) -> ReviewTerms:
    """Return the review terms of valid data."""
    return ReviewTerms(months, data.get("by_risk_class", {}), data.get("policy_months", 12))


def parse_clocks(data: Sequence[Mapping[str, Any]]) -> tuple[Clock, ...]:
    """Return the clocks of valid data."""
    return tuple(
        Clock(
            id=item["id"],
            kind=item["kind"],
            names=item["name"],
            starts=item["starts"],
            amount=item["amount"],
            unit=item["unit"],
            role=item.get("role", ""),
            law=item.get("law", ""),
        )
        for item in data
    )
