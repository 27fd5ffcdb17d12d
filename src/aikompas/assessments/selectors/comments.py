# SPDX-License-Identifier: EUPL-1.2
"""Reading what was said about an assessment."""

from __future__ import annotations

from django.db.models import QuerySet

from aikompas.assessments.models import Assessment, AssessmentComment


def comments_of(assessment: Assessment) -> QuerySet[AssessmentComment]:
    """Return the comments of the latest judgement, oldest first."""
    comments = AssessmentComment.objects.filter(assessment=assessment).select_related("author")
    return comments.filter(created_at__gte=assessment.submitted_at) if assessment.submitted_at else comments
