# SPDX-License-Identifier: EUPL-1.2
"""What follows here from what happens in the register: the needed assessments follow the facts."""

from aikompas.assessments.services import sync_needs
from aikompas.core.events import subscribe
from aikompas.register.events import ApplicationMoved, MateriallyChanged
from aikompas.register.lifecycle import ACTIVE_STATES


@subscribe(ApplicationMoved)
def follow_a_step(event: ApplicationMoved) -> None:
    """Let the needed assessments follow a step that begins or ends the work on an application."""
    if (event.before in ACTIVE_STATES) != (event.application.state in ACTIVE_STATES):
        sync_needs(actor=event.actor, application=event.application)


@subscribe(MateriallyChanged)
def follow_the_facts(event: MateriallyChanged) -> None:
    """Let the needed assessments follow the facts."""
    sync_needs(actor=event.actor, application=event.application)
