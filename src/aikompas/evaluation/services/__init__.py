# SPDX-License-Identifier: EUPL-1.2
"""Writes: evaluations and their steps, the survey, and proposals."""

from aikompas.evaluation.services.evaluations import (
    conclude,
    finish_findings,
    prepare_evaluation,
    reopen_findings,
    start_evaluation,
    write_findings,
)
from aikompas.evaluation.services.proposals import (
    add_proposal,
    change_proposal,
    decide_proposal,
    remove_proposal,
)
from aikompas.evaluation.services.surveys import answer_survey, close_survey, open_survey, prolong_survey

__all__ = [
    "add_proposal",
    "answer_survey",
    "change_proposal",
    "close_survey",
    "conclude",
    "decide_proposal",
    "finish_findings",
    "open_survey",
    "prepare_evaluation",
    "prolong_survey",
    "remove_proposal",
    "reopen_findings",
    "start_evaluation",
    "write_findings",
]
