# SPDX-License-Identifier: EUPL-1.2
"""Which groups of people are shown: never fewer than five, and never so that fewer than five follow by subtraction.

The groups that are shown are a partition: each answer is in exactly one group, and the only other thing shown is the
total. Whatever is added and subtracted, what comes out is then a union of whole groups, so it holds at least five.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 5

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Groups(Generic[Key]):
    """Keys that are shown by themselves, and those that are shown together as the others."""

    alone: tuple[Key, ...]
    others: tuple[Key, ...]


def groups_of(counts: Mapping[Key, int], never_alone: Iterable[Key] = ()) -> Groups[Key]:
    """Return how groups with so many answers each are shown.

    Too small groups become "others"; while these are too few together, the smallest group that would stand alone joins
    them. With fewer than five answers in all, nobody stands alone and the others are too few: nothing is shown.
    """
    apart = set(never_alone)
    big = sorted(
        (key for key, count in counts.items() if count >= LEAST and key not in apart),
        key=lambda key: counts[key],
    )
    others = [key for key, count in counts.items() if count > 0 and key not in big]
    while big and 0 < sum(counts[key] for key in others) < LEAST:
        others.append(big.pop(0))
    return Groups(tuple(key for key in counts if key in big), tuple(others))
