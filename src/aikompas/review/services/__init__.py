# SPDX-License-Identifier: EUPL-1.2
"""Writes: advice per expertise, the committee's conclusion, the decision, and conditions."""

from aikompas.review.services.advice import conclude, give_advice
from aikompas.review.services.conditions import (
    accept_condition,
    hand_over_condition,
    offer_condition,
    reopen_condition,
    send_back_condition,
)
from aikompas.review.services.decisions import decide
from aikompas.review.services.lapse import lapse_judgements

__all__ = [
    "accept_condition",
    "conclude",
    "decide",
    "give_advice",
    "hand_over_condition",
    "lapse_judgements",
    "offer_condition",
    "reopen_condition",
    "send_back_condition",
]
