# SPDX-License-Identifier: EUPL-1.2
"""What the dossier of an application keeps of its assessments: answers, advice, and what was done without."""

from __future__ import annotations

from typing import Any

from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.needs import waivers_of
from aikompas.assessments.selectors import advices_on, assessments_of, state_of
from aikompas.register.models import Application

COUNTING = (AssessmentState.APPROVED, AssessmentState.SUBMITTED)


def assessments_part(application: Application) -> list[dict[str, Any]]:
    """Return the assessments that count (approved, or submitted), with the advice on them, as plain values."""
    counting = assessments_of(application).filter(state__in=COUNTING).select_related(None)
    counting = counting.select_related("submitted_version").defer("submitted_version__content")
    return [
        {
            "urn": assessment.urn,
            "version": assessment.version,
            "sha256": assessment.sha256,
            "state": assessment.state,
            "counts_until": assessment.review_date,
            "answers": dict(state_of(assessment).values),
            "advices": _advices(assessment),
        }
        for assessment in counting.prefetch_related("answers", "instances")
    ]


def waivers_part(application: Application) -> list[dict[str, Any]]:
    """Return the decisions to do without an assessment that count, as plain values."""
    counting = waivers_of(application).filter(revoked_at=None)
    return [
        {"urn": urn, "reason": reason, "decided_by": decided_by, "decided_on": decided_on}
        for urn, reason, decided_by, decided_on in counting.values_list(
            "urn", "reason", "waived_by_id", "created_at"
        )
    ]


def _advices(assessment: Assessment) -> list[dict[str, Any]]:
    return [
        {"role": item.role, "position": item.position, "text": item.text, "adviser": item.adviser_id}
        for item in advices_on(assessment)
    ]
