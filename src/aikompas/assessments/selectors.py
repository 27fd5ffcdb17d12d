# SPDX-License-Identifier: EUPL-1.2
"""Reading assessments and their answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from aikompas.assessments.models import OPEN_STATES, Assessment, AssessmentState
from aikompas.assessments.questionnaires import questionnaire
from aikompas.core.actor import Actor
from aikompas.instruments.questionnaires import State, evaluate
from aikompas.register.models import Application


def assessments_of(application: Application) -> QuerySet[Assessment]:
    """Return all assessments of an application, the newest first."""
    return Assessment.objects.filter(application=application).select_related("submitted_by", "approved_by")


def get_assessment(actor: Actor, assessment_id: UUID) -> Assessment:
    """Return an assessment in the actor's organisation; raises ``Assessment.DoesNotExist``."""
    return Assessment.objects.select_related(
        "application__organisation", "application__owner", "submitted_by", "approved_by"
    ).get(pk=assessment_id, organisation_id=actor.organisation_id)


def open_assessment(application: Application, urn: str) -> Assessment | None:
    """Return the assessment on this questionnaire that is not finished."""
    return Assessment.objects.filter(
        application=application, urn=urn, state__in=(*OPEN_STATES, AssessmentState.SUBMITTED)
    ).first()


def approved_assessment(application: Application, urn: str) -> Assessment | None:
    """Return the approved assessment on this questionnaire."""
    return Assessment.objects.filter(application=application, urn=urn, state=AssessmentState.APPROVED).first()


def submitted_visible_to(actor: Actor) -> QuerySet[Assessment]:
    """Return the assessments that wait for approval in the actor's organisation."""
    return Assessment.objects.filter(
        organisation_id=actor.organisation_id, state=AssessmentState.SUBMITTED
    ).select_related("application", "submitted_by")


def answers_of(assessment: Assessment) -> dict[str, Any]:
    """Return the answers by task id, hidden ones too."""
    return dict(assessment.answers.values_list("task_id", "value"))


def state_of(assessment: Assessment) -> State:
    """Return what is visible, answered and wrong; what is hidden counts as not answered."""
    form = questionnaire(assessment.urn, assessment.language)
    return evaluate(form, answers_of(assessment))


def dossier_part(application: Application) -> list[dict[str, Any]]:
    """Return the assessments that count (approved, or submitted), as plain values for the dossier."""
    counting = assessments_of(application).filter(
        state__in=(AssessmentState.APPROVED, AssessmentState.SUBMITTED)
    )
    return [
        {
            "urn": assessment.urn,
            "version": assessment.version,
            "sha256": assessment.sha256,
            "state": assessment.state,
            "answers": dict(state_of(assessment).values),
        }
        for assessment in counting.prefetch_related("answers")
    ]
