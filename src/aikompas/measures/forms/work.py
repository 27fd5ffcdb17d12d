# SPDX-License-Identifier: EUPL-1.2
"""Forms for the work on requirements and measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.files.forms import UploadField
from aikompas.measures.catalogue import Measure
from aikompas.measures.choices import WorkState
from aikompas.measures.models import WorkItem
from aikompas.organisations.models import User
from aikompas.organisations.selectors import active_people
from aikompas.ui.forms import DateInput

NO_CHANGE = _("Leave as it is")


class WorkForm(forms.ModelForm[WorkItem]):
    """State, explanation, people and date of one row."""

    class Meta:
        model = WorkItem
        fields = ("state", "explanation", "owner", "due", "reviewer")
        widgets = {
            "state": forms.RadioSelect,
            "explanation": forms.Textarea(attrs={"rows": 5}),
            "due": DateInput(),
        }
        help_texts = {
            "explanation": _("How this is done, or why it does not apply. The committee reads this."),
            "reviewer": _("When the work is finished, this person accepts it or returns it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = active_people(self.instance.organisation_id)
        for name in ("owner", "reviewer"):
            self.fields[name].queryset = people
        self.fields["owner"].empty_label = now_("The owner of the application")
        self.fields["reviewer"].empty_label = now_("Nobody")

    def _post_clean(self) -> None:
        """Leave the row as it is: the service changes it."""


class EvidenceForm(forms.Form):
    """Evidence: a title, and a link or a file."""

    title = forms.CharField(
        label=_("What it is"), max_length=200, help_text=_("For example: report of the test of 3 March.")
    )
    url = forms.URLField(label=_("Link"), required=False, max_length=1000, assume_scheme="https")
    upload = UploadField(label=_("Or a file"), required=False)

    def clean(self) -> dict[str, Any]:
        """Want a link or a file."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("url")) == bool(data.get("upload")):
            raise ValidationError({"url": now_("Give a link, or choose a file.")})
        return data


class ReviewForm(forms.Form):
    """What somebody else says about finished work."""

    note = forms.CharField(
        label=_("Remark"),
        help_text=_("Needed when you return the work: say what must be changed."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AddMeasureForm(forms.Form):
    """A measure of the catalogue, or one of our own."""

    measure = forms.ChoiceField(label=_("From the catalogue"), required=False)
    title = forms.CharField(label=_("Or a measure of our own"), required=False, max_length=300)

    def __init__(self, *args: Any, measures: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measures: Mapping[str, Measure] = {item.urn: item for item in measures}
        choices = sorted(((item.urn, item.title) for item in self.measures.values()), key=lambda c: c[1])
        self.fields["measure"].choices = [("", now_("None")), *choices]

    def clean(self) -> dict[str, Any]:
        """Want one of both."""
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("measure")) == bool(data.get("title")):
            raise ValidationError({"measure": now_("Choose a measure, or write one of your own.")})
        return data


class BulkForm(forms.Form):
    """What changes in several rows at once; what is left empty stays as it is."""

    items = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose at least one.")}
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", NO_CHANGE), *WorkState.choices])
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("Needed for what is done or does not apply. It replaces what is there."),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    owner = forms.ModelChoiceField(
        label=_("Who does it"), queryset=User.objects.none(), required=False, empty_label=NO_CHANGE
    )
    reviewer = forms.ModelChoiceField(
        label=_("Who reviews it"), queryset=User.objects.none(), required=False, empty_label=NO_CHANGE
    )
    due = forms.DateField(label=_("Due date"), required=False, widget=DateInput())

    def __init__(self, *args: Any, items: Mapping[str, str], organisation_id: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = list(items.items())
        for name in ("owner", "reviewer"):
            self.fields[name].queryset = active_people(organisation_id)

    def clean(self) -> dict[str, Any]:
        """Want at least one change."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.changes:
            raise ValidationError(now_("Choose what must change."))
        return data

    @property
    def changes(self) -> dict[str, Any]:
        """What must change."""
        names = ("state", "explanation", "owner", "reviewer", "due")
        return {name: value for name in names if (value := self.cleaned_data.get(name))}
