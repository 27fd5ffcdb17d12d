# SPDX-License-Identifier: EUPL-1.2
"""What this app tells the apps above it."""

from dataclasses import dataclass
from uuid import UUID

from aikompas.core.events import Event


@dataclass(frozen=True)
class ProfileSwitched(Event):
    """An organisation uses another policy profile from now on: what follows from the policy must be seen anew."""

    organisation_id: UUID
    before: str
    after: str


@dataclass(frozen=True)
class DocumentMoved(Event):
    """A version of a policy document took a step of its route."""

    organisation_id: UUID
    version_id: UUID
    action: str


@dataclass(frozen=True)
class ClauseAttested(Event):
    """Somebody stated that a clause is kept."""

    organisation_id: UUID
    reference: str
