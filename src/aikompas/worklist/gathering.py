# SPDX-License-Identifier: EUPL-1.2
"""From the kinds of things that wait to one list: overdue first, then urgent, then by date.

Of every kind at most ``MOST`` are read, the earliest date first: a list costs one query per kind, whatever waits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo, kinds_for
from aikompas.organisations.permissions import may

MOST = 200

Narrow = Callable[[Todo], QuerySet[Any] | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a worklist."""

    todo: Todo
    item: Item
    key: str
    may_do: bool
    today: date

    @property
    def what(self) -> str:
        """What somebody does."""
        return str(self.todo.do or self.todo.label)

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.item.subject

    @property
    def why(self) -> str:
        """Why it waits, with the law that sets the date."""
        why = str(self.item.why)
        return f"{why} ({self.todo.by_law})" if self.todo.by_law else why

    @property
    def due(self) -> date | None:
        """Before when it must be done."""
        return self.item.due

    @property
    def is_overdue(self) -> bool:
        """Tell whether the date has passed."""
        return self.due is not None and self.due < self.today

    @property
    def may_be_put_off(self) -> bool:
        """Tell whether it can be put off: not what the law wanted done already, nor a line that stands for many."""
        return bool(self.key) and not (self.todo.by_law and self.is_overdue)

    @property
    def rank(self) -> tuple[bool, bool, date, str, str]:
        """Where it stands in the list."""
        return (not self.is_overdue, not self.todo.urgent, self.due or date.max, self.what, self.subject)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A list, and the kinds of which more waits than is shown."""

    entries: list[Entry]
    more: list[Todo]


def own(actor: Actor, put_off: Mapping[str, Collection[UUID]], most: int = MOST) -> Gathered:
    """Return what waits for this actor, without what was put off."""
    today = timezone.localdate()

    def narrow(todo: Todo) -> QuerySet[Any]:
        rows = todo.for_actor(actor)
        hidden = put_off.get(todo.kind)
        if not hidden:
            return rows
        away = Q(pk__in=hidden)
        if todo.by_law and todo.due:
            away &= Q(**{f"{todo.due}__gte": today})
        return rows.exclude(away)

    return _gather(actor, narrow, most, counted=True)


def of_people(actor: Actor, people: Collection[UUID], most: int = MOST) -> Gathered:
    """Return what waits for these people, as far as this actor may see it oneself."""
    return _gather(actor, lambda todo: todo.held_by(people), most)


def of_departments(actor: Actor, departments: Collection[UUID], most: int = MOST) -> Gathered:
    """Return what waits for anybody in particular about applications of these departments."""

    def narrow(todo: Todo) -> QuerySet[Any] | None:
        if not (todo.holder and todo.department) or isinstance(todo.waiting, int):
            return None
        return todo.waiting.filter(**{f"{todo.department}__in": departments})

    return _gather(actor, narrow, most)


def _gather(actor: Actor, narrow: Narrow, most: int, counted: bool = False) -> Gathered:
    today = timezone.localdate()
    entries: list[Entry] = []
    more: list[Todo] = []
    for todo in kinds_for(actor):
        if not todo.is_listed:
            if counted:
                entries += _counted(actor, todo, today)
            continue
        rows = narrow(todo)
        found = [] if rows is None else _first(todo, rows, most + 1)
        if len(found) > most:
            more.append(todo)
        entries += _entries(actor, todo, found[:most], today)
    return Gathered(sorted(entries, key=lambda entry: entry.rank), more)


def _first(todo: Todo, rows: QuerySet[Any], most: int) -> list[Any]:
    order = (F(todo.due).asc(nulls_last=True), "pk") if todo.due else ("pk",)
    return list(rows.order_by(*order)[:most])


def _entries(actor: Actor, todo: Todo, rows: Iterable[Any], today: date) -> list[Entry]:
    assert todo.describe is not None
    return [
        Entry(
            todo,
            todo.describe(row),
            str(row.pk),
            not todo.permission or may(actor, todo.permission, row),
            today,
        )
        for row in rows
    ]


def _counted(actor: Actor, todo: Todo, today: date) -> list[Entry]:
    """Return one line for a kind that is only counted."""
    count = todo.count_for(actor)
    return [Entry(todo, Item(str(count), todo.url), "", True, today)] if count else []


def address(url: str, organisation: str) -> str:
    """Return where a kind leads: an address as it is, or the named page of this organisation."""
    if url.startswith(("/", "?", "#", "http")):
        return url
    name, mark, query = url.partition("?")
    return reverse(name, kwargs={"organisation": organisation}) + mark + query
