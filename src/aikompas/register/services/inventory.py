# SPDX-License-Identifier: EUPL-1.2
"""The inventory of a department: its AI contact person confirms from time to time that it is complete."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from aikompas.audit.recording import diff, record, service, snapshot
from aikompas.core.actor import Actor
from aikompas.core.dates import months_later
from aikompas.organisations.models import Department, Organisation
from aikompas.organisations.permissions import require
from aikompas.policy.clocks import clock_of, last_day
from aikompas.policy.selectors import profile_of
from aikompas.register.models import InventoryConfirmation
from aikompas.register.selectors import inventory_of

CONFIRM = "register.confirm_inventory"
CLOCK = "inventory"
MONTHS = 12
KEPT = ("department_id", "confirmed_on", "valid_until", "applications")


@service
def confirm_inventory(*, actor: Actor, department: Department, remark: str = "") -> InventoryConfirmation:
    """State that the list of AI of a department is complete; it counts for the period that the policy says."""
    today = timezone.localdate()
    confirmation = InventoryConfirmation(
        organisation_id=department.organisation_id,
        department=department,
        confirmed_by_id=actor.id,
        confirmed_on=today,
        valid_until=confirmed_until(department.organisation, today),
        remark=remark.strip(),
    )
    require(actor, CONFIRM, confirmation)
    confirmation.applications = inventory_of(department).count()
    confirmation.full_clean()
    confirmation.save(force_insert=True)
    changes = diff(None, snapshot(confirmation, *KEPT))
    record(actor, "register.inventory_confirmed", confirmation, changes=changes, note=confirmation.remark)
    return confirmation


def confirmed_until(organisation: Organisation, day: date) -> date:
    """Return until when a confirmation of this day counts."""
    clock = clock_of(profile_of(organisation), CLOCK)
    return last_day(clock, day) if clock else months_later(day, MONTHS)
