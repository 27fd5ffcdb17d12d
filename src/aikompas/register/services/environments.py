# SPDX-License-Identifier: EUPL-1.2
"""ICT environments: approving one, and changing until when and under which conditions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.organisations.permissions import require
from aikompas.register.models import Environment
from aikompas.register.validation import refuse_when_wrong

FIELDS = ("name", "location", "approved_by", "approved_from", "approved_until", "conditions")
MANAGE = "register.manage_environments"


@service
def add_environment(
    *,
    actor: Actor,
    name: str,
    location: str,
    approved_by: str,
    approved_from: date,
    approved_until: date | None = None,
    conditions: str = "",
) -> Environment:
    """Put an approved environment on the list."""
    require(actor, MANAGE)
    assert actor.organisation_id is not None
    environment = Environment(
        organisation_id=actor.organisation_id,
        name=name.strip(),
        location=location.strip(),
        approved_by=approved_by.strip(),
        approved_from=approved_from,
        approved_until=approved_until,
        conditions=conditions.strip(),
    )
    _check(environment)
    environment.save(force_insert=True)
    changes = diff(None, snapshot(environment, *FIELDS))
    record(actor, "register.environment_added", environment, changes=changes)
    return environment


@service
def edit_environment(*, actor: Actor, environment: Environment, changes: Mapping[str, Any]) -> Environment:
    """Change an environment; an approval ends by its last day."""
    require(actor, MANAGE, environment)
    if unknown := set(changes) - set(FIELDS):
        raise TypeError(f"no editable facts: {', '.join(sorted(unknown))}")
    environment.refresh_from_db(fields=FIELDS)
    before = snapshot(environment, *FIELDS)
    for name, value in changes.items():
        setattr(environment, name, value)
    _check(environment)
    changed = diff(before, snapshot(environment, *FIELDS))
    if not changed:
        unchanged()
        return environment
    environment.save()
    record(actor, "register.environment_edited", environment, changes=changed)
    return environment


def _check(environment: Environment) -> None:
    environment.full_clean(validate_unique=False, validate_constraints=False)
    same = Environment.objects.filter(
        organisation_id=environment.organisation_id, name__iexact=environment.name
    ).exclude(pk=environment.pk)
    if same.exists():
        refuse_when_wrong({"name": [_("There is already an ICT environment with this name.")]})
