# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires: load one with `load_questionnaire`, judge answers to it with `evaluate`."""

from aikompas.instruments.problems import InvalidInstrument, Problem
from aikompas.instruments.questionnaires.evaluation import FieldError, Progress, State, evaluate, is_answered
from aikompas.instruments.questionnaires.model import Dependency, Option, Questionnaire, Task, text_of
from aikompas.instruments.questionnaires.reading import load_questionnaire, questionnaire_from

__all__ = [
    "Dependency",
    "FieldError",
    "InvalidInstrument",
    "Option",
    "Problem",
    "Progress",
    "Questionnaire",
    "State",
    "Task",
    "evaluate",
    "is_answered",
    "load_questionnaire",
    "questionnaire_from",
    "text_of",
]
