# SPDX-License-Identifier: EUPL-1.2
"""Loading the official task registry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.measures.catalogue.official import (
    LARGEST_ARCHIVE,
    Files,
    InvalidRegistry,
    files_in_archive,
)


class RegistryForm(forms.Form):
    """An archive with the registry; its cleaned value is the texts of the files."""

    archive = forms.FileField(
        label=_("Archive with the files"),
        help_text=_("A .zip or .tar.gz with the folders requirements and measures. At most 16 MB."),
    )

    def clean_archive(self) -> Files:
        """Return the texts of the files."""
        upload: Any = self.cleaned_data["archive"]
        self.name = upload.name
        if upload.size > LARGEST_ARCHIVE:
            raise forms.ValidationError(now_("The archive is larger than 16 MB."))
        try:
            return files_in_archive(upload.read())
        except InvalidRegistry as error:
            raise forms.ValidationError(list(error.problems)) from error
