"""When one is where on a day: travel, visits and a pause, from a start to the latest end.

The way between two places counts in whole steps of ``STEP`` minutes, rounded up, so that a programme has
times that people keep. The pause comes where something else ends: of those moments the one nearest to the
time that was asked, the earlier of two. A day that is over before that time, or begins after it, has none.

What is not back at the end place in time has no place in the day: the stops that come first are kept, those
that come after are told as ``left_over``. Nothing is left out without being told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.domain.day_route.legs import Leg, LegTable

STEP: Final = timedelta(minutes=5)
"""Travel counts in whole steps of this length, rounded up; own choice."""

LEAST_VISIT_MINUTES: Final = 5
MOST_VISIT_MINUTES: Final = 480
MOST_PAUSE_MINUTES: Final = 180


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of so many minutes, as near as can be to a time of day in the Netherlands."""

    near: time
    minutes: int


@dataclass(frozen=True, slots=True)
class DayTerms:
    """The day in the Netherlands, when it begins, and when everybody is back at the latest."""

    on: date
    starts_at: time
    ends_by: time
    pause: Pause | None = None

    @property
    def starts_at_utc(self) -> datetime:
        """The moment at which the day begins."""
        return dutch_moment(self.on, self.starts_at)

    @property
    def ends_by_utc(self) -> datetime:
        """The moment at which everybody is back at the latest."""
        return dutch_moment(self.on, self.ends_by)


@dataclass(frozen=True, slots=True)
class DayStop:
    """A visit of so many minutes to a place, by its number in the table of ways."""

    place: int
    visit_minutes: int


class DayPartKind(StrEnum):
    """What a part of the day is."""

    TRAVEL = "travel"
    VISIT = "visit"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day: from when till when, and where one is at its end.

    ``leg`` is the way of a part that is travel, ``None`` else. A pause is where one is at that moment.
    """

    kind: DayPartKind
    begins_at_utc: datetime
    ends_at_utc: datetime
    place: int
    leg: Leg | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A day: its parts in order, and the places (numbers) that no longer fit in it."""

    terms: DayTerms
    parts: tuple[DayPart, ...]
    left_over: tuple[int, ...] = ()

    @property
    def visits(self) -> tuple[DayPart, ...]:
        """The visits in their order."""
        return tuple(each for each in self.parts if each.kind is DayPartKind.VISIT)

    @property
    def travel_minutes(self) -> int:
        """The minutes of travel together."""
        spent = (each.ends_at_utc - each.begins_at_utc for each in self.parts if each.leg is not None)
        return sum(spent, timedelta()) // timedelta(minutes=1)

    @property
    def ends_at_utc(self) -> datetime:
        """The moment at which everybody is back; the start where nothing fits."""
        return self.parts[-1].ends_at_utc if self.parts else self.terms.starts_at_utc


def dutch_moment(on: date, at: time) -> datetime:
    """Return the instant (UTC) of a time of day in the Netherlands.

    Raises ``InputError`` for a time that the change of the clocks leaves out that day.
    """
    found = datetime.combine(on, at, DUTCH_TIME).astimezone(UTC)
    if found.astimezone(DUTCH_TIME).replace(tzinfo=None) != datetime.combine(on, at):
        raise InputError("error.day.no_such_time", field="start", on=on, at=at.strftime("%H.%M"))
    return found


def travel_time(leg: Leg) -> timedelta:
    """Return how long a way takes in a programme: whole steps, rounded up."""
    return -(-timedelta(seconds=leg.seconds) // STEP) * STEP


def plan_day(terms: DayTerms, stops: Sequence[DayStop], legs: LegTable) -> DayPlan:
    """Plan a day from place 0 along stops, in their order, to the last place of the table.

    Raises ``InputError`` for a day that ends before it begins and for lengths that nobody plans.
    """
    _check(terms, stops)
    for kept in range(len(stops), 0, -1):
        parts = tuple(_with_pause(terms, tuple(_parts(terms, stops[:kept], legs))))
        if parts[-1].ends_at_utc <= terms.ends_by_utc:
            return DayPlan(terms, parts, tuple(each.place for each in stops[kept:]))
    return DayPlan(terms, (), tuple(each.place for each in stops))


def _check(terms: DayTerms, stops: Sequence[DayStop]) -> None:
    if terms.ends_by_utc <= terms.starts_at_utc:
        raise InputError("error.day.ends_before_start", field="end")
    for stop in stops:
        if not LEAST_VISIT_MINUTES <= stop.visit_minutes <= MOST_VISIT_MINUTES:
            raise InputError(
                "error.day.visit", field="visit", least=LEAST_VISIT_MINUTES, most=MOST_VISIT_MINUTES
            )
    if terms.pause is not None and not 0 < terms.pause.minutes <= MOST_PAUSE_MINUTES:
        raise InputError("error.day.pause", field="lunch", most=MOST_PAUSE_MINUTES)


def _parts(terms: DayTerms, stops: Sequence[DayStop], legs: LegTable) -> Iterator[DayPart]:
    """Give travel and visits in turn, without a pause; a way of no length takes no part of the day."""
    here, now_utc = 0, terms.starts_at_utc
    for stop in stops:
        leg = legs.leg(here, stop.place)
        arrives_utc = now_utc + travel_time(leg)
        if arrives_utc > now_utc:
            yield DayPart(DayPartKind.TRAVEL, now_utc, arrives_utc, stop.place, leg)
        now_utc = arrives_utc + timedelta(minutes=stop.visit_minutes)
        yield DayPart(DayPartKind.VISIT, arrives_utc, now_utc, stop.place)
        here = stop.place
    leg = legs.leg(here, len(legs) - 1)
    if leg.seconds:
        yield DayPart(DayPartKind.TRAVEL, now_utc, now_utc + travel_time(leg), len(legs) - 1, leg)


def _with_pause(terms: DayTerms, parts: tuple[DayPart, ...]) -> Iterator[DayPart]:
    """Put the pause behind the part whose end is nearest to its time, and move what follows."""
    pause = terms.pause
    near_utc = None if pause is None else dutch_moment(terms.on, pause.near)
    if pause is None or near_utc is None or not terms.starts_at_utc < near_utc < parts[-1].ends_at_utc:
        yield from parts
        return
    # Behind the last part everybody is home.
    ends = [each.ends_at_utc for each in parts[:-1]] or [parts[-1].ends_at_utc]
    after = min(range(len(ends)), key=lambda row: (abs(ends[row] - near_utc), row))
    length = timedelta(minutes=pause.minutes)
    for row, part in enumerate(parts):
        if row <= after:
            yield part
        else:
            moved = (part.begins_at_utc + length, part.ends_at_utc + length)
            yield DayPart(part.kind, *moved, part.place, part.leg)
        if row == after:
            yield DayPart(DayPartKind.PAUSE, part.ends_at_utc, part.ends_at_utc + length, part.place)
