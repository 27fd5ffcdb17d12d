# SPDX-License-Identifier: EUPL-1.2
"""Checks of facts that models and services share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.register.choices import AffectedGroup, DataCategory


def check_selection(values: Any, choices: type[models.TextChoices], alone: str = "") -> list[str]:
    """Return what is wrong with a list of choices; the choice ``alone`` cannot be combined with others."""
    if not isinstance(values, list) or not set(values) <= set(choices.values):
        return [_("Choose from the list.")]
    if alone and alone in values and len(values) > 1:
        return [_("“%(choice)s” cannot be combined with another choice.") % {"choice": choices(alone).label}]
    return []


def clean_selections(obj: Any) -> None:
    """Raise ``ValidationError`` when the kinds of data or the affected groups of a use are wrong."""
    refuse_when_wrong(
        {
            "data_categories": check_selection(obj.data_categories, DataCategory, DataCategory.NONE),
            "affected_groups": check_selection(obj.affected_groups, AffectedGroup, AffectedGroup.NOBODY),
        }
    )


def refuse_when_wrong(errors: dict[str, list[str]]) -> None:
    """Raise ``ValidationError`` when a field has errors."""
    found = {field: messages for field, messages in errors.items() if messages}
    if found:
        raise ValidationError(found)


def required(**texts: str) -> None:
    """Raise ``ValidationError`` for each of these texts that is empty."""
    refuse_when_wrong(
        {name: [_("This field is required.")] for name, text in texts.items() if not text.strip()}
    )


def check_values(row: models.Model) -> None:
    """Validate the values of a row; its key is made here, and what it points at was read from the database."""
    pointers = {field.name for field in row._meta.concrete_fields if field.is_relation}
    row.full_clean(exclude={*pointers, "id"})


def own(actor: Actor, **objects: Any) -> None:
    """Raise ``ValidationError`` for an object that does not belong to the actor's organisation."""
    refuse_when_wrong(
        {
            name: [_("Choose from the list.")]
            for name, obj in objects.items()
            if obj is not None and obj.organisation_id != actor.organisation_id
        }
    )


def merged(values: Iterable[str], order: type[models.TextChoices]) -> list[str]:
    """Return choices without doubles, in the order in which they are shown."""
    given = set(values)
    return [value for value in order.values if value in given] + sorted(given - set(order.values))
