# SPDX-License-Identifier: EUPL-1.2
"""What waits for an administrator."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations import selectors
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.models import Department, Invitation
from aikompas.organisations.permissions import may


def administrator_todos(actor: Actor) -> Iterator[Todo]:
    """Return departments without an AI contact person and invitations that nobody accepted in time."""
    if not may(actor, "organisations.manage_people"):
        return
    yield Todo(
        _("Departments without an AI contact person"),
        selectors.departments_without_contact_person(actor).select_related("organisation"),
        "organisations:departments",
        kind="organisations.contact_person",
        do=_("Appoint an AI contact person"),
        describe=_department,
    )
    yield Todo(
        _("Expired invitations"),
        selectors.expired_invitations(actor).select_related("organisation"),
        "organisations:invitations",
        kind="organisations.invitation",
        do=_("Send the invitation again, or withdraw it"),
        describe=_invitation,
    )


def _department(department: Department) -> Item:
    args = [department.organisation.slug, department.pk]
    why = _("Nobody keeps the overview of this department.")
    return Item(department.name, reverse("organisations:department_edit", args=args), why=why)


def _invitation(invitation: Invitation) -> Item:
    args = [invitation.organisation.slug, invitation.pk]
    why = _("Nobody accepted it in time.")
    return Item(invitation.name, reverse("organisations:invitation", args=args), why=why)
