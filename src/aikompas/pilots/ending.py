# SPDX-License-Identifier: EUPL-1.2
"""Ending pilots whose last day has passed. Whether a use is allowed does not wait for this: the date alone says so."""

from __future__ import annotations

from aikompas.core.actor import Actor
from aikompas.organisations.selectors import active_organisations
from aikompas.pilots.selectors import past_end
from aikompas.pilots.services import end_past_pilot

LABEL = "pilots"


def end_past_pilots() -> int:
    """End the pilots whose last day has passed, and return how many."""
    ended = 0
    for organisation in active_organisations():
        actor = Actor.system(organisation.pk, label=LABEL)
        for pilot in past_end(organisation.pk):
            end_past_pilot(actor=actor, pilot=pilot)
            ended += 1
    return ended
