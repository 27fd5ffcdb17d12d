# SPDX-License-Identifier: EUPL-1.2
"""Numbers and names within an organisation."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from aikompas.core.actor import Actor
from aikompas.organisations.models import Department, User
from aikompas.register.models import AISystem, Environment


def next_number(model: type[models.Model], organisation_id: UUID) -> int:
    """Return the next number within an organisation; ask only while its audit log is locked (in a service)."""
    last = model._default_manager.filter(organisation_id=organisation_id).aggregate(last=models.Max("number"))
    return int(last["last"] or 0) + 1


def names_of(actor: Actor, ids: set[str]) -> dict[str, str]:
    """Return what people, departments, systems and environments of the organisation are called, by id."""
    departments = Department.objects.filter(organisation_id=actor.organisation_id, pk__in=ids)
    systems = AISystem.objects.filter(organisation_id=actor.organisation_id, pk__in=ids)
    environments = Environment.objects.filter(organisation_id=actor.organisation_id, pk__in=ids)
    people = User.objects.filter(memberships__organisation_id=actor.organisation_id, pk__in=ids).distinct()
    found = (departments, systems, environments, people)
    return {str(pk): name for queryset in found for pk, name in queryset.values_list("pk", "name")}
