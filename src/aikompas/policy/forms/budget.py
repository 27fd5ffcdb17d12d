# SPDX-License-Identifier: EUPL-1.2
"""Forms of the budget: the amount of a year, and a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.policy.budget_subjects import BudgetSubject
from aikompas.policy.controls import Text
from aikompas.policy.models import BudgetLine, LineKind
from aikompas.policy.money import euros, parse_euros
from aikompas.ui.forms import DateInput


class EurosField(forms.CharField):
    """An amount in euros, as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "ak-input--short"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=20, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show an amount as people write it."""
        return euros(value).removeprefix("€\xa0") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return the amount."""
        text = super().clean(value)
        try:
            return parse_euros(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class BudgetForm(forms.Form):
    """What the budget of a year is, and why it is not what the policy says."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "ak-input--short"}),
    )
    amount = EurosField(label=_("Amount in euros"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Who decided this, and why."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class LineForm(forms.Form):
    """Money that was committed or spent."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        help_text=_("Committed: agreed, but not yet paid. Spent: paid."),
        choices=LineKind,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("Date"), widget=DateInput)
    description = forms.CharField(label=_("Description"), max_length=200)
    amount = EurosField(label=_("Amount in euros"))
    settles = forms.ChoiceField(
        label=_("On the commitment"),
        help_text=_("For what is spent on something that was committed before: it is not counted twice."),
        required=False,
    )
    subject = forms.ChoiceField(label=_("On what"), required=False)
    reference = forms.CharField(
        label=_("Or describe it"),
        help_text=_("For example: Pilot verslaglegging."),
        max_length=200,
        required=False,
    )
    url = forms.URLField(label=_("Link to it"), max_length=500, assume_scheme="https", required=False)
    confirmed = forms.BooleanField(label=_("Yes, this is meant"), required=False)
    over_reason = forms.CharField(
        label=_("Why more than the budget"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        commitments: Sequence[tuple[BudgetLine, Decimal]],
        subjects: Mapping[Text, Mapping[str, BudgetSubject]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._commitments = {str(line.pk): line for line, _left in commitments}
        self.fields["settles"].choices = [
            ("", _("None")),
            *((str(line.pk), f"{line.description} ({euros(left)})") for line, left in commitments),
        ]
        self.fields["subject"].choices = [
            ("", _("Something else")),
            *(
                (str(label), [(key, item.reference) for key, item in items.items()])
                for label, items in subjects.items()
            ),
        ]
        if not commitments:
            del self.fields["settles"]
        if not subjects:
            del self.fields["subject"]
            self.fields["reference"].label = _("On what")

    def clean_settles(self) -> BudgetLine | None:
        """Return the commitment."""
        return self._commitments.get(self.cleaned_data["settles"])
