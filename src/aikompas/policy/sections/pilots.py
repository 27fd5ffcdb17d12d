# SPDX-License-Identifier: EUPL-1.2
"""How long a pilot lasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PilotTerms:
    """After how many months a planned pilot ends at the latest, and until when it can be extended."""

    longest_months: int
    limit_months: int


def parse_pilots(data: Mapping[str, Any]) -> PilotTerms:
    """Return the terms of valid data; raises ``ValueError`` when an extension would end before a plan may."""
    terms = PilotTerms(data.get("longest_months", 6), data.get("limit_months", 12))
    if terms.limit_months < terms.longest_months:
        raise ValueError("pilots: limit_months is less than longest_months")
    return terms
