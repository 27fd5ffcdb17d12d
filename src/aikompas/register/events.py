# SPDX-License-Identifier: EUPL-1.2
"""What the register tells the apps above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aikompas.core.actor import Actor
from aikompas.core.events import Event

if TYPE_CHECKING:
    from aikompas.register.models import Application, Suspension


@dataclass(frozen=True)
class ApplicationMoved(Event):
    """An application went to another state by an action of its life cycle."""

    application: Application
    action: str
    before: str
    actor: Actor


@dataclass(frozen=True)
class Suspended(Event):
    """The use of an application was stopped at once."""

    application: Application
    suspension: Suspension
    actor: Actor


@dataclass(frozen=True)
class Resumed(Event):
    """A suspension was lifted: the application may be used or tried out again."""

    application: Application
    suspension: Suspension
    actor: Actor


@dataclass(frozen=True)
class MateriallyChanged(Event):
    """Facts changed on which a decision rests (purpose, data, vendor, model, risk class ...)."""

    application: Application
    fields: tuple[str, ...]
    actor: Actor
