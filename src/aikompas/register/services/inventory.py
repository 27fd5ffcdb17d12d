# SPDX-License-Identifier: EUPL-1.2
"""The inventory of a department: its AI contact person confirms from time to time that it is complete."""

from __future__ import annotations

from django.utils import timezone

from aikompas.audit.recording import diff, record, service, snapshot
from aikompas.core.actor import Actor
from aikompas.organisations.models import Department
from aikompas.organisations.permissions import require
from aikompas.register.models import InventoryConfirmation
from aikompas.register.selectors import confirmed_until, inventory_of

CONFIRM = "register.confirm_inventory"
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
