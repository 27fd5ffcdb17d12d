# SPDX-License-Identifier: EUPL-1.2
"""AI systems: adding and editing them, with what that means for their applications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.organisations.permissions import require
from aikompas.register.choices import Supply, SystemKind
from aikompas.register.lifecycle import RESTS_ON_FACTS
from aikompas.register.models import (
    MATERIAL_SYSTEM_FIELDS,
    SYSTEM_FACTS,
    SYSTEM_FIELDS,
    AISystem,
    Environment,
)
from aikompas.register.selectors import applications_of, find_system
from aikompas.register.services.lifecycle import follow_facts
from aikompas.register.validation import check_values, own, refuse_when_wrong
from aikompas.register.versions import append_version


@service
def add_system(
    *,
    actor: Actor,
    name: str,
    description: str = "",
    vendor: str = "",
    supply: str = Supply.UNKNOWN,
    kind: str = SystemKind.UNKNOWN,
    technique: str = "",
    hosting: str = "",
    region: str = "",
    environment: Environment | None = None,
) -> AISystem:
    """Add a product or model to the register."""
    require(actor, "register.edit_system")
    own(actor, environment=environment)
    assert actor.organisation_id is not None
    system = AISystem(
        organisation_id=actor.organisation_id,
        name=name.strip(),
        description=description.strip(),
        vendor=vendor.strip(),
        supply=supply,
        kind=kind,
        technique=technique.strip(),
        hosting=hosting.strip(),
        region=region.strip(),
        environment=environment,
    )
    _check(system)
    system.save(force_insert=True)
    record(actor, "register.system_added", system, changes=diff(None, snapshot(system, *SYSTEM_FIELDS)))
    return system


@service
def edit_system(*, actor: Actor, system: AISystem, changes: Mapping[str, Any], reason: str = "") -> AISystem:
    """Change an AI system; a material change (vendor, model ...) is one of all its applications."""
    require(actor, "register.edit_system", system)
    if unknown := set(changes) - {*SYSTEM_FACTS, "environment"}:
        raise TypeError(f"no editable facts: {', '.join(sorted(unknown))}")
    own(actor, environment=changes.get("environment"))
    system.refresh_from_db(fields=SYSTEM_FIELDS)
    before = snapshot(system, *SYSTEM_FIELDS)
    for name, value in changes.items():
        setattr(system, name, value)
    _check(system)
    changed = diff(before, snapshot(system, *SYSTEM_FIELDS))
    if not changed:
        unchanged()
        return system
    material = [f"system_{name}" for name in MATERIAL_SYSTEM_FIELDS if name in changed]
    kept = material or "environment_id" in changed
    applications = list(applications_of(system)) if kept else []
    if material and any(item.state in RESTS_ON_FACTS for item in applications) and not reason.strip():
        refuse_when_wrong(
            {"reason": [_("Give the reason: decisions about applications rest on these facts.")]}
        )
    system.save()
    record(actor, "register.system_edited", system, changes=changed, note=reason.strip())
    for application in applications:
        application.system = system
        append_version(actor, application, reason)
        if material:
            follow_facts(actor=actor, application=application, fields=material, reason=reason)
    return system


def _check(system: AISystem) -> None:
    check_values(system)
    known = find_system(system.organisation_id, system.name)
    if known is not None and known.pk != system.pk:
        refuse_when_wrong({"name": [_("There is already an AI system with this name.")]})
