# SPDX-License-Identifier: EUPL-1.2
"""Reading organisations, departments and people."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from aikompas.core.actor import Actor
from aikompas.organisations.models import Department, Membership, Organisation, User
from aikompas.organisations.roles import Role


def get_organisation(slug: str) -> Organisation:
    """Return the active organisation with this short name; raises ``Organisation.DoesNotExist``."""
    return Organisation.objects.get(slug=slug, is_active=True)


def get_membership(user: User, organisation: Organisation) -> Membership:
    """Return the person's active membership with all that an actor needs; raises ``Membership.DoesNotExist``."""
    return (
        Membership.objects.select_related("user", "department")
        .prefetch_related("role_assignments", "member_expertises", "contact_for")
        .get(user=user, organisation=organisation, is_active=True, user__is_active=True)
    )


def memberships_of(user: User) -> QuerySet[Membership]:
    """Return the person's active memberships of active organisations, for the organisation switch."""
    return (
        Membership.objects.filter(user=user, is_active=True, organisation__is_active=True)
        .select_related("organisation")
        .order_by("organisation__name")
    )


def departments_visible_to(actor: Actor) -> QuerySet[Department]:
    """Return the departments of the actor's organisation."""
    return Department.objects.filter(organisation_id=actor.organisation_id).select_related(
        "contact_person__user"
    )


def members_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Return the members of the actor's organisation with their roles."""
    return (
        Membership.objects.filter(organisation_id=actor.organisation_id)
        .select_related("user", "department")
        .prefetch_related("role_assignments", "member_expertises")
    )


def active_members_with_role(organisation_id: UUID | None, *roles: Role) -> QuerySet[Membership]:
    """Return the active members who have at least one of these roles."""
    return (
        Membership.objects.filter(
            organisation_id=organisation_id,
            is_active=True,
            user__is_active=True,
            role_assignments__role__in=roles,
        )
        .select_related("user", "department")
        .distinct()
    )


def active_people(organisation_id: UUID | None) -> QuerySet[User]:
    """Return the people with an active membership, for choosing an owner or contact person."""
    return User.objects.filter(
        memberships__organisation_id=organisation_id, memberships__is_active=True, is_active=True
    ).order_by("name")
