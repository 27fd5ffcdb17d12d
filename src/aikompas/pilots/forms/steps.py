# SPDX-License-Identifier: EUPL-1.2
"""What is asked at each step of a pilot."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.pilots.choices import MidwayVerdict, Outcome, PilotVerdict
from aikompas.pilots.models import Criterion, Pilot
from aikompas.pilots.terms import last_day_extended
from aikompas.ui.forms import DateInput, ReasonForm


def _long(label: Any, help_text: Any = "", rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=8000, widget=forms.Textarea(attrs={"rows": rows})
    )


class StopForm(ReasonForm):
    """Why a pilot is stopped or cancelled."""

    def __init__(self, data: Any, *, pilot: Pilot) -> None:
        super().__init__(data, label=now_("Reason"))


class StartForm(forms.Form):
    """Nothing is asked: it shows what stands in the way."""

    def __init__(self, data: Any, *, pilot: Pilot) -> None:
        super().__init__(data)


class ExtendForm(forms.Form):
    """Until when a pilot may go on, and why."""

    ends = forms.DateField(label=_("New last day"), widget=DateInput)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What do you not know yet, and why can that be learned in this time?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any, *, pilot: Pilot) -> None:
        super().__init__(data)
        told = {"now": date_format(pilot.ends), "limit": date_format(last_day_extended(pilot))}
        self.fields["ends"].help_text = now_("Now %(now)s. By the policy %(limit)s at the latest.") % told


class CheckForm(forms.Form):
    """What stands out halfway."""

    checked_on = forms.DateField(label=_("Date of the check"), widget=DateInput)
    findings = _long(
        _("What stands out?"),
        _("Figures, errors, complaints, and what participants have begun to do differently."),
    )
    verdict = forms.ChoiceField(
        label=_("How does it go on?"),
        help_text=_("Stopping is a good outcome of a pilot as well. The use then ends at once."),
        choices=MidwayVerdict,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, *, pilot: Pilot) -> None:
        super().__init__(data, initial={"checked_on": timezone.localdate()})


class EvaluateForm(forms.Form):
    """What came of each criterion, what the pilot brought, and what was learned."""

    conclusion = _long(
        _("What did it bring, and what not?"), _("For residents and for employees, with the figures.")
    )
    lessons = _long(_("What have you learned?"), _("So that a colleague of another department can use it."))

    def __init__(self, data: Any, *, pilot: Pilot, begun: dict[str, Any] | None = None) -> None:
        begun = begun or {}
        super().__init__(
            data,
            initial={
                "conclusion": pilot.conclusion or begun.get("conclusion", ""),
                "lessons": pilot.lessons or begun.get("lessons", ""),
            },
        )
        self.criteria = list(pilot.criteria.all())
        known = begun.get("results", {})
        for criterion in self.criteria:
            self._add(criterion, known.get(criterion.what, {}))

    def _add(self, criterion: Criterion, known: dict[str, Any]) -> None:
        place = criterion.position
        self.fields[f"result_{place}"] = forms.CharField(
            label=_("Result"), max_length=300, required=False, initial=known.get("result", "")
        )
        self.fields[f"outcome_{place}"] = forms.ChoiceField(
            label=_("Met or not?"),
            choices=Outcome,
            widget=forms.RadioSelect,
            initial=known.get("outcome", ""),
        )
        self.fields[f"why_{place}"] = forms.CharField(
            label=_("Why?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )

    def __iter__(self) -> Iterator[BoundField]:
        """Yield the fields as they stand on the page, for the error summary; those of a criterion name it."""
        for criterion, fields in self.criteria_fields:
            for field in fields:
                named = copy.copy(field)
                named.label = f"{criterion.what}: {field.label}"
                yield named
        yield from (self["conclusion"], self["lessons"])

    def clean(self) -> dict[str, Any]:
        """Ask for the result of what was measured."""
        data = super().clean() or {}
        for criterion in self.criteria:
            name = f"result_{criterion.position}"
            measured = data.get(f"outcome_{criterion.position}") not in {None, Outcome.NOT_MEASURED}
            if measured and not data.get(name) and name not in self.errors:
                self.add_error(name, now_("Say what was measured."))
        return data

    @property
    def criteria_fields(self) -> list[tuple[Criterion, list[BoundField]]]:
        """Each criterion with its fields."""
        return [
            (item, [self[f"{part}_{item.position}"] for part in ("result", "outcome", "why")])
            for item in self.criteria
        ]

    @property
    def arguments(self) -> dict[str, Any]:
        """What was filled in, as the service takes it."""
        data = self.cleaned_data
        results: dict[UUID, dict[str, str]] = {
            item.pk: {part: data[f"{part}_{item.position}"] for part in ("result", "outcome", "why")}
            for item in self.criteria
        }
        return {"results": results, "conclusion": data["conclusion"], "lessons": data["lessons"]}


class DecideForm(forms.Form):
    """What is decided after the evaluation, and why."""

    verdict = forms.ChoiceField(
        label=_("Decision"),
        help_text=_("Adjusting or stopping ends the use at once. A new try begins with a new plan."),
        choices=PilotVerdict,
        widget=forms.RadioSelect,
    )
    reasons = _long(_("Reasons"), _("Weigh benefit, costs and risks against each other."))

    def __init__(self, data: Any, *, pilot: Pilot) -> None:
        super().__init__(data)
