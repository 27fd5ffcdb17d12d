# SPDX-License-Identifier: EUPL-1.2
"""Filled-in questionnaires: assessments of an application, their answers, and what was said about them."""

from aikompas.assessments.models.answers import AnswerChange, AnswerOrigin, AssessmentAnswer
from aikompas.assessments.models.assessment import OPEN_STATES, Assessment, AssessmentState, KeptQuestionnaire
from aikompas.assessments.models.comments import AssessmentComment
from aikompas.assessments.models.instances import AssessmentInstance
from aikompas.assessments.models.presence import HERE, Presence, SectionDone

__all__ = [
    "HERE",
    "OPEN_STATES",
    "AnswerChange",
    "AnswerOrigin",
    "Assessment",
    "AssessmentAnswer",
    "AssessmentComment",
    "AssessmentInstance",
    "AssessmentState",
    "KeptQuestionnaire",
    "Presence",
    "SectionDone",
]
