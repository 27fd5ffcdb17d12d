# SPDX-License-Identifier: EUPL-1.2
"""What the home page shows: every app says what waits for somebody, so that this app knows no app above it.

In ``AppConfig.ready``: ``register_todos(my_todos)``, where ``my_todos(actor)`` returns what waits for this actor, each
with one query at most (a count). ``url`` is an address, or the name of a page of the organisation with or without a
query string: ``"register:report_list?state=submitted"``. What counts zero is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from aikompas.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that waits for somebody: what, how many, where."""

    label: str | Promise
    count: int
    url: str
    urgent: bool = False
    text: str | Promise = ""


Provider = Callable[[Actor], Iterable[Todo]]
_providers: list[Provider] = []


def register_todos(provider: Provider) -> Provider:
    """Register a function that says what waits for an actor; registering it again changes nothing."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def todos_for(actor: Actor) -> list[Todo]:
    """Return what waits for this actor, urgent things first."""
    found = [todo for provider in _providers for todo in provider(actor) if todo.count]
    return sorted(found, key=lambda todo: not todo.urgent)
