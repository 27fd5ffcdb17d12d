# SPDX-License-Identifier: EUPL-1.2
"""The decision on the committee's advice."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.permissions import require
from aikompas.policy.profiles import get_profile
from aikompas.register.models import Application
from aikompas.register.services import move
from aikompas.review.choices import ConclusionVerdict, ConditionState, DecisionVerdict
from aikompas.review.models import Conclusion, Condition, Decision
from aikompas.review.selectors import current_conclusion
from aikompas.review.services.lapse import lapse_judgements
from aikompas.review.snapshots import take_snapshot

ACTIONS = {
    DecisionVerdict.APPROVE: "approve",
    DecisionVerdict.REJECT: "reject",
    DecisionVerdict.RETURN: "return",
}
FOLLOWS = {
    (ConclusionVerdict.GO, DecisionVerdict.APPROVE),
    (ConclusionVerdict.NO_GO, DecisionVerdict.REJECT),
    (ConclusionVerdict.NO_GO, DecisionVerdict.RETURN),
}


@service
def decide(
    *,
    actor: Actor,
    application: Application,
    verdict: str,
    reasons: str,
    adopted_conditions: Collection[UUID] = (),
) -> Decision:
    """Decide on the committee's advice with reasons; conditions that are not adopted do not count."""
    require(actor, "review.decide", application)
    if verdict not in DecisionVerdict.values:
        raise ValidationError({"verdict": _("Choose a decision.")})
    if not reasons.strip():
        raise ValidationError({"reasons": _("Give the reasons of the decision.")})
    conclusion = current_conclusion(application)
    if conclusion is None:
        raise Refused(_("There is no advice of the committee to decide on."))
    move(
        actor=actor,
        application=application,
        action=ACTIONS[DecisionVerdict(verdict)],
        reason=reasons.strip()[:500],
    )
    decision = _create(actor, application, conclusion, verdict, reasons.strip())
    _adopt(decision, conclusion, set(adopted_conditions))
    record(
        actor,
        "review.decided",
        application,
        changes={
            "verdict": (None, verdict),
            "deviates": (None, decision.deviates),
            "conditions": (None, len(set(adopted_conditions))),
            "dossier": (None, decision.snapshot.sha256),
        },
    )
    if verdict == DecisionVerdict.RETURN:
        lapse_judgements(actor=actor, application=application, reason=_("Returned for adjustment."))
    return decision


def _create(
    actor: Actor, application: Application, conclusion: Conclusion, verdict: str, reasons: str
) -> Decision:
    Decision.objects.filter(application=application, lapsed_at__isnull=True).update(
        lapsed_at=timezone.now(), lapse_reason=_("Replaced by a new decision.")
    )
    return Decision.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        conclusion=conclusion,
        verdict=verdict,
        reasons=reasons,
        body=get_profile(application.organisation.policy_profile).bodies.decision,
        deviates=(conclusion.verdict, verdict) not in FOLLOWS,
        decided_by_id=actor.id,
        snapshot=take_snapshot(application),
    )


def _adopt(decision: Decision, conclusion: Conclusion, adopted: set[UUID]) -> None:
    proposed = Condition.objects.filter(conclusion=conclusion, state=ConditionState.PROPOSED)
    if adopted - set(proposed.values_list("pk", flat=True)):
        raise ValidationError(
            {"adopted_conditions": _("Choose from the conditions that the committee proposes.")}
        )
    if decision.verdict != DecisionVerdict.APPROVE:
        adopted = set()
    Condition.objects.filter(conclusion=conclusion, pk__in=adopted).update(
        state=ConditionState.OPEN, decision=decision
    )
    proposed.exclude(pk__in=adopted).update(state=ConditionState.DROPPED, decision=decision)
