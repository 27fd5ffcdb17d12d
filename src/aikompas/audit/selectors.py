# SPDX-License-Identifier: EUPL-1.2
"""Reading the trail: the events of an organisation or an object, and the names that go with them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet

from aikompas.audit.log import signed_head
from aikompas.audit.models import INSTALLATION, AuditEvent, AuditLog
from aikompas.audit.signing import SignedHead
from aikompas.core.actor import Actor


def events_visible_to(actor: Actor) -> QuerySet[AuditEvent]:
    """Return the events in the log of the actor's organisation, newest first."""
    organisation_id = actor.organisation_id or INSTALLATION
    return AuditEvent.objects.filter(organisation_id=organisation_id).order_by("-sequence")


def events_of_object(actor: Actor, object_type: str, object_id: str) -> QuerySet[AuditEvent]:
    """Return what was done to one object of the actor's organisation, newest first."""
    return events_visible_to(actor).filter(object_type=object_type, object_id=object_id)


def events_of(actor: Actor, obj: Model) -> QuerySet[AuditEvent]:
    """Return what was done to this object, newest first."""
    return events_of_object(actor, obj._meta.label_lower, str(obj.pk))


def get_event(actor: Actor, event_id: UUID) -> AuditEvent:
    """Return one event; raises `AuditEvent.DoesNotExist` when the actor's organisation has no such event."""
    return events_visible_to(actor).get(pk=event_id)


def find_event(event_id: UUID) -> AuditEvent:
    """Return one event of whichever organisation, for the console."""
    return AuditEvent.objects.get(pk=event_id)


def present_head(organisation_id: UUID | None) -> SignedHead | None:
    """Return the present signed head of a log, or nothing when the log is empty."""
    log = AuditLog.objects.filter(pk=organisation_id or INSTALLATION, size__gt=0).first()
    return signed_head(log) if log else None


def names_of_actors(events: Iterable[AuditEvent]) -> dict[UUID, str]:
    """Return the names of the people in these events, in one query."""
    ids = {event.actor_id for event in events if event.actor_id}
    if not ids:
        return {}
    return {user.pk: str(user) for user in get_user_model().objects.filter(pk__in=ids)}


def content(event: AuditEvent) -> dict[str, Any]:
    """Return the content of an event's leaf."""
    leaf: dict[str, Any] = json.loads(event.leaf)
    return leaf


def organisation_id_of(slug: str) -> UUID:
    """Return the id of the organisation with this slug; raises `LookupError` when there is none."""
    model = apps.get_model("organisations", "Organisation")
    found = model._default_manager.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise LookupError(f"there is no organisation {slug}")
    return UUID(str(found))


def slugs_of_organisations() -> dict[UUID, str]:
    """Return the slug of every organisation."""
    model = apps.get_model("organisations", "Organisation")
    return dict(model._default_manager.values_list("pk", "slug"))
