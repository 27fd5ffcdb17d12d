# SPDX-License-Identifier: EUPL-1.2
"""The form field for a file: its cleaned value is what ``services.store_file`` takes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from aikompas.files.recognition import FileKind, accepted_types
from aikompas.files.uploads import LONGEST_SIDE, Accepted, accept


class UploadField(forms.FileField):
    """A file of one of the accepted kinds; looked at outside any transaction, for that can take a second."""

    widget = forms.FileInput

    def __init__(
        self, *, kinds: Collection[str] = FileKind.values, longest_side: int = LONGEST_SIDE, **options: Any
    ) -> None:
        self.kinds, self.longest_side = kinds, longest_side
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser offer only files that can be accepted."""
        return {**super().widget_attrs(widget), "accept": accepted_types(self.kinds)}

    def clean(self, data: Any, initial: Any = None) -> Accepted | None:
        """Return the accepted file, or nothing when none was chosen."""
        upload = super().clean(data, initial)
        return accept(upload, self.kinds, self.longest_side) if upload else None
