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


@dataclass(frozen=True)
class HouseRulesPublished(Event):
    """A version of the house rules was published."""

    organisation_id: UUID
    version_id: UUID


@dataclass(frozen=True)
class HouseRulesAcknowledged(Event):
    """Somebody acknowledged a version of the house rules."""

    organisation_id: UUID
    version_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class RoadmapChanged(Event):
    """A step of the timetable was added, changed or finished."""

    organisation_id: UUID
    step_id: UUID


@dataclass(frozen=True)
class BudgetChanged(Event):
    """The budget of a year, or what weighs on it, changed."""

    organisation_id: UUID
    year: int
