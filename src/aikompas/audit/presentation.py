# SPDX-License-Identifier: EUPL-1.2
"""Events as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import DateField, DateTimeField, Field, ForeignKey
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from aikompas.audit.changes import PERSONAL
from aikompas.audit.labels import field_of, label_of, label_of_field, label_of_type
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


def timeline_of(
    events: Iterable[AuditEvent], organisation: str = "", *, gather: bool = False
) -> list[dict[str, Any]]:
    """Return events as items of a timeline; with the slug of the organisation they link to their own page.

    With ``gather``, what one person did several times in a row is one item.
    """
    groups = [list(group) for _key, group in groupby(events, key=_repeated if gather else None)]
    names = names_of(group[0].actor_id for group in groups)
    return [_item(group, names, organisation) for group in groups]


def _repeated(event: AuditEvent) -> tuple[str, str, str, UUID | None]:
    return event.action, event.object_type, event.object_id, event.actor_id


def _item(group: Sequence[AuditEvent], names: Mapping[UUID, str], organisation: str) -> dict[str, Any]:
    event, times = group[0], len(group)
    title = label_of(event.action)
    return {
        "time": event.time,
        "title": _("%(what)s (%(times)s times)") % {"what": title, "times": times} if times > 1 else title,
        "actor": actor_of(event, names),
        "text": summary_of(event) if times == 1 else "",
        "url": reverse("audit:event", args=[organisation, event.pk]) if organisation and times == 1 else "",
    }


def _change(object_type: str, name: str, value: Any) -> Change:
    label = label_of_field(object_type, name)
    label = label[:1].upper() + label[1:]
    if value == PERSONAL:
        return Change(label, personal=True)
    field = field_of(object_type, name)
    if isinstance(value, list) and len(value) == 2:
        return Change(label, _shown(value[0], field), _shown(value[1], field))
    return Change(label, text=str(_shown(value, field)))


def _name_of(field: ForeignKey[Any, Any], key: str) -> str:
    try:
        return str(field.related_model._base_manager.filter(pk=key).first() or key)
    except ValidationError:  # recorded by name, not by key
        return key


def _shown(value: Any, field: Field[Any, Any] | None = None) -> Any:
    """Return a value in words: what the choices of the field call it, whom a key stands for, the time here."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(str(_shown(item, field)) for item in value)
    if not isinstance(value, str) or not value or field is None:
        return value
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, ForeignKey):
        return _name_of(field, value)
    if isinstance(field, DateTimeField):
        moment = parse_datetime(value)
        return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else value
    if isinstance(field, DateField):
        day = parse_date(value)
        return formats.date_format(day, "SHORT_DATE_FORMAT") if day else value
    return value
