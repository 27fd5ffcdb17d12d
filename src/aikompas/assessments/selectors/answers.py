# SPDX-License-Identifier: EUPL-1.2
"""Reading the answers of an assessment."""

from __future__ import annotations

from typing import Any

from aikompas.assessments.models import Assessment, AssessmentAnswer
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.instruments.questionnaires import State, evaluate


def answers_of(assessment: Assessment) -> dict[str, Any]:
    """Return the answers by task id, hidden ones too."""
    return {answer.key: answer.value for answer in answer_rows(assessment).values()}


def answer_rows(assessment: Assessment) -> dict[str, AssessmentAnswer]:
    """Return the answers by task id with who changed them and where they come from."""
    return {answer.key: answer for answer in assessment.answers.all()}


def state_of(assessment: Assessment) -> State:
    """Return what is visible, answered and wrong; what is hidden counts as not answered."""
    return evaluate(questionnaire_of(assessment), answers_of(assessment))
