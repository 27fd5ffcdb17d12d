# SPDX-License-Identifier: EUPL-1.2
"""Putting a new application or AI system in the register; called by services, in their transaction."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, snapshot
from aikompas.core.actor import Actor
from aikompas.organisations.models import User
from aikompas.register.choices import PERSONAL_DATA, State
from aikompas.register.models import FACT_FIELDS, SYSTEM_FACTS, AISystem, Application
from aikompas.register.selectors import find_system, next_number, owners_for
from aikompas.register.validation import check_values, refuse_when_wrong
from aikompas.register.versions import append_version

REGISTERED = ("number", "state", "origin", "reporter_id", *FACT_FIELDS)


def create_application(actor: Actor, action: str, *, note: str = "", **facts: Any) -> Application:
    """Create a triaged application with these facts, its first version and its line in the trail."""
    assert actor.organisation_id is not None
    application = Application(
        organisation_id=actor.organisation_id,
        number=next_number(Application, actor.organisation_id),
        state=State.TRIAGED,
        **facts,
    )
    application.personal_data = has_personal_data(application.data_categories)
    check_values(application)
    application.save(force_insert=True)
    append_version(actor, application, note)
    record(actor, action, application, changes=diff(None, snapshot(application, *REGISTERED)), note=note)
    return application


def has_personal_data(data_categories: list[str]) -> bool:
    """Tell whether one of these kinds of data is personal."""
    return not PERSONAL_DATA.isdisjoint(data_categories)


def system_called(actor: Actor, name: str, **facts: Any) -> AISystem | None:
    """Return the AI system of this name, new when the organisation has none; nothing for an empty name."""
    name = name.strip()
    if not name:
        return None
    assert actor.organisation_id is not None
    known = find_system(actor.organisation_id, name)
    if known is not None:
        return known
    system = AISystem(organisation_id=actor.organisation_id, name=name, **facts)
    check_values(system)
    system.save(force_insert=True)
    record(actor, "register.system_added", system, changes=diff(None, snapshot(system, *SYSTEM_FACTS)))
    return system


def check_owner(application_owner: User | None, actor: Actor, field: str = "owner") -> None:
    """Raise ``ValidationError`` when the person cannot keep a dossier in this organisation."""
    if application_owner is None:
        return
    if not owners_for(actor.organisation_id).filter(pk=application_owner.pk).exists():
        refuse_when_wrong({field: [_("This person has no role in which dossiers are kept.")]})
