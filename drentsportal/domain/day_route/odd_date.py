"""What is odd about the date of a day along sites, wherever it is told: screen, command and paper."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from drentsportal.domain.cases.working_time import is_working_day, public_holidays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class OddDate(StrEnum):
    """Why a date asks for a second look; it can be meant, so it is no error."""

    PAST = "past"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"


def odd_dates(on: date, today: date) -> Iterator[OddDate]:
    """Tell that a day has passed, and that hardly anybody works on it."""
    if on < today:
        yield OddDate.PAST
    if on in public_holidays(on.year):
        yield OddDate.HOLIDAY
    elif not is_working_day(on):
        yield OddDate.WEEKEND
