# SPDX-License-Identifier: EUPL-1.2
"""Columns of the history; downloads have more of them than the page."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.audit.canonical import canonical, utc
from aikompas.audit.labels import label_of
from aikompas.audit.models import AuditEvent
from aikompas.audit.presentation import actor_of, object_of
from aikompas.ui.tables import Column


def history_columns(organisation: str, names: Mapping[UUID, str]) -> list[Column]:
    """Return the columns of the history of the organisation with this slug."""

    def event_url(event: AuditEvent) -> str:
        return reverse("audit:event", args=[organisation, event.pk])

    def content(event: AuditEvent, key: str) -> str:
        return str(event.content[key])

    return [
        Column("sequence", _("Sequence number"), cell="number", shown=False),
        Column("id", _("Id"), value=lambda event: str(event.pk), shown=False),
        Column("time", _("Time"), cell="datetime", export_value=lambda event: utc(event.time)),
        Column("actor", _("Who"), value=lambda event: actor_of(event, names)),
        Column("actor_id", _("Person id"), shown=False),
        Column("action", _("What"), value=lambda event: label_of(event.action), cell="link", url=event_url),
        Column("action_code", _("Action"), value="action", shown=False),
        Column("object", _("Object"), value=object_of),
        Column("object_type", _("Kind of object"), shown=False),
        Column("object_id", _("Object id"), shown=False),
        Column("result", _("Result"), shown=False),
        Column("origin", _("Origin"), value=lambda event: content(event, "origin"), shown=False),
        Column("changes", _("Changes"), value=lambda event: canonical(event.content["changes"]), shown=False),
        Column("note", _("Note"), value=lambda event: content(event, "note"), shown=False),
        Column("leaf_hash", _("Hash"), shown=False),
    ]
