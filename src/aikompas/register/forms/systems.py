# SPDX-License-Identifier: EUPL-1.2
"""The facts of an AI system."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.register import selectors
from aikompas.register.forms.fields import choose_from
from aikompas.register.models import SYSTEM_FACTS, AISystem


class SystemForm(forms.ModelForm[AISystem]):
    """Add or change an AI system."""

    reason = forms.CharField(
        max_length=500,
        required=False,
        label=_("Reason for the change"),
        help_text=_(
            "Needed when applications of this system were assessed already. A change of anything but name, "
            "description and ICT environment puts these applications up for a new judgement."
        ),
    )

    class Meta:
        model = AISystem
        fields = (*SYSTEM_FACTS, "environment")
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "supply": forms.RadioSelect,
            "kind": forms.RadioSelect,
        }
        help_texts = {
            "name": _("The product or model, with its maker's name for it."),
            "description": _("What can it do? What it is used for is said with its applications."),
            "technique": _("For example: a language model (GPT-4o), a decision tree, image recognition."),
            "hosting": _("For example: our own servers, or the cloud of the vendor."),
            "region": _("For example: European Union, Netherlands."),
            "environment": _(
                "The approved environment in which it runs. Is it not in the list? Ask the security officer."
            ),
        }

    def __init__(self, *args: Any, actor: Actor, system: AISystem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, instance=copy(system) if system else None, **kwargs)
        present = system.environment_id if system else None
        choose_from(self, environment=selectors.environments_to_choose(actor.organisation_id, present))
        if system is None:
            del self.fields["reason"]

    @property
    def facts(self) -> dict[str, Any]:
        """Return the facts as filled in."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """Leave checking of the whole to the service, which knows the organisation."""
