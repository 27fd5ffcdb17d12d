# SPDX-License-Identifier: EUPL-1.2
"""Conditions of a decision: met with evidence, or opened again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.models import User
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.review.choices import ConditionState
from aikompas.review.models import Condition
from aikompas.review.rules import may_handle


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
    if condition.state != ConditionState.MET or not condition.counts:
        raise Refused(_("Only a condition that was met can be opened again, while the decision counts."))
    return _change(actor, condition, "review.condition_reopened", ConditionState.OPEN, condition.evidence)


@service
def hand_over_condition(*, actor: Actor, condition: Condition, owner: User) -> Condition:
    """Let somebody else take care of an open condition, for instance when its owner left."""
    condition.refresh_from_db()
    require(actor, "review.conclude", condition.application)
    if condition.state != ConditionState.OPEN:
        raise Refused(_("This condition is not open."))
    if not active_people(condition.organisation_id).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("Choose from the list.")})
    if owner.pk == condition.owner_id:
        unchanged()
        return condition
    before = snapshot(condition, "owner")
    condition.owner = owner
    condition.save(update_fields=["owner"])
    changes = diff(before, snapshot(condition, "owner"))
    record(actor, "review.condition_handed_over", condition, changes=changes)
    return condition


def _check(actor: Actor, condition: Condition) -> None:
    condition.refresh_from_db()
    if not may_handle(actor, condition):
        raise NotAllowed("review.meet_condition")


def _change(actor: Actor, condition: Condition, action: str, state: str, evidence: str) -> Condition:
    before = snapshot(condition, "state", "evidence")
    met = state == ConditionState.MET
    condition.state = state
    condition.evidence = evidence
    condition.met_by_id = actor.id if met else None
    condition.met_at = timezone.now() if met else None
    condition.save(update_fields=["state", "evidence", "met_by", "met_at"])
    record(actor, action, condition, changes=diff(before, snapshot(condition, "state", "evidence")))
    return condition
