# SPDX-License-Identifier: EUPL-1.2
"""The municipalities of the Netherlands with their codes and TOOI identifiers, as shipped data."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "municipalities.csv"
PREFIX = "gemeente "


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality as the government's list names it."""

    name: str
    code: str
    tooi_uri: str


@cache
def all_municipalities() -> tuple[Municipality, ...]:
    """Return the municipalities in order of name."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = [Municipality(row["name"], row["code"], row["tooi_uri"]) for row in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda row: _key(row.name)))


def find_municipality(name: str) -> Municipality | None:
    """Return the municipality with this name, with or without "Gemeente" before it; nothing when there is none."""
    return _by_key().get(_key(name))


@cache
def _by_key() -> dict[str, Municipality]:
    return {_key(municipality.name): municipality for municipality in all_municipalities()}


def _key(name: str) -> str:
    """Return a name without capitals, accents, double spaces and the word "gemeente"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(plain.split()).removeprefix(PREFIX)
