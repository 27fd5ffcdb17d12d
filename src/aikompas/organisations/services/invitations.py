# SPDX-License-Identifier: EUPL-1.2
"""Inviting people by mail: the secret goes into the link only, the database keeps its hash."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.models import Department, Invitation, Membership, User
from aikompas.organisations.permissions import require
from aikompas.organisations.places import activate_account, checked, person_with, place
from aikompas.organisations.selectors import person_by_email

VALID_FOR = timedelta(days=14)
FIELDS = ("email", "name", "roles", "expertises", "department_id", "job_title", "expires_at")


class Invited(NamedTuple):
    """An invitation and the secret of its link, which is known at this moment only."""

    invitation: Invitation
    token: str


@service
def invite(
    *,
    actor: Actor,
    email: str,
    name: str,
    roles: Iterable[str],
    expertises: Iterable[str] = (),
    department: Department | None = None,
    job_title: str = "",
) -> Invited:
    """Make an invitation that is valid for fourteen days; sending the mail with its link is the caller's."""
    require(actor, "organisations.manage_people")
    email = email.strip().lower()
    _refuse_known(actor, email)
    wanted = checked(roles, expertises)
    if department is not None and department.organisation_id != actor.organisation_id:
        raise ValidationError({"department": _("Choose a department of this organisation.")})
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        organisation_id=actor.organisation_id,
        email=email,
        name=name.strip(),
        department=department,
        job_title=job_title.strip(),
        token_hash=Invitation.hash_of(token),
        expires_at=timezone.now() + VALID_FOR,
        **wanted,
    )
    invitation.full_clean(exclude=["organisation"])
    invitation.save()
    changes = diff(None, snapshot(invitation, *FIELDS))
    record(actor, "organisations.person_invited", invitation, changes=changes)
    return Invited(invitation, token)


@service
def resend_invitation(*, actor: Actor, invitation: Invitation) -> Invited:
    """Make a new link, valid for fourteen days again; the link of before no longer works."""
    require(actor, "organisations.manage_people", invitation)
    invitation = Invitation.objects.get(pk=invitation.pk)
    if invitation.state not in {"open", "expired"}:
        raise Refused(_("This invitation has been accepted or withdrawn already."))
    token = secrets.token_urlsafe(32)
    before = snapshot(invitation, "expires_at")
    invitation.token_hash, invitation.expires_at = Invitation.hash_of(token), timezone.now() + VALID_FOR
    invitation.save()
    changes = diff(before, snapshot(invitation, "expires_at"))
    record(actor, "organisations.invitation_resent", invitation, changes=changes)
    return Invited(invitation, token)


@service
def withdraw_invitation(*, actor: Actor, invitation: Invitation) -> Invitation:
    """Make the link of an invitation useless."""
    require(actor, "organisations.manage_people", invitation)
    invitation = Invitation.objects.get(pk=invitation.pk)
    if invitation.accepted_at:
        raise Refused(_("This invitation has been accepted already. Deactivate the person instead."))
    if invitation.withdrawn_at:
        unchanged()
        return invitation
    invitation.withdrawn_at = timezone.now()
    invitation.save()
    record(actor, "organisations.invitation_withdrawn", invitation)
    return invitation


@service
def accept_invitation(*, actor: Actor, token: str, name: str = "", password: str = "") -> Membership:
    """Join by the secret of an invitation: with a name and a password for who is new, signed in for who is not."""
    invitation = Invitation.objects.filter(
        organisation_id=actor.organisation_id, token_hash=Invitation.hash_of(token)
    ).first()
    if invitation is None or not invitation.is_open:
        raise Refused(_("This invitation is no longer valid. Ask for a new one."))
    user = person_by_email(invitation.email)
    if user is None or not user.is_active:
        user = _with_password(invitation, name, password)
    elif actor.id != user.pk:
        raise Refused(_("You have an account already. Sign in with it to accept the invitation."))
    membership, changes = _join(invitation, user)
    invitation.accepted_at = timezone.now()
    invitation.save()
    actor = replace(actor, id=user.pk)
    record(actor, "organisations.invitation_accepted", invitation)
    record(actor, "organisations.member_added", membership, changes=changes)
    return membership


def _refuse_known(actor: Actor, email: str) -> None:
    """Refuse an address that is not one, a member, or somebody whose invitation is still open."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from None
    member = Membership.objects.filter(
        organisation_id=actor.organisation_id, user__email__iexact=email
    ).first()
    if member is not None and member.is_active:
        raise ValidationError({"email": _("This person is a member of this organisation already.")})
    if member is not None:
        raise ValidationError(
            {"email": _("This person was a member before. Reactivate this person instead.")}
        )
    open_invitations = Invitation.objects.filter(
        organisation_id=actor.organisation_id,
        email=email,
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
    )
    if open_invitations.exists():
        raise ValidationError({"email": _("This person has an open invitation. You can send it again.")})


def _with_password(invitation: Invitation, name: str, password: str) -> User:
    """Return the account of who proved to own the address, with the name and password this person chose."""
    if not name.strip():
        raise ValidationError({"name": _("Fill in your name.")})
    user = person_by_email(invitation.email) or User(email=invitation.email)
    user.name = name.strip()
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from None
    if user._state.adding:
        return person_with(invitation.email, user.name, password)
    user.set_password(password)
    user.save()
    return user


def _join(invitation: Invitation, user: User) -> tuple[Membership, dict[str, object]]:
    """Return the membership that the invitation promises, with what changed."""
    membership = Membership.objects.filter(organisation_id=invitation.organisation_id, user=user).first()
    if membership is None:
        membership = Membership(organisation_id=invitation.organisation_id, user=user)
    membership.is_active, membership.deactivated_at = True, None
    department = invitation.department
    if department is not None and not department.is_active:
        department = None
    wanted = checked(invitation.roles, invitation.expertises)
    changes = place(membership, department, invitation.job_title, wanted)
    activate_account(user)
    return membership, changes
