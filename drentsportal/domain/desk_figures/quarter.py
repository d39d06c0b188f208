"""A quarter of the Dutch calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.wall_clock import midnight_utc
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

_WRITTEN: Final = re.compile(r"(\d{4})-(?:[kKqQ])?([1-4])")
FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2200
"""The years of which a quarter is read: a calendar has room before and after them. Our own choice."""

_MONTHS: Final = 3
_QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Period:
    """The bounds of a quarter, worked out once: ``start_utc`` counts in, ``end_utc`` does not."""

    start_utc: datetime
    end_utc: datetime
    first_day: str
    last_day: str

    def has(self, at_utc: datetime | None) -> bool:
        """Whether a moment lies in it; one that is not known lies in none."""
        return at_utc is not None and self.start_utc <= at_utc < self.end_utc

    def has_day(self, day: str) -> bool:
        """Whether a day, as ISO text, lies in it; an empty one lies in none."""
        return bool(day) and self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter, from the Dutch midnight that begins it up to the one that ends it; ``number`` 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        """Write it as ``2026-3``."""
        return f"{self.year}-{self.number}"

    @property
    def first_day(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day."""
        return self.next.first_day - timedelta(days=1)

    @property
    def start_utc(self) -> datetime:
        """The instant with which it begins, which counts in."""
        return midnight_utc(self.first_day)

    @property
    def end_utc(self) -> datetime:
        """The instant with which it ends, which belongs to the next one."""
        return midnight_utc(self.next.first_day)

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year, self.number + 1) if self.number < _QUARTERS else Quarter(self.year + 1, 1)

    @property
    def previous(self) -> Quarter:
        """The quarter before it."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, _QUARTERS)

    def back(self, count: int) -> tuple[Quarter, ...]:
        """Return ``count`` quarters that end with this one, the earliest first."""
        found = [self]
        while len(found) < count:
            found.append(found[-1].previous)
        return tuple(reversed(found))

    @property
    def period(self) -> Period:
        """Its bounds, to ask many moments against."""
        return Period(self.start_utc, self.end_utc, self.first_day.isoformat(), self.last_day.isoformat())

    def has(self, at_utc: datetime | None) -> bool:
        """Whether a moment lies in it; one that is not known lies in none."""
        return self.period.has(at_utc)

    def has_day(self, day: str) -> bool:
        """Whether a day, as ISO text, lies in it; an empty one lies in none."""
        return self.period.has_day(day)


def read_quarter(text: str) -> Quarter:
    """Read ``2026-3``, also ``2026-K3`` and ``2026-Q3``; raises ``InputError`` for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise InputError(
            "error.quarter.unreadable", field="quarter", text=text, first=str(FIRST_YEAR), last=str(LAST_YEAR)
        )
    return Quarter(int(found[1]), int(found[2]))


def quarter_of(at_utc: datetime) -> Quarter:
    """Tell in which quarter of the Dutch calendar a moment lies."""
    day = at_utc.astimezone(DUTCH_TIME)
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)
