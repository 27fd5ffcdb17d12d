# SPDX-License-Identifier: EUPL-1.2
"""The columns of notifications, messages and webhooks."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.notifications.kinds import all_kinds
from aikompas.notifications.models import Notification, Outgoing, Webhook
from aikompas.ui.tables import Column

STATE_KINDS = {"waiting": "info", "sent": "success", "dead": "danger"}


def title_of(row: Notification) -> str:
    """Return the words of a notification in the language of the moment."""
    kinds = {kind.name: kind for kind in all_kinds()}
    return kinds[row.kind].title_of(row.facts) if row.kind in kinds else row.kind


def _state(row: Outgoing) -> tuple[str, str]:
    return row.get_state_display(), STATE_KINDS[row.state]


def notification_columns(organisation: str) -> list[Column]:
    """Return the columns of one's own notifications."""
    return [
        Column(
            "title",
            _("What happened"),
            title_of,
            cell="link",
            url=lambda row: reverse("notifications:notification_open", args=[organisation, row.pk]),
        ),
        Column("created_at", _("When"), cell="datetime", sort="created_at"),
        Column(
            "read",
            _("Already read"),
            lambda row: (_("Already read"), "neutral") if row.read_at else (_("New"), "info"),
            cell="badge",
            sort="read_at",
        ),
    ]


DELIVERY_COLUMNS = [
    Column("kind", _("Subject"), cell="text", sort="kind"),
    Column("created_at", _("Made"), cell="datetime", sort="created_at"),
    Column("state", _("State"), _state, cell="badge", sort="state"),
    Column("attempts", _("Attempts"), cell="number", sort="attempts"),
    Column("answer", _("Last answer")),
    Column(
        "due_at",
        _("Next attempt"),
        lambda row: row.due_at if row.state == "waiting" else None,
        sort="due_at",
        cell="datetime",
    ),
]


def message_columns(organisation: str) -> list[Column]:
    """Return the columns of the outbox: the subject leads to the message."""
    link = Column(
        "kind",
        _("Subject"),
        cell="link",
        sort="kind",
        url=lambda row: reverse("notifications:message", args=[organisation, row.pk]),
    )
    way = Column("channel", _("Way"), "get_channel_display", sort="channel")
    return [link, way, *DELIVERY_COLUMNS[1:]]


def delivery_columns(organisation: str) -> list[Column]:
    """Return the columns of the log of one webhook."""
    return [column for column in message_columns(organisation) if column.key != "channel"]


def _hook_state(row: Webhook) -> tuple[object, str]:
    return (_("Paused"), "warning") if row.is_paused else (_("On"), "success")


WEBHOOK_COLUMNS = [
    Column("name", _("Name"), cell="link", sort="name"),
    Column("url", _("Address"), cell="code", sort="url"),
    Column("events", _("Events"), lambda row: len(row.events), cell="number"),
    Column("state", _("State"), _hook_state, cell="badge", sort="is_paused"),
]
