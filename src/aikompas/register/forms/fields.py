# SPDX-License-Identifier: EUPL-1.2
"""Fields that several forms of the register have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

Text = Any  # a text, or one that is translated when it is shown


def several(choices: type[models.TextChoices], label: Text, help_text: Text = "", **options: Any) -> Any:
    """Return checkboxes."""
    return forms.MultipleChoiceField(
        choices=choices.choices,
        widget=forms.CheckboxSelectMultiple,
        label=label,
        help_text=help_text,
        **options,
    )


def one_of(choices: type[models.TextChoices], label: Text, help_text: Text = "", **options: Any) -> Any:
    """Return radio buttons."""
    return forms.ChoiceField(
        choices=choices.choices, widget=forms.RadioSelect, label=label, help_text=help_text, **options
    )


def paragraph(label: Text, help_text: Text = "", *, rows: int = 4, limit: int = 4000, **options: Any) -> Any:
    """Return a text of several lines with a counter."""
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=limit,
        label=label,
        help_text=help_text,
        **options,
    )


class OneOf(forms.ModelChoiceField):
    """A choice of people, departments or systems; the form gives the queryset."""

    def __init__(self, label: Text, help_text: Text = "", **options: Any) -> None:
        options.setdefault("empty_label", _("Choose"))
        super().__init__(queryset=None, label=label, help_text=help_text, **options)


class WithReference(OneOf):
    """A choice of applications or reports, each with its reference."""

    def label_from_instance(self, obj: Model) -> str:
        """Return reference and name."""
        return f"{obj.reference} {obj}"


def choose_from(form: forms.BaseForm, **querysets: QuerySet[Any]) -> None:
    """Say what the choices of a form are."""
    for name, queryset in querysets.items():
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queryset
