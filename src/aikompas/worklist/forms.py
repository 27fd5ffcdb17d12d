# SPDX-License-Identifier: EUPL-1.2
"""Forms: an absence, putting something off, and what a worklist is narrowed by."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import User
from aikompas.ui.forms import DateInput


class AbsenceForm(forms.Form):
    """Who looks after the worklist, and when."""

    deputy = forms.ModelChoiceField(User.objects.none(), label=_("Who looks after your worklist?"))
    first_day = forms.DateField(label=_("First day"), widget=DateInput())
    last_day = forms.DateField(label=_("Last day"), widget=DateInput())

    def __init__(self, *args: Any, deputies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = deputies


class PutOffForm(forms.Form):
    """Until when."""

    until = forms.DateField(label=_("Until which day?"), widget=DateInput())
    kind = forms.CharField(widget=forms.HiddenInput)
    object = forms.CharField(widget=forms.HiddenInput)

    def clean_object(self) -> UUID:
        """Return the key of what is put off."""
        try:
            return UUID(self.cleaned_data["object"])
        except ValueError:
            raise forms.ValidationError(_("Choose something of your worklist.")) from None
