# SPDX-License-Identifier: EUPL-1.2
"""Which data and tasks applications are designated for."""

from __future__ import annotations

from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.guidance import services


@step
def designate(
    world: World,
    key: str,
    *,
    by: str,
    data: str,
    reason: str,
    tasks: tuple[str, ...] = (),
    conditions: str = "",
    within: int | None = None,
) -> None:
    """Designate an application for data and tasks, for so many days from then or until further notice."""
    services.designate(
        actor=world.actor(by),
        application=world.applications[key],
        data_class=data,
        tasks=tasks,
        conditions=conditions,
        valid_from=in_days(0),
        valid_until=in_days(within) if within is not None else None,
        reason=reason,
    )
