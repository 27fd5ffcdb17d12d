# SPDX-License-Identifier: EUPL-1.2
"""Advice, conclusion, decision, conditions, the dossier they rest on, and the committee that advises."""

from aikompas.review.models.conditions import Condition
from aikompas.review.models.judgements import Advice, Conclusion, Decision, DossierSnapshot

__all__ = ["Advice", "Conclusion", "Condition", "Decision", "DossierSnapshot"]
