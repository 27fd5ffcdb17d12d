# SPDX-License-Identifier: EUPL-1.2
"""Filled-in questionnaires: assessments of an application, their answers, and what was said about them."""

from aikompas.assessments.models.answers import AnswerChange, AnswerOrigin, AssessmentAnswer
from aikompas.assessments.models.assessment import OPEN_STATES, Assessment, AssessmentState
from aikompas.assessments.models.comments import ActionPoint, Comment, CommentThread
from aikompas.assessments.models.instances import AssessmentInstance
from aikompas.assessments.models.needs import AssessmentTask, AssessmentWaiver
from aikompas.assessments.models.presence import HERE, Presence, SectionDone
from aikompas.assessments.models.team import TeamMember, TeamRole
from aikompas.assessments.models.versions import AssessmentAdvice, AssessmentVersion, Position

__all__ = [
    "HERE",
    "OPEN_STATES",
    "ActionPoint",
    "AnswerChange",
    "AnswerOrigin",
    "Assessment",
    "AssessmentAdvice",
    "AssessmentAnswer",
    "AssessmentInstance",
    "AssessmentState",
    "AssessmentTask",
    "AssessmentVersion",
    "AssessmentWaiver",
    "Comment",
    "CommentThread",
    "Position",
    "Presence",
    "SectionDone",
    "TeamMember",
    "TeamRole",
]
