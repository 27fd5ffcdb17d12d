# SPDX-License-Identifier: EUPL-1.2
"""How much work was begun on each version: apps that begin work on instruments register a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from uuid import UUID

CountByHash = Callable[[UUID | None], Mapping[str, int]]

_counts: list[CountByHash] = []


def register_usage(count: CountByHash) -> None:
    """Register a function that returns, for an organisation, how much work was begun per hash of a file."""
    if count not in _counts:
        _counts.append(count)


def usage_of(organisation_id: UUID | None) -> Mapping[str, int]:
    """Return how much work was begun per hash of a file."""
    total: Counter[str] = Counter()
    for count in _counts:
        total.update(count(organisation_id))
    return total
