# SPDX-License-Identifier: EUPL-1.2
"""What waits for those who keep the policy."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Todo
from aikompas.organisations.permissions import may
from aikompas.policy import selectors
from aikompas.policy.route import ADOPT, EDIT


def policy_todos(actor: Actor) -> Iterator[Todo]:
    """Count documents that wait for adoption, and those whose review is overdue."""
    if may(actor, ADOPT):
        waiting = selectors.waiting_for_adoption(actor.organisation_id).count()
        yield Todo(_("Policy documents to be adopted"), waiting, "policy:document_list")
    if may(actor, EDIT):
        overdue = selectors.overdue_for_review(actor.organisation_id).count()
        yield Todo(_("Policy documents to be reviewed"), overdue, "policy:document_list", urgent=True)
