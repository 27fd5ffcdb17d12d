# SPDX-License-Identifier: EUPL-1.2
"""Actors and trails for tests."""

from uuid import UUID, uuid4

from django.contrib.auth.models import Group
from django.db import transaction

from aikompas.audit.models import AuditEvent
from aikompas.audit.recording import Done, diff, record, record_many, service, snapshot
from aikompas.core.actor import Actor

ZONNEDAM = UUID("018f0000-0000-7000-8000-000000000001")


def person(organisation_id: UUID = ZONNEDAM, *roles: str) -> Actor:
    """Return a person of an organisation."""
    return Actor(
        id=uuid4(),
        kind="person",
        organisation_id=organisation_id,
        roles=frozenset(roles or {"employee"}),
        origin="192.0.2.1",
    )


@service
def create_group(*, actor: Actor, name: str) -> Group:
    """Stand for any write service: make an object and record it."""
    group = Group.objects.create(name=name)
    record(actor, "test.group_created", group, changes=diff(None, snapshot(group, "name")))
    return group


def trail(size: int, organisation_id: UUID = ZONNEDAM) -> list[AuditEvent]:
    """Record a number of events in one organisation's log, one by one, and return them."""
    actor = person(organisation_id)
    events = []
    with transaction.atomic():
        for number in range(size):
            done = Done("test.done", None, {"number": [None, number]})
            events += record_many(actor, [done])
    return events
