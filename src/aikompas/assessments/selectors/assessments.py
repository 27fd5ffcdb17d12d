# SPDX-License-Identifier: EUPL-1.2
"""Reading assessments: of an application, of an organisation, those that wait for somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from aikompas.assessments.models import OPEN_STATES, Assessment, AssessmentState
from aikompas.assessments.selectors.answers import state_of
from aikompas.core.actor import Actor
from aikompas.register.models import Application, ApplicationVersion, material_facts_of
from aikompas.register.selectors import applications_visible_to, versions_of


def assessments_of(application: Application) -> QuerySet[Assessment]:
    """Return all assessments of an application, the newest first."""
    return Assessment.objects.filter(application=application).select_related(
        "started_by", "submitted_by", "approved_by"
    )


def assessments_visible_to(actor: Actor) -> QuerySet[Assessment]:
    """Return the assessments of visible applications."""
    return Assessment.objects.filter(
        organisation_id=actor.organisation_id, application__in=applications_visible_to(actor)
    ).select_related("application__organisation", "application__owner", "submitted_by", "approved_by")


def get_assessment(actor: Actor, assessment_id: UUID) -> Assessment:
    """Return an assessment of a visible application; raises ``Assessment.DoesNotExist``."""
    return (
        assessments_visible_to(actor)
        .select_related("application__department", "application__system", "started_by")
        .get(pk=assessment_id)
    )


def open_assessment(application: Application, urn: str) -> Assessment | None:
    """Return the assessment on this questionnaire that is not finished."""
    return Assessment.objects.filter(
        application=application, urn=urn, state__in=(*OPEN_STATES, AssessmentState.SUBMITTED)
    ).first()


def approved_assessment(application: Application, urn: str) -> Assessment | None:
    """Return the approved assessment on this questionnaire."""
    return Assessment.objects.filter(application=application, urn=urn, state=AssessmentState.APPROVED).first()


def to_fill_in(actor: Actor, state: AssessmentState) -> QuerySet[Assessment]:
    """Return the assessments of the actor's own applications that are in one of the open states."""
    return assessments_visible_to(actor).filter(application__owner_id=actor.id, state=state)


def to_judge(actor: Actor) -> QuerySet[Assessment]:
    """Return the submitted assessments that this actor may judge: not of an own application, not submitted oneself."""
    own = (
        Q(application__owner_id=actor.id) | Q(application__reporter_id=actor.id) | Q(submitted_by_id=actor.id)
    )
    waiting = assessments_visible_to(actor).filter(state=AssessmentState.SUBMITTED)
    return waiting.exclude(pk__in=waiting.filter(own).values("pk"))


def facts_changed_since(assessment: Assessment) -> bool:
    """Tell whether facts on which an assessment rests differ from those of the day on which it was submitted."""
    versions = versions_of(assessment.application).filter(created_at__lte=assessment.submitted_at)
    then: ApplicationVersion | None = versions.order_by("-number").first()
    if then is None:
        return False
    now = material_facts_of(assessment.application)
    return any(name in then.facts and then.facts[name] != value for name, value in now.items())


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
