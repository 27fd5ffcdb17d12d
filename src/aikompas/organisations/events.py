# SPDX-License-Identifier: EUPL-1.2
"""What this app tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from aikompas.core.events import Event


@dataclass(frozen=True)
class MemberDeactivated(Event):
    """Somebody no longer works in an organisation: what this person owned needs another owner."""

    organisation_id: UUID
    user_id: UUID
    membership_id: UUID
