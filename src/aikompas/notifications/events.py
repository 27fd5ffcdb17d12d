# SPDX-License-Identifier: EUPL-1.2
"""What an organisation tells other systems: CloudEvents 1.0 after the Dutch government profile, in structured JSON.

``emit`` is called inside the service that makes the change. No event holds personal data: who receives one asks for
more with permissions of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise

from aikompas.core.ids import new_id
from aikompas.notifications.models import Channel, Webhook
from aikompas.notifications.outbox import put
from aikompas.organisations.models import Organisation

PREFIX = "nl.aikompas."


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event: its type without prefix, and what people call it."""

    name: str
    label: str | Promise


_types: dict[str, EventType] = {}


def register_event_type(*types: EventType) -> None:
    """Register types of events; registering one again changes nothing."""
    _types.update({found.name: found for found in types})


def all_event_types() -> list[EventType]:
    """Return all types in order of name."""
    return [_types[name] for name in sorted(_types)]


def emit(name: str, *, organisation_id: UUID, subject: str, data: Mapping[str, Any]) -> None:
    """Put an event in the outbox for every webhook that asks for it, in the running transaction."""
    if name not in _types:
        raise KeyError(name)
    hooks = Webhook.objects.filter(organisation_id=organisation_id, removed_at=None)
    asking = [hook for hook in hooks if name in hook.events]
    if not asking:
        return
    event = cloud_event(asking[0].organisation, name, subject, data)
    for hook in asking:
        put_event(hook, event)


def put_event(webhook: Webhook, event: dict[str, Any]) -> None:
    """Put one event for one webhook in the outbox."""
    put(
        Channel.WEBHOOK,
        [(f"webhook:{webhook.pk}:{event['id']}", event["type"], event)],
        organisation_id=webhook.organisation_id,
        webhook=webhook,
    )


def cloud_event(
    organisation: Organisation, name: str, subject: str, data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return an event; its source is the organisation's system as a URN."""
    owner = f"oin:{organisation.oin}" if organisation.oin else f"gemeente:{organisation.slug}"
    return {
        "specversion": "1.0",
        "id": str(new_id()),
        "source": f"urn:nld:{owner}:systeem:ai-kompas",
        "type": PREFIX + name,
        "subject": subject,
        "time": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "datacontenttype": "application/json",
        "data": dict(data),
    }
