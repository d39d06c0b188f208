"""What is odd about the date of a day: it has passed, or hardly anybody works."""

from __future__ import annotations

from datetime import date

import pytest

from drentsportal.domain.day_route.odd_date import OddDate, odd_dates

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("on", "odd"),
    [
        (date(2020, 1, 1), [OddDate.PAST, OddDate.HOLIDAY]),
        (date(2026, 11, 19), [OddDate.PAST]),
        (TODAY, []),
        (date(2026, 12, 26), [OddDate.HOLIDAY]),
        (date(2026, 12, 5), [OddDate.WEEKEND]),
        (date(2026, 12, 3), []),
    ],
)
def test_a_day_that_asks_for_a_second_look(on: date, odd: list[OddDate]) -> None:
    """Today is not past; a holiday in the weekend is told as a holiday."""
    assert list(odd_dates(on, TODAY)) == odd
