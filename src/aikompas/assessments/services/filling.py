# SPDX-License-Identifier: EUPL-1.2
"""Writes of those who fill in: start an assessment, answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.assessments.models import AnswerOrigin, Assessment, AssessmentAnswer
from aikompas.assessments.questionnaires import interface_language, prefilled, questionnaire_of
from aikompas.assessments.selectors import answer_rows, answers_of, approved_assessment, open_assessment
from aikompas.assessments.services.checks import check_open
from aikompas.assessments.wording import FINDINGS, finding
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.instruments.questionnaires import Questionnaire, evaluate
from aikompas.library.selectors import NotInUse, in_use, kept
from aikompas.library.services import keep_instrument
from aikompas.organisations.permissions import require
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application

EMPTY: tuple[Any, ...] = (None, "", [])


@service
def start_assessment(*, actor: Actor, application: Application, urn: str) -> Assessment:
    """Start an assessment, filled in beforehand, or return the one that is open.

    Facts of the application come first where nobody wrote something else the last time; then the approved answers.
    """
    require(actor, "assessments.fill_in", application)
    existing = open_assessment(application, urn)
    if existing:
        unchanged()
        return existing
    if application.state not in ACTIVE_STATES:
        raise Refused(_("An application that is prohibited, rejected, retired or archived is not assessed."))
    earlier = approved_assessment(application, urn)
    language = earlier.language if earlier else interface_language()
    form, language = _begin_on(actor, application, urn, language)
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
    answers = _answers_beforehand(form, application, earlier)
    AssessmentAnswer.objects.bulk_create(
        AssessmentAnswer(
            organisation_id=assessment.organisation_id,
            assessment=assessment,
            key=task_id,
            value=value,
            origin=origin,
            changed_by_id=actor.id,
        )
        for task_id, (origin, value) in answers.items()
    )
    record(actor, "assessments.started", assessment, changes={"filled_in_beforehand": (None, len(answers))})
    return assessment


@service
def save_answers(*, actor: Actor, assessment: Assessment, answers: dict[str, Any]) -> list[str]:
    """Save answers to some questions; return the ids of those that changed.

    Raises ``ValidationError`` by question id; then nothing is saved.
    """
    require(actor, "assessments.fill_in", assessment.application)
    check_open(assessment)
    form = questionnaire_of(assessment)
    unknown = [key for key in answers if key not in form.tasks or not form.tasks[key].is_question]
    if unknown:
        raise ValidationError({key: str(FINDINGS["unknown"]) for key in unknown})
    before = answers_of(assessment)
    changed = {
        key: value
        for key, value in answers.items()
        if not (value == before.get(key) or (value in EMPTY and before.get(key) in EMPTY))
    }
    if not changed:
        unchanged()
        return []
    errors = {
        error.task_id: finding(error)
        for error in evaluate(form, before | changed).errors
        if error.task_id in changed and changed[error.task_id] not in EMPTY
    }
    if errors:
        raise ValidationError(errors)
    now = timezone.now()
    AssessmentAnswer.objects.bulk_create(
        (
            AssessmentAnswer(
                organisation_id=assessment.organisation_id,
                assessment=assessment,
                key=task_id,
                value=value,
                origin=AnswerOrigin.PERSON,
                changed_by_id=actor.id,
                changed_at=now,
            )
            for task_id, value in changed.items()
        ),
        update_conflicts=True,
        unique_fields=("assessment", "key"),
        update_fields=("value", "origin", "changed_by", "changed_at"),
    )
    assessment.save(update_fields=["changed_at"])
    record(actor, "assessments.answered", assessment, changes={"questions": (None, sorted(changed))})
    return list(changed)


def _begin_on(actor: Actor, application: Application, urn: str, language: str) -> tuple[Questionnaire, str]:
    """Return the questionnaire in use, kept as it is now, and its language."""
    try:
        version = in_use(application.organisation_id, urn, language)
    except NotInUse:
        raise Refused(_("This questionnaire is not in use in your organisation.")) from None
    if version.is_shipped:
        keep_instrument(actor=actor, sha256=version.sha256)
    return kept(application.organisation_id, version.sha256), version.language


def _answers_beforehand(
    form: Questionnaire, application: Application, earlier: Assessment | None
) -> dict[str, tuple[str, Any]]:
    """Return origin and value of the answers with which an assessment begins."""
    answers: dict[str, tuple[str, Any]] = {
        task_id: (AnswerOrigin.FACTS, value) for task_id, value in prefilled(form, application).items()
    }
    for task_id, row in (answer_rows(earlier) if earlier else {}).items():
        from_facts = row.origin == AnswerOrigin.FACTS and task_id in answers
        if task_id in form.tasks and row.value not in EMPTY and not from_facts:
            answers[task_id] = (AnswerOrigin.EARLIER, row.value)
    return answers
