# SPDX-License-Identifier: EUPL-1.2
"""Forms of loading instruments: choose files, or say where they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from aikompas.library.bundles import LARGEST_BUNDLE, NamedFile, name_of

LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]


def named_hosts() -> list[str]:
    """Return the allowed hosts as people write them."""
    return [f"*{entry}" if entry.startswith(".") else entry for entry in settings.INSTRUMENT_HOSTS]


class FilesInput(forms.FileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files, read into memory; refused before reading when they are too large."""

    widget = FilesInput(attrs={"accept": ".yaml,.yml,.zip,.png,.jpg,.jpeg,.gif,.webp"})

    def clean(self, data: Any, initial: Any = None) -> tuple[NamedFile, ...]:
        """Return the files."""
        uploads: list[UploadedFile] = [upload for upload in data or () if upload]
        if not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if sum(upload.size or 0 for upload in uploads) > LARGEST_BUNDLE:
            raise forms.ValidationError(_("The files are larger than 15 MB together."))
        return tuple(NamedFile(name_of(upload.name or ""), upload.read()) for upload in uploads)


class LanguageField(forms.ChoiceField):
    """The language of files that do not say it themselves."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Language"),
            help_text=_("Counts only for files that do not say themselves in which language they are."),
            choices=LANGUAGES,
            initial="nl",
        )


class UploadForm(forms.Form):
    """Files from one's own computer."""

    uploads = FilesField(
        label=_("Files"),
        help_text=_(
            "The questionnaire or decision tree (YAML), with its images and list of terms if it has them."
            " Several files, or one zip file. At most 15 MB."
        ),
    )
    language = LanguageField()


class FetchForm(forms.Form):
    """A file at an address."""

    address = forms.URLField(label=_("Address"), assume_scheme="https", max_length=500, widget=forms.URLInput)
    language = LanguageField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="fetch-%s", **kwargs)
        hosts = ", ".join(named_hosts())
        self.fields["address"].help_text = _(
            "A file or zip file, beginning with https://. Allowed hosts: %(hosts)s."
        ) % {"hosts": hosts}


class LoadForm(forms.Form):
    """Loading what was found."""

    activate = forms.BooleanField(
        label=_("Use these versions for new work at once"),
        help_text=_("Work that was begun on another version stays on it."),
        required=False,
    )
