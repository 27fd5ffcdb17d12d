# SPDX-License-Identifier: EUPL-1.2
"""Forms of the classification page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.instruments.trees import Question
from aikompas.register.choices import RiskClass


class AnswerForm(forms.Form):
    """The answers of one question, with room for a remark."""

    answer = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": _("Choose one of the answers.")}
    )
    remark = forms.CharField(
        label=_("Remark"),
        help_text=_("Why this answer? For whoever reads this later; it does not change the outcome."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"question-{question.id}-%s", **kwargs)
        self.fields["answer"].label = question.question
        self.fields["answer"].choices = [
            (answer.answer, f"{answer.answer} ({answer.comment})" if answer.comment else answer.answer)
            for answer in question.answers
        ]


class SignForm(forms.Form):
    """Signing a finished classification."""

    risk_class = forms.ChoiceField(
        label=_("Risk class"),
        choices=[choice for choice in RiskClass.choices if choice[0] != RiskClass.UNKNOWN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the risk class that belongs to this conclusion.")},
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )

    def __init__(self, *args: Any, class_is_known: bool, classified_before: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = classified_before or not class_is_known
        reason.help_text = _("For example: with whom you discussed this.")
        if not class_is_known:
            reason.help_text = _("Say why this risk class belongs to this conclusion.")
        if classified_before:
            reason.help_text = _("This application was classified before. Say why it is classified again.")
        if class_is_known:
            del self.fields["risk_class"]
