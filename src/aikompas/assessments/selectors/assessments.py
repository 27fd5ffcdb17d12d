# SPDX-License-Identifier: EUPL-1.2
"""Reading assessments: of an application, of an organisation, those that wait for somebody."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from aikompas.assessments.models import OPEN_STATES, Assessment, AssessmentState
from aikompas.core.actor import Actor
from aikompas.organisations.permissions import ASSESSORS, OVERSIGHT
from aikompas.policy.subjects import prepared
from aikompas.register.models import Application, ApplicationVersion, material_facts_of
from aikompas.register.selectors import applications_visible_to, versions_of


def assessments_of(application: Application) -> QuerySet[Assessment]:
    """Return all assessments of an application, the newest first."""
    return Assessment.objects.filter(application=application).select_related(
        "started_by", "submitted_by", "approved_by"
    )


def known_assessments_of(application: Application) -> list[Assessment]:
    """Return all assessments of an application, the newest first, as far as they were loaded for a control already."""
    found = Assessment.objects.filter(application=application)
    return prepared(application, "assessments.all", lambda: list(found))


def with_facts_then(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Return assessments with the facts of the day on which each was submitted."""
    versions = ApplicationVersion.objects.filter(
        application=OuterRef("application"), created_at__lte=OuterRef("submitted_at")
    )
    return assessments.annotate(facts_then=Subquery(versions.order_by("-number").values("facts")[:1]))


def assessments_visible_to(actor: Actor) -> QuerySet[Assessment]:
    """Return the assessments of visible applications; who has no part in assessing sees one when it is finished.

    What is still being filled in is for who assesses, advises, decides or oversees, for the team, and for who has an
    action point in it.
    """
    found = Assessment.objects.filter(
        organisation_id=actor.organisation_id, application__in=applications_visible_to(actor)
    ).select_related("application__organisation", "application__owner", "submitted_by", "approved_by")
    if actor.is_system or not actor.roles.isdisjoint(ASSESSORS | OVERSIGHT):
        return found
    mine = Q(team__person=actor.id) | Q(application__owner=actor.id) | Q(action_points__owner=actor.id)
    if actor.department_id:
        mine |= Q(team__department=actor.department_id)
    invited = Assessment.objects.filter(mine, organisation_id=actor.organisation_id).values("pk")
    return found.filter(~Q(state__in=OPEN_STATES) | Q(pk__in=invited))


def count_by_questionnaire(organisation_id: UUID | None) -> dict[str, int]:
    """Return how many assessments were begun on each version of a questionnaire, by the hash of its file."""
    found = Assessment.objects.filter(organisation_id=organisation_id).order_by()
    return dict(found.values_list("sha256").annotate(number=Count("pk")))


def get_assessment(actor: Actor, assessment_id: UUID) -> Assessment:
    """Return an assessment of a visible application; raises ``Assessment.DoesNotExist``."""
    return (
        assessments_visible_to(actor)
        .select_related("application__department", "application__system", "started_by")
        .get(pk=assessment_id)
    )


def get_assessment_briefly(actor: Actor, assessment_id: UUID) -> Assessment:
    """Return a visible assessment as saving an answer needs it; raises ``Assessment.DoesNotExist``."""
    found = assessments_visible_to(actor).select_related(None)
    return found.select_related("application__organisation").get(pk=assessment_id)


def open_assessment(application: Application, urn: str) -> Assessment | None:
    """Return the assessment on this questionnaire that is not finished."""
    return Assessment.objects.filter(
        application=application, urn=urn, state__in=(*OPEN_STATES, AssessmentState.SUBMITTED)
    ).first()


def approved_assessment(application: Application, urn: str) -> Assessment | None:
    """Return the approved assessment on this questionnaire."""
    return Assessment.objects.filter(application=application, urn=urn, state=AssessmentState.APPROVED).first()


def approved_assessments(application: Application) -> QuerySet[Assessment]:
    """Return the approved assessments of an application."""
    return assessments_of(application).filter(state=AssessmentState.APPROVED)


def facts_changed_since(assessment: Assessment) -> bool:
    """Tell whether facts on which an assessment rests differ from those of the day on which it was submitted."""
    if "facts_then" in assessment.__dict__:
        then = assessment.__dict__["facts_then"]
    else:
        versions = versions_of(assessment.application).filter(created_at__lte=assessment.submitted_at)
        then = versions.order_by("-number").values_list("facts", flat=True).first()
    if then is None:
        return False
    now = material_facts_of(assessment.application)
    return any(name in then and then[name] != value for name, value in now.items())
