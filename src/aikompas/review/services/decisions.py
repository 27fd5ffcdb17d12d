# SPDX-License-Identifier: EUPL-1.2
"""The decision on the committee's advice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.permissions import require
from aikompas.organisations.roles import Role
from aikompas.register.models import Application
from aikompas.register.services import move
from aikompas.review import announcing
from aikompas.review.choices import ConditionState, DecisionVerdict
from aikompas.review.models import Conclusion, Condition, Decision
from aikompas.review.rules import deviates
from aikompas.review.selectors import current_conclusion, current_decision
from aikompas.review.selectors.decisions import FINAL
from aikompas.review.selectors.mandates import authority_over, who_decides
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
    deviation: str = "",
    dossier: str = "",
) -> Decision:
    """Decide on the committee's advice with reasons, in the name of the body that the policy names.

    Conditions that are not adopted do not count; ``deviation`` says why a decision differs from the advice.
    """
    application.refresh_from_db()
    require(actor, "review.record_decision", application)
    authority = authority_over(actor, application)
    if authority is None:
        raise Refused(f"{who_decides(application)} {_('You have neither that role nor a mandate for it.')}")
    if verdict not in DecisionVerdict.values:
        raise ValidationError({"verdict": _("Choose a decision.")})
    if not reasons.strip():
        raise ValidationError({"reasons": _("Give the reasons of the decision.")})
    conclusion = _undecided(application)
    adopted = _adopted(conclusion, verdict, set(adopted_conditions))
    differs = deviates(
        conclusion.verdict, verdict, all_conditions=len(adopted) == conclusion.conditions.count()
    )
    if differs and not deviation.strip():
        raise ValidationError({"deviation": _("Say why the decision deviates from the advice.")})
    kept = take_snapshot(application, dossier)
    move(
        # Within the policy or a mandate one acts as decision maker, whatever one's other roles.
        actor=replace(actor, roles=actor.roles | {Role.DECISION_MAKER}),
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
        body=authority.body,
        role=authority.role,
        mandate=authority.mandate,
        deviates=differs,
        deviation=deviation.strip() if differs else "",
        decided_by_id=actor.id,
        snapshot=kept,
    )
    _settle_conditions(decision, adopted)
    _record(actor, decision, len(adopted))
    announcing.decided(decision)
    announcing.conditions_given(decision.conditions.filter(pk__in=adopted).select_related("owner"))
    if verdict == DecisionVerdict.RETURN:
        lapse_judgements(actor=actor, application=application, reason=later("Returned for adjustment."))
    return decision


@service
def make_known(*, actor: Actor, decision: Decision, summary: str) -> Decision:
    """Make a decision known to all staff, in plain words."""
    require(actor, "review.make_known", decision)
    decision.refresh_from_db()
    if not decision.is_current or decision.verdict not in FINAL:
        raise Refused(_("Only a decision that counts is made known."))
    if not summary.strip():
        raise ValidationError({"summary": _("Say in plain words what was decided.")})
    before = snapshot(decision, "summary", "made_known_at")
    decision.summary = summary.strip()
    decision.made_known_at = decision.made_known_at or timezone.now()
    decision.made_known_by_id = decision.made_known_by_id or actor.id
    changes = diff(before, snapshot(decision, "summary", "made_known_at"))
    if not changes:
        unchanged()
        return decision
    decision.save(update_fields=["summary", "made_known_at", "made_known_by"])
    record(actor, "review.decision_made_known", decision.application, changes=changes)
    return decision


def _undecided(application: Application) -> Conclusion:
    """Return the advice that waits for a decision."""
    conclusion = current_conclusion(application)
    if conclusion is None:
        raise Refused(_("There is no advice of the committee to decide on."))
    if current_decision(application) is not None:
        raise Refused(_("A decision on this advice has already been taken."))
    return conclusion


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
            "body": (None, decision.body),
            "mandate": (None, decision.mandate.reference if decision.mandate else ""),
            "deviates": (None, decision.deviates),
            "conditions": (None, conditions),
            "dossier": (None, decision.snapshot.sha256),
        },
    )
