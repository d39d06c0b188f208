"""Working hours: what the clock counts where a setting chooses them instead of elapsed hours.

The policy documents promise an answer "binnen 24 uur" and say nothing of working hours (``sources``
000:1939-1945), so elapsed hours stay the default. Working hours are an own choice: Monday to Friday from 9 to
17 on the Dutch wall clock, and none on a public holiday; twenty-four of them are three working days. Public
holidays are those of article 3 of the Algemene termijnenwet: New Year's Day, Good Friday, Easter Monday,
King's Day, 5 May, Ascension Day, Whit Monday and both Christmas days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME, ELAPSED_TIME, require_utc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drentsportal.domain.cases.deadline import ClockRule

DAY_BEGINS: Final = time(9)
DAY_ENDS: Final = time(17)

WORKING_DAY: Final = timedelta(hours=DAY_ENDS.hour - DAY_BEGINS.hour)
"""The working time of every working day: none of them is shorter, so that hours are days exactly."""

_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta(0)
_SATURDAY: Final = 5
_SUNDAY: Final = 6
_FIRST_KINGS_DAY: Final = 2014
"""Until 2013 the day was 30 April, and 29 April where that is a Sunday."""


class PublicHoliday(StrEnum):
    """A day without working hours, whatever weekday it is."""

    NEW_YEAR = "new_year"
    GOOD_FRIDAY = "good_friday"
    EASTER_MONDAY = "easter_monday"
    KINGS_DAY = "kings_day"
    LIBERATION_DAY = "liberation_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"


class ClockRuleKind(StrEnum):
    """What the clock counts; the value is that of the setting."""

    ELAPSED = "elapsed"
    WORKING = "working_hours"


def easter_sunday(year: int) -> date:
    """Tell Easter Sunday of a year of the Gregorian calendar.

    Anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991, chapter 8).
    """
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - leap - shift + 15) % 30
    quarter, left = divmod(of_century, 4)
    week = (32 + 2 * rest + 2 * quarter - moon - left) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> Mapping[date, PublicHoliday]:
    """Tell the public holidays of the Netherlands in a year, in the order of the calendar."""
    easter = easter_sunday(year)
    fixed = {
        date(year, 1, 1): PublicHoliday.NEW_YEAR,
        _kings_day(year): PublicHoliday.KINGS_DAY,
        date(year, 5, 5): PublicHoliday.LIBERATION_DAY,
        date(year, 12, 25): PublicHoliday.CHRISTMAS_DAY,
        date(year, 12, 26): PublicHoliday.BOXING_DAY,
    }
    moving = {
        easter - 2 * _DAY: PublicHoliday.GOOD_FRIDAY,
        easter + _DAY: PublicHoliday.EASTER_MONDAY,
        easter + 39 * _DAY: PublicHoliday.ASCENSION_DAY,
        easter + 50 * _DAY: PublicHoliday.WHIT_MONDAY,
    }
    # Ascension Day can fall on 5 May (2016); one of the two names it then.
    return dict(sorted((fixed | moving).items()))


def is_working_day(day: date) -> bool:
    """Whether a day of the Dutch calendar has working hours."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


class WorkingTime:
    """``ClockRule`` that counts working hours only, to the second, over both changes of the clocks."""

    def between(self, start_utc: datetime, end_utc: datetime) -> timedelta:
        """Tell how much working time lies between two moments; nothing when the second is not later."""
        require_utc(start_utc, "start_utc")
        total, end = _NOTHING, require_utc(end_utc, "end_utc")
        for opens, closes in _days_from(start_utc):
            if opens >= end:
                return total
            total += max(min(closes, end) - max(opens, start_utc), _NOTHING)
        raise AssertionError

    def moment(self, at_utc: datetime, by: timedelta) -> datetime:
        """Tell the earliest moment that lies ``by`` of working time after another, before it if negative."""
        return _ahead(at_utc, by) if by > _NOTHING else _back(at_utc, -by)


WORKING_TIME: Final = WorkingTime()
"""The rule of working hours; it keeps nothing."""


def clock_rule(kind: ClockRuleKind) -> ClockRule:
    """Return the rule that a setting names."""
    return WORKING_TIME if kind is ClockRuleKind.WORKING else ELAPSED_TIME


def _kings_day(year: int) -> date:
    day = date(year, 4, 27) if year >= _FIRST_KINGS_DAY else date(year, 4, 30)
    return day - _DAY if day.weekday() == _SUNDAY else day


def _hours_of(day: date) -> tuple[datetime, datetime]:
    """Return the working hours of a day as instants; the clocks never change within them."""
    opens, closes = (
        datetime.combine(day, at, tzinfo=DUTCH_TIME).astimezone(UTC) for at in (DAY_BEGINS, DAY_ENDS)
    )
    return opens, closes


def _days_from(at_utc: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Walk the working hours from the day of a moment on."""
    day = at_utc.astimezone(DUTCH_TIME).date()
    while True:
        if is_working_day(day):
            yield _hours_of(day)
        day += _DAY


def _days_back_from(at_utc: datetime) -> Iterator[tuple[datetime, datetime]]:
    day = at_utc.astimezone(DUTCH_TIME).date()
    while True:
        if is_working_day(day):
            yield _hours_of(day)
        day -= _DAY


def _ahead(at_utc: datetime, by: timedelta) -> datetime:
    left = by
    for opens, closes in _days_from(require_utc(at_utc, "at_utc")):
        begin = max(opens, at_utc)
        if closes - begin >= left:
            return begin + left
        left -= max(closes - begin, _NOTHING)
    raise AssertionError


def _back(at_utc: datetime, by: timedelta) -> datetime:
    left = by
    for opens, closes in _days_back_from(require_utc(at_utc, "at_utc")):
        end = min(closes, at_utc)
        # At the very beginning of a day the end of the day before is as good, and earlier.
        if end - opens > left:
            return end - left
        left -= max(end - opens, _NOTHING)
    raise AssertionError
