# SPDX-License-Identifier: EUPL-1.2
"""Reading evaluations, who is still to answer, and what was answered: only by groups of at least five."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.core.grouping import LEAST, groups_of
from aikompas.evaluation.models import (
    BallotBox,
    Evaluation,
    Invitation,
    Proposal,
    ProposalState,
    Step,
    Survey,
)
from aikompas.evaluation.questionnaire import Question, Questionnaire, parse
from aikompas.organisations.models import Membership
from aikompas.organisations.permissions import MATRIX

ANSWER = "evaluation.answer"
Sheet = dict[str, Any]


def evaluations_of(organisation_id: UUID | None) -> QuerySet[Evaluation]:
    """Return the evaluations of an organisation, the newest first."""
    return Evaluation.objects.filter(organisation_id=organisation_id).select_related("organisation", "lead")


def evaluations_visible_to(actor: Actor) -> QuerySet[Evaluation]:
    """Return the evaluations that the actor may see, with how many proposals each has."""
    return evaluations_of(actor.organisation_id).annotate(
        proposal_count=Count("proposals"),
        adopted_count=Count("proposals", filter=Q(proposals__state=ProposalState.ADOPTED)),
    )


def get_evaluation(actor: Actor, evaluation_id: UUID) -> Evaluation:
    """Return one evaluation; raises ``Evaluation.DoesNotExist``."""
    return evaluations_of(actor.organisation_id).get(pk=evaluation_id)


def survey_of(evaluation: Evaluation) -> Survey | None:
    """Return the survey of an evaluation, if it was opened."""
    return Survey.objects.filter(evaluation=evaluation).select_related("organisation").first()


def questionnaire_of(survey: Survey) -> Questionnaire:
    """Return the questions as they were asked."""
    return parse(survey.questionnaire)


def proposals_of(evaluation: Evaluation) -> QuerySet[Proposal]:
    """Return the proposals of an evaluation, oldest first."""
    return Proposal.objects.filter(evaluation=evaluation).select_related(
        "organisation", "document", "document__organisation", "decided_by"
    )


def get_proposal(actor: Actor, proposal_id: UUID) -> Proposal:
    """Return one proposal; raises ``Proposal.DoesNotExist``."""
    proposals = Proposal.objects.filter(organisation_id=actor.organisation_id)
    return proposals.select_related(
        "organisation", "evaluation__organisation", "document__organisation", "decided_by"
    ).get(pk=proposal_id)


def open_proposals(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals of concluded evaluations on which nobody decided yet."""
    return Proposal.objects.filter(
        organisation_id=actor.organisation_id,
        state=ProposalState.PROPOSED,
        evaluation__step=Step.CONCLUDED,
    ).select_related("organisation", "evaluation")


def evaluations_to_lead(actor: Actor) -> QuerySet[Evaluation]:
    """Return the evaluations that are not concluded."""
    return evaluations_of(actor.organisation_id).exclude(step=Step.CONCLUDED)


def people_to_invite(organisation_id: UUID | None) -> QuerySet[Membership]:
    """Return the active members whom a survey asks."""
    return (
        Membership.objects.filter(
            organisation_id=organisation_id,
            is_active=True,
            user__is_active=True,
            role_assignments__role__in=MATRIX[ANSWER],
        )
        .select_related("user")
        .distinct()
    )


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Return invitations that wait for an answer: only one's own, for nobody sees who else has answered."""
    invitations = Invitation.objects.filter(
        organisation_id=actor.organisation_id,
        answered=False,
        survey__closed_on=None,
        survey__closes_on__gte=timezone.localdate(),
    ).select_related("survey__organisation")
    return invitations if actor.is_system else invitations.filter(person_id=actor.id)


def own_invitation(actor: Actor, survey: Survey) -> Invitation | None:
    """Return the actor's own invitation to a survey."""
    return Invitation.objects.filter(survey=survey, person_id=actor.id).first()


def response_of(survey: Survey) -> tuple[int, int]:
    """Return how many answered, and how many were asked."""
    counted = Invitation.objects.filter(survey=survey).aggregate(
        answered=Count("pk", filter=Q(answered=True)), asked=Count("pk")
    )
    return counted["answered"], counted["asked"]


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that are shown together; ``name`` is empty for the departments that are shown as the others."""

    name: str
    size: int
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a group answered to a question: how many chose what, and the mean of a scale."""

    group: Group
    counts: tuple[int, ...]
    mean: float | None


@dataclass(frozen=True, slots=True)
class Results:
    """What may be shown of a survey that is closed; nothing when fewer than five people answered."""

    questionnaire: Questionnaire
    everybody: Group | None
    groups: tuple[Group, ...]

    def outcome(self, question: Question, group: Group) -> Outcome:
        """Return what a group answered to a question."""
        chosen = Counter(code for sheet in group.sheets for code in _codes(sheet.get(question.id)))
        counts = tuple(chosen[code] for code, _words in question.choices)
        mean = None
        if question.kind == "scale":
            mean = round(sum(int(code) * number for code, number in chosen.items()) / group.size, 1)
        return Outcome(group, counts, mean)


def results_of(survey: Survey) -> Results | None:
    """Return what may be shown of a survey: nothing while people can still answer."""
    if survey.is_open:
        return None
    boxes = BallotBox.objects.filter(survey=survey).select_related("department")
    return results_from(
        questionnaire_of(survey),
        {str(box.department) if box.department else "": box.sheets for box in boxes},
    )


def results_from(questionnaire: Questionnaire, sheets: dict[str, list[Sheet]]) -> Results:
    """Return what may be shown of sheets by department; people without a department never stand alone."""
    counts = {name: len(found) for name, found in sorted(sheets.items())}
    if sum(counts.values()) < LEAST:
        return Results(questionnaire, None, ())
    shown = groups_of(counts, never_alone=[""])
    groups = [_group(name, sheets[name]) for name in shown.alone]
    if shown.others:
        groups.append(_group("", [sheet for name in shown.others for sheet in sheets[name]]))
    everybody = _group("", [sheet for found in sheets.values() for sheet in found])
    return Results(questionnaire, everybody, tuple(groups) if len(groups) > 1 else ())


def remarks_of(survey: Survey) -> dict[str, list[str]]:
    """Return what people wrote in their own words, by question: in order of alphabet, and only where five did."""
    if survey.is_open:
        return {}
    sheets = [sheet for box in BallotBox.objects.filter(survey=survey) for sheet in box.sheets]
    written = {
        question.id: sorted(text for sheet in sheets if (text := sheet.get(question.id)))
        for question in questionnaire_of(survey).questions
        if question.kind == "free"
    }
    return {name: texts for name, texts in written.items() if len(texts) >= LEAST}


def _group(name: str, sheets: Sequence[Sheet]) -> Group:
    return Group(name, len(sheets), tuple(sheets))


def _codes(answer: str | Iterable[str] | None) -> Iterable[str]:
    if answer is None:
        return ()
    return (answer,) if isinstance(answer, str) else answer
