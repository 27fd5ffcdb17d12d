# SPDX-License-Identifier: EUPL-1.2
"""Events as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from aikompas.audit.changes import PERSONAL
from aikompas.audit.labels import label_of, label_of_field, label_of_type
from aikompas.audit.models import AuditEvent
from aikompas.audit.selectors import names_of


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one field."""

    label: str
    before: Any = None
    after: Any = None
    personal: bool = False
    text: str = ""


def changes_of(event: AuditEvent) -> list[Change]:
    """Return the changes of an event, field by field."""
    return [_change(event.object_type, name, value) for name, value in event.content["changes"].items()]


def actor_of(event: AuditEvent, names: Mapping[UUID, str]) -> str:
    """Return who did it: a person, a part of the system, or someone whose account is gone."""
    if event.actor_id:
        return names.get(event.actor_id) or _("Unknown person")
    actor = event.content["actor"]
    if actor["kind"] == "system":
        return _("System: %s") % actor["name"] if actor["name"] else _("System")
    return _("Someone who was not signed in")


def object_of(event: AuditEvent) -> str:
    """Return what it was done to: the kind of object, with its public label if it has one."""
    if not event.object_type:
        return ""
    label = event.content["object"]["label"]
    kind = label_of_type(event.object_type)
    kind = kind[:1].upper() + kind[1:]
    return f"{kind}: {label}" if label else kind


def summary_of(event: AuditEvent) -> str:
    """Return in a line which fields changed, and the note."""
    names = ", ".join(change.label for change in changes_of(event))
    lines = [_("Changed: %s") % names if names else "", event.content["note"]]
    return "\n".join(line for line in lines if line)


def timeline_of(events: Sequence[AuditEvent], organisation: str = "") -> list[dict[str, Any]]:
    """Return events as items of a timeline; with the slug of the organisation they link to their own page."""
    names = names_of(event.actor_id for event in events)
    return [
        {
            "time": event.time,
            "title": label_of(event.action),
            "actor": actor_of(event, names),
            "text": summary_of(event),
            "url": reverse("audit:event", args=[organisation, event.pk]) if organisation else "",
        }
        for event in events
    ]


def _change(object_type: str, name: str, value: Any) -> Change:
    label = label_of_field(object_type, name)
    label = label[:1].upper() + label[1:]
    if value == PERSONAL:
        return Change(label, personal=True)
    if isinstance(value, list) and len(value) == 2:
        return Change(label, _shown(value[0]), _shown(value[1]))
    return Change(label, text=str(_shown(value)))


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(str(_shown(item)) for item in value)
    return value
