# SPDX-License-Identifier: EUPL-1.2
"""What follows for a pilot from what happens in the register."""

from __future__ import annotations

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aikompas.core.events import subscribe
from aikompas.pilots import telling
from aikompas.pilots.models import Pilot
from aikompas.pilots.selectors import current_pilot
from aikompas.pilots.services import follow_application
from aikompas.register.actions import WORDS
from aikompas.register.choices import State
from aikompas.register.events import ApplicationMoved, Resumed, Suspended
from aikompas.register.models import Application

# In these states nothing is tried any more; under review or suspended a pilot only waits.
ENDS_PILOT = frozenset({State.PROHIBITED, State.REJECTED, State.RETIRED, State.ARCHIVED})


@subscribe(ApplicationMoved)
def follow(event: ApplicationMoved) -> None:
    """Let a pilot begin with the step of its application, and stop when the application leaves the pilot for good."""
    application = event.application
    begins = application.state == State.PILOT and event.before != State.PILOT
    if not begins and event.action != "stop_pilot" and application.state not in ENDS_PILOT:
        return
    with translation.override(application.organisation.language):
        reason = _("The application took a step: %(step)s.") % {"step": WORDS[event.action].label}
    follow_application(actor=event.actor, application=application, reason=reason)


@subscribe(Suspended)
def interrupt(event: Suspended) -> None:
    """Tell who is in the pilot of what was stopped at once, as far as the register does not know them."""
    if pilot := _interrupted(event.application):
        telling.interrupted(pilot, event.actor, event.suspension.reason)


@subscribe(Resumed)
def go_on(event: Resumed) -> None:
    """Tell them that the pilot may go on."""
    if event.application.state == State.PILOT and (pilot := _interrupted(event.application)):
        telling.goes_on(pilot, event.actor, event.suspension.end_reason)


def _interrupted(application: Application) -> Pilot | None:
    """Return the pilot whose own plan allows the use today."""
    pilot = current_pilot(application)
    return pilot if pilot is not None and pilot.permits_on(timezone.localdate()) else None
