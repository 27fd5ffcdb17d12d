# SPDX-License-Identifier: EUPL-1.2
"""What a person does with own notifications: read them, and choose which come by mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.notifications.kinds import all_kinds
from aikompas.notifications.models import How, MailChoice, Notification
from aikompas.notifications.selectors import own_notifications
from aikompas.organisations.permissions import require


@service
def mark_read(*, actor: Actor, notification: Notification) -> Notification:
    """Remember that somebody saw an own notification."""
    require(actor, "notifications.view_own")
    unchanged()  # that somebody read something is nobody's business
    own_notifications(actor).filter(pk=notification.pk, read_at=None).update(
        read_at=timezone.now(), for_digest=False
    )
    return notification


@service
def mark_all_read(*, actor: Actor) -> int:
    """Remember that somebody saw everything."""
    require(actor, "notifications.view_own")
    unchanged()
    return own_notifications(actor).filter(read_at=None).update(read_at=timezone.now(), for_digest=False)


@service
def choose(*, actor: Actor, choices: Mapping[str, How]) -> list[str]:
    """Keep how the actor wants mail about each kind; return the kinds that changed."""
    require(actor, "notifications.view_own")
    about: dict[str, Any] = {"organisation_id": actor.organisation_id, "person_id": actor.id}
    stored = dict(MailChoice.objects.filter(**about).values_list("kind", "how"))
    changed = [
        kind.name
        for kind in all_kinds()
        if kind.name in choices and choices[kind.name] != stored.get(kind.name, kind.usual)
    ]
    for name in changed:
        MailChoice.objects.update_or_create(**about, kind=name, defaults={"how": choices[name]})
    if changed:
        record(actor, "notifications.mail_chosen", None, note=", ".join(changed))
    else:
        unchanged()
    return changed


@service
def unsubscribe(*, actor: Actor, kind: str) -> None:
    """End mail of one kind, or of every kind that comes in the daily mail; by the signed link of a mail."""
    require(actor, "notifications.view_own")
    about: dict[str, Any] = {"organisation_id": actor.organisation_id, "person_id": actor.id}
    stored = dict(MailChoice.objects.filter(**about).values_list("kind", "how"))
    daily = [item.name for item in all_kinds() if stored.get(item.name, item.usual) == How.DAILY]
    ended = daily if kind == "digest" else [kind]
    for name in ended:
        MailChoice.objects.update_or_create(**about, kind=name, defaults={"how": How.NEVER})
    record(actor, "notifications.mail_ended", None, note=", ".join(ended))
