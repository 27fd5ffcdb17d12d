# SPDX-License-Identifier: EUPL-1.2
"""The plan of a pilot: one form, with room for five criteria."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import User
from aikompas.organisations.selectors import active_departments, active_people
from aikompas.pilots.models import Pilot
from aikompas.pilots.prefill import MOST_CRITERIA
from aikompas.pilots.selectors import guides_for
from aikompas.pilots.services import PLAN_FACTS, CriterionFacts
from aikompas.ui.forms import DateInput

PARTS = ("what", "target", "how")


class PlanForm(forms.ModelForm[Pilot]):
    """What is tried, with whom, when, with which data and money, and when it is a success."""

    lead = forms.ModelChoiceField(
        label=_("Who leads the pilot"),
        help_text=_("A colleague from practice, not the vendor. Somebody else decides about what follows."),
        queryset=User.objects.none(),
    )
    guide = forms.ModelChoiceField(
        label=_("Who guides the pilot for the committee"), queryset=User.objects.none(), required=False
    )

    class Meta:
        model = Pilot
        fields = (*PLAN_FACTS, "departments")
        labels = {
            "hypothesis": _("What do you expect?"),
            "participants": _("Who take part, and how many?"),
            "departments": _("Departments that take part"),
            "begins": _("From"),
            "ends": _("Until"),
            "midway_on": _("Midway check on"),
            "data_used": _("Which data are used, and what happens to them afterwards?"),
            "budget": _("Budget in euros"),
        }
        help_texts = {
            "hypothesis": _("Write it as a statement that may turn out to be wrong."),
            "participants": _("In your own words, with numbers. Do not name residents."),
            "data_used": _("Begin with made-up or public data where possible."),
            "budget": _(
                "Licences, hired staff and training together. Fill in 0 when it costs nothing extra."
            ),
        }
        widgets = {
            "hypothesis": forms.Textarea(attrs={"rows": 4}),
            "participants": forms.Textarea(attrs={"rows": 3}),
            "data_used": forms.Textarea(attrs={"rows": 3}),
            "begins": DateInput,
            "ends": DateInput,
            "midway_on": DateInput,
            "departments": forms.CheckboxSelectMultiple,
            "budget": forms.NumberInput(attrs={"class": "ak-input--short", "min": 0}),
        }

    def __init__(self, *args: Any, body: str, latest: str, guide_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation_id = self.instance.organisation_id
        lead, guide = self.fields["lead"], self.fields["guide"]
        assert isinstance(lead, forms.ModelChoiceField)
        assert isinstance(guide, forms.ModelChoiceField)
        lead.queryset = active_people(organisation_id)
        guide.queryset = guides_for(organisation_id)
        guide.help_text = (
            now_("%(body)s guides pilots: without somebody who guides it, the pilot cannot begin.")
            if guide_needed
            else ""
        ) % {"body": body}
        departments = self.fields["departments"]
        assert isinstance(departments, forms.ModelMultipleChoiceField)
        departments.queryset = active_departments(organisation_id)
        self.fields["ends"].help_text = latest
        self._add_criteria()

    def _add_criteria(self) -> None:
        known = list(self.instance.criteria.all()) if not self.instance._state.adding else []
        for place in range(1, MOST_CRITERIA + 1):
            self.fields[f"what_{place}"] = forms.CharField(
                label=_("What do you measure?"), max_length=300, required=place == 1
            )
            self.fields[f"target_{place}"] = forms.CharField(
                label=_("When is it a success?"),
                help_text=_("A number with a unit."),
                max_length=300,
                required=place == 1,
            )
            self.fields[f"how_{place}"] = forms.CharField(
                label=_("How and by whom is it measured?"), max_length=500, required=place == 1
            )
        for place, criterion in enumerate(known, start=1):
            for part in PARTS:
                self.initial[f"{part}_{place}"] = getattr(criterion, part)

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of a criterion when a part of it is filled in."""
        data = super().clean() or {}
        for place in range(2, MOST_CRITERIA + 1):
            given = {part: data.get(f"{part}_{place}") for part in PARTS}
            if any(given.values()):
                for part, value in given.items():
                    if not value and f"{part}_{place}" not in self.errors:
                        self.add_error(f"{part}_{place}", now_("Fill in the whole criterion, or empty it."))
        return data

    @property
    def criteria_fields(self) -> list[list[BoundField]]:
        """The fields of each criterion."""
        return [[self[f"{part}_{place}"] for part in PARTS] for place in range(1, MOST_CRITERIA + 1)]

    @property
    def has_more(self) -> bool:
        """Tell whether a criterion after the second is filled in, or wrong."""
        later = [field for fields in self.criteria_fields[2:] for field in fields]
        return any(field.value() or field.errors for field in later)

    @property
    def arguments(self) -> dict[str, Any]:
        """What was filled in, as the services take it."""
        data = self.cleaned_data
        places = range(1, MOST_CRITERIA + 1)
        return {
            "facts": {name: data[name] for name in PLAN_FACTS},
            "departments": list(data["departments"]),
            "criteria": [
                CriterionFacts(*(data[f"{part}_{place}"] for part in PARTS))
                for place in places
                if data[f"what_{place}"]
            ],
        }

    def _post_clean(self) -> None:
        """Leave the object alone: the service writes it, and says what is wrong."""
