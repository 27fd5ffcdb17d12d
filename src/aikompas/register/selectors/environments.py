# SPDX-License-Identifier: EUPL-1.2
"""Reading the ICT environments that an organisation approved."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.register.models import AISystem, Environment

ENDS_SOON = timedelta(days=60)


def environments_visible_to(actor: Actor) -> QuerySet[Environment]:
    """Return the environments of the actor's organisation with the number of systems that run there."""
    return (
        Environment.objects.filter(organisation_id=actor.organisation_id)
        .select_related("organisation")
        .annotate(system_count=Count("systems"))
    )


def get_environment(actor: Actor, environment_id: UUID) -> Environment:
    """Return one environment; raises ``Environment.DoesNotExist``."""
    return environments_visible_to(actor).get(pk=environment_id)


def environments_to_choose(
    organisation_id: UUID | None, present: UUID | None = None
) -> QuerySet[Environment]:
    """Return the environments whose approval has not ended, and the one that is chosen at present."""
    counts = Q(approved_until=None) | Q(approved_until__gte=timezone.localdate()) | Q(pk=present)
    return Environment.objects.filter(counts, organisation_id=organisation_id)


def approvals_to_renew(actor: Actor) -> QuerySet[Environment]:
    """Return the environments in which something runs and whose approval has ended or ends soon."""
    return environments_visible_to(actor).filter(
        approved_until__lte=timezone.localdate() + ENDS_SOON, system_count__gt=0
    )


def systems_in(environment: Environment) -> QuerySet[AISystem]:
    """Return what runs in an environment, with the number of applications of each."""
    return (
        AISystem.objects.filter(environment=environment)
        .select_related("organisation")
        .annotate(application_count=Count("applications"))
    )
