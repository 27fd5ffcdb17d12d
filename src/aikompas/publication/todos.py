# SPDX-License-Identifier: EUPL-1.2
"""What waits for somebody, for the home page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Todo
from aikompas.organisations.permissions import may
from aikompas.organisations.roles import Role
from aikompas.publication import selectors

WRITERS = (Role.PUBLISHER, Role.COMMITTEE_SECRETARY)


def publication_todos(actor: Actor) -> Iterable[Todo]:
    """Return what waits for this actor with one query each."""
    if may(actor, "publication.approve_text"):
        yield Todo(
            _("Register texts to approve"),
            selectors.texts_to_approve(actor).count(),
            "publication:text_list?todo=approve",
        )
    if may(actor, "publication.publish"):
        yield Todo(
            _("Approved register texts to publish"),
            selectors.texts_to_publish(actor).count(),
            "publication:text_list?todo=publish",
        )
    if actor.has_role(*WRITERS):
        yield Todo(
            _("Uses that must be in the public register and are not"),
            selectors.due_but_missing(actor).count(),
            "publication:text_list?todo=missing",
            urgent=True,
        )
    if actor.has_role(Role.OWNER):
        yield Todo(
            _("Register texts that the publisher gave back"),
            selectors.texts_returned_to(actor).count(),
            "publication:text_list?todo=returned",
        )
