"""When the clock of a case gives notice, as a pure function of when was last looked and now.

A notice falls when the counted time of a case passes a threshold, such as 24 hours less six. What was passed
since the last look is told at the next: a machine that slept gives each notice once on waking, and a stop
never repeats one, since a stopped clock counts no time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import ANSWER_WITHIN, ELAPSED_TIME, read_case_clock
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.deadline import ClockReading, ClockRule

DEFAULT_NOTICES: Final = (timedelta(hours=6), timedelta(hours=2), timedelta(0))
"""How much is left of the term when notice is given."""

_HOUR: Final = timedelta(hours=1)
_NOTHING: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class ClockNotice:
    """One notice: of which case, at how much time left (``before``, zero when due), and its clock now."""

    case: Case
    before: timedelta
    clock: ClockReading


def notices_between(
    cases: Iterable[Case],
    last_seen_utc: datetime | None,
    now_utc: datetime,
    before: Sequence[timedelta] = DEFAULT_NOTICES,
    rule: ClockRule = ELAPSED_TIME,
) -> tuple[ClockNotice, ...]:
    """Tell which notices fell after ``last_seen_utc`` and not after ``now_utc``, the least time left first.

    ``last_seen_utc`` ``None`` means that nobody ever looked: every notice that has fallen. An answered or
    closed case gives none, nor does one whose clock stands.
    """
    found = []
    for case in cases:
        clock = read_case_clock(case, now_utc, rule)
        if clock.state.is_over:
            continue
        seen = None if last_seen_utc is None else read_case_clock(case, min(last_seen_utc, now_utc), rule).net
        for each in sorted(set(before)):
            threshold = ANSWER_WITHIN - each
            if threshold <= clock.net and (seen is None or seen < threshold):
                found.append(ClockNotice(case, each, clock))
    return tuple(sorted(found, key=lambda each: (each.clock.remaining, each.case.number, each.before)))


def one_per_case(notices: Iterable[ClockNotice]) -> tuple[ClockNotice, ...]:
    """Return of each case the notice with the least time left; their order stays."""
    first: dict[str, ClockNotice] = {}
    for each in notices:
        kept = first.get(each.case.number)
        if kept is None or each.before < kept.before:
            first[each.case.number] = each
    return tuple(first.values())


def next_notice_utc(
    cases: Iterable[Case],
    now_utc: datetime,
    before: Sequence[timedelta] = DEFAULT_NOTICES,
    rule: ClockRule = ELAPSED_TIME,
) -> datetime | None:
    """Tell when the next notice falls if nothing happens until then; ``None`` when none will."""
    moments = []
    for case in cases:
        clock = read_case_clock(case, now_utc, rule)
        is_stopped = any(stop.resumed_at_utc is None for stop in case.stops)
        if clock.state.is_over or is_stopped:
            continue
        left = [ANSWER_WITHIN - each - clock.net for each in before]
        moments += [rule.moment(max(now_utc, clock.started_at_utc), each) for each in left if each > _NOTHING]
    return min(moments, default=None)


def read_notice_hours(text: str) -> tuple[timedelta, ...]:
    """Read a setting such as ``6, 2, 0``: whole hours before due, from 0 to 23; empty means no notices.

    Raises ``InputError``.
    """
    found = []
    for word in text.replace(",", " ").split():
        if not (word.isascii() and word.isdigit()) or int(word) * _HOUR >= ANSWER_WITHIN:
            raise InputError("error.settings.notice_hours", field="clock_notices", text=text)
        found.append(int(word) * _HOUR)
    return tuple(sorted(set(found), reverse=True))
