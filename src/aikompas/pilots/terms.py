# SPDX-License-Identifier: EUPL-1.2
"""What the policy of the organisation says about a pilot: how long it lasts, and whether the committee guides it."""

from __future__ import annotations

from datetime import date

from aikompas.core.dates import months_later
from aikompas.pilots.models import Pilot
from aikompas.policy.sections.pilots import PilotTerms
from aikompas.register.gates import profile_of
from aikompas.register.models import Application


def terms_of(application: Application) -> PilotTerms:
    """Return how long a pilot lasts at most."""
    return profile_of(application).pilots


def committee_guides(application: Application) -> bool:
    """Tell whether the advising body guides pilots."""
    return profile_of(application).committee.guides_pilots


def guiding_body(application: Application) -> str:
    """Return what the advising body is called."""
    return profile_of(application).bodies.advisory


def last_day_planned(application: Application, begins: date) -> date:
    """Return the last day that a plan may name."""
    return months_later(begins, terms_of(application).longest_months)


def last_day_extended(pilot: Pilot) -> date:
    """Return the last day until which a pilot may be extended."""
    return months_later(pilot.begins, terms_of(pilot.application).limit_months)
