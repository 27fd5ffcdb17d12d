# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions in the trail; each app registers its own when it starts (`AppConfig.ready`)."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.functional import Promise

Text = str | Promise

_labels: dict[str, Text] = {}


def register(action: str, label: Text) -> None:
    """Say what people call an action (`app.action`), a role (`role.code`) or a result (`result.code`)."""
    _labels[action] = label


def label_of(action: str) -> str:
    """Return what people call an action; its code when no app said so."""
    return str(_labels.get(action, action))


def label_of_code(kind: str, code: str) -> str:
    """Return what people call a role or a result; its code when no app said so."""
    return str(_labels.get(f"{kind}.{code}", code))


def label_of_type(object_type: str) -> str:
    """Return what people call a kind of object."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type


def field_of(object_type: str, name: str) -> Field[Any, Any] | None:
    """Return the field of a kind of object that a change is about, when it is one."""
    try:
        field = apps.get_model(object_type)._meta.get_field(name.removesuffix("_id"))
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if isinstance(field, Field) else None


def label_of_field(object_type: str, name: str) -> str:
    """Return what people call a field of a kind of object, or another value that an app registered (`field.name`)."""
    field = field_of(object_type, name)
    return str(getattr(field, "verbose_name", None) or _labels.get(f"field.{name}", name))
