# SPDX-License-Identifier: EUPL-1.2
"""Forms of the route: advice, and who does a needed assessment before when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.models import Position
from aikompas.organisations.models import User
from aikompas.organisations.roles import Role
from aikompas.ui.forms import DateInput


class AdviceForm(forms.Form):
    """Advice on an assessment, in one of one's roles."""

    role = forms.ChoiceField(label=_("You advise as"), widget=forms.RadioSelect)
    position = forms.ChoiceField(label=_("Your advice"), choices=Position.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Explanation"),
        help_text=_("What do you see, and which conditions do you set?"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, data: Any, *, roles: Sequence[str]) -> None:
        super().__init__(data, initial={"role": roles[0]})
        self.fields["role"].choices = [(role, Role(role).label) for role in roles]
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()


class PlanForm(forms.Form):
    """Who takes care of a needed assessment, and before when."""

    owner = forms.ModelChoiceField(
        label=_("Who takes care of it"), queryset=User.objects.none(), empty_label=_("Choose")
    )
    due = forms.DateField(label=_("Before"), widget=DateInput(attrs={"class": "ak-input--short"}))

    def __init__(self, data: Any, *, people: QuerySet[User], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["owner"].queryset = people
