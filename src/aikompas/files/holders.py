# SPDX-License-Identifier: EUPL-1.2
"""What files can belong to: higher apps register their kinds of objects, with who may see and change their files.

In ``AppConfig.ready``: ``register_holder(Assessment, find=get_assessment, may_change=may_fill_in)``. Here
``find(actor, id)`` is the selector of the app: it returns the object when the actor may see it, and raises
``DoesNotExist`` otherwise. Where pages of the object need a permission beside that, ``permission`` names it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model

from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may


@dataclass(frozen=True, slots=True)
class Holder:
    """A kind of object with files: how one is found by who may see it, and who may change its files."""

    find: Callable[[Actor, UUID], Any]
    may_change: Callable[[Actor, Any], bool]
    permission: str = ""


_holders: dict[str, Holder] = {}


def register_holder(
    model: type[Model],
    *,
    find: Callable[[Actor, UUID], Any],
    may_change: Callable[[Actor, Any], bool],
    permission: str = "",
) -> None:
    """Register a kind of object that files can belong to, with the permission that its pages need."""
    _holders[model._meta.label_lower] = Holder(find, may_change, permission)


def holder_of(object_type: str) -> Holder:
    """Return how files of a kind of object are kept; raises ``LookupError`` when no app registered it."""
    return _holders[object_type]


def type_of(obj: Model) -> str:
    """Return the kind of an object as it is registered and stored."""
    return obj._meta.label_lower


def find_holder(actor: Actor, object_type: str, object_id: UUID) -> Any:
    """Return what a file or an export belongs to; raises ``DoesNotExist`` when the actor may not see it."""
    try:
        holder = holder_of(object_type)
    except LookupError:
        raise ObjectDoesNotExist from None
    if holder.permission and not may(actor, holder.permission):
        raise ObjectDoesNotExist
    return holder.find(actor, object_id)
