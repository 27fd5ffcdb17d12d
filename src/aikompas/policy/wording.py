# SPDX-License-Identifier: EUPL-1.2
"""The words of the steps of a policy document."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from aikompas.policy.controls import Text


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step is called, what is asked before it, and what is said after it."""

    label: Text
    question: Text
    done: Text
    variant: str = "primary"


STEPS = {
    "offer": StepWords(
        _("Offer for adoption"),
        _("The text cannot be changed while it is offered."),
        _("The version is offered for adoption."),
    ),
    "give_back": StepWords(
        _("Give back"),
        _("The version becomes a draft again, so that the text can be changed."),
        _("The version is given back."),
        "secondary",
    ),
    "adopt": StepWords(
        _("Record the adoption"),
        _("Record the decision of the management or the executive."),
        _("The adoption is recorded."),
    ),
    "adopt_by_council": StepWords(
        _("Record the adoption by the council"),
        _("Record the decision of the council."),
        _("The adoption by the council is recorded."),
    ),
    "end": StepWords(
        _("End"),
        _("The version is no longer in force after today. It stays to be read."),
        _("The version has ended."),
        "danger",
    ),
}
STEP_LABELS = {action: words.label for action, words in STEPS.items()}
