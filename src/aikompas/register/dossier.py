# SPDX-License-Identifier: EUPL-1.2
"""The dossier of an application: parts that the apps above register, gathered for snapshots and printing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aikompas.register.models import Application, facts_of

Part = Callable[[Application], Any]
_parts: dict[str, Part] = {}


def register_part(key: str, provider: Part) -> None:
    """Register a part of the dossier: a function that returns plain JSON values about an application."""
    _parts[key] = provider


def dossier_of(application: Application) -> dict[str, Any]:
    """Return the whole dossier of an application as plain JSON values."""
    return {
        "application": {
            "id": str(application.pk),
            "reference": application.reference,
            **facts_of(application),
        },
        **{key: provider(application) for key, provider in sorted(_parts.items())},
    }
