# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires: load one with `load_questionnaire`, judge what is filled in with `evaluate`."""

from aikompas.instruments.problems import InvalidInstrument, Problem
from aikompas.instruments.questionnaires.evaluation import FieldError, Item, Progress, State, evaluate
from aikompas.instruments.questionnaires.filled import Filled, Instance, instance_of, key_of, split_key
from aikompas.instruments.questionnaires.instances import (
    added,
    filled_from,
    is_mapped,
    moved,
    next_key,
    removed,
    started,
    synchronised,
)
from aikompas.instruments.questionnaires.model import Dependency, Option, Questionnaire, Task, text_of
from aikompas.instruments.questionnaires.reading import load_questionnaire, questionnaire_from
from aikompas.instruments.questionnaires.scoring import Result
from aikompas.instruments.questionnaires.validity import is_answered

__all__ = [
    "Dependency",
    "FieldError",
    "Filled",
    "Instance",
    "InvalidInstrument",
    "Item",
    "Option",
    "Problem",
    "Progress",
    "Questionnaire",
    "Result",
    "State",
    "Task",
    "added",
    "evaluate",
    "filled_from",
    "instance_of",
    "is_answered",
    "is_mapped",
    "key_of",
    "load_questionnaire",
    "moved",
    "next_key",
    "questionnaire_from",
    "removed",
    "split_key",
    "started",
    "synchronised",
    "text_of",
]
