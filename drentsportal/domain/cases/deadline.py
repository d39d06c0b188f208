"""The 24-hour clock of a case, as a pure function of moments.

The policy documents promise an answer "binnen 24 uur" and say nothing of working hours
(``sources`` 000:1939-1945, 000:2375-2379), so the clock counts elapsed hours, weekends and nights included,
unless a setting chooses another ``ClockRule`` (``working_time``). Every moment is an aware UTC instant; Dutch
wall-clock time exists for display and for the year in a case number only. That is why the nights in which the
clocks change need no special case here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from drentsportal.domain.cases.case import CaseStatus
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.cases.case import Case, ClockStop
    from drentsportal.domain.cases.case_outline import CaseOutline

ANSWER_WITHIN: Final = timedelta(hours=24)
"""The time for an answer, in elapsed hours."""

SOON_WITHIN: Final = timedelta(hours=6)
"""What remains when a case starts to show as nearly due."""

DUTCH_TIME: Final = ZoneInfo("Europe/Amsterdam")
"""The time zone of everybody who reads a case."""

_NOTHING: Final = timedelta(0)


class ClockRule(Protocol):
    """What time counts for the term."""

    def between(self, start_utc: datetime, end_utc: datetime) -> timedelta:
        """Tell how much time counts between two moments."""
        ...

    def moment(self, at_utc: datetime, by: timedelta) -> datetime:
        """Tell the earliest moment that lies ``by`` of counted time after another, before it if negative."""
        ...


class ElapsedTime:
    """All time counts, nights and weekends included: what the documents say."""

    def between(self, start_utc: datetime, end_utc: datetime) -> timedelta:
        """Tell how much time lies between two moments; nothing when the second is not later."""
        return max(end_utc - start_utc, _NOTHING)

    def moment(self, at_utc: datetime, by: timedelta) -> datetime:
        """Tell the moment that lies ``by`` after another."""
        return at_utc + by


ELAPSED_TIME: Final = ElapsedTime()
"""The rule of the documents; it keeps nothing."""


class ClockState(StrEnum):
    """How the clock of a case stands; ``CLOSED`` is one that was closed without an answer."""

    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"
    STOPPED = "stopped"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def is_over(self) -> bool:
        """Whether the clock stands for good: nobody waits for an answer any more."""
        return self is ClockState.ANSWERED or self is ClockState.CLOSED


class ClockReading(NamedTuple):
    """The clock of a case at one moment; never stored.

    ``remaining`` is negative after the term, and after the answer says how much was left. ``gross`` is the
    time since the start of the clock, ``net`` the same without the stops; all three in the time that the rule
    counts. ``started_at_utc`` is the moment from which the 24 hours count. ``is_elapsed`` tells that all time
    counts: only then are 24 of the hours a day.
    """

    started_at_utc: datetime
    due_at_utc: datetime
    remaining: timedelta
    state: ClockState
    gross: timedelta
    net: timedelta
    is_elapsed: bool = True


def require_utc(at: datetime, field: str) -> datetime:
    """Return ``at``, an aware UTC instant; raises ``InputError`` naming ``field`` when it is not one."""
    if at.tzinfo is not UTC and (at.tzinfo is None or at.utcoffset() != _NOTHING):
        raise InputError("error.clock.not_utc", field=field, moment=at.isoformat(), name=field)
    return at


def dutch_year(at_utc: datetime) -> int:
    """Tell the calendar year of an instant in the Netherlands."""
    return require_utc(at_utc, "at_utc").astimezone(DUTCH_TIME).year


def clock_start(asked_at_utc: datetime | None, received_at_utc: datetime) -> datetime:
    """Tell from when the 24 hours count: when the company asked, where known, else the receipt.

    Raises ``InputError`` when a moment is not UTC or the request was received before it was asked.
    """
    require_utc(received_at_utc, "received_at_utc")
    if asked_at_utc is None:
        return received_at_utc
    require_utc(asked_at_utc, "asked_at_utc")
    if asked_at_utc > received_at_utc:
        raise InputError(
            "error.clock.asked_after_received",
            field="asked_at",
            asked_at_utc=asked_at_utc,
            received_at_utc=received_at_utc,
        )
    return asked_at_utc


def stopped_time(
    stops: Sequence[ClockStop], start_utc: datetime, end_utc: datetime, rule: ClockRule = ELAPSED_TIME
) -> timedelta:
    """How much counted time the clock stood still between two moments; overlapping stops count once."""
    total = _NOTHING
    reached = start_utc
    for stop in sorted(stops, key=lambda each: each.stopped_at_utc):
        begin = max(require_utc(stop.stopped_at_utc, "stopped_at_utc"), reached)
        resumed = stop.resumed_at_utc
        end = end_utc if resumed is None else min(require_utc(resumed, "resumed_at_utc"), end_utc)
        if end > begin:
            total += rule.between(begin, end)
            reached = end
    return total


def read_clock(
    asked_at_utc: datetime | None,
    received_at_utc: datetime,
    stops: Sequence[ClockStop],
    answered_at_utc: datetime | None,
    now_utc: datetime,
    rule: ClockRule = ELAPSED_TIME,
) -> ClockReading:
    """Read the clock of a case at ``now_utc``.

    The case is due 24 hours, as ``rule`` counts them, after it was asked (else received), plus the time that
    the clock stood still. Answering stops it for good: later readings are the reading at the answer. A term
    that has passed shows as overdue even while the clock is stopped, so that a stop can never hide it.

    Raises ``InputError`` when a moment is not an aware UTC instant, or the order of moments cannot be true.
    """
    start = clock_start(asked_at_utc, received_at_utc)
    require_utc(now_utc, "now_utc")
    end = max(_end(start, answered_at_utc, now_utc), start)
    gross = rule.between(start, end)
    net = gross - stopped_time(stops, start, end, rule) if stops else gross
    remaining = ANSWER_WITHIN - net
    is_stopped = bool(stops) and any(stop.resumed_at_utc is None for stop in stops)
    return ClockReading(
        started_at_utc=start,
        due_at_utc=rule.moment(end, remaining),
        remaining=remaining,
        state=_state(remaining, is_answered=answered_at_utc is not None, is_stopped=is_stopped),
        gross=gross,
        net=net,
        is_elapsed=rule is ELAPSED_TIME,
    )


def read_case_clock(
    case: Case | CaseOutline, now_utc: datetime, rule: ClockRule = ELAPSED_TIME
) -> ClockReading:
    """Read the clock of a case at ``now_utc``; errors as ``read_clock``.

    That of a case which was closed without an answer stands as it was at the closing, and is never overdue;
    where the moment of closing is not known it reads as of now.
    """
    moments = (case.asked_at_utc, case.received_at_utc, case.stops, case.answered_at_utc)
    if case.status is not CaseStatus.CLOSED or case.answered_at_utc is not None:
        return read_clock(*moments, now_utc, rule)
    stood_at_utc = min(case.closed_at_utc or now_utc, now_utc)
    return read_clock(*moments, stood_at_utc, rule)._replace(state=ClockState.CLOSED)


def _end(start_utc: datetime, answered_at_utc: datetime | None, now_utc: datetime) -> datetime:
    if answered_at_utc is None:
        return now_utc
    require_utc(answered_at_utc, "answered_at_utc")
    if answered_at_utc < start_utc:
        raise InputError(
            "error.clock.answered_before_start",
            field="at",
            answered_at_utc=answered_at_utc,
            started_at_utc=start_utc,
        )
    return answered_at_utc


def _state(remaining: timedelta, *, is_answered: bool, is_stopped: bool) -> ClockState:
    if is_answered:
        return ClockState.ANSWERED
    if remaining < _NOTHING:
        return ClockState.OVERDUE
    if is_stopped:
        return ClockState.STOPPED
    return ClockState.SOON if remaining <= SOON_WITHIN else ClockState.RUNNING
