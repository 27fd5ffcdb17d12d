# SPDX-License-Identifier: EUPL-1.2
"""Writes: advice per expertise, the committee's conclusion, the decision, and conditions."""

from aikompas.review.services.advice import conclude, give_advice
from aikompas.review.services.conditions import hand_over_condition, meet_condition, reopen_condition
from aikompas.review.services.decisions import decide
from aikompas.review.services.lapse import lapse_judgements

__all__ = [
    "conclude",
    "decide",
    "give_advice",
    "hand_over_condition",
    "lapse_judgements",
    "meet_condition",
    "reopen_condition",
]
