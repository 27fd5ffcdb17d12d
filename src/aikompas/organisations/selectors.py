# SPDX-License-Identifier: EUPL-1.2
"""Reading organisations, departments and people."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.organisations.models import (
    Department,
    Invitation,
    Membership,
    Organisation,
    RoleAssignment,
    User,
)
from aikompas.organisations.roles import Role


def get_organisation(slug: str) -> Organisation:
    """Return the active organisation with this short name; raises ``Organisation.DoesNotExist``."""
    return Organisation.objects.get(slug=slug, is_active=True)


def membership_at(user: User, slug: str) -> Membership:
    """Return the person's active membership of the organisation with this short name, with all an actor needs.

    Four queries, whatever the size of the organisation; ``has_others`` says whether there is something to switch to.
    Raises ``Membership.DoesNotExist``.
    """
    others = Membership.objects.filter(user=user, is_active=True, organisation__is_active=True).exclude(
        pk=OuterRef("pk")
    )
    membership = (
        Membership.objects.select_related("organisation", "department")
        .prefetch_related("role_assignments", "member_expertises", "contact_for")
        .annotate(has_others=Exists(others))
        .get(user=user, organisation__slug=slug, organisation__is_active=True, is_active=True)
    )
    membership.user = user
    return membership


def memberships_of(user: User) -> QuerySet[Membership]:
    """Return the person's active memberships of active organisations, for the organisation switch."""
    return (
        Membership.objects.filter(user=user, is_active=True, organisation__is_active=True)
        .select_related("organisation")
        .order_by("organisation__name")
    )


def active_organisations() -> QuerySet[Organisation]:
    """Return the organisations that are in use, for the public start page."""
    return Organisation.objects.filter(is_active=True).order_by("name")


def departments_visible_to(actor: Actor) -> QuerySet[Department]:
    """Return the departments of the actor's organisation."""
    return Department.objects.filter(organisation_id=actor.organisation_id).order_by("name")


def departments_with_people(actor: Actor) -> QuerySet[Department]:
    """Return the departments with their AI contact person and the number of people who work there."""
    return (
        departments_visible_to(actor)
        .select_related("contact_person__user")
        .annotate(member_count=Count("members", filter=Q(members__is_active=True)))
    )


def members_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Return the members of the actor's organisation with their roles."""
    return (
        Membership.objects.filter(organisation_id=actor.organisation_id)
        .select_related("user", "department")
        .prefetch_related("role_assignments", "member_expertises")
    )


def get_department(actor: Actor, department_id: UUID) -> Department:
    """Return one department; raises ``Department.DoesNotExist``."""
    return departments_with_people(actor).get(pk=department_id)


def active_departments(organisation_id: UUID | None) -> QuerySet[Department]:
    """Return the departments that still exist, for choosing one."""
    return Department.objects.filter(organisation_id=organisation_id, is_active=True).order_by("name")


def departments_without_contact_person(actor: Actor) -> QuerySet[Department]:
    """Return the departments for whose inventory nobody cares."""
    return active_departments(actor.organisation_id).filter(contact_person=None)


def expired_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations that nobody accepted in time and nobody withdrew."""
    return invitations_visible_to(actor).filter(
        accepted_at=None, withdrawn_at=None, expires_at__lte=timezone.now()
    )


def with_role(members: QuerySet[Membership], role: str) -> QuerySet[Membership]:
    """Return of these members those with this role."""
    return members.filter(pk__in=RoleAssignment.objects.filter(role=role).values("membership"))


def get_member(actor: Actor, membership_id: UUID) -> Membership:
    """Return one member with roles, expertises and departments; raises ``Membership.DoesNotExist``."""
    return members_visible_to(actor).prefetch_related("contact_for").get(pk=membership_id)


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations of the actor's organisation, newest first."""
    return (
        Invitation.objects.filter(organisation_id=actor.organisation_id)
        .select_related("department")
        .order_by("-created_at")
    )


def get_invitation(actor: Actor, invitation_id: UUID) -> Invitation:
    """Return one invitation; raises ``Invitation.DoesNotExist``."""
    return invitations_visible_to(actor).get(pk=invitation_id)


def invitation_with(token: str) -> Invitation:
    """Return the invitation with this secret, open or not; raises ``Invitation.DoesNotExist``."""
    return Invitation.objects.select_related("organisation", "department").get(
        token_hash=Invitation.hash_of(token), organisation__is_active=True
    )


def person_by_email(email: str) -> User | None:
    """Return the account with this address, whatever its capitals."""
    return User.objects.filter(email__iexact=email.strip()).first()


def people_with_sign_in(slug: str) -> QuerySet[Membership]:
    """Return the active members of one organisation, for signing in as one of them in the demonstration."""
    return (
        Membership.objects.filter(
            organisation__slug=slug, organisation__is_active=True, is_active=True, user__is_active=True
        )
        .select_related("user", "department", "organisation")
        .prefetch_related("role_assignments", "member_expertises")
        .order_by("user__name")
    )


def members_of_department(actor: Actor, department: Department) -> QuerySet[Membership]:
    """Return who works in a department."""
    return members_visible_to(actor).filter(department=department, is_active=True)


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
