# SPDX-License-Identifier: EUPL-1.2
"""What follows here from what happens in the register."""

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.core.events import subscribe
from aikompas.register.choices import State
from aikompas.register.display import label_of_fact
from aikompas.register.events import ApplicationMoved, MateriallyChanged
from aikompas.review import announcing
from aikompas.review.rounds import follow_state
from aikompas.review.selectors import has_approval
from aikompas.review.services import lapse_judgements

# States in which no earlier advice or decision counts any more.
STARTS_ANEW = frozenset({State.TRIAGED, State.CLASSIFIED, State.PROHIBITED})
# Steps that this app takes itself; it says on its own why judgements lapse then.
OWN_STEPS = frozenset({"ask_adjustment", "return"})
CONCLUDING = frozenset({"ask_adjustment", "advise"})


@subscribe(MateriallyChanged)
def lapse_after_material_change(event: MateriallyChanged) -> None:
    """Let advice and decision lapse when facts change on which they rest."""
    with translation.override(event.application.organisation.language):
        facts = ", ".join(label_of_fact(name) for name in event.fields)
        reason = _("Facts changed: %(facts)s.") % {"facts": facts}
    _lapse(event, reason)
    follow_state(event.application)


@subscribe(ApplicationMoved)
def lapse_when_starting_anew(event: ApplicationMoved) -> None:
    """Let advice and decision lapse when the application goes back to an earlier step."""
    if event.application.state in STARTS_ANEW and event.action not in OWN_STEPS:
        _lapse(event, gettext_lazy("The application went back to an earlier step."))


def _lapse(event: MateriallyChanged | ApplicationMoved, reason: str | Promise) -> None:
    """Let what was judged lapse, and tell who is concerned when an approval went with it."""
    had_approval = has_approval(event.application)
    lapse_judgements(actor=event.actor, application=event.application, reason=reason)
    if had_approval:
        announcing.lapsed(event.application, str(reason))


@subscribe(ApplicationMoved)
def keep_rounds_of_advice(event: ApplicationMoved) -> None:
    """Let a round of advice begin when advice is asked for, and end when it is not asked for any more."""
    if event.action not in CONCLUDING:
        follow_state(event.application)
