# SPDX-License-Identifier: EUPL-1.2
"""How versions of policy documents are shown."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.policy.differences import Part
from aikompas.policy.models import AdoptedBy, DocumentVersion, VersionState
from aikompas.ui.tables import Column, Table

DIFFERENCE_COLUMNS = [
    Column("name", gettext_lazy("What")),
    Column("before", gettext_lazy("Before")),
    Column("after", gettext_lazy("After")),
]


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
