# SPDX-License-Identifier: EUPL-1.2
"""Working days in the Netherlands."""

from datetime import date

import pytest

from aikompas.core.working_days import (
    easter,
    holidays,
    is_working_day,
    working_days_between,
    working_days_later,
)


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)])
def test_easter_falls_on_the_sunday_of_the_calendar(day):
    assert easter(day.year) == day


def test_kings_day_moves_to_saturday_when_it_would_be_a_sunday():
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


def test_weekends_and_holidays_are_no_working_days():
    assert not is_working_day(date(2026, 11, 22))
    assert not is_working_day(date(2026, 5, 14))
    assert is_working_day(date(2026, 11, 23))


def test_working_days_are_counted_past_christmas_and_back():
    later = working_days_later(date(2026, 12, 23), 3)
    assert later == date(2026, 12, 29)
    assert working_days_between(date(2026, 12, 23), later) == 3
