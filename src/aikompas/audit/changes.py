# SPDX-License-Identifier: EUPL-1.2
"""What changed in an object: before and after per field, without the values of personal data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.db.models.manager import BaseManager

from aikompas.audit.canonical import plain

PERSONAL = {"personal": "changed"}
"""Stands for a change of personal data: that it changed is evidence, what it was is nobody's business."""

Changes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The plain values of some fields of one object at one moment."""

    values: Mapping[str, Any]
    personal: frozenset[str] = frozenset()


def snapshot(obj: Model, *fields: str) -> Snapshot:
    """Return the present values of these fields, of all own fields when none are named."""
    names = fields or tuple(field.attname for field in obj._meta.concrete_fields)
    personal = frozenset(getattr(obj, "AUDIT_PERSONAL", ()))
    return Snapshot({name: _value(obj, name) for name in names}, personal.intersection(names))


def diff(before: Snapshot | None, after: Snapshot | None) -> Changes:
    """Return what differs: field -> [before, after]; `None` stands for an object that is not there."""
    old = before.values if before else {}
    new = after.values if after else {}
    personal = (before.personal if before else frozenset()) | (after.personal if after else frozenset())
    return {
        name: PERSONAL if name in personal else [old.get(name), new.get(name)]
        for name in {**old, **new}
        if old.get(name) != new.get(name)
    }


def _value(obj: Model, name: str) -> Any:
    value = getattr(obj, name)
    if isinstance(value, BaseManager):
        return sorted(str(key) for key in value.all().values_list("pk", flat=True))
    return plain(value)
