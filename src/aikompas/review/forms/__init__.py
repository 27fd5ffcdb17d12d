# SPDX-License-Identifier: EUPL-1.2
"""Forms of advice, conclusion, decision and conditions."""

from aikompas.review.forms.judging import AdviceForm, ConclusionPage, DecisionForm, EvidenceForm, HandOverForm

__all__ = ["AdviceForm", "ConclusionPage", "DecisionForm", "EvidenceForm", "HandOverForm"]
