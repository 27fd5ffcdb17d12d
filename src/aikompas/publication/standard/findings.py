# SPDX-License-Identifier: EUPL-1.2
"""What is found in a registration: a code with facts, and its text in two languages from `messages.yaml`."""

import dataclasses
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

Level = Literal["rejected", "advice", "fatal", "repaired"]


@dataclasses.dataclass(frozen=True)
class Finding:
    """One finding about one field.

    Validation gives `rejected` (the register refuses it) and `advice`; reading a file gives `fatal` (the row cannot be
    used) and `repaired` (the row is used, and this is what was changed or left out).
    """

    field: str
    code: str
    level: Level
    params: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    @property
    def fatal(self) -> bool:
        """Whether the row cannot be used."""
        return self.level == "fatal"

    def message(self, language: str = "nl") -> str:
        """Return the finding in words."""
        return in_language(_messages()[self.code], language).format_map(self.params)


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in this language (a code such as "nl" or "en-gb"), else in Dutch."""
    return texts.get(language.split("-", maxsplit=1)[0], texts["nl"])


def codes() -> frozenset[str]:
    """Return every code that has a text."""
    return frozenset(_messages())


def shorten(value: object, length: int = 80) -> str:
    """Return a value as one short line, to show it inside a message."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"


@cache
def _messages() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(
        Path(__file__).with_name("messages.yaml").read_text("utf-8")
    )
    return loaded
