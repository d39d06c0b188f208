"""A value with its source and date, or the honest statement that it is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Generic, TypeAlias, TypeVar

from drentsportal.errors import InputError

T_co = TypeVar("T_co", covariant=True)

_DATE_PARTS: Final = 3


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date of which the day, or month and day, may not be stated.

    Sources often give a reference year only (IBIS 2022); pretending a day would be a guess. ``month`` and
    ``day`` are 0 where they are not stated, so that ordering puts the least precise date first.
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2022``, ``2022-11`` or ``2022-11-17``.

        Raises ``InputError`` when the text is none of these.
        """
        parts = text.strip().split("-")
        try:
            numbers = [int(part) for part in parts]
            # What is not stated begins with the first; more than three parts are no date.
            first_day = date(*(*numbers, 1, 1)[: max(len(numbers), _DATE_PARTS)])
        except (ValueError, TypeError, OverflowError) as error:
            raise InputError("error.date.unreadable", text=text) from error
        stated = (first_day.year, first_day.month, first_day.day)[: len(numbers)]
        return cls(*stated)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Make a fully stated date."""
        return cls(day.year, day.month, day.day)

    @property
    def iso(self) -> str:
        """The date as ISO 8601 text, as precise as it is known."""
        if not self.month:
            return f"{self.year:04d}"
        if not self.day:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    @property
    def earliest(self) -> date:
        """Return the earliest day meant; ages count from here, so a value never looks too fresh."""
        return date(self.year, self.month or 1, self.day or 1)

    def age_days(self, today: date) -> int:
        """Days between the earliest day meant and ``today``."""
        return (today - self.earliest).days


@dataclass(frozen=True, slots=True)
class Known(Generic[T_co]):
    """A value, who says so, and the date it holds for."""

    value: T_co
    source: str
    as_of: PartialDate


class UnknownReason(StrEnum):
    """Why a value is unknown."""

    NOT_DELIVERED = "not_delivered"
    NOT_STATED_IN_SOURCE = "not_stated_in_source"
    UNREADABLE = "unreadable"
    CONFLICTING = "conflicting"


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value: its own state, never zero, "no" or "fits"."""

    reason: UnknownReason = UnknownReason.NOT_DELIVERED


Attribute: TypeAlias = Known[T_co] | Unknown
