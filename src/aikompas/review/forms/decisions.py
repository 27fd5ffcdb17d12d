# SPDX-License-Identifier: EUPL-1.2
"""Forms about mandates, and about making a decision known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import User
from aikompas.organisations.permissions import MATRIX
from aikompas.organisations.roles import Role
from aikompas.policy.sections.bodies import UNDECIDED
from aikompas.register.choices import RiskClass
from aikompas.ui.forms import DateInput


class MandateForm(forms.Form):
    """Which body lets whom decide about which risk classes."""

    body = forms.ChoiceField(label=_("Which body gives the mandate?"))
    person = forms.ModelChoiceField(
        label=_("To whom"),
        help_text=_("A person, or everybody with a role: one of the two."),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
    )
    role = forms.ChoiceField(
        label=_("Or to everybody with this role"),
        choices=[
            ("", _("No role")),
            *((code, label) for code, label in Role.choices if code in MATRIX["review.record_decision"]),
        ],
        required=False,
    )
    risk_classes = forms.MultipleChoiceField(
        label=_("For which risk classes?"),
        choices=[(code, label) for code, label in RiskClass.choices if code not in UNDECIDED],
        widget=forms.CheckboxSelectMultiple,
    )
    starts = forms.DateField(label=_("From"), widget=DateInput())
    ends = forms.DateField(label=_("Until"), required=False, widget=DateInput())
    reference = forms.CharField(
        label=_("Mandate decision"),
        help_text=_("Where it was decided: the number, date or place of the mandate decision."),
        max_length=300,
    )

    def __init__(self, data: Any, *, bodies: list[str], people: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["body"].choices = [(body, body) for body in bodies]
        self.fields["person"].queryset = people

    def clean(self) -> dict[str, Any]:
        """Want a person or a role, and a period that ends after it begins."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("person")) == bool(data.get("role")):
            self.add_error("person", ValidationError(_("Choose a person, or a role.")))
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", ValidationError(_("The end lies before the beginning.")))
        return data


class EndMandateForm(forms.Form):
    """The last day of a mandate."""

    ends = forms.DateField(label=_("Last day"), widget=DateInput())


class MakeKnownForm(forms.Form):
    """A decision in plain words, for all staff."""

    summary = forms.CharField(
        label=_("What do colleagues read?"),
        help_text=_("In plain words: what may be used for what, and what to watch. Name no people."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
