# SPDX-License-Identifier: EUPL-1.2
"""The clocks of a profile: which one runs for something, and the last day that is still in time."""

from __future__ import annotations

from datetime import date, timedelta

from aikompas.core.dates import months_later
from aikompas.core.working_days import working_days_later
from aikompas.policy.profiles import Profile
from aikompas.policy.sections.terms import Clock


def clock_of(profile: Profile, clock_id: str) -> Clock | None:
    """Return the clock of this name, if the profile has one."""
    return next((clock for clock in profile.clocks if clock.id == clock_id), None)


def last_day(clock: Clock, start: date) -> date:
    """Return the last day on which something that began on this day is done in time."""
    if clock.unit == "working_days":
        return working_days_later(start, clock.amount)
    if clock.unit == "months":
        return months_later(start, clock.amount)
    days = {"hours": -(-clock.amount // 24), "days": clock.amount, "weeks": 7 * clock.amount}[clock.unit]
    return start + timedelta(days=days)
