# SPDX-License-Identifier: EUPL-1.2
"""What the linter says: a mistake or a doubt, in words, with the line on which it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from aikompas.policy.reading import Path

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong (error) or doubtful (warning) in a profile."""

    level: str
    code: str
    path: Path
    sentence: str
    line: int = 1

    @property
    def place(self) -> str:
        """Where it stands, as people read it."""
        return ".".join(str(part) for part in self.path)

    def as_dict(self) -> dict[str, Any]:
        """Return the finding for machines."""
        return {
            "level": self.level,
            "code": self.code,
            "line": self.line,
            "place": self.place,
            "message": self.sentence,
        }


def error(code: str, path: Path, sentence: str) -> Finding:
    """Return a mistake: a profile with it is not loaded."""
    return Finding(ERROR, code, path, sentence)


def warning(code: str, path: Path, sentence: str) -> Finding:
    """Return a doubt: a profile with it can be loaded."""
    return Finding(WARNING, code, path, sentence)


def unknown(code: str, path: Path, what: str, value: Any, known: Iterable[str]) -> Finding:
    """Return that a name does not exist, with the nearest one that does."""
    near = get_close_matches(str(value), list(known), n=1, cutoff=0.5)
    told = {"what": what, "value": value}
    if near:
        sentence = _("There is no %(what)s “%(value)s”. Is “%(near)s” meant?") % {**told, "near": near[0]}
    else:
        sentence = _("There is no %(what)s “%(value)s”.") % told
    return error(code, path, sentence)
