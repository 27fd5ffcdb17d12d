# SPDX-License-Identifier: EUPL-1.2
"""Reading the trail: the events of an organisation or an object, and the names that go with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Model, QuerySet

from aikompas.audit.log import signed_head
from aikompas.audit.models import INSTALLATION, AuditEvent, AuditLog
from aikompas.audit.signing import SignedHead, signature_is_valid
from aikompas.core.actor import Actor

_DISTINCT = """
WITH RECURSIVE found(value) AS (
    SELECT (SELECT {column} FROM {table} WHERE organisation_id = %s AND {column} IS NOT NULL
            ORDER BY {column} LIMIT 1)
    UNION ALL
    SELECT (SELECT {column} FROM {table} WHERE organisation_id = %s AND {column} > found.value
            ORDER BY {column} LIMIT 1)
    FROM found WHERE found.value IS NOT NULL
) SELECT value FROM found WHERE value IS NOT NULL"""


def events_visible_to(actor: Actor) -> QuerySet[AuditEvent]:
    """Return the events in the log of the actor's organisation, newest first."""
    return AuditEvent.objects.filter(organisation_id=_log_of(actor)).order_by("-time", "-sequence")


def events_of_object(actor: Actor, object_type: str, object_id: str) -> QuerySet[AuditEvent]:
    """Return what was done to one object of the actor's organisation, newest first."""
    events = AuditEvent.objects.filter(object_type=object_type, object_id=object_id)
    return events.filter(organisation_id=_log_of(actor)).order_by("-sequence")


def events_of(actor: Actor, obj: Model) -> QuerySet[AuditEvent]:
    """Return what was done to this object, newest first."""
    return events_of_object(actor, obj._meta.label_lower, str(obj.pk))


def get_event(actor: Actor, event_id: UUID) -> AuditEvent:
    """Return one event; raises `AuditEvent.DoesNotExist` when the actor's organisation has no such event."""
    return AuditEvent.objects.get(pk=event_id, organisation_id=_log_of(actor))


def find_event(event_id: UUID) -> AuditEvent:
    """Return one event of whichever organisation, for the console."""
    return AuditEvent.objects.get(pk=event_id)


def present_head(actor: Actor) -> SignedHead | None:
    """Return the present signed head of the actor's log, or nothing when the log is empty."""
    log = AuditLog.objects.filter(pk=_log_of(actor), size__gt=0).first()
    return signed_head(log) if log else None


def head_holds(actor: Actor) -> bool:
    """Tell whether the present head is signed by this installation and counts the entries that there are.

    This is the quick look for every day; ``verification.verify_log`` computes every entry again.
    """
    head = present_head(actor)
    if head is None:
        return False
    last = AuditEvent.objects.filter(organisation_id=_log_of(actor)).order_by("-sequence")
    return signature_is_valid(head) and last.values_list("sequence", flat=True).first() == head.size - 1


@dataclass(frozen=True, slots=True)
class Occurring:
    """Which people, actions and kinds of object occur in a log."""

    people: dict[UUID, str]
    actions: list[str]
    object_types: list[str]


def occurring(actor: Actor) -> Occurring:
    """Return what occurs in the actor's log, read from the indexes in a fixed number of queries."""
    log = _log_of(actor)
    return Occurring(
        people=names_of([UUID(str(value)) for value in _distinct(log, "actor_id")]),
        actions=_distinct(log, "action"),
        object_types=[value for value in _distinct(log, "object_type") if value],
    )


def names_of(actor_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of people, in one query."""
    ids = {actor_id for actor_id in actor_ids if actor_id}
    if not ids:
        return {}
    return {user.pk: str(user) for user in get_user_model()._default_manager.filter(pk__in=ids)}


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


def _log_of(actor: Actor) -> UUID:
    return actor.organisation_id or INSTALLATION


def _distinct(log: UUID, column: str) -> list[Any]:
    """Return the distinct values of an indexed column by jumping from value to value in the index."""
    query = _DISTINCT.format(column=column, table=AuditEvent._meta.db_table)
    key = log.hex if connection.vendor == "sqlite" else log
    with connection.cursor() as cursor:
        cursor.execute(query, [key, key])
        return [value for (value,) in cursor.fetchall()]
