# SPDX-License-Identifier: EUPL-1.2
"""What assessments tell the apps above them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from aikompas.core.actor import Actor
from aikompas.core.events import Event


@dataclass(frozen=True)
class AssessmentApproved(Event):
    """An assessment was approved: its answers count from now on."""

    assessment_id: UUID
    actor: Actor
