"""When a term of calendar years has passed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

_FEBRUARY: Final = 2
_LEAP_DAY: Final = 29


def last_kept_on(started_on: date, years: int) -> date:
    """Tell the last day on which papers are kept whose term of whole calendar years began on ``started_on``.

    It is the same day of the same month, that many years on. A term that began on 29 February ends, in a year
    without one, with the month: on 28 February.
    """
    year = started_on.year + years
    if (started_on.month, started_on.day) == (_FEBRUARY, _LEAP_DAY) and not _is_leap(year):
        return date(year, _FEBRUARY, _LEAP_DAY - 1)
    return started_on.replace(year=year)


def due_on(started_on: date, years: int) -> date:
    """Tell the first day after the term: no day of it is cut off."""
    return last_kept_on(started_on, years) + timedelta(days=1)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
