# SPDX-License-Identifier: EUPL-1.2
"""The dossier of an application: parts that the apps above register, gathered for snapshots and printing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from aikompas.register.models import Application, facts_of

Provider = Callable[[Application], Any]
InWords = Callable[[Any], Iterable[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the dossier: its plain values, and how people read them: key, name and text of each fact."""

    provider: Provider
    title: str | Promise = ""
    in_words: InWords | None = None


_parts: dict[str, Part] = {}


def register_part(
    key: str, provider: Provider, title: str | Promise = "", in_words: InWords | None = None
) -> None:
    """Register a part of the dossier: a function that returns plain JSON values about an application."""
    _parts[key] = Part(provider, title, in_words)


def part_of(key: str) -> Part | None:
    """Return the part that is registered under this key."""
    return _parts.get(key)


def dossier_of(application: Application) -> dict[str, Any]:
    """Return the whole dossier of an application as plain JSON values."""
    return {
        "application": {
            "id": str(application.pk),
            "reference": application.reference,
            **facts_of(application),
        },
        **{key: part.provider(application) for key, part in sorted(_parts.items())},
    }
