# SPDX-License-Identifier: EUPL-1.2
"""Forms of advice, conclusion, decision and conditions."""

from aikompas.review.forms.conditions import CheckForm, EvidenceForm, HandOverForm
from aikompas.review.forms.decisions import EndMandateForm, MakeKnownForm, MandateForm
from aikompas.review.forms.judging import AdviceForm, ConclusionPage, DecisionForm
from aikompas.review.forms.periodic import PeriodicReviewForm

__all__ = [
    "AdviceForm",
    "CheckForm",
    "ConclusionPage",
    "DecisionForm",
    "EndMandateForm",
    "EvidenceForm",
    "HandOverForm",
    "MakeKnownForm",
    "MandateForm",
    "PeriodicReviewForm",
]
