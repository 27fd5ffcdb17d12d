# SPDX-License-Identifier: EUPL-1.2
"""Conditions of a decision: offered as met with evidence, checked by somebody else, sent back or opened again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.files.services import store_file
from aikompas.files.uploads import Accepted
from aikompas.organisations.models import User
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.review import announcing
from aikompas.review.choices import ConditionState
from aikompas.review.models import Condition
from aikompas.review.rules import check_checker, may_check, may_handle

TRACKED = ("state", "evidence", "evidence_url", "check_note", "owner", "checker")


@service
def offer_condition(
    *, actor: Actor, condition: Condition, evidence: str, url: str = "", upload: Accepted | None = None
) -> Condition:
    """Say how a condition was met, with a link or a file that shows it; somebody else checks it."""
    _check_handler(actor, condition)
    if condition.state != ConditionState.OPEN:
        raise Refused(_("This condition is not open."))
    if not evidence.strip():
        raise ValidationError({"evidence": _("Say how the condition was met.")})
    before = snapshot(condition, *TRACKED)
    condition.state = ConditionState.OFFERED
    condition.evidence, condition.evidence_url = evidence.strip(), url.strip()
    condition.offered_by_id, condition.offered_at = actor.id, timezone.now()
    condition.checked_by, condition.checked_at, condition.check_note = None, None, ""
    condition.full_clean(exclude=("organisation", "application", "conclusion", "decision", "owner"))
    condition.save()
    if upload:
        store_file(actor=actor, upload=upload, belongs_to=condition)
    record(actor, "review.condition_offered", condition, changes=diff(before, snapshot(condition, *TRACKED)))
    announcing.condition_offered(condition)
    return condition


@service
def accept_condition(*, actor: Actor, condition: Condition, note: str = "") -> Condition:
    """Find as somebody else than its owner that a condition is met."""
    return _judge(actor, condition, "review.condition_met", ConditionState.MET, note.strip())


@service
def send_back_condition(*, actor: Actor, condition: Condition, reason: str) -> Condition:
    """Find that a condition is not met yet, with the reason; it is open again."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is missing.")})
    return _judge(actor, condition, "review.condition_sent_back", ConditionState.OPEN, reason.strip())


@service
def reopen_condition(*, actor: Actor, condition: Condition) -> Condition:
    """Open a condition again that was offered or found met by mistake."""
    condition.refresh_from_db()
    if not (may_handle(actor, condition) or may_check(actor, condition)):
        raise NotAllowed("review.meet_condition")
    if condition.state not in (ConditionState.OFFERED, ConditionState.MET) or not condition.counts:
        raise Refused(_("Only a condition that was met can be opened again, while the decision counts."))
    before = snapshot(condition, *TRACKED)
    condition.state = ConditionState.OPEN
    condition.offered_by = condition.offered_at = condition.checked_by = condition.checked_at = None
    condition.check_note = ""
    condition.save()
    record(actor, "review.condition_reopened", condition, changes=diff(before, snapshot(condition, *TRACKED)))
    return condition


@service
def hand_over_condition(
    *, actor: Actor, condition: Condition, owner: User, checker: User | None = None
) -> Condition:
    """Let somebody else take care of an open condition or check it, for instance when a colleague left."""
    condition.refresh_from_db()
    require(actor, "review.conclude", condition.application)
    if condition.state != ConditionState.OPEN:
        raise Refused(_("This condition is not open."))
    if not active_people(condition.organisation_id).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("Choose from the list.")})
    check_checker(condition.application, owner.pk, checker)
    before = snapshot(condition, *TRACKED)
    condition.owner, condition.checker = owner, checker
    changes = diff(before, snapshot(condition, *TRACKED))
    if not changes:
        unchanged()
        return condition
    condition.save(update_fields=["owner", "checker"])
    record(actor, "review.condition_handed_over", condition, changes=changes)
    announcing.conditions_given([condition])
    return condition


def _check_handler(actor: Actor, condition: Condition) -> None:
    condition.refresh_from_db()
    if not may_handle(actor, condition):
        raise NotAllowed("review.meet_condition")


def _judge(actor: Actor, condition: Condition, action: str, state: str, note: str) -> Condition:
    condition.refresh_from_db()
    if condition.state != ConditionState.OFFERED:
        raise Refused(_("Nobody has said yet that this condition is met."))
    if not may_check(actor, condition):
        raise NotAllowed("review.check_condition")
    before = snapshot(condition, *TRACKED)
    condition.state, condition.check_note = state, note
    condition.checked_by_id, condition.checked_at = actor.id, timezone.now()
    condition.save(update_fields=["state", "check_note", "checked_by", "checked_at"])
    record(actor, action, condition, changes=diff(before, snapshot(condition, *TRACKED)))
    announcing.condition_checked(condition)
    return condition
