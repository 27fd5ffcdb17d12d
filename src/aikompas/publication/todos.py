# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom about the texts of the public register."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.permissions import may
from aikompas.organisations.roles import Role
from aikompas.publication import selectors
from aikompas.publication.models import RegisterText
from aikompas.register.models import Application
from aikompas.register.waiting import about

WRITERS = (Role.PUBLISHER, Role.COMMITTEE_SECRETARY)


def publication_todos(actor: Actor) -> Iterable[Todo]:
    """Return the texts to approve, publish, write and improve."""
    if may(actor, "publication.approve_text"):
        yield Todo(
            _("Register texts to approve"),
            selectors.texts_to_approve(actor),
            "publication:text_list?todo=approve",
            kind="publication.approve",
            do=_("Approve the text"),
            describe=_text,
        )
    if may(actor, "publication.publish"):
        yield Todo(
            _("Approved register texts to publish"),
            selectors.texts_to_publish(actor),
            "publication:text_list?todo=publish",
            kind="publication.publish",
            do=_("Publish the text"),
            describe=_text,
        )
    if actor.has_role(*WRITERS):
        yield Todo(
            _("Uses that must be in the public register and are not"),
            selectors.due_but_missing(actor),
            "publication:text_list?todo=missing",
            urgent=True,
            kind="publication.missing",
            do=_("Write the register text"),
            describe=_missing,
        )
    if actor.is_system or actor.has_role(Role.OWNER):
        yield Todo(
            _("Register texts that the publisher gave back"),
            selectors.texts_returned_to(actor),
            "publication:text_list?todo=returned",
            kind="publication.returned",
            do=_("Improve the text"),
            describe=_returned,
            holder="application__owner_id",
            department="application__department_id",
        )


def _text(text: RegisterText) -> Item:
    return about(text.application, text.get_absolute_url())


def _returned(text: RegisterText) -> Item:
    why, holder = _("The publisher gave it back."), text.application.owner_id
    return about(text.application, text.get_absolute_url(), why=why, holder_id=holder)


def _missing(application: Application) -> Item:
    url = reverse("publication:application", args=[application.organisation.slug, application.pk])
    return about(application, url, why=_("It is in use and residents cannot find it."))
