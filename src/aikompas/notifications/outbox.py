# SPDX-License-Identifier: EUPL-1.2
"""Delivering what stands in the outbox: each message by one worker at a time, again when it fails, given up after days.

A message is claimed by moving its next attempt on (a compare-and-set, the same on every database) before it is sent;
what a killed worker had claimed comes back when that moment is there. Whoever receives the same message twice, because
the worker died between sending and noting it, knows it by its identity: the Message-ID of a mail, the id of an event.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from aikompas.core.ids import new_id
from aikompas.notifications.models import Channel, Outgoing, OutgoingState, Webhook
from aikompas.notifications.sealing import seal, unseal

logger = logging.getLogger(__name__)
CLAIM = timedelta(minutes=2)
MOST_ATTEMPTS = 16
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)
BATCH = 50

Deliver = Callable[[Outgoing, Any], str]
_channels: dict[str, Deliver] = {}


class NotDelivered(Exception):
    """The other side did not take it; the message says in a few words why, without personal data."""


def register_channel(channel: Channel, deliver: Deliver) -> None:
    """Say how messages of a channel are delivered: a function that returns the answer, or raises."""
    _channels[channel] = deliver


def put(
    channel: Channel,
    contents: Iterable[tuple[str, str, Any]],
    *,
    organisation_id: UUID | None,
    webhook: Webhook | None = None,
) -> None:
    """Put messages (key, kind, content) in the outbox, in the running transaction; a key that was used adds nothing."""
    rows = [
        Outgoing(
            organisation_id=organisation_id,
            channel=channel,
            kind=kind[:200],
            key=key or f"{channel}:{new_id()}",
            webhook=webhook,
            sealed=seal(content),
        )
        for key, kind, content in contents
    ]
    Outgoing.objects.bulk_create(rows, ignore_conflicts=True)


def deliver_due(limit: int = 500) -> str:
    """Deliver what is due, the longest waiting first; return how many were sent and how many failed."""
    sent = failed = 0
    while sent + failed < limit and (rows := list(_due()[:BATCH])):
        for row in rows:
            if _claim(row):
                if _deliver(row):
                    sent += 1
                else:
                    failed += 1
    return " ".join(f"{word}: {count}" for word, count in (("sent", sent), ("failed", failed)) if count)


def wait_before(attempt: int) -> timedelta:
    """Return how long to wait after an attempt that failed: twice as long each time, at most half a day."""
    return min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)


def _due() -> QuerySet[Outgoing]:
    waiting = Outgoing.objects.filter(state=OutgoingState.WAITING, due_at__lte=timezone.now())
    return waiting.exclude(webhook__is_paused=True).select_related("webhook__organisation").order_by("due_at")


def _claim(row: Outgoing) -> bool:
    """Make a message ours for a while; somebody else may have been first."""
    until = timezone.now() + CLAIM
    claimed = _unchanged(row.pk, row.due_at).update(due_at=until, attempts=row.attempts + 1)
    row.due_at, row.attempts = until, row.attempts + 1
    return claimed == 1


def _deliver(row: Outgoing) -> bool:
    """Send a claimed message and keep what came of it, unless somebody else has taken it over since."""
    claimed_until = row.due_at
    try:
        answer, sent = _channels[row.channel](row, unseal(row.sealed)), True
    except Exception as error:
        logger.warning("message %s was not delivered: %s", row.pk, type(error).__name__)
        answer, sent = _reason(error), False
    changes: dict[str, Any] = {"answer": answer[:300]}
    if sent:
        changes |= {"state": OutgoingState.SENT, "sent_at": timezone.now()}
        if row.channel == Channel.MAIL:
            changes["sealed"] = ""
    elif row.attempts >= MOST_ATTEMPTS:
        changes["state"] = OutgoingState.DEAD
    else:
        changes["due_at"] = timezone.now() + wait_before(row.attempts)
    _unchanged(row.pk, claimed_until).update(**changes)
    return sent


def _unchanged(pk: UUID, due_at: datetime) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(pk=pk, due_at=due_at, state=OutgoingState.WAITING)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, NotDelivered) else type(error).__name__
