# SPDX-License-Identifier: EUPL-1.2
"""The municipalities of the Netherlands, as shipped data: codes, TOOI identifiers, and how people write their names."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "municipalities.csv"
_PREFIX = re.compile(r"^(?:de\s+)?gem(?:eente|\.)[\s-]+", re.IGNORECASE)
_BETWEEN_BRACKETS = re.compile(r"\([^()]*\)")
_OTHER_NAMES = {
    "s gravenhage": "den haag",
    "den bosch": "s hertogenbosch",
    "nuenen gerwen en nederwetten": "nuenen c a",
}


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
    return tuple(sorted(rows, key=lambda row: folded(row.name)))


def find_municipality(name: str) -> Municipality | None:
    """Return the municipality that a name means: "Gemeente X", "Gem. X" or "X"; nothing when none or several."""
    key = folded(name)
    return _by_name().get(_OTHER_NAMES.get(key, key))


def slug_of(name: str) -> str:
    """Return the name as it stands in an address: "Gemeente Aa en Hunze" becomes "aa-en-hunze"."""
    return folded(name).replace(" ", "-")[:80].strip("-")


def folded(name: str) -> str:
    """Return a name without capitals, accents, punctuation and the word "gemeente" before it, to compare with."""
    plain = unicodedata.normalize("NFKD", _PREFIX.sub("", " ".join(name.split())))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters.casefold()).split())


@cache
def _by_name() -> dict[str, Municipality]:
    """Return the municipalities by folded name; also without what stands between brackets, when that is one."""
    shortened: dict[str, list[Municipality]] = {}
    for municipality in all_municipalities():
        if "(" in municipality.name:
            key = folded(_BETWEEN_BRACKETS.sub(" ", municipality.name))
            shortened.setdefault(key, []).append(municipality)
    single = {key: found[0] for key, found in shortened.items() if len(found) == 1}
    return single | {folded(municipality.name): municipality for municipality in all_municipalities()}
