# SPDX-License-Identifier: EUPL-1.2
"""The columns of a worklist."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aikompas.ui.tables import Column
from aikompas.worklist.gathering import Entry, address
from aikompas.worklist.places import put_off_url


def columns(organisation: str, names: Mapping[UUID, str] | None = None) -> list[Column]:
    """Return the columns: with names for a list of several people, with putting off for one's own."""
    found = [
        Column(
            "what",
            _("What"),
            cell="link",
            sort="what",
            url=lambda entry: address(entry.item.url, organisation),
        ),
        Column("subject", _("About"), sort="subject"),
        Column("why", _("Why")),
        Column("due", _("Before"), cell="date", sort="due"),
        Column("state", _("State"), _state, cell="badge", sort="is_overdue"),
    ]
    if names is not None:
        found.append(Column("holder", _("Waits for"), lambda entry: names.get(entry.item.holder_id, "")))
        return found
    later = Column(
        "later",
        _("Put off"),
        lambda entry: _("Later") if entry.may_be_put_off else "",
        cell="link",
        url=lambda entry: put_off_url(organisation, entry),
        export=False,
        empty="",
    )
    return [*found, later]


def top_columns(organisation: str) -> list[Column]:
    """Return the columns of the top of the list, on the home page."""
    return [column for column in columns(organisation) if column.key in {"what", "subject", "due", "state"}]


def _state(entry: Entry) -> tuple[object, str]:
    if entry.is_overdue:
        return _("Past its date"), "danger"
    if not entry.may_do:
        return _("To see only"), "neutral"
    return (_("Urgent"), "warning") if entry.todo.urgent else (_("To do"), "info")
