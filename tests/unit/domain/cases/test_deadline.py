"""The 24-hour clock: due moments over both clock changes, stops, and the laws of the reading."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.cases.case import ClockStop
from drentsportal.domain.cases.deadline import ANSWER_WITHIN, ClockState, dutch_year, read_clock
from drentsportal.errors import InputError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR = timedelta(hours=1)


def dutch(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Give a Dutch wall-clock moment as UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


FRIDAY = dutch(2026, 11, 20, 16)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param(dutch(2026, 3, 28, 16), dutch(2026, 3, 29, 17), id="summer time begins"),
        pytest.param(dutch(2026, 10, 24, 16), dutch(2026, 10, 25, 15), id="summer time ends"),
        pytest.param(dutch(2026, 11, 20, 16), dutch(2026, 11, 21, 16), id="friday to saturday"),
        pytest.param(dutch(2026, 12, 31, 23, 30), dutch(2027, 1, 1, 23, 30), id="new year"),
    ],
)
def test_due_counts_elapsed_hours(received: datetime, due: datetime) -> None:
    """Due counts elapsed hours."""
    reading = read_clock(None, received, (), None, received)
    assert reading.due_at_utc == due
    assert reading.remaining == timedelta(hours=24)


def test_asking_starts_the_clock_where_it_is_known() -> None:
    """Asking starts the clock where it is known."""
    asked = FRIDAY - 3 * HOUR
    reading = read_clock(asked, FRIDAY, (), None, FRIDAY)
    assert reading.due_at_utc == asked + ANSWER_WITHIN
    assert reading.gross == 3 * HOUR


@pytest.mark.parametrize(
    ("elapsed", "state"),
    [
        (timedelta(0), ClockState.RUNNING),
        (18 * HOUR - timedelta(seconds=1), ClockState.RUNNING),
        (18 * HOUR, ClockState.SOON),
        (24 * HOUR, ClockState.SOON),
        (24 * HOUR + timedelta(microseconds=1), ClockState.OVERDUE),
    ],
)
def test_state_follows_what_remains(elapsed: timedelta, state: ClockState) -> None:
    """State follows what remains."""
    assert read_clock(None, FRIDAY, (), None, FRIDAY + elapsed).state is state


def test_a_stop_moves_the_term_and_stands_out_of_net() -> None:
    """A stop moves the term and stands out of net."""
    stop = ClockStop(FRIDAY + 2 * HOUR, "wacht op bedrijf", FRIDAY + 5 * HOUR)
    reading = read_clock(None, FRIDAY, (stop,), None, FRIDAY + 6 * HOUR)
    assert reading.due_at_utc == FRIDAY + 27 * HOUR
    assert (reading.gross, reading.net) == (6 * HOUR, 3 * HOUR)


def test_while_stopped_nothing_is_used_up() -> None:
    """While stopped nothing is used up."""
    stop = (ClockStop(FRIDAY + 2 * HOUR, "wacht op bedrijf"),)
    early = read_clock(None, FRIDAY, stop, None, FRIDAY + 3 * HOUR)
    late = read_clock(None, FRIDAY, stop, None, FRIDAY + 300 * HOUR)
    assert early.state is late.state is ClockState.STOPPED
    assert early.remaining == late.remaining == 22 * HOUR


def test_a_stop_after_the_term_does_not_hide_it() -> None:
    """A stop after the term does not hide it."""
    stop = (ClockStop(FRIDAY + 25 * HOUR, "te laat"),)
    reading = read_clock(None, FRIDAY, stop, None, FRIDAY + 40 * HOUR)
    assert reading.state is ClockState.OVERDUE
    assert reading.remaining == -HOUR


def test_an_answer_stops_the_clock_for_good() -> None:
    """An answer stops the clock for good."""
    answered = FRIDAY + 20 * HOUR
    at_answer = read_clock(None, FRIDAY, (), answered, answered)
    years_later = read_clock(None, FRIDAY, (), answered, FRIDAY + 9999 * HOUR)
    assert at_answer == years_later
    assert at_answer.state is ClockState.ANSWERED
    assert at_answer.remaining == 4 * HOUR


@pytest.mark.parametrize(
    ("asked", "received", "answered", "now"),
    [
        pytest.param(None, FRIDAY.replace(tzinfo=None), None, FRIDAY, id="naive receipt"),
        pytest.param(FRIDAY.replace(tzinfo=None), FRIDAY, None, FRIDAY, id="naive asking"),
        pytest.param(None, FRIDAY, None, FRIDAY.replace(tzinfo=None), id="naive now"),
        pytest.param(None, FRIDAY, FRIDAY.replace(tzinfo=None), FRIDAY, id="naive answer"),
        pytest.param(None, FRIDAY.astimezone(AMSTERDAM), None, FRIDAY, id="not UTC"),
        pytest.param(FRIDAY + HOUR, FRIDAY, None, FRIDAY, id="asked after receipt"),
        pytest.param(None, FRIDAY, FRIDAY - HOUR, FRIDAY, id="answered before receipt"),
    ],
)
def test_impossible_moments_are_refused(
    asked: datetime | None, received: datetime, answered: datetime | None, now: datetime
) -> None:
    """Impossible moments are refused."""
    with pytest.raises(InputError):
        read_clock(asked, received, (), answered, now)


def test_naive_stops_are_refused() -> None:
    """Naive stops are refused."""
    with pytest.raises(InputError):
        read_clock(None, FRIDAY, (ClockStop(FRIDAY.replace(tzinfo=None), "x"),), None, FRIDAY)


def test_year_of_a_number_is_the_dutch_year() -> None:
    """Year of a number is the dUTCh year."""
    assert dutch_year(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == 2027


spans = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=5))


@st.composite
def stop_lists(draw: st.DrawFn) -> tuple[ClockStop, ...]:
    """Any stops, also overlapping ones, ones before the start and one that is open."""
    stops = []
    for begin, length in draw(st.lists(st.tuples(spans, spans), max_size=5)):
        start = FRIDAY - timedelta(days=1) + begin
        stops.append(ClockStop(start, "x", start + length))
    if draw(st.booleans()):
        stops.append(ClockStop(FRIDAY + draw(spans), "open"))
    return tuple(draw(st.permutations(stops)))


@given(stops=stop_lists(), elapsed=spans)
def test_gross_is_net_plus_what_moved_the_term(stops: tuple[ClockStop, ...], elapsed: timedelta) -> None:
    """Gross is net plus what moved the term."""
    reading = read_clock(None, FRIDAY, stops, None, FRIDAY + elapsed)
    assert timedelta(0) <= reading.net <= reading.gross == elapsed
    assert reading.due_at_utc - FRIDAY - ANSWER_WITHIN == reading.gross - reading.net
    assert reading.remaining + reading.net == ANSWER_WITHIN


@given(stops=stop_lists(), elapsed=spans)
def test_order_of_stops_does_not_matter(stops: tuple[ClockStop, ...], elapsed: timedelta) -> None:
    """Order of stops does not matter."""
    now = FRIDAY + elapsed
    assert read_clock(None, FRIDAY, stops, None, now) == read_clock(None, FRIDAY, stops[::-1], None, now)


@given(stops=stop_lists(), first=spans, second=spans)
def test_time_left_never_grows(stops: tuple[ClockStop, ...], first: timedelta, second: timedelta) -> None:
    """Time left never grows."""
    early, late = sorted([first, second])
    before = read_clock(None, FRIDAY, stops, None, FRIDAY + early)
    after = read_clock(None, FRIDAY, stops, None, FRIDAY + late)
    assert after.remaining <= before.remaining
    assert after.due_at_utc >= before.due_at_utc


@given(stops=stop_lists(), answered=spans, later=spans)
def test_after_the_answer_nothing_moves(
    stops: tuple[ClockStop, ...], answered: timedelta, later: timedelta
) -> None:
    """After the answer nothing moves."""
    moment = FRIDAY + answered
    assert read_clock(None, FRIDAY, stops, moment, moment + later) == read_clock(
        None, FRIDAY, stops, moment, moment
    )
