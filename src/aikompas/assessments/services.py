# SPDX-License-Identifier: EUPL-1.2
"""Writes: start an assessment, answer, submit, take back, return with comments, approve."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.assessments.models import Assessment, AssessmentAnswer, AssessmentComment, AssessmentState
from aikompas.assessments.questionnaires import interface_language, prefilled, questionnaire
from aikompas.assessments.selectors import answers_of, approved_assessment, open_assessment, state_of
from aikompas.audit.canonical import canonical, plain
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Reason, Refused
from aikompas.instruments.questionnaires import evaluate
from aikompas.organisations.permissions import require
from aikompas.register.models import Application

EMPTY: tuple[Any, ...] = (None, "", [])


@service
def start_assessment(*, actor: Actor, application: Application, urn: str) -> Assessment:
    """Start an assessment, filled in beforehand with the facts of the application or the last approved answers."""
    require(actor, "assessments.fill_in", application)
    existing = open_assessment(application, urn)
    if existing:
        unchanged()
        return existing
    earlier = approved_assessment(application, urn)
    language = earlier.language if earlier else interface_language()
    form = questionnaire(urn, language)
    number = (application.assessments.aggregate(highest=Max("number"))["highest"] or 0) + 1
    assessment = Assessment.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        number=number,
        urn=urn,
        version=form.version,
        sha256=form.sha256,
        language=language,
        started_by_id=actor.id,
    )
    answers = prefilled(form, application) | (answers_of(earlier) if earlier else {})
    AssessmentAnswer.objects.bulk_create(
        AssessmentAnswer(
            organisation_id=assessment.organisation_id,
            assessment=assessment,
            task_id=task_id,
            value=value,
            changed_by_id=actor.id,
        )
        for task_id, value in answers.items()
        if task_id in form.tasks
    )
    record(actor, "assessments.started", assessment, changes={"filled_in_beforehand": (None, len(answers))})
    return assessment


@service
def save_answers(*, actor: Actor, assessment: Assessment, answers: dict[str, Any]) -> list[str]:
    """Save answers to some questions; return the ids of those that changed.

    Raises ``ValidationError`` by question id; then nothing is saved.
    """
    require(actor, "assessments.fill_in", assessment.application)
    _check_open(assessment)
    form = questionnaire(assessment.urn, assessment.language)
    unknown = [
        task_id for task_id in answers if task_id not in form.tasks or not form.tasks[task_id].is_question
    ]
    if unknown:
        raise ValidationError({task_id: _("This questionnaire has no such question.") for task_id in unknown})
    before = answers_of(assessment)
    changed = {
        task_id: value
        for task_id, value in answers.items()
        if not (value == before.get(task_id) or (value in EMPTY and before.get(task_id) in EMPTY))
    }
    if not changed:
        unchanged()
        return []
    errors = {
        error.task_id: error.message
        for error in evaluate(form, before | changed).errors
        if error.task_id in changed and changed[error.task_id] not in EMPTY
    }
    if errors:
        raise ValidationError(errors)
    for task_id, value in changed.items():
        AssessmentAnswer.objects.update_or_create(
            assessment=assessment,
            task_id=task_id,
            defaults={
                "organisation_id": assessment.organisation_id,
                "value": value,
                "changed_by_id": actor.id,
            },
        )
    record(actor, "assessments.answered", assessment, changes={"questions": (None, sorted(changed))})
    return list(changed)


@service
def submit_assessment(*, actor: Actor, assessment: Assessment) -> Assessment:
    """Submit a complete assessment for approval; refused with the open questions when it is not complete."""
    require(actor, "assessments.fill_in", assessment.application)
    _check_open(assessment)
    state = state_of(assessment)
    if not state.complete:
        raise Refused(
            _("The assessment is not complete yet."),
            [Reason(f"{error.task_id}: {error.message}") for error in state.errors],
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
    _require_judge(actor, assessment)
    _check_submitted(assessment)
    written = {section: text.strip() for section, text in comments.items() if text.strip()}
    if not written:
        raise ValidationError({"comment": _("Say what must be changed.")})
    _comment(actor, assessment, written)
    return _change(actor, assessment, "assessments.returned", state=AssessmentState.RETURNED)


@service
def approve_assessment(*, actor: Actor, assessment: Assessment, comment: str = "") -> Assessment:
    """Approve a submitted assessment; it replaces an earlier approved one."""
    _require_judge(actor, assessment)
    _check_submitted(assessment)
    if comment.strip():
        _comment(actor, assessment, {"": comment.strip()})
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


def _check_open(assessment: Assessment) -> None:
    if not assessment.is_open:
        raise Refused(_("This assessment was submitted; take it back to change it."))


def _check_submitted(assessment: Assessment) -> None:
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
