"""Working hours: known calendars, both clock changes, and the laws held against counting minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.cases.case import ClockStop
from drentsportal.domain.cases.deadline import ANSWER_WITHIN, ELAPSED_TIME, ClockState, read_clock
from drentsportal.domain.cases.working_time import (
    WORKING_TIME,
    ClockRuleKind,
    PublicHoliday,
    clock_rule,
    easter_sunday,
    is_working_day,
    public_holidays,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)


def dutch(year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Give a Dutch wall-clock moment as UTC."""
    return datetime(year, month, day, hour, minute, second, tzinfo=AMSTERDAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (1961, date(1961, 4, 2)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
        (2049, date(2049, 4, 18)),
    ],
)
def test_easter_falls_where_calendars_put_it(year: int, easter: date) -> None:
    """Easter falls where calendars put it, early and late years included."""
    assert easter_sunday(year) == easter


@given(st.integers(min_value=1900, max_value=2199))
def test_easter_is_a_sunday_in_its_five_weeks(year: int) -> None:
    """Easter is a Sunday from 22 March to 25 April."""
    easter = easter_sunday(year)
    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


def test_the_holidays_of_a_year_are_those_of_the_law() -> None:
    """The holidays of 2026, and those that move: King's Day off a Sunday, two on one day."""
    assert public_holidays(2026) == {
        date(2026, 1, 1): PublicHoliday.NEW_YEAR,
        date(2026, 4, 3): PublicHoliday.GOOD_FRIDAY,
        date(2026, 4, 6): PublicHoliday.EASTER_MONDAY,
        date(2026, 4, 27): PublicHoliday.KINGS_DAY,
        date(2026, 5, 5): PublicHoliday.LIBERATION_DAY,
        date(2026, 5, 14): PublicHoliday.ASCENSION_DAY,
        date(2026, 5, 25): PublicHoliday.WHIT_MONDAY,
        date(2026, 12, 25): PublicHoliday.CHRISTMAS_DAY,
        date(2026, 12, 26): PublicHoliday.BOXING_DAY,
    }
    assert date(2025, 4, 26) in public_holidays(2025)
    assert date(2025, 4, 27) not in public_holidays(2025)
    assert date(2013, 4, 30) in public_holidays(2013)
    assert len(public_holidays(2016)) == 8


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param(dutch(2026, 11, 20, 16), dutch(2026, 11, 25, 16), id="over a weekend"),
        pytest.param(dutch(2026, 11, 21, 3), dutch(2026, 11, 25, 17), id="on a saturday"),
        pytest.param(dutch(2026, 11, 23, 9), dutch(2026, 11, 25, 17), id="as the day begins"),
        pytest.param(dutch(2026, 3, 27, 16, 0, 1), dutch(2026, 4, 1, 16, 0, 1), id="summer time begins"),
        pytest.param(dutch(2026, 10, 23, 16, 59, 59), dutch(2026, 10, 28, 16, 59, 59), id="it ends"),
        pytest.param(dutch(2026, 4, 2, 12), dutch(2026, 4, 9, 12), id="easter"),
        pytest.param(dutch(2026, 12, 24, 15), dutch(2026, 12, 30, 15), id="christmas"),
    ],
)
def test_due_counts_working_hours_to_the_second(received: datetime, due: datetime) -> None:
    """Three working days, over nights, weekends, holidays and both clock changes."""
    reading = read_clock(None, received, (), None, received, WORKING_TIME)
    assert reading.due_at_utc == due
    later = read_clock(None, received, (), None, due, WORKING_TIME)
    assert (later.due_at_utc, later.remaining, later.state) == (due, NOTHING, ClockState.SOON)
    assert read_clock(None, received, (), None, due + 400 * HOUR, WORKING_TIME).due_at_utc == due


def test_a_stop_counts_in_working_time_too() -> None:
    """A stop from Friday 16 to Monday 10 holds up two working hours; at night it holds up none."""
    start = dutch(2026, 11, 20, 9)
    over_weekend = ClockStop(dutch(2026, 11, 20, 16), "wacht", dutch(2026, 11, 23, 10))
    at_night = ClockStop(dutch(2026, 11, 23, 18), "wacht", dutch(2026, 11, 24, 8))
    reading = read_clock(None, start, (over_weekend, at_night), None, dutch(2026, 11, 24, 12), WORKING_TIME)
    assert (reading.gross, reading.net) == (19 * HOUR, 17 * HOUR)
    assert reading.due_at_utc == dutch(2026, 11, 25, 11)


moments = st.datetimes(datetime(2025, 12, 20), datetime(2026, 6, 10)).map(  # noqa: DTZ001 - made UTC in the next call
    lambda each: each.replace(microsecond=0, second=0, tzinfo=UTC)
)
spans = st.integers(min_value=0, max_value=6 * 24 * 60).map(lambda each: each * MINUTE)


def counted(start: datetime, end: datetime) -> int:
    """Count the working minutes from one whole minute to another, each looked at by itself."""
    total, at = 0, start
    while at < end:
        local = at.astimezone(AMSTERDAM)
        total += is_working_day(local.date()) and 9 <= local.hour < 17
        at += MINUTE
    return total


@settings(max_examples=40, deadline=None)
@given(start=moments, span=spans)
def test_working_time_is_what_minute_by_minute_gives(start: datetime, span: timedelta) -> None:
    """Working time is what counting minute by minute gives."""
    assert WORKING_TIME.between(start, start + span) == counted(start, start + span) * MINUTE


@settings(max_examples=40, deadline=None)
@given(start=moments, minutes=st.integers(min_value=1, max_value=24 * 60))
def test_a_moment_ahead_is_the_first_minute_by_minute(start: datetime, minutes: int) -> None:
    """The moment ahead has that much working time before it, and one minute less does not."""
    ahead = WORKING_TIME.moment(start, minutes * MINUTE)
    assert counted(start, ahead) == minutes
    assert counted(start, ahead - MINUTE) == minutes - 1


@given(start=moments, minutes=st.integers(min_value=0, max_value=100 * 60))
def test_back_is_the_earliest_with_that_time(start: datetime, minutes: int) -> None:
    """Going back leaves as much working time, and a second earlier would be more."""
    back = WORKING_TIME.moment(start, -minutes * MINUTE)
    assert WORKING_TIME.between(back, start) == minutes * MINUTE
    assert WORKING_TIME.between(back - timedelta(seconds=1), start) > minutes * MINUTE


@pytest.mark.parametrize("rule", [ELAPSED_TIME, WORKING_TIME])
@given(start=moments, first=spans, second=spans)
def test_time_left_never_grows_and_running_keeps_due(
    rule: object, start: datetime, first: timedelta, second: timedelta
) -> None:
    """Under both rules: nothing comes back, and without a stop the term stays where it is."""
    early, late = sorted([first, second])
    chosen = clock_rule(ClockRuleKind.WORKING if rule is WORKING_TIME else ClockRuleKind.ELAPSED)
    assert chosen is rule
    before = read_clock(None, start, (), None, start + early, chosen)
    after = read_clock(None, start, (), None, start + late, chosen)
    assert after.remaining <= before.remaining
    assert after.due_at_utc == before.due_at_utc
    assert after.remaining + after.net == ANSWER_WITHIN
    assert after.is_elapsed is (rule is ELAPSED_TIME)
