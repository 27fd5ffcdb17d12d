# SPDX-License-Identifier: EUPL-1.2
"""Forms: which mail one wants, and webhooks."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from aikompas.notifications.events import all_event_types
from aikompas.notifications.kinds import Kind, all_kinds
from aikompas.notifications.models import How


class ChoicesForm(forms.Form):
    """One choice per kind of notification, together with the others of the same app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in sorted(all_kinds(), key=lambda kind: (_subject(kind), str(kind.label))):
            self.fields[kind.name] = forms.ChoiceField(label=str(kind.label), choices=How.choices)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by the subject that they are about."""
        kinds = {kind.name: kind for kind in all_kinds()}
        grouped = groupby(self, key=lambda field: _subject(kinds[field.name]))
        return [(subject, list(fields)) for subject, fields in grouped]


def _subject(kind: Kind) -> str:
    return str(apps.get_app_config(kind.name.partition(".")[0]).verbose_name)


def _event_choices() -> list[tuple[str, str]]:
    return [(found.name, str(found.label)) for found in all_event_types()]


class WebhookForm(forms.Form):
    """An address, what it is called, and which events go there."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("For example: case system"))
    url = forms.CharField(
        label=_("Address"), max_length=500, help_text=_("Begins with https://. Events are posted here.")
    )
    events = forms.MultipleChoiceField(
        label=_("Events"), choices=_event_choices, widget=forms.CheckboxSelectMultiple
    )
