# SPDX-License-Identifier: EUPL-1.2
"""What was signed on a submitted assessment, by whom, on which version, and whether that is still what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from aikompas.assessments.models import Assessment, AssessmentState, AssessmentVersion
from aikompas.assessments.rules import missing_advice
from aikompas.assessments.selectors import advices_on, is_signed
from aikompas.organisations.roles import Role, labels_of


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's advice or approval."""

    title: str
    who: str
    when: datetime
    label: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Everything that was signed, the version it was signed on, and whether the answers are still those."""

    version: AssessmentVersion
    is_intact: bool
    given: tuple[Signature, ...]
    missing: tuple[str, ...]


def signatures_of(assessment: Assessment) -> Signatures | None:
    """Return what was signed on what was submitted, verified now; nothing for what is being filled in."""
    version = assessment.submitted_version
    if version is None or assessment.is_open:
        return None
    advices = advices_on(assessment)
    given = [
        Signature(
            title=_("Advice: %(role)s") % {"role": advice.get_role_display()},
            who=str(advice.adviser or "–"),
            when=advice.created_at,
            label=advice.get_position_display(),
            kind=advice.kind,
            text=advice.text,
        )
        for advice in advices
    ]
    if assessment.approved_at:
        given.append(
            Signature(
                title=_("Approval"),
                who=str(assessment.approved_by or "–"),
                when=assessment.approved_at,
                label=str(AssessmentState.APPROVED.label),
                kind="success",
                text="",
            )
        )
    waits = assessment.state == AssessmentState.SUBMITTED
    missing = labels_of(Role, missing_advice(assessment, advices)) if waits else []
    return Signatures(version, is_signed(assessment), tuple(given), tuple(missing))
