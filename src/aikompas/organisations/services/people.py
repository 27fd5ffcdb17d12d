# SPDX-License-Identifier: EUPL-1.2
"""The people of an organisation: their roles, expertises, department, and whether they still work there."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.events import publish
from aikompas.organisations.events import MemberDeactivated
from aikompas.organisations.models import Department, Membership
from aikompas.organisations.permissions import require
from aikompas.organisations.places import (
    activate_account,
    checked,
    close_account_without_organisation,
    keep_an_administrator,
    person_with,
    place,
    release_departments,
)
from aikompas.organisations.roles import Role


@service
def add_person(
    *,
    actor: Actor,
    email: str,
    name: str,
    roles: Iterable[str],
    expertises: Iterable[str] = (),
    department: Department | None = None,
    job_title: str = "",
    password: str | None = None,
) -> Membership:
    """Make somebody a member of the actor's organisation; who has an account already keeps it as it is."""
    require(actor, "organisations.manage_people")
    user = person_with(email, name, password)
    if Membership.objects.filter(organisation_id=actor.organisation_id, user=user).exists():
        raise ValidationError({"email": _("This person is a member of this organisation already.")})
    membership = Membership(organisation_id=actor.organisation_id, user=user)
    changes = place(membership, department, job_title, checked(roles, expertises))
    activate_account(user)
    record(actor, "organisations.member_added", membership, changes=changes)
    return membership


@service
def update_membership(
    *,
    actor: Actor,
    membership: Membership,
    roles: Iterable[str],
    expertises: Iterable[str] = (),
    department: Department | None = None,
    job_title: str = "",
) -> Membership:
    """Change somebody's roles, expertises, department and job title."""
    require(actor, "organisations.manage_people", membership)
    membership = Membership.objects.select_related("user", "department").get(pk=membership.pk)
    wanted = checked(roles, expertises)
    if Role.ADMINISTRATOR not in wanted["roles"]:
        keep_an_administrator(membership)
    changes = place(membership, department, job_title, wanted)
    if Role.CONTACT_PERSON not in wanted["roles"]:
        release_departments(actor, membership)
    if changes:
        record(actor, "organisations.member_updated", membership, changes=changes)
    else:
        unchanged()
    return membership


@service
def deactivate_membership(*, actor: Actor, membership: Membership) -> Membership:
    """End somebody's access to the organisation; without any other membership the account and its sessions end."""
    require(actor, "organisations.manage_people", membership)
    membership = Membership.objects.select_related("user").get(pk=membership.pk)
    if not membership.is_active:
        unchanged()
        return membership
    keep_an_administrator(membership)
    membership.is_active, membership.deactivated_at = False, timezone.now()
    membership.save()
    release_departments(actor, membership)
    record(actor, "organisations.member_deactivated", membership, changes={"is_active": [True, False]})
    close_account_without_organisation(membership.user)
    publish(MemberDeactivated(membership.organisation_id, membership.user_id, membership.pk))
    return membership


@service
def reactivate_membership(*, actor: Actor, membership: Membership) -> Membership:
    """Give somebody access again, with the roles of before."""
    require(actor, "organisations.manage_people", membership)
    membership = Membership.objects.select_related("user").get(pk=membership.pk)
    if membership.is_active:
        unchanged()
        return membership
    membership.is_active, membership.deactivated_at = True, None
    membership.save()
    activate_account(membership.user)
    record(actor, "organisations.member_reactivated", membership, changes={"is_active": [False, True]})
    return membership
