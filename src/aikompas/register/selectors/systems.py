# SPDX-License-Identifier: EUPL-1.2
"""Reading AI systems."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet

from aikompas.core.actor import Actor
from aikompas.register.models import AISystem, Application


def systems_visible_to(actor: Actor) -> QuerySet[AISystem]:
    """Return the AI systems of the actor's organisation."""
    return AISystem.objects.filter(organisation_id=actor.organisation_id)


def systems_with_applications(actor: Actor) -> QuerySet[AISystem]:
    """Return the AI systems with the number of their applications."""
    return (
        systems_visible_to(actor)
        .select_related("organisation", "environment")
        .annotate(application_count=Count("applications"))
    )


def get_system(actor: Actor, system_id: UUID) -> AISystem:
    """Return a visible AI system; raises ``AISystem.DoesNotExist``."""
    return (
        systems_visible_to(actor)
        .select_related("organisation", "environment__organisation")
        .get(pk=system_id)
    )


def applications_of(system: AISystem) -> QuerySet[Application]:
    """Return all applications of an AI system."""
    return (
        Application.objects.filter(system=system)
        .select_related("organisation", "department", "owner", "system")
        .order_by("-number")
    )


def find_system(organisation_id: UUID, name: str) -> AISystem | None:
    """Return the AI system of this name, whatever its capitals."""
    return AISystem.objects.filter(organisation_id=organisation_id, name__iexact=name.strip()).first()
