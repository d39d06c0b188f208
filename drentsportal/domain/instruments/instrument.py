"""Financing and support instruments with their period; expired ones never enter an outgoing document."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.instruments.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.values import PartialDate

_LEAP_DAY: Final = (2, 29)


class InstrumentState(StrEnum):
    """How an instrument stands on a day."""

    EXPIRED = "expired"
    NOT_STARTED = "not_started"
    CONFIRMED = "confirmed"
    TO_CONFIRM = "to_confirm"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A subsidy, loan or service; amounts in whole euros, ``None`` where the source does not state them.

    Both ends of the amounts belong to the range, unless ``is_minimum_exclusive`` or ``is_maximum_exclusive``
    says otherwise. ``source_lines`` are the lines of the documents, for whoever checks; they stand in no
    outgoing document.
    """

    id: str
    name: str
    provider: str
    audience: str
    minimum_eur: int | None
    maximum_eur: int | None
    conditions: str
    starts_on: PartialDate | None
    ends_on: PartialDate | None
    period_text: str
    source: str
    as_of: PartialDate
    confirmed_on: date | None = None
    is_minimum_exclusive: bool = False
    is_maximum_exclusive: bool = False
    terms: Terms = field(default_factory=Terms)
    source_lines: str = ""

    @property
    def least_eur(self) -> int | None:
        """The smallest whole amount in the range, ``None`` where no minimum is stated."""
        return None if self.minimum_eur is None else self.minimum_eur + self.is_minimum_exclusive

    @property
    def most_eur(self) -> int | None:
        """The largest whole amount in the range, ``None`` where no maximum is stated."""
        return None if self.maximum_eur is None else self.maximum_eur - self.is_maximum_exclusive

    def state(self, today: date) -> InstrumentState:
        """Expired after its period; confirmed when somebody did so within twelve months (design 4).

        A start of which only year or month is stated counts from its first day. A confirmation counts from
        its own day on: for a day before it nobody had confirmed anything.
        """
        if self.ends_on is not None and last_day(self.ends_on) < today:
            return InstrumentState.EXPIRED
        if self.starts_on is not None and today < self.starts_on.earliest:
            return InstrumentState.NOT_STARTED
        if self.confirmed_on is not None and self.confirmed_on <= today <= _year_after(self.confirmed_on):
            return InstrumentState.CONFIRMED
        return InstrumentState.TO_CONFIRM


def outgoing(instruments: Iterable[Instrument], today: date) -> tuple[Instrument, ...]:
    """Return what may stand in a document that goes out today: confirmed within twelve months, running."""
    return tuple(each for each in instruments if each.state(today) is InstrumentState.CONFIRMED)


def last_day(ends_on: PartialDate) -> date:
    """Return the last day that a date may mean: 2015-12 ends on 31 December 2015."""
    if ends_on.day:
        return date(ends_on.year, ends_on.month, ends_on.day)
    year, month = (ends_on.year, ends_on.month + 1) if ends_on.month else (ends_on.year + 1, 1)
    if month > 12:  # noqa: PLR2004 - December
        year, month = year + 1, 1
    if year > date.max.year:
        return date.max
    return date.fromordinal(date(year, month, 1).toordinal() - 1)


def _year_after(day: date) -> date:
    """Return the same day a year later; after 29 February the 28th."""
    if day.year == date.max.year:
        return date.max
    is_leap_day = (day.month, day.day) == _LEAP_DAY
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)
