# SPDX-License-Identifier: EUPL-1.2
"""What waits for people: every app says it of its own objects, so that this app knows no app above it.

In ``AppConfig.ready``: ``register_todos(my_todos)``, where ``my_todos(actor)`` yields one ``Todo`` per kind of thing
that waits. Nothing is read until somebody counts or lists: ``waiting`` is a queryset of what **this actor may see**,
for whomever it waits; ``holder`` says in which field that stands. So one declaration makes the counter, the own
worklist, that of a colleague for whom one deputises (never more than one may see oneself), that of a department and
that of a team, each with one query per kind. Without ``holder`` a thing waits for everybody who has the role.

``url`` is an address, or the name of a page of the organisation with or without a query string:
``"register:report_list?state=submitted"``. A number instead of a queryset is one line of the worklist.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from aikompas.core.actor import Actor

Holder = str | Callable[[Collection[UUID]], Q]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: what it is about, where it is done, by when, why, and for whom."""

    subject: str
    url: str
    due: date | None = None
    why: str | Promise = ""
    holder_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Todo:
    """A kind of thing that waits.

    ``label``: what the counter says; ``do``: what somebody does with one of them. ``due``: the field with the date.
    ``department``: the field with the department it is about. ``permission``: what one needs to do it. ``by_law``: the
    law that sets the date; after that date it cannot be put off.
    """

    label: str | Promise
    waiting: int | QuerySet[Any]
    url: str
    urgent: bool = False
    text: str | Promise = ""
    kind: str = ""
    do: str | Promise = ""
    describe: Callable[[Any], Item] | None = None
    due: str = ""
    holder: Holder = ""
    department: str = ""
    permission: str = ""
    by_law: str | Promise = ""

    @property
    def is_listed(self) -> bool:
        """Tell whether the things can be shown one by one."""
        return not isinstance(self.waiting, int) and self.describe is not None

    def held_by(self, people: Collection[UUID]) -> QuerySet[Any]:
        """Return what waits for one of these people; what waits for a role waits for nobody in particular."""
        assert not isinstance(self.waiting, int)
        if not self.holder:
            return self.waiting.none()
        if callable(self.holder):
            return self.waiting.filter(self.holder(people))
        return self.waiting.filter(**{f"{self.holder}__in": people})

    def for_actor(self, actor: Actor) -> QuerySet[Any]:
        """Return what waits for this actor: what is held by the actor, or by everybody with the role."""
        assert not isinstance(self.waiting, int)
        return self.held_by([actor.id]) if self.holder and actor.id else self.waiting

    def count_for(self, actor: Actor) -> int:
        """Return how many wait for this actor."""
        return self.waiting if isinstance(self.waiting, int) else self.for_actor(actor).count()


Provider = Callable[[Actor], Iterable[Todo]]
_providers: list[Provider] = []


def register_todos(provider: Provider) -> Provider:
    """Register a function that says what waits; registering it again changes nothing."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def kinds_for(actor: Actor) -> Iterator[Todo]:
    """Return every kind of thing that may wait for this actor, or that this actor may see waiting for others."""
    for provider in _providers:
        yield from provider(actor)
