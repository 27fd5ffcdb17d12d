# SPDX-License-Identifier: EUPL-1.2
"""The pilots of an application in its dossier: as plain values, and those values as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from aikompas.pilots.choices import Outcome, PilotState, PilotVerdict
from aikompas.pilots.models import Pilot
from aikompas.register.models import Application

TEXTS = (
    "hypothesis",
    "participants",
    "data_used",
    "stop_reason",
    "conclusion",
    "lessons",
    "decision_reasons",
)


def dossier_part(application: Application) -> list[dict[str, Any]]:
    """Return the pilots of an application as plain values for the dossier, the first one first."""
    pilots = Pilot.objects.filter(application=application).order_by("number")
    read = pilots.prefetch_related("lead", "guide", "departments", "criteria")
    return [_values(pilot) for pilot in read]


def in_words(kept: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield key, name and text of each fact of each pilot."""
    for pilot in kept:
        for key, name, text in _facts(pilot):
            yield f"{pilot['reference']} {key}", f"{pilot['reference']}: {name}", text


def _values(pilot: Pilot) -> dict[str, Any]:
    return {
        "reference": pilot.reference,
        "state": pilot.state,
        "begins": pilot.begins.isoformat(),
        "ends": pilot.ends.isoformat(),
        "budget": pilot.budget,
        "departments": sorted(department.name for department in pilot.departments.all()),
        "lead": str(pilot.lead),
        "guide": str(pilot.guide or ""),
        "verdict": pilot.verdict,
        **{name: getattr(pilot, name) for name in TEXTS},
        "criteria": [
            {
                "what": item.what,
                "target": item.target,
                "how": item.how,
                "outcome": item.outcome,
                "result": item.result,
            }
            for item in pilot.criteria.all()
        ],
    }


def _facts(pilot: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    state = dict(PilotState.choices).get(pilot["state"], pilot["state"])
    verdict = dict(PilotVerdict.choices).get(pilot["verdict"], pilot["verdict"])
    yield "state", _("State"), str(state)
    yield "period", _("Period"), f"{_day(pilot['begins'])} – {_day(pilot['ends'])}"
    yield "departments", _("Departments"), ", ".join(pilot["departments"])
    yield "budget", _("Budget"), f"€ {formats.number_format(pilot['budget'], force_grouping=True)}"
    yield "lead", _("Led by"), pilot["lead"]
    yield "guide", _("Guided by"), pilot["guide"]
    for number, item in enumerate(pilot["criteria"], start=1):
        yield f"criterion {number}", _("Success criterion"), _criterion(item)
    for name in TEXTS:
        label = str(Pilot._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        yield name, label[:1].upper() + label[1:], pilot[name]
    yield "verdict", _("Decision"), str(verdict)


def _criterion(item: Mapping[str, str]) -> str:
    outcome = dict(Outcome.choices).get(item["outcome"], item["outcome"])
    said = " ".join(filter(None, [str(outcome), f"({item['result']})" if item["result"] else ""]))
    return "\n".join(filter(None, [item["what"], item["target"], item["how"], said]))


def _day(moment: str) -> str:
    return formats.date_format(date.fromisoformat(moment), "DATE_FORMAT")
