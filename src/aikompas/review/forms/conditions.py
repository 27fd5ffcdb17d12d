# SPDX-License-Identifier: EUPL-1.2
"""Forms about a condition: how it was met, what was found, and who takes care of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aikompas.files.forms import UploadField
from aikompas.organisations.models import User

FOUND_MET = "met"
FOUND = [(FOUND_MET, _("The condition is met")), ("not_met", _("The condition is not met yet"))]


class EvidenceForm(forms.Form):
    """How a condition was met, with what shows it."""

    evidence = forms.CharField(
        label=_("How was the condition met?"),
        help_text=_("Somebody else checks it: describe what was done, so that it can be seen."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    url = forms.URLField(
        label=_("Where can that be seen?"), required=False, max_length=1000, assume_scheme="https"
    )
    upload = UploadField(label=_("A file that shows it"), required=False)


class CheckForm(forms.Form):
    """What somebody found who checked a condition."""

    found = forms.ChoiceField(label=_("What do you find?"), choices=FOUND, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Remark"),
        help_text=_("Needed when the condition is not met yet: say what is missing."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask what is missing when the condition is not met yet."""
        data = super().clean() or {}
        if data.get("found") and data["found"] != FOUND_MET and not data.get("note", "").strip():
            self.add_error("note", ValidationError(_("Say what is missing.")))
        return data

    @property
    def is_met(self) -> bool:
        """Tell whether the condition was found met."""
        return bool(self.cleaned_data["found"] == FOUND_MET)


class HandOverForm(forms.Form):
    """Who takes care of a condition from now on, and who checks it."""

    owner = forms.ModelChoiceField(
        label=_("Who takes care of it"), queryset=User.objects.none(), empty_label=_("Choose")
    )
    checker = forms.ModelChoiceField(
        label=_("Who checks it"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
    )

    def __init__(self, data: Any, *, people: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for name in ("owner", "checker"):
            self.fields[name].queryset = people
