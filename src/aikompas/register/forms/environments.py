# SPDX-License-Identifier: EUPL-1.2
"""An approved ICT environment."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.register.models import Environment
from aikompas.register.services.environments import FIELDS
from aikompas.ui.forms import DateInput


class EnvironmentForm(forms.ModelForm[Environment]):
    """Add or change an environment."""

    class Meta:
        model = Environment
        fields = FIELDS
        widgets = {
            "conditions": forms.Textarea(attrs={"rows": 4}),
            "approved_from": DateInput(attrs={"class": "ak-input--short"}),
            "approved_until": DateInput(attrs={"class": "ak-input--short"}),
        }
        help_texts = {
            "name": _("For example: the municipal data centre, or the office cloud of the municipality."),
            "location": _("Country or region, and whose servers. For example: Netherlands, own data centre."),
            "approved_by": _("The body or function, not a person. For example: CISO, or the management."),
            "approved_until": _("Leave this open as long as the approval has no end."),
            "conditions": _("What may run there and with which data, and what must be arranged."),
        }

    def __init__(self, *args: Any, environment: Environment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, instance=copy(environment) if environment else None, **kwargs)

    @property
    def facts(self) -> dict[str, Any]:
        """Return the facts as filled in."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def _post_clean(self) -> None:
        """Leave checking of the whole to the service, which knows the organisation."""
