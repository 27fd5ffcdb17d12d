# SPDX-License-Identifier: EUPL-1.2
"""Forms about accepted deviations."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.ui.forms import DateInput


class DeviationForm(forms.Form):
    """Accepting that a control is not met, for a period."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why this is acceptable for now, and what is done in the meantime. Name no people."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("At most a year from now. The acceptance ends by itself; then it can be judged again."),
        widget=DateInput(),
    )
