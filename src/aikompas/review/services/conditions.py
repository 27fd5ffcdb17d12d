# SPDX-License-Identifier: EUPL-1.2
"""Conditions of a decision: met with evidence, or opened again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.permissions import may
from aikompas.review.choices import ConditionState
from aikompas.review.models import Condition


def may_handle(actor: Actor, condition: Condition) -> bool:
    """Tell whether the actor takes care of this condition, or of its application's dossier."""
    if actor.organisation_id != condition.organisation_id:
        return False
    return (actor.id is not None and actor.id == condition.owner_id) or may(
        actor, "review.meet_condition", condition.application
    )


@service
def meet_condition(*, actor: Actor, condition: Condition, evidence: str) -> Condition:
    """Say how a condition was met."""
    _check(actor, condition)
    if condition.state != ConditionState.OPEN:
        raise Refused(_("This condition is not open."))
    if not evidence.strip():
        raise ValidationError({"evidence": _("Say how the condition was met.")})
    return _change(actor, condition, "review.condition_met", ConditionState.MET, evidence.strip())


@service
def reopen_condition(*, actor: Actor, condition: Condition) -> Condition:
    """Open a condition again that was marked as met by mistake."""
    _check(actor, condition)
    if condition.state != ConditionState.MET:
        raise Refused(_("Only a condition that was met can be opened again."))
    return _change(actor, condition, "review.condition_reopened", ConditionState.OPEN, condition.evidence)


def _check(actor: Actor, condition: Condition) -> None:
    if not may_handle(actor, condition):
        raise NotAllowed("review.meet_condition")


def _change(actor: Actor, condition: Condition, action: str, state: str, evidence: str) -> Condition:
    before = snapshot(condition, "state", "evidence")
    condition.state = state
    condition.evidence = evidence
    met = state == ConditionState.MET
    condition.met_by_id = actor.id if met else None
    condition.met_at = timezone.now() if met else None
    condition.save()
    record(actor, action, condition, changes=diff(before, snapshot(condition, "state", "evidence")))
    return condition
