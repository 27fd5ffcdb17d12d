# SPDX-License-Identifier: EUPL-1.2
"""Forms of the timetable: a step of our own, how far a step is, and its evidence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aikompas.files.forms import UploadField
from aikompas.organisations.models import User
from aikompas.policy.labels import question_of
from aikompas.policy.models import StepState
from aikompas.policy.profiles import Profile
from aikompas.ui.forms import DateInput


class StepForm(forms.Form):
    """What a step of our own is, when it is done, and what it serves."""

    title = forms.CharField(label=_("Step"), max_length=200)
    start = forms.DateField(label=_("Start"), widget=DateInput)
    due = forms.DateField(label=_("Ready on"), widget=DateInput)
    clauses = forms.MultipleChoiceField(
        label=_("Clauses that it serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    controls = forms.MultipleChoiceField(
        label=_("Controls that show it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clauses"].choices = [
            (clause.reference, f"{clause.reference} {clause.title}") for clause in profile.clauses
        ]
        self.fields["controls"].choices = [(name, question_of(name)) for name in profile.controls]


class BringStepForm(forms.Form):
    """How far a step is, and who takes care of it."""

    state = forms.ChoiceField(label=_("State"), choices=StepState, widget=forms.RadioSelect)
    owner = forms.ModelChoiceField(
        label=_("Who takes care of it"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )
    finished_on = forms.DateField(
        label=_("Finished on"),
        help_text=_("For a step that is done; today when you leave it empty."),
        widget=DateInput,
        required=False,
    )
    reason = forms.CharField(
        label=_("Explanation"),
        help_text=_("Needed when the step is dropped."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class StepEvidenceForm(forms.Form):
    """What shows that a step was taken."""

    text = forms.CharField(label=_("What it shows"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    url = forms.URLField(label=_("Link"), max_length=1000, assume_scheme="https", required=False)
    upload = UploadField(label=_("File"), required=False)
