# SPDX-License-Identifier: EUPL-1.2
"""When things happened: days before the day of loading become moments in office hours."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OFFICE = ZoneInfo("Europe/Amsterdam")
OPENS = time(8, 40)
OFFICE_MINUTES = 8 * 60
PAUSE = timedelta(minutes=9)
SATURDAY = 5


def working_day(today: date, days_ago: float) -> date:
    """Return the day so many days before today, or the Friday before when it falls in a weekend."""
    day = today - timedelta(days=round(days_ago))
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def office_moment(today: date, days_ago: float, name: str) -> datetime:
    """Return a moment in office hours of that day; which one follows from the name, so it is always the same."""
    minutes = zlib.crc32(name.encode()) % OFFICE_MINUTES
    local = datetime.combine(working_day(today, days_ago), OPENS, OFFICE) + timedelta(minutes=minutes)
    return local.astimezone(UTC)


def after(moment: datetime, previous: datetime | None) -> datetime:
    """Return the moment, or a little after the previous one when it does not lie after that already."""
    return moment if previous is None else max(moment, previous + PAUSE)
