# SPDX-License-Identifier: EUPL-1.2
"""The facts of applications: registering what was found in use, editing, and the risk class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.events import publish
from aikompas.organisations.models import Department, User
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.register.choices import DecisionRole, Origin, RiskClass, State, Supply
from aikompas.register.events import MateriallyChanged
from aikompas.register.lifecycle import RESTS_ON_FACTS
from aikompas.register.models import FACT_FIELDS, MATERIAL_FIELDS, AISystem, Application
from aikompas.register.registering import check_owner, create_application, has_personal_data, system_called
from aikompas.register.selectors import latest_version
from aikompas.register.services.lifecycle import follow_facts
from aikompas.register.validation import check_values, own, refuse_when_wrong, required
from aikompas.register.versions import append_version

EDITABLE = frozenset(name.removesuffix("_id") for name in FACT_FIELDS) - {"risk_class"}


@service
def register_found_in_use(
    *,
    actor: Actor,
    name: str,
    work: str,
    department: Department,
    how_found: str,
    use_start: date | None = None,
    owner: User | None = None,
    system: AISystem | None = None,
    system_name: str = "",
    supply: str = Supply.UNKNOWN,
    vendor: str = "",
    data_categories: Sequence[str] = (),
    affected_groups: Sequence[str] = (),
    decision_role: str = DecisionRole.UNKNOWN,
) -> Application:
    """Register an application that is in use without a report; it shows as a finding until it is decided about."""
    require(
        actor,
        "register.register_found_in_use",
        Application(organisation_id=actor.organisation_id, department=department),
    )
    own(actor, department=department, system=system)
    required(name=name, how_found=how_found)
    check_owner(owner, actor)
    if use_start and use_start > timezone.localdate():
        refuse_when_wrong({"use_start": [_("This date lies in the future.")]})
    contact = department.contact_person
    return create_application(
        actor,
        "register.found_in_use",
        note=how_found.strip(),
        name=name.strip(),
        work=work.strip(),
        department=department,
        system=system or system_called(actor, system_name, supply=supply, vendor=vendor.strip()),
        owner=owner or (contact.user if contact else None),
        origin=Origin.FOUND_IN_USE,
        use_start=use_start,
        data_categories=list(data_categories),
        affected_groups=list(affected_groups),
        decision_role=decision_role,
    )


@service
def edit_facts(
    *,
    actor: Actor,
    application: Application,
    changes: Mapping[str, Any],
    reason: str = "",
    based_on: int | None = None,
) -> Application:
    """Change facts of an application; a material change makes advice and decision lapse and needs a reason.

    ``changes`` has names of facts (``owner``, ``purpose``, ...) as keys. ``based_on`` is the number of the version that
    the editor saw: a newer one means that somebody else was first.
    """
    require(actor, "register.edit_application", application)
    if unknown := set(changes) - EDITABLE:
        raise TypeError(f"no editable facts: {', '.join(sorted(unknown))}")
    application.refresh_from_db()
    _check_editable(application, based_on)
    _check_people(actor, application, changes)
    before = snapshot(application, *FACT_FIELDS, "personal_data")
    for name, value in changes.items():
        setattr(application, name, value)
    application.personal_data = has_personal_data(application.data_categories)
    check_values(application)
    changed = diff(before, snapshot(application, *FACT_FIELDS, "personal_data"))
    if not changed:
        unchanged()
        return application
    material = [name for name in MATERIAL_FIELDS if name in changed]
    if material and application.state in RESTS_ON_FACTS and not reason.strip():
        refuse_when_wrong({"reason": [_("Give the reason: advice and decision rest on these facts.")]})
    application.save()
    append_version(actor, application, reason)
    record(actor, "register.facts_edited", application, changes=changed, note=reason.strip())
    if material:
        follow_facts(actor=actor, application=application, fields=material, reason=reason)
    return application


@service
def set_risk_class(*, actor: Actor, application: Application, risk_class: str) -> Application:
    """Set the risk class that follows from a classification; the step of the life cycle is a ``move`` of its own."""
    require(actor, "classification.classify", application)
    application.refresh_from_db(fields=("risk_class", "state", "owner"))
    before = snapshot(application, "risk_class")
    application.risk_class = RiskClass(risk_class)
    changed = diff(before, snapshot(application, "risk_class"))
    if not changed:
        unchanged()
        return application
    application.save(update_fields=("risk_class", "changed_at"))
    append_version(actor, application)
    record(actor, "register.risk_class_set", application, changes=changed)
    publish(MateriallyChanged(application=application, fields=("risk_class",), actor=actor))
    return application


def _check_editable(application: Application, based_on: int | None) -> None:
    if application.state == State.ARCHIVED:
        raise Refused(_("This application is archived. Restore it first."))
    newest = latest_version(application)
    if based_on is not None and newest is not None and newest.number > based_on:
        raise Refused(
            _(
                "Somebody else changed these facts in the meantime. Open the page again and repeat your change."
            )
        )


def _check_people(actor: Actor, application: Application, changes: Mapping[str, Any]) -> None:
    own(actor, **{name: changes.get(name) for name in ("department", "system")})
    owner = changes.get("owner")
    if owner and owner.pk != application.owner_id:
        check_owner(owner, actor)
    overseer = changes.get("oversight_person")
    if overseer and not active_people(actor.organisation_id).filter(pk=overseer.pk).exists():
        refuse_when_wrong({"oversight_person": [_("Choose from the list.")]})
