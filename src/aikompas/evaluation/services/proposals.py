# SPDX-License-Identifier: EUPL-1.2
"""Proposals to change the policy, and what became of them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.evaluation.models import Evaluation, Proposal, ProposalState, Step
from aikompas.evaluation.route import LEAD
from aikompas.organisations.permissions import require
from aikompas.policy.models import PolicyDocument

DECIDE = "evaluation.decide_proposal"
WRITTEN = ("text", "why", "clause")
DECIDED = ("state", "decision_reason", "decided_on", "document_id")


@service
def add_proposal(*, actor: Actor, evaluation: Evaluation, text: str, why: str, clause: str = "") -> Proposal:
    """Propose a change of the policy."""
    require(actor, LEAD, evaluation)
    _require_open(evaluation)
    proposal = Proposal(organisation_id=evaluation.organisation_id, evaluation=evaluation)
    _write(proposal, text, why, clause)
    record(actor, "evaluation.proposal_added", proposal, changes=diff(None, snapshot(proposal, *WRITTEN)))
    return proposal


@service
def change_proposal(*, actor: Actor, proposal: Proposal, text: str, why: str, clause: str = "") -> Proposal:
    """Change what is proposed, until the evaluation is concluded."""
    require(actor, LEAD, proposal.evaluation)
    _require_open(proposal.evaluation)
    before = snapshot(proposal, *WRITTEN)
    _write(proposal, text, why, clause)
    if changes := diff(before, snapshot(proposal, *WRITTEN)):
        record(actor, "evaluation.proposal_changed", proposal, changes=changes)
    else:
        unchanged()
    return proposal


@service
def remove_proposal(*, actor: Actor, proposal: Proposal) -> None:
    """Take a proposal back, until the evaluation is concluded."""
    require(actor, LEAD, proposal.evaluation)
    _require_open(proposal.evaluation)
    record(actor, "evaluation.proposal_removed", proposal, changes={"text": (proposal.text, None)})
    proposal.delete()


@service
def decide_proposal(
    *, actor: Actor, proposal: Proposal, state: str, reason: str, document: PolicyDocument | None = None
) -> Proposal:
    """Adopt or decline a proposal of a concluded evaluation, with reasons; what was adopted names its document."""
    require(actor, DECIDE, proposal)
    if proposal.evaluation.step != Step.CONCLUDED:
        raise Refused(_("A decision follows when the evaluation is concluded."))
    if state not in {ProposalState.ADOPTED, ProposalState.DECLINED}:
        raise ValidationError({"state": _("Choose whether the proposal is adopted.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if document and document.organisation_id != proposal.organisation_id:
        raise ValidationError({"document": _("Choose one of our own documents.")})
    before = snapshot(proposal, *DECIDED)
    proposal.state, proposal.decision_reason = state, reason.strip()
    proposal.document = document if state == ProposalState.ADOPTED else None
    proposal.decided_on, proposal.decided_by_id = timezone.localdate(), actor.id
    proposal.full_clean(exclude=("decided_by",))
    proposal.save()
    record(actor, "evaluation.proposal_decided", proposal, changes=diff(before, snapshot(proposal, *DECIDED)))
    return proposal


def _write(proposal: Proposal, text: str, why: str, clause: str) -> None:
    proposal.text, proposal.why, proposal.clause = text.strip(), why.strip(), clause
    proposal.full_clean(exclude=("decided_by",))
    proposal.save()


def _require_open(evaluation: Evaluation) -> None:
    step = Evaluation.objects.values_list("step", flat=True).get(pk=evaluation.pk)
    if step not in {Step.FINDINGS, Step.PROPOSALS}:
        raise Refused(_("Proposals follow from the findings, before the evaluation is concluded."))
