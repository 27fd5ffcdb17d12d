# SPDX-License-Identifier: EUPL-1.2
"""What is kept up beside the applications: approved ICT environments and confirmed inventories."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from aikompas.demo.calendar import working_day
from aikompas.demo.world import World, step
from aikompas.organisations.roles import Role
from aikompas.register import services


@step
def approve_environment(
    world: World,
    key: str,
    *,
    name: str,
    location: str,
    approved_by: str,
    systems: Sequence[str],
    conditions: str = "",
    ends: int | None = None,
) -> None:
    """Put an ICT environment on the list, and say which AI systems run there."""
    environment = services.add_environment(
        actor=world.actor(world.with_role(Role.SECURITY_OFFICER)),
        name=name,
        location=location,
        approved_by=approved_by,
        approved_from=timezone.localdate(),
        approved_until=None if ends is None else working_day(world.today, ends),
        conditions=conditions,
    )
    secretary = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    for which in systems:
        world.systems[which] = services.edit_system(
            actor=secretary, system=world.systems[which], changes={"environment": environment}
        )


@step
def confirm_inventory(world: World, key: str, *, department: str, remark: str = "") -> None:
    """Confirm that the list of AI of a department is complete."""
    services.confirm_inventory(
        actor=world.actor(world.written.departments[department]["contact"]),
        department=world.departments[department],
        remark=remark,
    )
