# SPDX-License-Identifier: EUPL-1.2
"""Facts that an evaluation begins its findings with: every app says its own, so that this app knows no app above it.

In ``AppConfig.ready``: ``register_facts(my_facts)``, where ``my_facts(organisation, begin, end)`` yields a ``Fact`` for
each thing worth knowing about the period. They are kept with the evaluation as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from aikompas.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was counted or measured: what, and how it stands, in the language of the organisation."""

    label: str
    value: str


Provider = Callable[[Organisation, date, date], Iterable[Fact]]
_providers: list[Provider] = []


def register_facts(provider: Provider) -> Provider:
    """Register a function that says facts; registering it again changes nothing."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def facts_of(organisation: Organisation, begin: date, end: date) -> list[Fact]:
    """Return every fact about a period."""
    return [fact for provider in _providers for fact in provider(organisation, begin, end)]
