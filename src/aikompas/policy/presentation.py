# SPDX-License-Identifier: EUPL-1.2
"""How versions of policy documents and house rules, and steps of the timetable, are shown."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.policy.controls import Outcome, Text
from aikompas.policy.differences import Part
from aikompas.policy.models import (
    AdoptedBy,
    DocumentVersion,
    HouseRules,
    RoadmapStep,
    StepState,
    VersionState,
)
from aikompas.policy.selectors import profile_of
from aikompas.ui.tables import Column, Table

DIFFERENCE_COLUMNS = [
    Column("name", gettext_lazy("What")),
    Column("before", gettext_lazy("Before")),
    Column("after", gettext_lazy("After")),
]

OUTCOMES: dict[Outcome, tuple[Text, str]] = {
    Outcome.MET: (gettext_lazy("Met"), "success"),
    Outcome.NOT_MET: (gettext_lazy("Not met"), "danger"),
    Outcome.NOT_APPLICABLE: (gettext_lazy("Not applicable"), "neutral"),
    Outcome.ATTENTION: (gettext_lazy("Needs attention"), "warning"),
    Outcome.NOT_MEASURED: (gettext_lazy("Not measured yet"), "neutral"),
}


def badge_of(version: DocumentVersion) -> tuple[str, str]:
    """Return where a version stands, and the colour of its badge."""
    today = timezone.localdate()
    if version.counts_on(today):
        return _("In force"), "success"
    if version.is_final and version.in_force_from and version.in_force_from > today:
        return _("In force from %(date)s") % {"date": date_format(version.in_force_from)}, "info"
    if version.state == VersionState.ENDED or version.is_final:
        return _("No longer in force"), "neutral"
    if version.state == VersionState.ADOPTED:
        return _("Waits for the council"), "warning"
    kind = "warning" if version.state == VersionState.OFFERED else "neutral"
    return str(version.get_state_display()), kind


def steps_of(version: DocumentVersion) -> list[dict[str, Any]]:
    """Return the route of a version as steps: draft, offered, adopted, and by the council where that is needed."""
    states = [VersionState.DRAFT, VersionState.OFFERED, VersionState.ADOPTED]
    if version.document.final_body == AdoptedBy.COUNCIL or version.state == VersionState.COUNCIL:
        states.append(VersionState.COUNCIL)
    at = (
        len(states)
        if version.is_final or version.state == VersionState.ENDED
        else states.index(VersionState(version.state))
    )
    return [
        {"label": state.label, "state": "done" if place < at else "current" if place == at else "todo"}
        for place, state in enumerate(states)
    ]


def tables_of(parts: list[Part]) -> list[dict[str, Any]]:
    """Return the differences between two profiles as a table for each subject."""
    return [
        {
            "title": f"{part.title} ({len(part.differences)})",
            "table": Table(DIFFERENCE_COLUMNS, list(part.differences), str(part.title)),
        }
        for part in parts
    ]


def house_rules_badge(version: HouseRules, current: HouseRules | None) -> tuple[str, str]:
    """Return where a version of the house rules stands, and the colour of its badge."""
    if not version.is_published:
        return _("Draft"), "neutral"
    if current and version.pk == current.pk:
        return _("Counts now"), "success"
    if version.counts_from and version.counts_from > timezone.localdate():
        return _("Counts from %(date)s") % {"date": date_format(version.counts_from)}, "info"
    return _("Replaced"), "neutral"


STEP_KINDS = {
    StepState.NOT_STARTED: "neutral",
    StepState.BUSY: "info",
    StepState.DONE: "success",
    StepState.DROPPED: "neutral",
}


def step_badge(step: RoadmapStep) -> tuple[str, str]:
    """Return how far a step of the timetable is, and the colour of its badge; overdue comes first."""
    if step.is_overdue:
        return _("Overdue"), "danger"
    return str(step.get_state_display()), STEP_KINDS[StepState(step.state)]


def title_of_step(step: RoadmapStep) -> str:
    """Return what a step is called; what the policy plans in the language of the interface."""
    if step.is_own:
        return step.title
    profile = profile_of(step.organisation)
    planned = (item.title for item in profile.roadmap if item.id == step.item_id)
    return next(planned, step.title) if profile.id == step.profile_id else step.title
