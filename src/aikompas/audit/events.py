# SPDX-License-Identifier: EUPL-1.2
"""What the trail tells the apps above it: everything that is recorded, while it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model

from aikompas.core.actor import Actor
from aikompas.core.events import Event


@dataclass(frozen=True)
class Recorded(Event):
    """Something was done in an organisation: the actions, each with its object."""

    organisation_id: UUID | None
    actor: Actor
    done: tuple[tuple[str, Model | None], ...]
