# SPDX-License-Identifier: EUPL-1.2
"""Forms of the risk register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.measures.models import Risk, WorkItem
from aikompas.measures.selectors.work import measures_to_choose
from aikompas.organisations.selectors import active_people
from aikompas.policy.risk_matrix import RiskMatrix, Texts, in_language
from aikompas.register.choices import AffectedGroup
from aikompas.ui.forms import DateInput


def _steps(texts: tuple[Texts, ...]) -> list[tuple[str, str]]:
    steps = [(str(step), f"{step}. {in_language(text)}") for step, text in enumerate(texts, start=1)]
    return [("", now_("Not weighed yet")), *steps]


class RiskForm(forms.ModelForm[Risk]):
    """What a risk is, how heavy it is, and what is done about it."""

    affected_groups = forms.MultipleChoiceField(
        label=_("Who is affected"),
        choices=AffectedGroup.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    likelihood = forms.TypedChoiceField(
        label=_("Likelihood without measures"), coerce=int, empty_value=None, required=False
    )
    impact = forms.TypedChoiceField(
        label=_("Impact without measures"), coerce=int, empty_value=None, required=False
    )
    residual_likelihood = forms.TypedChoiceField(
        label=_("Likelihood with measures"), coerce=int, empty_value=None, required=False
    )
    residual_impact = forms.TypedChoiceField(
        label=_("Impact with measures"), coerce=int, empty_value=None, required=False
    )
    measures = forms.ModelMultipleChoiceField(
        label=_("Measures of this application"),
        queryset=WorkItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    new_measure = forms.CharField(label=_("Or a new measure"), required=False, max_length=300)

    class Meta:
        model = Risk
        fields = (
            "title",
            "cause",
            "event",
            "effect",
            "affected_groups",
            "right",
            "likelihood",
            "impact",
            "residual_likelihood",
            "residual_impact",
            "residual_note",
            "owner",
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("cause", "event", "effect", "residual_note")
        }
        help_texts = {
            "title": _("In a few words, for lists."),
            "cause": _("Because of what can it happen?"),
            "event": _("What can happen then?"),
            "effect": _("And what does that mean for the people affected?"),
            "residual_note": _("Why the measures bring the risk down to this."),
        }

    def __init__(self, *args: Any, matrix: RiskMatrix, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("likelihood", "residual_likelihood"):
            self.fields[name].choices = _steps(matrix.likelihood)
        for name in ("impact", "residual_impact"):
            self.fields[name].choices = _steps(matrix.impact)
        self.fields["owner"].queryset = active_people(self.instance.organisation_id)
        self.fields["owner"].empty_label = now_("Nobody yet")
        self.fields["measures"].queryset = measures_to_choose(self.instance.application)
        if self.instance.title:
            self.initial["measures"] = [item.pk for item in self.instance.measures.all()]

    def clean(self) -> dict[str, Any]:
        """Want likelihood and impact together."""
        data: dict[str, Any] = super().clean() or {}
        for one, other in (("likelihood", "impact"), ("residual_likelihood", "residual_impact")):
            if (data.get(one) is None) != (data.get(other) is None):
                raise ValidationError({other: now_("Choose both likelihood and impact, or neither.")})
        return data

    def _post_clean(self) -> None:
        """Leave the risk as it is: the service changes it."""

    @property
    def arguments(self) -> dict[str, Any]:
        """What the service takes."""
        return {
            "facts": {name: self.cleaned_data[name] for name in self.Meta.fields},
            "measures": list(self.cleaned_data["measures"]),
            "new_measure": self.cleaned_data["new_measure"],
        }


class AcceptForm(forms.Form):
    """Accepting what is left of a risk."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why what is left is acceptable, for the people affected too."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("At most two years from now; then it is judged again."),
        widget=DateInput(),
    )
