# SPDX-License-Identifier: EUPL-1.2
"""The steps of an evaluation: all states and allowed steps in one table."""

from aikompas.core.transitions import Transition, TransitionTable
from aikompas.evaluation.models import Step as S

LEAD = "evaluation.lead"

ROUTE = TransitionTable(
    S.PREPARE,
    {
        (S.PREPARE, "open_survey"): Transition(S.SURVEY, LEAD),
        (S.SURVEY, "close_survey"): Transition(S.FINDINGS, LEAD),
        (S.FINDINGS, "finish_findings"): Transition(S.PROPOSALS, LEAD),
        (S.PROPOSALS, "reopen_findings"): Transition(S.FINDINGS, LEAD),
        (S.PROPOSALS, "conclude"): Transition(S.CONCLUDED, LEAD),
    },
)
