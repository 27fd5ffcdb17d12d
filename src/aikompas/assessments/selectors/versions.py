# SPDX-License-Identifier: EUPL-1.2
"""Reading versions of an assessment: what is filled in now, what was, and whether a signature still fits."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from aikompas.assessments.models import Assessment, AssessmentAdvice, AssessmentVersion
from aikompas.assessments.selectors.answers import filled_of
from aikompas.audit.canonical import canonical, plain
from aikompas.instruments.questionnaires import Filled, Instance, is_answered

INSTANCE = ("task_id", "index", "parent", "source", "label")


def content_of(assessment: Assessment) -> dict[str, Any]:
    """Return what is filled in now as plain values: the questionnaire's file, answers and instances."""
    filled = filled_of(assessment)
    content: dict[str, Any] = plain(
        {
            "questionnaire": {
                "urn": assessment.urn,
                "version": assessment.version,
                "sha256": assessment.sha256,
                "language": assessment.language,
            },
            "answers": {key: value for key, value in filled.answers.items() if is_answered(value)},
            "instances": [
                {name: getattr(instance, name) for name in INSTANCE} for instance in filled.instances
            ],
        }
    )
    return content


def digest(content: Any) -> str:
    """Return the SHA-256 of the canonical JSON of what was filled in."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def filled_in(content: dict[str, Any]) -> Filled:
    """Return what was filled in according to the content of a version."""
    return Filled(
        answers=content["answers"], instances=tuple(Instance(**item) for item in content["instances"])
    )


def versions_of(assessment: Assessment) -> QuerySet[AssessmentVersion]:
    """Return the versions of an assessment, newest first."""
    return AssessmentVersion.objects.filter(assessment=assessment).select_related("taken_by")


def get_version(assessment: Assessment, version_id: UUID | str) -> AssessmentVersion:
    """Return a version of this assessment; raises ``AssessmentVersion.DoesNotExist``."""
    return versions_of(assessment).get(pk=version_id)


def is_signed(assessment: Assessment) -> bool:
    """Verify that the version that was submitted is whole, and is what the assessment says now."""
    version = assessment.submitted_version
    return (
        version is not None
        and digest(version.content) == version.sha256
        and digest(content_of(assessment)) == version.sha256
    )


def advices_on(assessment: Assessment) -> list[AssessmentAdvice]:
    """Return the advice that counts: of each role the latest on exactly what was submitted."""
    if assessment.submitted_version is None:
        return []
    advices = AssessmentAdvice.objects.filter(
        version__assessment=assessment, version__sha256=assessment.submitted_version.sha256
    )
    by_role = {advice.role: advice for advice in advices.select_related("adviser")}
    return list(by_role.values())
