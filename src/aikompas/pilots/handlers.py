# SPDX-License-Identifier: EUPL-1.2
"""What follows for a pilot from what happens in the register."""

from django.utils import translation
from django.utils.translation import gettext as _

from aikompas.core.events import subscribe
from aikompas.pilots.services import follow_application
from aikompas.register.actions import WORDS
from aikompas.register.choices import State
from aikompas.register.events import ApplicationMoved

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
