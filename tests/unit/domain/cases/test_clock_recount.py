"""The clock held against a recount of single seconds, which knows neither time zones nor the code it checks.

The recount has its own calendar: the hour of summer from the last Sunday of March to that of October, both at
01:00 UTC (directive 2000/84/EC), and the holidays of the year written out by hand. Each second of the time is
looked at by itself.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drentsportal.domain.cases.case import ClockStop
from drentsportal.domain.cases.deadline import ELAPSED_TIME, ClockState, read_clock
from drentsportal.domain.cases.working_time import WORKING_TIME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.cases.deadline import ClockReading, ClockRule

DAY_S, HOUR_S, TERM_S = 86_400, 3_600, 86_400
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Seconds since 1970 at which summer begins and ends: 28 March 2027 and 25 October 2026, 31 October 2027.
SUMMER_ENDS_2026_S, SUMMER_BEGINS_2027_S, SUMMER_ENDS_2027_S = 1_792_890_000, 1_806_195_600, 1_824_944_400
HOLIDAYS = (
    "2026-12-25", "2026-12-26", "2027-01-01", "2027-03-26", "2027-03-29", "2027-04-27", "2027-05-05",
    "2027-05-06", "2027-05-17",
)  # fmt: skip
HOLIDAY_DAYS = np.array(HOLIDAYS, dtype="datetime64[D]").astype(int)
LONGEST_S, GREATEST_STOP_S = 9 * DAY_S, 3 * DAY_S
EVES_S = (SUMMER_ENDS_2026_S - 11 * HOUR_S, SUMMER_BEGINS_2027_S - 10 * HOUR_S)

Stops = list[tuple[int, int]]


def counts(seconds: NDArray[np.int64], rule: ClockRule) -> NDArray[np.bool_]:
    """Tell of each second whether it counts for the term."""
    if rule is ELAPSED_TIME:
        return np.ones(len(seconds), dtype=bool)
    is_winter = (seconds >= SUMMER_ENDS_2026_S) & (seconds < SUMMER_BEGINS_2027_S)
    local = seconds + np.where(is_winter, HOUR_S, 2 * HOUR_S)
    day, of_day = local // DAY_S, local % DAY_S
    weekday = (day + 3) % 7  # 1 January 1970 was a Thursday
    opened = (of_day >= 9 * HOUR_S) & (of_day < 17 * HOUR_S)
    return opened & (weekday < 5) & ~np.isin(day, HOLIDAY_DAYS)


def stood(seconds: NDArray[np.int64], stops: Stops) -> NDArray[np.bool_]:
    """Tell of each second whether the clock stood still in it."""
    found = np.zeros(len(seconds), dtype=bool)
    for begin, end in stops:
        found |= (seconds >= begin) & (seconds < end)
    return found


def at(second: int) -> datetime:
    """Return a second since 1970 as an instant."""
    return EPOCH + timedelta(seconds=second)


def second_of(moment: datetime) -> int:
    """Return an instant as whole seconds since 1970; a part of a second fails the test."""
    since = moment - EPOCH
    assert since.microseconds == 0
    return since.days * DAY_S + since.seconds


def read(start: int, now: int, stops: Stops, rule: ClockRule) -> ClockReading:
    """Read the clock of the product."""
    kept = tuple(ClockStop(at(begin), "reden", at(end)) for begin, end in stops)
    return read_clock(None, at(start), kept, None, at(now), rule)


@st.composite
def starts(draw: st.DrawFn) -> int:
    """Give the second in which a request was made: in the days around a change of the clocks, or in any."""
    around = draw(st.sampled_from((*EVES_S, 1_797_000_000, 1_798_200_000, 1_805_900_000)))
    return int(around + draw(st.integers(-2 * DAY_S, 2 * DAY_S)))


stop_lists = st.lists(st.tuples(st.integers(-DAY_S, LONGEST_S), st.integers(0, GREATEST_STOP_S)), max_size=4)


@pytest.mark.parametrize("rule", [ELAPSED_TIME, WORKING_TIME], ids=["elapsed", "working hours"])
@settings(max_examples=60, deadline=None)
@given(start=starts(), elapsed=st.integers(0, LONGEST_S), offsets=stop_lists)
@example(start=EVES_S[0], elapsed=25 * HOUR_S, offsets=[(8 * HOUR_S, 5 * HOUR_S)])
@example(start=EVES_S[1], elapsed=25 * HOUR_S, offsets=[(8 * HOUR_S, 5 * HOUR_S)])
def test_the_clock_equals_a_recount_of_every_second(
    rule: ClockRule, start: int, elapsed: int, offsets: Sequence[tuple[int, int]]
) -> None:
    """Gross, net, what remains and the moment that it is due, with stops that may touch and overlap."""
    now = start + elapsed
    stops = [(start + begin, min(start + begin + length, now)) for begin, length in offsets]
    stops = [(begin, end) for begin, end in stops if begin <= end]
    reading = read(start, now, stops, rule)

    past = np.arange(start, now, dtype=np.int64)
    counted = counts(past, rule)
    gross_s = int(counted.sum())
    stopped_s = int((counted & stood(past, stops)).sum())
    remaining_s = TERM_S - (gross_s - stopped_s)
    assert reading.gross.total_seconds() == gross_s
    assert reading.net.total_seconds() == gross_s - stopped_s
    assert reading.remaining.total_seconds() == remaining_s
    assert (reading.state is ClockState.OVERDUE) == (remaining_s < 0)

    due = second_of(reading.due_at_utc)
    until_due = counts(np.arange(start, due, dtype=np.int64), rule)
    assert int(until_due.sum()) == TERM_S + stopped_s
    # One second earlier there was still one to go.
    assert bool(until_due[-1])


def test_the_calendar_of_the_recount_is_right_itself() -> None:
    """Its three changes of the clocks are those Sundays at 01:00 UTC, and it covers all seconds asked for."""
    changes = (SUMMER_ENDS_2026_S, SUMMER_BEGINS_2027_S, SUMMER_ENDS_2027_S)
    told = [at(each).strftime("%A %Y-%m-%d %H:%M") for each in changes]
    assert told == ["Sunday 2026-10-25 01:00", "Sunday 2027-03-28 01:00", "Sunday 2027-10-31 01:00"]
    good_friday = second_of(datetime(2027, 3, 26, tzinfo=UTC)) + np.arange(DAY_S, dtype=np.int64)
    assert not counts(good_friday, WORKING_TIME).any()
    # Tuesday 30 March 2027, 09:00 to 17:00 in summer time, and not a second more.
    tuesday = np.arange(second_of(datetime(2027, 3, 29, 22, tzinfo=UTC)), 1_806_444_000, dtype=np.int64)
    opened = tuesday[counts(tuesday, WORKING_TIME)]
    assert at(int(opened[0])) == datetime(2027, 3, 30, 7, tzinfo=UTC)
    assert at(int(opened[-1])) == datetime(2027, 3, 30, 14, 59, 59, tzinfo=UTC)
    assert len(opened) == 8 * HOUR_S
