# SPDX-License-Identifier: EUPL-1.2
"""What classification tells the apps above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aikompas.core.actor import Actor
from aikompas.core.events import Event

if TYPE_CHECKING:
    from aikompas.register.models import Application


@dataclass(frozen=True)
class ApplicationClassified(Event):
    """A classification was signed: it counts from now on, whether or not the risk class changed."""

    application: Application
    actor: Actor
