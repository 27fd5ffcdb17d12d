# SPDX-License-Identifier: EUPL-1.2
"""Measuring whether the policy is kept, as the worker does, and accepting for a while that something is not."""

from __future__ import annotations

from aikompas.compliance import services
from aikompas.compliance.refreshing import refresh
from aikompas.compliance.selectors import get_result, results_of
from aikompas.compliance.touching import EVERYTHING, add
from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.policy.controls import Outcome


@step
def measure_everything(world: World, key: str) -> None:
    """Measure every control about everything there is at this moment, and count the day."""
    add(world.place.pk, [EVERYTHING])
    refresh(world.place)


@step
def accept_deviation(world: World, key: str, *, by: str, within: int, reason: str) -> None:
    """Accept the first thing that an application does not meet, if any, until so many days from then."""
    actor = world.actor(by)
    broken = (
        item.row for item in results_of(world.applications[key]) if item.result.outcome == Outcome.NOT_MET
    )
    result = next((row for row in broken if row is not None), None)
    if result is None:
        return
    found = get_result(actor, result.pk)
    services.accept_deviation(actor=actor, result=found, reason=reason, until=in_days(within))
