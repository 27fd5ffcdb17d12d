# SPDX-License-Identifier: EUPL-1.2
"""What waits for the privacy adviser: applications with personal data that are not designated for them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.guidance.selectors import without_designation
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.roles import Role
from aikompas.register.models import Application
from aikompas.register.waiting import about


def todos(actor: Actor) -> Iterator[Todo]:
    """Return the applications that wait for a designation."""
    if not actor.has_role(Role.PRIVACY_ADVISER):
        return
    yield Todo(
        _("Personal data without designation"),
        without_designation(actor),
        "guidance:undesignated",
        urgent=True,
        kind="guidance.designate",
        do=_("Designate the application for its data, or have the use stopped"),
        describe=_item,
        department="department_id",
        permission="guidance.designate",
    )


def _item(application: Application) -> Item:
    url = reverse("guidance:designation", args=(application.organisation.slug, application.pk))
    return about(application, url, why=_("It processes personal data and is not designated for them."))
