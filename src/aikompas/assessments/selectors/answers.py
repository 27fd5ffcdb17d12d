# SPDX-License-Identifier: EUPL-1.2
"""Reading the answers of an assessment: what counts, who changed what, and what was removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from aikompas.assessments.models import AnswerChange, Assessment, AssessmentAnswer, AssessmentInstance
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.instruments.questionnaires import Filled, Instance, State, evaluate, instance_of


def answer_rows(assessment: Assessment) -> dict[str, AssessmentAnswer]:
    """Return the answers by key with who changed them and where they come from."""
    return {answer.key: answer for answer in assessment.answers.all()}


def instance_rows(assessment: Assessment) -> list[AssessmentInstance]:
    """Return the instances in their order, removed ones too."""
    return list(assessment.instances.all())


def filled_of(assessment: Assessment) -> Filled:
    """Return answers and instances as the engine takes them, without what was removed."""
    return filled_from_rows(
        assessment, {row.key: row.value for row in assessment.answers.all()}, instance_rows(assessment)
    )


def filled_from_rows(
    assessment: Assessment, answers: dict[str, Any], instances: Iterable[AssessmentInstance]
) -> Filled:
    """Return answers and instances as the engine takes them, made of what was read already."""
    form = questionnaire_of(assessment)
    removed = {row.key for row in instances if row.removed_at}
    if removed:
        answers = {key: value for key, value in answers.items() if instance_of(form, key) not in removed}
    return Filled(
        answers,
        tuple(
            Instance(row.task_id, row.index, row.parent, row.source, row.label)
            for row in sorted(instances, key=lambda row: (row.task_id, row.position, row.index))
            if not row.removed_at
        ),
    )


def answers_of(assessment: Assessment) -> dict[str, Any]:
    """Return the answers by key, hidden ones too, without what was removed."""
    return dict(filled_of(assessment).answers)


def state_of(assessment: Assessment) -> State:
    """Return what is visible, answered and wrong; what is hidden counts as not answered."""
    return evaluate(questionnaire_of(assessment), filled_of(assessment))


def results_of(assessment: Assessment) -> dict[str, str]:
    """Return the level of each result: as kept at the submission, or else as the answers are now."""
    if assessment.results is not None:
        return dict(assessment.results)
    return {result.id: result.level for result in state_of(assessment).results}


def history_of(assessment: Assessment, key: str) -> QuerySet[AnswerChange]:
    """Return every change of one answer, the latest first."""
    return AnswerChange.objects.filter(assessment=assessment, key=key).select_related("changed_by")


def latest_changes(assessment: Assessment, keys: Iterable[str]) -> dict[str, AnswerChange]:
    """Return the latest change of each of these answers, in one query."""
    changes = AnswerChange.objects.filter(assessment=assessment, key__in=list(keys))
    return {
        change.key: change for change in changes.select_related("changed_by").order_by("created_at", "id")
    }
