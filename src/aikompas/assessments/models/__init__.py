# SPDX-License-Identifier: EUPL-1.2
"""Filled-in questionnaires: assessments of an application, their answers, and what was said about them."""

from aikompas.assessments.models.answers import AnswerOrigin, AssessmentAnswer
from aikompas.assessments.models.assessment import OPEN_STATES, Assessment, AssessmentState, KeptQuestionnaire
from aikompas.assessments.models.comments import AssessmentComment

__all__ = [
    "OPEN_STATES",
    "AnswerOrigin",
    "Assessment",
    "AssessmentAnswer",
    "AssessmentComment",
    "AssessmentState",
    "KeptQuestionnaire",
]
