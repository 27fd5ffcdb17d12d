# SPDX-License-Identifier: EUPL-1.2
"""Who may judge what, and when; services enforce it, pages show it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.review.choices import ConclusionVerdict, DecisionVerdict
from aikompas.review.models import Condition
from aikompas.review.selectors import waits_for_decision

OPEN_FOR_ADVICE = frozenset({State.ASSESSED, State.UNDER_REVIEW})
JUDGING = ("review.advise", "review.conclude", "review.decide")
# A decision beside one of these pairs deviates from the advice.
FOLLOWS = frozenset(
    {
        (ConclusionVerdict.GO, DecisionVerdict.APPROVE),
        (ConclusionVerdict.NO_GO, DecisionVerdict.REJECT),
        (ConclusionVerdict.NO_GO, DecisionVerdict.RETURN),
    }
)


def may_advise(actor: Actor, application: Application) -> bool:
    """Tell whether the actor can advise on the application now."""
    return (
        application.state in OPEN_FOR_ADVICE
        and bool(actor.expertises)
        and may(actor, "review.advise", application)
    )


def may_conclude(actor: Actor, application: Application) -> bool:
    """Tell whether the actor can conclude the committee's advice now."""
    return application.state in OPEN_FOR_ADVICE and may(actor, "review.conclude", application)


def may_decide(actor: Actor, application: Application) -> bool:
    """Tell whether the actor can decide now."""
    return may(actor, "review.decide", application) and waits_for_decision(application)


def may_handle(actor: Actor, condition: Condition) -> bool:
    """Tell whether the actor takes care of this condition, or of its application's dossier."""
    if actor.organisation_id != condition.organisation_id:
        return False
    return (actor.id is not None and actor.id == condition.owner_id) or may(
        actor, "review.meet_condition", condition.application
    )


def own_interest(actor: Actor, application: Application) -> str:
    """Say in words why somebody who judges may not judge this application; nothing when it is somebody else's."""
    if not any(may(actor, action) for action in JUDGING) or actor.id is None:
        return ""
    if actor.id == application.owner_id:
        return _("You own this application, so somebody else judges it.")
    if actor.id == application.reporter_id:
        return _("You reported this use, so somebody else judges it.")
    return ""


def deviates(conclusion: str, decision: str, *, all_conditions: bool) -> bool:
    """Tell whether a decision deviates from the advice: another outcome, or a proposed condition left out."""
    if (conclusion, decision) not in FOLLOWS:
        return True
    return decision == DecisionVerdict.APPROVE and not all_conditions
