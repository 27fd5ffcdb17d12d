# SPDX-License-Identifier: EUPL-1.2
"""Forms of the classification page and of loading a decision tree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.instruments.trees import Question
from aikompas.register.choices import RiskClass

LARGEST_TREE = 2 * 1024 * 1024


class AnswerForm(forms.Form):
    """The answers of one question, with room for a remark."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("Remark"),
        help_text=_("For whoever reads this later. It does not change the outcome."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        field.label = question.question
        field.choices = [(answer.answer, answer.answer) for answer in question.answers]
        field.error_messages["required"] = _("Choose one of the answers.")


class SignForm(forms.Form):
    """Signing a finished classification."""

    risk_class = forms.ChoiceField(
        label=_("Risk class"),
        choices=[choice for choice in RiskClass.choices if choice[0] != RiskClass.UNKNOWN],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )

    def __init__(self, *args: Any, class_is_known: bool, reason_required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if class_is_known:
            del self.fields["risk_class"]
        self.fields["reason"].required = reason_required
        self.fields["reason"].help_text = (
            _("This application was classified before. Say why it is classified again.")
            if reason_required
            else _("For example: with whom you discussed this.")
        )


class TreeFileForm(forms.Form):
    """A decision tree file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A decision tree in YAML, such as the official one of the AI Act decision aid. At most 2 MB."
        ),
    )

    def clean_file(self) -> str:
        """Return the text of the file."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_TREE:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        try:
            return upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not text in UTF-8.")) from None
