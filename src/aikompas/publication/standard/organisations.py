# SPDX-License-Identifier: EUPL-1.2
"""Names of organisations: find the municipality that a name means, and make a slug of it."""

import re
import unicodedata
from collections.abc import Iterable

_TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
_CODE_IN_LINK = re.compile(r"/algoritme/(gm\d{4})(?=/|$)", re.IGNORECASE | re.ASCII)
_PREFIX = re.compile(r"^(?:de\s+)?gem(?:eente|\.)[\s-]+", re.IGNORECASE)
_BETWEEN_BRACKETS = re.compile(r"\([^()]*\)")
_OTHER_NAMES = {
    "s gravenhage": "den haag",
    "den bosch": "s hertogenbosch",
    "nuenen gerwen en nederwetten": "nuenen c a",
}


class NameIndex:
    """Finds names of municipalities as people write them: 'Gemeente X', 'gemeente X' or 'X'."""

    def __init__(self, names: Iterable[str]) -> None:
        self._exact: dict[str, str] = {}
        self._without_brackets: dict[str, set[str]] = {}
        for name in names:
            self._exact[_folded(name)] = name
            if "(" in name:
                self._without_brackets.setdefault(_folded(_BETWEEN_BRACKETS.sub(" ", name)), set()).add(name)

    def find(self, name: str) -> str | None:
        """Return the official name that this name means, or `None` when it means none or more than one."""
        folded = _folded(name)
        folded = _OTHER_NAMES.get(folded, folded)
        if not folded:
            return None
        if folded in self._exact:
            return self._exact[folded]
        candidates = self._without_brackets.get(folded, set())
        return next(iter(candidates)) if len(candidates) == 1 else None


def find_name(name: str, names: Iterable[str]) -> str | None:
    """Return which of the official names this name means; for many names keep a `NameIndex`."""
    return NameIndex(names).find(name)


def slug_of(name: str) -> str:
    """Return the name as it stands in an address: 'Gemeente Aa en Hunze' becomes 'aa-en-hunze'."""
    return _folded(name).replace(" ", "-")[:80].strip("-")


def tooi_uri(code: str) -> str:
    """Return the TOOI identifier of the municipality with this code (GM1680)."""
    return _TOOI + code.lower()


def tooi_uri_in_link(link: str) -> str:
    """Return the TOOI identifier of the municipality that a link to the national register names, or nothing."""
    found = _CODE_IN_LINK.search(link)
    return tooi_uri(found[1]) if found else ""


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", _PREFIX.sub("", " ".join(name.split())))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters.casefold()).split())
