# SPDX-License-Identifier: EUPL-1.2
"""How a worklist can be narrowed; it is a list of entries, not of rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.ui.forms import SearchInput
from aikompas.worklist.gathering import Entry


class EntryFilter:
    """What ``ui.lists`` asks of a filter: the form, whether it was used, and what is left."""

    is_bound = True

    def __init__(self, data: Any, queryset: list[Entry], request: Any) -> None:
        self.form = _Form(data)
        kinds = {entry.todo.kind: str(entry.todo.label) for entry in queryset if entry.todo.kind}
        self.form.fields["kind"].choices = [
            ("", _("Everything")),
            *sorted(kinds.items(), key=lambda pair: pair[1]),
        ]
        self.entries = queryset

    @property
    def qs(self) -> list[Entry]:
        """Return the entries that are left; what was asked wrongly leaves all."""
        self.form.is_valid()
        asked = self.form.cleaned_data
        words = asked.get("q", "").lower().split()
        return [
            entry
            for entry in self.entries
            if (not asked.get("kind") or entry.todo.kind == asked["kind"])
            and (not asked.get("overdue") or entry.is_overdue)
            and all(word in f"{entry.what} {entry.subject} {entry.why}".lower() for word in words)
        ]


class _Form(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, widget=SearchInput())
    kind = forms.ChoiceField(label=_("What"), required=False)
    overdue = forms.BooleanField(label=_("Only what is overdue"), required=False)
