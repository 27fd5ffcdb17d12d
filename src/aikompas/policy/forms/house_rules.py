# SPDX-License-Identifier: EUPL-1.2
"""Forms of the house rules: writing and publishing a version."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from aikompas.policy.forms.documents import LONGEST_TEXT
from aikompas.policy.models.house_rules import USUAL_GRACE
from aikompas.ui.forms import DateInput


class HouseRulesForm(forms.Form):
    """What a draft says."""

    text = forms.CharField(
        label=_("Text"),
        help_text=_("Written with Markdown: ## for a heading, - for a list."),
        widget=forms.Textarea(attrs={"rows": 24}),
        validators=[MaxLengthValidator(LONGEST_TEXT)],
    )
    change_note = forms.CharField(
        label=_("What is new in this version"),
        help_text=_("Employees read this in the message about the new version."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublishForm(forms.Form):
    """From when a version counts, and how long an earlier acknowledgement is enough."""

    counts_from = forms.DateField(label=_("Counts from"), widget=DateInput)
    grace_days = forms.IntegerField(
        label=_("Days to acknowledge"),
        help_text=_("Until then an acknowledgement of the version before still counts."),
        min_value=0,
        max_value=366,
        initial=USUAL_GRACE,
        widget=forms.NumberInput(attrs={"class": "ak-input--short"}),
    )
