# SPDX-License-Identifier: EUPL-1.2
"""Confirming the inventory of a department."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.register.forms.fields import paragraph


class ConfirmForm(forms.Form):
    """State that the list is complete."""

    complete = forms.BooleanField(
        label=_("I asked around in the department; this is all AI that is used here or is being prepared."),
        error_messages={"required": _("Tick this, or add first what is missing from the list.")},
    )
    remark = paragraph(
        _("Remark"),
        _("For example: how you asked around. Name no people."),
        rows=3,
        limit=2000,
        required=False,
    )
