# SPDX-License-Identifier: EUPL-1.2
"""Reading absences, what was put off, and the colleagues of a team."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.models import User
from aikompas.organisations.selectors import active_people, members_visible_to
from aikompas.worklist.models import Absence, Snooze


def put_off(actor: Actor) -> dict[str, set[UUID]]:
    """Return what this actor put off until a day that has not come, by kind."""
    found: dict[str, set[UUID]] = defaultdict(set)
    rows = Snooze.objects.filter(
        organisation_id=actor.organisation_id, person_id=actor.id, until__gt=timezone.localdate()
    )
    for kind, object_id in rows.values_list("kind", "object_id"):
        found[kind].add(object_id)
    return found


def absent_now(actor: Actor) -> QuerySet[Absence]:
    """Return the absences of today in which this actor is the deputy."""
    today = timezone.localdate()
    return Absence.objects.filter(
        organisation_id=actor.organisation_id, deputy_id=actor.id, first_day__lte=today, last_day__gte=today
    ).select_related("person")


def away_today(actor: Actor) -> frozenset[UUID]:
    """Return who of the actor's organisation is away today."""
    today = timezone.localdate()
    away = Absence.objects.filter(
        organisation_id=actor.organisation_id, first_day__lte=today, last_day__gte=today
    )
    return frozenset(away.values_list("person_id", flat=True))


def absences_visible_to(actor: Actor) -> QuerySet[Absence]:
    """Return the present and coming absences in which this actor is away or deputises."""
    mine = Q(person_id=actor.id) | Q(deputy_id=actor.id)
    return Absence.objects.filter(
        mine, organisation_id=actor.organisation_id, last_day__gte=timezone.localdate()
    ).select_related("person", "deputy")


def get_absence(actor: Actor, absence_id: UUID) -> Absence:
    """Return one own absence; raises ``Absence.DoesNotExist``."""
    return absences_visible_to(actor).get(pk=absence_id, person_id=actor.id)


def possible_deputies(actor: Actor) -> QuerySet[User]:
    """Return who can deputise for this actor."""
    return active_people(actor.organisation_id).exclude(pk=actor.id)


def colleagues(actor: Actor) -> list[UUID]:
    """Return the people of the actor's own department."""
    if actor.department_id is None:
        return []
    members = members_visible_to(actor).filter(is_active=True, department_id=actor.department_id)
    return list(members.order_by().values_list("user_id", flat=True))


def names_of(actor: Actor, people: set[UUID]) -> dict[UUID, str]:
    """Return the names of these people of the organisation, in one query."""
    members = members_visible_to(actor).filter(user_id__in=people).order_by()
    return dict(members.values_list("user_id", "user__name"))
