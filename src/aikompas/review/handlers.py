# SPDX-License-Identifier: EUPL-1.2
"""What follows here from what happens in the register."""

from django.utils.translation import gettext as _

from aikompas.core.events import subscribe
from aikompas.register.events import ApplicationMoved, MateriallyChanged
from aikompas.review.services import lapse_judgements

# Steps after which no earlier advice or decision counts any more.
STARTS_ANEW = frozenset({"reopen", "prohibit", "reopen_assessment"})


@subscribe(MateriallyChanged)
def lapse_after_material_change(event: MateriallyChanged) -> None:
    """Let advice and decision lapse when facts change on which they rest."""
    reason = _("Facts changed: %(fields)s.") % {"fields": ", ".join(event.fields)}
    lapse_judgements(actor=event.actor, application=event.application, reason=reason)


@subscribe(ApplicationMoved)
def lapse_when_starting_anew(event: ApplicationMoved) -> None:
    """Let advice and decision lapse when the application starts anew."""
    if event.action in STARTS_ANEW:
        lapse_judgements(
            actor=event.actor,
            application=event.application,
            reason=_("The application went back to an earlier step."),
        )
