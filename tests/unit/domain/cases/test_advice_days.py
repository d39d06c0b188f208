"""The days of an advice are working days, whatever holiday or weekend lies between."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.cases.advice_days import (
    answers_wanted_by,
    choice_wanted_by,
    visits_from,
    working_days_after,
)
from drentsportal.domain.cases.working_time import is_working_day


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        # Christmas, Boxing Day and New Year's Day have no working hours.
        (date(2026, 12, 24), 5, date(2027, 1, 4)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_days_without_work_do_not_count(day: date, count: int, then: date) -> None:
    """From a Friday, a Saturday and the day before Christmas."""
    assert working_days_after(day, count) == then


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_what_an_advice_asks_stands_in_order(made_on: date) -> None:
    """Answers before the choice, the choice before a visit, each on a day with working hours."""
    days = (answers_wanted_by(made_on), choice_wanted_by(made_on), visits_from(made_on))
    assert made_on < days[0] < days[1] < days[2]
    assert all(map(is_working_day, days))
