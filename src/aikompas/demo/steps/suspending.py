# SPDX-License-Identifier: EUPL-1.2
"""Stopping the use of an application at once, by whoever guards privacy."""

from __future__ import annotations

from aikompas.demo.world import World, step
from aikompas.organisations.roles import Role
from aikompas.register import services


@step
def suspend(world: World, key: str, *, reason: str) -> None:
    """Stop the use of an application at once."""
    services.move(
        actor=world.actor(world.with_role(Role.PRIVACY_ADVISER)),
        application=world.applications[key],
        action="suspend",
        reason=reason,
    )
