# SPDX-License-Identifier: EUPL-1.2
"""The daily mail: what a person has not read yet, in one mail per organisation; and clearing away what is old."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from aikompas.notifications.kinds import all_kinds
from aikompas.notifications.mails import digest_mail
from aikompas.notifications.models import Notification, Outgoing, OutgoingState

LONGEST = 50
KEPT_SENT = timedelta(days=30)
KEPT_DEAD = timedelta(days=90)
KEPT_NOTIFICATIONS = timedelta(days=365)


def send_digests() -> int:
    """Put a mail in the outbox for everybody with something unread; who was mailed is noted in the same transaction."""
    pairs = (
        Notification.objects.filter(for_digest=True, read_at=None)
        .order_by()
        .values_list("organisation_id", "recipient_id")
        .distinct()
    )
    return sum(_send_one(organisation_id, person_id) for organisation_id, person_id in pairs)


def _send_one(organisation_id: object, person_id: object) -> bool:
    about = Notification.objects.filter(
        organisation_id=organisation_id, recipient_id=person_id, for_digest=True, read_at=None
    )
    with transaction.atomic():
        rows = list(
            about.select_related("recipient", "organisation").order_by("-created_at", "-pk")[:LONGEST]
        )
        if not rows or not about.update(for_digest=False):
            return False
        person, organisation = rows[0].recipient, rows[0].organisation
        if not person.is_active:
            return False
        with translation.override(person.language or organisation.language):
            mail = digest_mail(organisation, person, [_item(row) for row in rows if _is_known(row)])
            mail.extra_headers["X-Outbox-Key"] = f"digest:{rows[0].pk}"
            mail.send()
    return True


def clear_away() -> int:
    """Remove messages that were sent or given up long ago, and old notifications."""
    now = timezone.now()
    old = (
        Outgoing.objects.filter(state=OutgoingState.SENT, sent_at__lt=now - KEPT_SENT),
        Outgoing.objects.filter(state=OutgoingState.DEAD, created_at__lt=now - KEPT_DEAD),
        Notification.objects.filter(created_at__lt=now - KEPT_NOTIFICATIONS),
    )
    return sum(rows.delete()[0] for rows in old)


def _is_known(row: Notification) -> bool:
    return any(kind.name == row.kind for kind in all_kinds())


def _item(row: Notification) -> dict[str, str]:
    kind = next(kind for kind in all_kinds() if kind.name == row.kind)
    return {
        "title": kind.title_of(row.facts),
        "text": kind.text_of(row.facts, row.text),
        "link": f"{settings.BASE_URL}{row.url}",
    }
