# SPDX-License-Identifier: EUPL-1.2
"""Writes of the route: submit, take back, return with comments, approve."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.assessments.keeping import check_open
from aikompas.assessments.models import Assessment, AssessmentComment, AssessmentState
from aikompas.assessments.places import question_url
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import state_of
from aikompas.assessments.wording import finding
from aikompas.audit.canonical import canonical, plain
from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Reason, Refused
from aikompas.organisations.permissions import require


@service
def submit_assessment(*, actor: Actor, assessment: Assessment) -> Assessment:
    """Submit a complete assessment for approval; refused with the open questions when it is not complete."""
    require(actor, "assessments.fill_in", assessment.application)
    check_open(assessment)
    form = questionnaire_of(assessment)
    state = state_of(assessment)
    if not state.complete:
        raise Refused(
            _("The assessment is not complete yet."),
            [
                Reason(
                    f"{form.tasks[error.task_id].title}: {finding(error)}",
                    question_url(assessment, form, error.key),
                )
                for error in state.errors
            ],
        )
    return _change(
        actor,
        assessment,
        "assessments.submitted",
        state=AssessmentState.SUBMITTED,
        submitted_by_id=actor.id,
        submitted_at=timezone.now(),
        answers_sha256=hashlib.sha256(canonical(plain(dict(state.values))).encode()).hexdigest(),
    )


@service
def take_back(*, actor: Actor, assessment: Assessment) -> Assessment:
    """Take a submitted assessment back to fill it in further."""
    require(actor, "assessments.fill_in", assessment.application)
    _check_submitted(assessment)
    return _change(actor, assessment, "assessments.taken_back", state=AssessmentState.DRAFT)


@service
def return_assessment(*, actor: Actor, assessment: Assessment, comments: dict[str, str]) -> Assessment:
    """Return a submitted assessment with comments, by section id (an empty id is about the whole)."""
    _check_submitted(assessment)
    _require_judge(actor, assessment)
    written = _written(comments)
    if not written:
        raise ValidationError({"comment": _("Say what must be changed.")})
    _comment(actor, assessment, written)
    return _change(actor, assessment, "assessments.returned", state=AssessmentState.RETURNED)


@service
def approve_assessment(
    *, actor: Actor, assessment: Assessment, comments: dict[str, str] | None = None
) -> Assessment:
    """Approve a submitted assessment, with remarks by section id if any; it replaces an earlier approved one."""
    _check_submitted(assessment)
    _require_judge(actor, assessment)
    _comment(actor, assessment, _written(comments or {}))
    Assessment.objects.filter(
        application_id=assessment.application_id, urn=assessment.urn, state=AssessmentState.APPROVED
    ).update(state=AssessmentState.SUPERSEDED)
    return _change(
        actor,
        assessment,
        "assessments.approved",
        state=AssessmentState.APPROVED,
        approved_by_id=actor.id,
        approved_at=timezone.now(),
    )


def _require_judge(actor: Actor, assessment: Assessment) -> None:
    require(actor, "assessments.approve", assessment.application)
    if actor.id is not None and actor.id == assessment.submitted_by_id:
        raise NotAllowed("assessments.approve")


def _written(comments: dict[str, str]) -> dict[str, str]:
    return {section: text.strip() for section, text in comments.items() if text.strip()}


def _check_submitted(assessment: Assessment) -> None:
    assessment.refresh_from_db(fields=["state", "submitted_by"])
    if assessment.state != AssessmentState.SUBMITTED:
        raise Refused(_("This assessment does not wait for approval."))


def _comment(actor: Actor, assessment: Assessment, comments: dict[str, str]) -> None:
    AssessmentComment.objects.bulk_create(
        AssessmentComment(
            organisation_id=assessment.organisation_id,
            assessment=assessment,
            section_id=section,
            author_id=actor.id,
            text=text,
        )
        for section, text in comments.items()
    )


def _change(actor: Actor, assessment: Assessment, action: str, **values: Any) -> Assessment:
    before = assessment.state
    for name, value in values.items():
        setattr(assessment, name, value)
    assessment.save()
    changes: dict[str, tuple[Any, Any]] = {"state": (before, assessment.state)}
    if assessment.answers_sha256:
        changes["answers"] = (None, assessment.answers_sha256)
    record(actor, action, assessment, changes=changes)
    return assessment
