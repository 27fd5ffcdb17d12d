# SPDX-License-Identifier: EUPL-1.2
"""Reading which other assessments can tell something to one that is being filled in."""

from __future__ import annotations

from django.db.models import QuerySet

from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.selectors.assessments import assessments_visible_to
from aikompas.core.actor import Actor

MOST = 50


def sources_of(actor: Actor, assessment: Assessment) -> list[Assessment]:
    """Return the latest assessment on every other questionnaire about the same application."""
    others = (
        assessments_visible_to(actor)
        .filter(application_id=assessment.application_id)
        .exclude(urn=assessment.urn)
        .exclude(state=AssessmentState.SUPERSEDED)
        .prefetch_related("answers", "instances")
        .order_by("number")
    )
    return list({other.urn: other for other in others}.values())


def copyable(actor: Actor, assessment: Assessment) -> QuerySet[Assessment]:
    """Return assessments on the same questionnaire, of any application that the actor may see, latest change first."""
    others = assessments_visible_to(actor).filter(urn=assessment.urn).exclude(pk=assessment.pk)
    return others.order_by("-changed_at")[:MOST]
