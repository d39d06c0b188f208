"""How an instrument stands on a day: its period, a confirmation of twelve months, and what may go out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.instruments.instrument import Instrument, InstrumentState, last_day, outgoing
from drentsportal.domain.values import PartialDate
from tests.unit.domain.instruments.instrument_strategies import DAYS, instrument, instruments


@pytest.mark.parametrize(
    ("ends_on", "last"),
    [
        ("2015", date(2015, 12, 31)),
        ("2015-12", date(2015, 12, 31)),
        ("2016-02", date(2016, 2, 29)),
        ("2015-06-30", date(2015, 6, 30)),
        ("9999", date.max),
    ],
)
def test_it_runs_to_the_last_day_that_its_end_may_mean(ends_on: str, last: date) -> None:
    """On that day it runs, the day after it has expired."""
    made = instrument(ends_on=PartialDate.parse(ends_on))
    assert last_day(PartialDate.parse(ends_on)) == last
    assert made.state(last) is InstrumentState.TO_CONFIRM
    if last != date.max:
        assert made.state(last + timedelta(days=1)) is InstrumentState.EXPIRED


def test_it_begins_on_the_first_day_that_its_start_may_mean() -> None:
    """The day before it is told as not begun, confirmed or not."""
    made = instrument(starts_on=PartialDate(2027, 1), confirmed_on=date(2026, 11, 1))
    assert made.state(date(2026, 12, 31)) is InstrumentState.NOT_STARTED
    assert made.state(date(2027, 1, 1)) is InstrumentState.CONFIRMED


@pytest.mark.parametrize(
    ("confirmed_on", "last"),
    [
        (date(2026, 11, 21), date(2027, 11, 21)),
        (date(2027, 3, 1), date(2028, 3, 1)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_confirmation_holds_for_twelve_months(confirmed_on: date, last: date) -> None:
    """From its own day to the same day a year later; not before, and not for ever by a slip of the year."""
    made = instrument(confirmed_on=confirmed_on)
    day = timedelta(days=1)
    assert made.state(confirmed_on - day) is InstrumentState.TO_CONFIRM
    assert made.state(confirmed_on) is made.state(last) is InstrumentState.CONFIRMED
    assert made.state(last + day) is InstrumentState.TO_CONFIRM


@given(st.lists(instruments(), max_size=6), DAYS)
def test_nothing_expired_or_unconfirmed_ever_goes_out(made: list[Instrument], today: date) -> None:
    """Recounted from the dates themselves, apart from the state."""
    told = outgoing(made, today)
    for each in told:
        assert each.ends_on is None or last_day(each.ends_on) >= today
        assert each.starts_on is None or each.starts_on.earliest <= today
        assert each.confirmed_on is not None
        assert timedelta(0) <= today - each.confirmed_on <= timedelta(days=366)
    left = [each for each in made if each not in told]
    assert all(each.state(today) is not InstrumentState.CONFIRMED for each in left)
