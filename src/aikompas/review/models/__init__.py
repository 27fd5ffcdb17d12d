# SPDX-License-Identifier: EUPL-1.2
"""Advice, conclusion, decision, conditions, the dossier they rest on, and the committee that advises."""

from aikompas.review.models.committee import AdviceRound, Recusal
from aikompas.review.models.conditions import Condition
from aikompas.review.models.judgements import Advice, Conclusion, Decision, DossierSnapshot
from aikompas.review.models.mandates import Mandate
from aikompas.review.models.meetings import AgendaItem, Attendance, Meeting, Procedure
from aikompas.review.models.periodic import PeriodicReview

__all__ = [
    "Advice",
    "AdviceRound",
    "AgendaItem",
    "Attendance",
    "Conclusion",
    "Condition",
    "Decision",
    "DossierSnapshot",
    "Mandate",
    "Meeting",
    "PeriodicReview",
    "Procedure",
    "Recusal",
]
