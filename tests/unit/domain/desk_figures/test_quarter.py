"""Quarters of the Dutch calendar: no moment is in two, none is in no quarter."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.desk_figures.quarter import Quarter, quarter_of, read_quarter
from drentsportal.errors import InputError

_MOMENTS = st.datetimes(datetime(2001, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes from the strategy


@given(_MOMENTS)
def test_each_moment_lies_in_exactly_one_quarter_that_of_its_dutch_day(at_utc: datetime) -> None:
    """Also in the hours around midnight and in the nights in which the clocks change."""
    quarter = quarter_of(at_utc)
    assert quarter.has(at_utc)
    assert not quarter.next.has(at_utc)
    assert not quarter.previous.has(at_utc)
    assert quarter.has_day(at_utc.astimezone(DUTCH_TIME).date().isoformat())


@given(st.integers(2000, 2100), st.integers(1, 4))
def test_quarters_follow_each_other_without_a_gap(year: int, number: int) -> None:
    """The end of one is the start of the next; back and forth is the same one."""
    quarter = Quarter(year, number)
    assert quarter.end_utc == quarter.next.start_utc
    assert quarter.next.previous == quarter
    assert (quarter.next.first_day - quarter.last_day).days == 1
    assert read_quarter(str(quarter)) == quarter


def test_a_quarter_begins_at_the_dutch_midnight() -> None:
    """In summer two hours before that of UTC, in winter one."""
    assert Quarter(2026, 3).start_utc == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert Quarter(2026, 1).start_utc == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert (Quarter(2026, 1).first_day, Quarter(2026, 1).last_day) == (date(2026, 1, 1), date(2026, 3, 31))


def test_quarters_are_listed_back_from_the_last() -> None:
    """The earliest first, across a year."""
    assert [str(each) for each in Quarter(2026, 2).back(4)] == ["2025-3", "2025-4", "2026-1", "2026-2"]


@pytest.mark.parametrize(
    "text", ["2026", "2026-5", "2026-0", "26-3", "kwartaal 3", "", "0000-1", "0001-1", "1949-4", "9999-4"]
)
def test_what_is_no_quarter_is_told(text: str) -> None:
    """A year whose neighbours no calendar has is none either."""
    with pytest.raises(InputError):
        read_quarter(text)


@pytest.mark.parametrize("text", [" 2026-3 ", "2026-K3", "2026-q3"])
def test_other_ways_of_writing_a_quarter_are_read(text: str) -> None:
    """With the letter that people put before the number."""
    assert read_quarter(text) == Quarter(2026, 3)
