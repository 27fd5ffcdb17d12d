# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom: the survey, leading an evaluation, deciding on proposals."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.evaluation import selectors
from aikompas.evaluation.models import Evaluation, Invitation, Proposal
from aikompas.organisations.home import Item, Todo, register_todos
from aikompas.organisations.permissions import may


@register_todos
def todos(actor: Actor) -> Iterator[Todo]:
    """Return surveys, evaluations and proposals that wait."""
    if may(actor, selectors.ANSWER):
        yield Todo(
            _("Surveys to answer"),
            selectors.open_invitations(actor),
            "evaluation:evaluation_list",
            kind="evaluation.survey",
            do=_("Answer the survey"),
            describe=_invitation,
            due="survey__closes_on",
            holder="person_id",
            permission=selectors.ANSWER,
        )
    if may(actor, "evaluation.lead"):
        yield Todo(
            _("Evaluations that you lead"),
            selectors.evaluations_to_lead(actor),
            "evaluation:evaluation_list",
            kind="evaluation.lead",
            do=_("Take the next step of the evaluation"),
            describe=_evaluation,
            holder="lead_id",
            permission="evaluation.lead",
        )
    if may(actor, "evaluation.decide_proposal"):
        yield Todo(
            _("Proposals to change the policy"),
            selectors.open_proposals(actor),
            "evaluation:evaluation_list",
            kind="evaluation.proposal",
            do=_("Decide on the proposal"),
            describe=_proposal,
            permission="evaluation.decide_proposal",
        )


def _invitation(invitation: Invitation) -> Item:
    return Item(
        gettext("AI in your work"),
        invitation.survey.get_absolute_url(),
        due=invitation.survey.closes_on,
        why=_("The survey is anonymous and takes five minutes."),
        holder_id=invitation.person_id,
    )


def _evaluation(evaluation: Evaluation) -> Item:
    return Item(
        gettext("Evaluation %(year)s") % {"year": evaluation.year},
        evaluation.get_absolute_url(),
        why=evaluation.get_step_display(),
        holder_id=evaluation.lead_id,
    )


def _proposal(proposal: Proposal) -> Item:
    return Item(
        proposal.text[:100],
        proposal.get_absolute_url(),
        why=_("It follows from a yearly evaluation."),
    )
