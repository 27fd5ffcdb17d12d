# SPDX-License-Identifier: EUPL-1.2
"""What this app tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from aikompas.core.events import Event


@dataclass(frozen=True)
class EvaluationMoved(Event):
    """A yearly evaluation took a step."""

    organisation_id: UUID
    evaluation_id: UUID
    action: str
