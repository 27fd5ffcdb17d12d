# SPDX-License-Identifier: EUPL-1.2
"""Placing people in an organisation: what the services of people and of invitations have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, snapshot
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.models import Department, MemberExpertise, Membership, RoleAssignment, User
from aikompas.organisations.roles import Expertise, Role

FIELDS = ("department_id", "job_title", "is_active")


def person_with(email: str, name: str, password: str | None) -> User:
    """Return the account with this address, made when there is none; sign-in knows the address as proven."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from None
    known = User.objects.filter(email__iexact=email).first()
    if known is not None:
        return known
    if not name.strip():
        raise ValidationError({"name": _("Say what this person is called.")})
    user = User.objects.create_user(email, name.strip(), password)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def checked(roles: Iterable[str], expertises: Iterable[str]) -> dict[str, list[str]]:
    """Return roles and expertises without doubles, in order; raises ``ValidationError`` for what is not possible."""
    wanted = {
        "roles": sorted({str(role) for role in roles}),
        "expertises": sorted({str(e) for e in expertises}),
    }
    if not wanted["roles"] or not set(wanted["roles"]) <= set(Role.values):
        raise ValidationError({"roles": _("Choose at least one role.")})
    if not set(wanted["expertises"]) <= set(Expertise.values):
        raise ValidationError({"expertises": _("Choose from the expertises of the committee.")})
    if wanted["expertises"] and Role.COMMITTEE_MEMBER not in wanted["roles"]:
        raise ValidationError({"expertises": _("Only a committee member has an expertise.")})
    return wanted


def place(
    membership: Membership, department: Department | None, job_title: str, checked: dict[str, list[str]]
) -> dict[str, Any]:
    """Save a member's place, roles and expertises; return what changed."""
    is_new = membership._state.adding
    before = None if is_new else snapshot(membership, *FIELDS)
    old = {"roles": [], "expertises": []} if is_new else _present(membership)
    moves = department is not None and department.pk != membership.department_id
    if department is not None and department.organisation_id != membership.organisation_id:
        raise ValidationError({"department": _("Choose a department of this organisation.")})
    if moves and department is not None and not department.is_active:
        raise ValidationError({"department": _("This department has ended. Choose another one.")})
    membership.department, membership.job_title = department, job_title.strip()
    membership.full_clean(exclude=["organisation"])
    membership.save()
    _replace(membership, checked)
    changes = diff(before, snapshot(membership, *FIELDS))
    changes.update({name: [old[name], new] for name, new in checked.items() if old[name] != new})
    return changes


def _present(membership: Membership) -> dict[str, list[str]]:
    return {
        "roles": sorted(membership.role_assignments.values_list("role", flat=True)),
        "expertises": sorted({seat.expertise for seat in _seats(membership) if seat.counts}),
    }


def _seats(membership: Membership) -> QuerySet[MemberExpertise]:
    """Read the seats anew: a member that was read with its seats keeps the old ones."""
    return MemberExpertise.objects.filter(membership=membership)


def _replace(membership: Membership, wanted: dict[str, list[str]]) -> None:
    """Make the rows of roles and expertises say what is wanted."""
    present = _present(membership)
    place = {"organisation_id": membership.organisation_id, "membership": membership}
    membership.role_assignments.exclude(role__in=wanted["roles"]).delete()
    _give_up_seats(membership, wanted["expertises"])
    RoleAssignment.objects.bulk_create(
        RoleAssignment(role=role, **place) for role in wanted["roles"] if role not in present["roles"]
    )
    seats = [expertise for expertise in wanted["expertises"] if expertise not in present["expertises"]]
    _seats(membership).filter(expertise__in=seats, since__gt=timezone.localdate()).delete()
    MemberExpertise.objects.bulk_create(MemberExpertise(expertise=expertise, **place) for expertise in seats)


def _give_up_seats(membership: Membership, kept: list[str]) -> None:
    """End the seats that are not kept, at once; one that began today or later never counted."""
    today = timezone.localdate()
    given_up = _seats(membership).exclude(expertise__in=kept)
    given_up.filter(since__gte=today).delete()
    given_up.filter(Q(until=None) | Q(until__gte=today)).update(until=today - timedelta(days=1))


def keep_an_administrator(membership: Membership) -> None:
    """Refuse when this is the organisation's last administrator; the lock on the log makes writers queue here."""
    administrators = Membership.objects.filter(
        organisation_id=membership.organisation_id,
        is_active=True,
        user__is_active=True,
        role_assignments__role=Role.ADMINISTRATOR,
    )
    if set(administrators.values_list("pk", flat=True)) == {membership.pk}:
        raise Refused(_("This is the last administrator. Make somebody else administrator first."))


def release_departments(actor: Actor, membership: Membership) -> None:
    """Take the departments away from somebody who is no longer AI contact person."""
    for department in Department.objects.filter(contact_person=membership):
        department.contact_person = None
        department.save()
        record(
            actor,
            "organisations.department_updated",
            department,
            changes={"contact_person_id": [str(membership.pk), None]},
        )


def activate_account(user: User) -> None:
    """Let somebody sign in again."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True


def close_account_without_organisation(user: User) -> None:
    """End the account and its sessions when its person belongs to no organisation any more.

    The lock makes this wait for another organisation that lets the same person in at the same moment.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.memberships.filter(is_active=True).exists():
        return
    locked.is_active = user.is_active = False
    locked.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=user):
        session.end()
