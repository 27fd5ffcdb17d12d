# SPDX-License-Identifier: EUPL-1.2
"""Forms of policy documents, their adoption, attestations and profiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from aikompas.files.forms import UploadField
from aikompas.policy.models import AdoptedBy, Audience
from aikompas.policy.reading import LARGEST
from aikompas.ui.forms import DateInput

LONGEST_TEXT = 400_000


class VersionForm(forms.Form):
    """What a version says."""

    text = forms.CharField(
        label=_("Text"),
        help_text=_(
            "Written with Markdown: # for a heading, - for a list. Leave empty when you choose a file."
        ),
        widget=forms.Textarea(attrs={"rows": 18}),
        validators=[MaxLengthValidator(LONGEST_TEXT)],
        required=False,
    )
    upload = UploadField(
        kinds=("document", "text"),
        label=_("File"),
        help_text=_("PDF, DOCX or TXT. It takes the place of the file before."),
        required=False,
    )
    change_note = forms.CharField(
        label=_("What is new in this version"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    profile = forms.ChoiceField(
        label=_("Policy profile that executes this document"),
        help_text=_("Its clauses are shown with the document."),
        required=False,
    )
    next_review = forms.DateField(label=_("Next review"), widget=DateInput, required=False)

    def __init__(self, *args: Any, profiles: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"].choices = [("", _("None")), *profiles]


class AboutForm(forms.Form):
    """What a document is called and for whom it is."""

    title = forms.CharField(label=_("Title"), max_length=200)
    audience = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("Residents can read a public document once it is in force."),
        choices=Audience,
        initial=Audience.INTERNAL,
        widget=forms.RadioSelect,
    )
    final_body = forms.ChoiceField(
        label=_("Adopted last by"),
        choices=AdoptedBy,
        initial=AdoptedBy.EXECUTIVE,
        widget=forms.RadioSelect,
    )


class DocumentForm(AboutForm, VersionForm):
    """A new document with its first version."""

    field_order = ("title", "audience", "final_body")


class AdoptForm(forms.Form):
    """Who adopted a version, when, and from when it counts."""

    body = forms.CharField(label=_("Adopted by"), max_length=200)
    decided_on = forms.DateField(label=_("Date of the decision"), widget=DateInput)
    decision_number = forms.CharField(label=_("Decision number"), max_length=100, required=False)
    in_force_from = forms.DateField(
        label=_("In force from"),
        help_text=_("Needed when this is the last body that adopts it."),
        widget=DateInput,
        required=False,
    )
    in_force_until = forms.DateField(label=_("In force until"), widget=DateInput, required=False)
    next_review = forms.DateField(label=_("Next review"), widget=DateInput, required=False)


class AttestForm(forms.Form):
    """A statement that a clause is kept."""

    text = forms.CharField(
        label=_("Statement"),
        help_text=_("Say how you know that the clause is kept."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )
    attested_on = forms.DateField(label=_("Date"), widget=DateInput)
    valid_until = forms.DateField(label=_("Valid until"), widget=DateInput)
    evidence_url = forms.URLField(
        label=_("Link to the evidence"), max_length=500, assume_scheme="https", required=False
    )
    evidence = UploadField(label=_("Evidence as a file"), required=False)


class ProfileForm(forms.Form):
    """The file of a profile."""

    file = forms.FileField(
        label=_("Profile (YAML)"),
        help_text=_("Begin from one that is here: download it, change it, and load it again."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def clean_file(self) -> str:
        """Return the text of the file."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        try:
            return str(upload.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This is no text file in UTF-8.")) from None
