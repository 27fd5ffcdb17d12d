# SPDX-License-Identifier: EUPL-1.2
"""The decision on the committee's advice."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.permissions import require
from aikompas.register.gates import profile_of
from aikompas.register.models import Application
from aikompas.register.services import move
from aikompas.review.choices import ConditionState, DecisionVerdict
from aikompas.review.models import Conclusion, Condition, Decision
from aikompas.review.rules import deviates
from aikompas.review.selectors import current_conclusion, current_decision
from aikompas.review.services.lapse import lapse_judgements
from aikompas.review.snapshots import take_snapshot

ACTIONS = {
    DecisionVerdict.APPROVE: "approve",
    DecisionVerdict.REJECT: "reject",
    DecisionVerdict.RETURN: "return",
}


@service
def decide(
    *,
    actor: Actor,
    application: Application,
    verdict: str,
    reasons: str,
    adopted_conditions: Collection[UUID] = (),
    dossier: str = "",
) -> Decision:
    """Decide on the committee's advice with reasons; conditions that are not adopted do not count."""
    application.refresh_from_db()
    require(actor, "review.decide", application)
    if verdict not in DecisionVerdict.values:
        raise ValidationError({"verdict": _("Choose a decision.")})
    if not reasons.strip():
        raise ValidationError({"reasons": _("Give the reasons of the decision.")})
    conclusion = current_conclusion(application)
    if conclusion is None:
        raise Refused(_("There is no advice of the committee to decide on."))
    if current_decision(application) is not None:
        raise Refused(_("A decision on this advice has already been taken."))
    adopted = _adopted(conclusion, verdict, set(adopted_conditions))
    kept = take_snapshot(application, dossier)
    move(
        actor=actor,
        application=application,
        action=ACTIONS[DecisionVerdict(verdict)],
        reason=reasons.strip()[:500],
    )
    decision = Decision.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        conclusion=conclusion,
        verdict=verdict,
        reasons=reasons.strip(),
        body=profile_of(application).decisions.about(application.risk_class).body,
        deviates=deviates(
            conclusion.verdict, verdict, all_conditions=len(adopted) == conclusion.conditions.count()
        ),
        decided_by_id=actor.id,
        snapshot=kept,
    )
    _settle_conditions(decision, adopted)
    _record(actor, decision, len(adopted))
    if verdict == DecisionVerdict.RETURN:
        lapse_judgements(actor=actor, application=application, reason=later("Returned for adjustment."))
    return decision


def _adopted(conclusion: Conclusion, verdict: str, chosen: set[UUID]) -> set[UUID]:
    """Return the conditions that will count: only an approval has conditions."""
    if chosen - {condition.pk for condition in conclusion.conditions.all()}:
        raise ValidationError(
            {"adopted_conditions": _("Choose from the conditions that the committee proposes.")}
        )
    return chosen if verdict == DecisionVerdict.APPROVE else set()


def _settle_conditions(decision: Decision, adopted: set[UUID]) -> None:
    conditions = Condition.objects.filter(conclusion_id=decision.conclusion_id)
    conditions.filter(pk__in=adopted).update(state=ConditionState.OPEN, decision=decision)
    conditions.exclude(pk__in=adopted).update(state=ConditionState.DROPPED, decision=decision)


def _record(actor: Actor, decision: Decision, conditions: int) -> None:
    record(
        actor,
        "review.decided",
        decision.application,
        changes={
            "verdict": (None, decision.verdict),
            "deviates": (None, decision.deviates),
            "conditions": (None, conditions),
            "dossier": (None, decision.snapshot.sha256),
        },
    )
