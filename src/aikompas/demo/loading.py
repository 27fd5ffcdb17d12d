# SPDX-License-Identifier: EUPL-1.2
"""Loading a municipality: its events happen one after the other, each at its own moment."""

from __future__ import annotations

import gc
import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation

from aikompas.compliance.touching import put_off
from aikompas.core.errors import NotAllowed, Refused
from aikompas.demo.content import MUNICIPALITIES, municipality
from aikompas.demo.steps import STEPS
from aikompas.demo.steps.compliance import measure_everything
from aikompas.demo.stories import Event, events_of
from aikompas.demo.world import World

MAIL_NOWHERE = "django.core.mail.backends.dummy.EmailBackend"

Progress = Callable[[int, int, str], None]


class ImpossibleStory(Exception):
    """A step of a story is refused; the message says which and why."""


def load(today: date, progress: Progress) -> None:
    """Load all municipalities as they are on this day, all or nothing; nobody gets mail about it."""
    worlds = {slug: World(municipality(slug), today) for slug in MUNICIPALITIES}
    with _without_mail(), _without_collector(), translation.override("nl"), transaction.atomic():
        with put_off():
            _run(worlds, today, progress)
        for world in worlds.values():
            measure_everything(world, "")


@contextmanager
def _without_mail() -> Iterator[None]:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, MAIL_NOWHERE
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = backend


@contextmanager
def _without_collector() -> Iterator[None]:
    """Do without the search for unused cycles, an eighth of the time; what piles up is some ten megabytes."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _run(worlds: dict[str, World], today: date, progress: Progress) -> None:
    """Let everything happen in order of time, over all municipalities."""
    plans = [_named(slug, events_of(world.written, today)) for slug, world in worlds.items()]
    events = list(heapq.merge(*plans, key=lambda item: item[1].moment))
    with time_machine.travel(events[0][1].moment, tick=False) as clock:
        for world in worlds.values():
            world.wait = clock.shift
        for number, (slug, event) in enumerate(events, start=1):
            clock.move_to(max(event.moment, timezone.now()), tick=False)
            _happen(worlds[slug], event)
            progress(number, len(events), f"{event.moment:%B %Y}")


def _named(slug: str, events: Iterable[Event]) -> list[tuple[str, Event]]:
    return [(slug, event) for event in events]


def _happen(world: World, event: Event) -> None:
    try:
        STEPS[event.step](world, event.subject, **event.details)
    except (NotAllowed, Refused, ValidationError, LookupError) as error:
        reasons = "; ".join(str(reason) for reason in getattr(error, "reasons", ()))
        raise ImpossibleStory(
            f"{world.written.slug}, {event.subject}, {event.step}: {error!r} {reasons}".strip()
        ) from error
