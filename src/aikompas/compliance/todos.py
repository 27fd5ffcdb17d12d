# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: accepted deviations that end soon, for who accepted them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.compliance import selectors
from aikompas.compliance.models import Deviation
from aikompas.compliance.reminding import BEFORE
from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.permissions import may
from aikompas.policy.labels import question_of


def todos(actor: Actor) -> Iterator[Todo]:
    """Return deviations that end within two weeks."""
    if not may(actor, "compliance.accept_deviation"):
        return
    ending = selectors.deviations_that_end(timezone.localdate() + BEFORE)
    yield Todo(
        _("Accepted deviations that end soon"),
        ending.filter(organisation_id=actor.organisation_id).select_related("organisation"),
        "compliance:deviation_list?state=ending",
        kind="compliance.ends",
        do=_("Judge the deviation again"),
        describe=_describe,
        due="until",
        holder="accepted_by_id",
        department="department_id",
        permission="compliance.accept_deviation",
    )


def _describe(deviation: Deviation) -> Item:
    return Item(
        deviation.subject_name or question_of(deviation.control_id),
        deviation.get_absolute_url(),
        due=deviation.until,
        why=question_of(deviation.control_id),
        holder_id=deviation.accepted_by_id,
    )
