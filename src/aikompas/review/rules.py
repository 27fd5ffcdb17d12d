# SPDX-License-Identifier: EUPL-1.2
"""Who may judge what, and when; services enforce it, pages show it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.organisations.models import User
from aikompas.organisations.permissions import four_eyes, may
from aikompas.organisations.selectors import active_people
from aikompas.register.choices import State
from aikompas.register.lifecycle import JUDGED_ANEW
from aikompas.register.models import Application
from aikompas.review.choices import ConclusionVerdict, DecisionVerdict
from aikompas.review.models import Condition
from aikompas.review.selectors import waits_for_decision
from aikompas.review.selectors.committee import recusal_of
from aikompas.review.selectors.mandates import authority_over, classes_decided_by

OPEN_FOR_ADVICE = frozenset({State.ASSESSED}) | JUDGED_ANEW
JUDGING = ("review.advise", "review.conclude")
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
        and not recusal_of(actor, application)
    )


def may_conclude(actor: Actor, application: Application) -> bool:
    """Tell whether the actor can conclude the committee's advice now."""
    return application.state in OPEN_FOR_ADVICE and may(actor, "review.conclude", application)


def may_decide(actor: Actor, application: Application) -> bool:
    """Tell whether the actor can decide now."""
    return (
        may(actor, "review.record_decision", application)
        and waits_for_decision(application)
        and authority_over(actor, application) is not None
    )


def may_handle(actor: Actor, condition: Condition) -> bool:
    """Tell whether the actor takes care of this condition, or of its application's dossier."""
    if actor.organisation_id != condition.organisation_id:
        return False
    return (actor.id is not None and actor.id == condition.owner_id) or may(
        actor, "review.meet_condition", condition.application
    )


def may_check(actor: Actor, condition: Condition) -> bool:
    """Tell whether the actor checks this condition: never who takes care of it or owns the application."""
    if actor.id is not None and actor.id in (condition.owner_id, condition.offered_by_id):
        return False
    if may(actor, "review.conclude", condition.application):
        return True
    if condition.checker_id is None:
        return may(actor, "review.check_condition", condition.application)
    return (
        actor.organisation_id == condition.organisation_id
        and actor.id == condition.checker_id
        and bool(four_eyes.test(actor, condition.application))
    )


def check_checker(
    application: Application, owner_id: UUID, checker: User | None, field: str = "checker"
) -> None:
    """Refuse a checker who takes care of the condition, or whose application it is about."""
    if checker is None:
        return
    involved = (owner_id, application.owner_id, application.reporter_id)
    people = active_people(application.organisation_id)
    if checker.pk in involved or not people.filter(pk=checker.pk).exists():
        raise ValidationError(
            {field: _("Somebody else checks it than who takes care of it or owns the application.")}
        )


def own_interest(actor: Actor, application: Application) -> str:
    """Say in words why somebody who judges may not judge this application; nothing when it is somebody else's."""
    if actor.id is None or not (any(may(actor, action) for action in JUDGING) or classes_decided_by(actor)):
        return ""
    if actor.id == application.owner_id:
        return _("You own this application, so somebody else judges it.")
    if actor.id == application.reporter_id:
        return _("You reported this use, so somebody else judges it.")
    if actor.expertises and (reason := recusal_of(actor, application)):
        return _("You stay out of the advice on this application: %(reason)s") % {"reason": reason}
    return ""


def deviates(conclusion: str, decision: str, *, all_conditions: bool) -> bool:
    """Tell whether a decision deviates from the advice: another outcome, or a proposed condition left out."""
    if (conclusion, decision) not in FOLLOWS:
        return True
    return decision == DecisionVerdict.APPROVE and not all_conditions
