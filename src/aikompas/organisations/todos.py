# SPDX-License-Identifier: EUPL-1.2
"""What waits for an administrator."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations import selectors
from aikompas.organisations.home import Todo
from aikompas.organisations.permissions import may


def administrator_todos(actor: Actor) -> Iterator[Todo]:
    """Count departments without an AI contact person and invitations that nobody accepted in time."""
    if not may(actor, "organisations.manage_people"):
        return
    yield Todo(
        _("Departments without an AI contact person"),
        selectors.departments_without_contact_person(actor).count(),
        "organisations:departments",
    )
    yield Todo(
        _("Expired invitations"), selectors.expired_invitations(actor).count(), "organisations:invitations"
    )
