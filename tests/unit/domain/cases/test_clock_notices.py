"""Notices of the clock: each once, however often was looked, asleep, stopped or answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import Case, CaseStatus, ClockStop, RequestChannel
from drentsportal.domain.cases.clock_notices import (
    DEFAULT_NOTICES,
    next_notice_utc,
    notices_between,
    one_per_case,
    read_notice_hours,
)
from drentsportal.domain.cases.deadline import ELAPSED_TIME, ClockRule
from drentsportal.domain.cases.working_time import WORKING_TIME
from drentsportal.errors import InputError
from tests.fakes import OFFICER

HOUR = timedelta(hours=1)
START = datetime(2026, 11, 20, 15, tzinfo=UTC)


def case(number: str = "D-2026-0001", received: datetime = START, *stops: ClockStop) -> Case:
    """Give a case with its stops."""
    return Case(
        number=number,
        status=CaseStatus.IN_PROGRESS,
        owner=OFFICER,
        channel=RequestChannel.NOM,
        received_at_utc=received,
        asked_at_utc=None,
        request=LocationRequest(title="Composietverwerker"),
        stops=stops,
    )


def told(last: datetime | None, now: datetime, *cases: Case) -> list[tuple[str, int]]:
    """Tell the notices as the end of the number and hours before due."""
    found = notices_between(cases, last, now)
    return [(each.case.number[-1], int(each.before / HOUR)) for each in found]


def test_each_threshold_gives_notice_when_it_is_passed() -> None:
    """At six hours, at two, and when due; not a second earlier."""
    one, second = case(), timedelta(seconds=1)
    for hours, left in ((18, 6), (22, 2), (24, 0)):
        at = START + hours * HOUR
        assert told(at - HOUR, at - second, one) == []
        assert told(at - second, at, one) == [("1", left)]
        assert told(at, at + second, one) == []


def test_a_machine_asleep_gives_each_once_on_waking_with_overdue_on_top() -> None:
    """After a night, the most overdue case comes first; of one case one notice can be shown."""
    late, later = case(), case("D-2026-0002", START - 3 * HOUR)
    slept, woke = START + HOUR, START + 30 * HOUR
    assert told(slept, woke, late, later) == [("2", 0), ("2", 2), ("2", 6), ("1", 0), ("1", 2), ("1", 6)]
    found = one_per_case(notices_between((late, later), slept, woke))
    assert [(each.case.number[-1], each.before) for each in found] == [("2", 0 * HOUR), ("1", 0 * HOUR)]
    assert told(woke, woke + 100 * HOUR, late, later) == []


def test_the_first_look_tells_what_has_fallen() -> None:
    """Where nobody ever looked, what has fallen is told."""
    assert told(None, START + 19 * HOUR, case()) == [("1", 6)]
    assert told(None, START + HOUR, case()) == []


def test_an_answered_case_gives_none() -> None:
    """An answer ends the notices, also those that fell while the machine slept."""
    answered = replace(case(), answered_at_utc=START + 20 * HOUR)
    assert told(START, START + 30 * HOUR, answered) == []


def test_a_stop_holds_notices_up_and_repeats_none() -> None:
    """Stopped for ten hours after the first: the second comes ten hours later, the first not again."""
    stop = ClockStop(START + 19 * HOUR, "wacht op het bedrijf", START + 29 * HOUR)
    one = case("D-2026-0001", START, stop)
    assert told(START + 18 * HOUR, START + 31 * HOUR, one) == []
    assert told(START + 31 * HOUR, START + 32 * HOUR, one) == [("1", 2)]


def test_the_next_notice_is_known() -> None:
    """So that a timer can wait for it; a stopped clock has none."""
    assert next_notice_utc([case()], START) == START + 18 * HOUR
    assert next_notice_utc([case()], START + 18 * HOUR) == START + 22 * HOUR
    assert next_notice_utc([case()], START + 24 * HOUR) is None
    assert next_notice_utc([case("D-2026-0001", START, ClockStop(START, "wacht"))], START + HOUR) is None
    assert next_notice_utc([], START) is None


@st.composite
def stops(draw: st.DrawFn) -> tuple[ClockStop, ...]:
    """Draw stops of whole minutes that follow each other."""
    at, found = START, []
    for run, stand in draw(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 2000)), max_size=3)):
        begin = at + timedelta(minutes=run)
        at = begin + timedelta(minutes=stand)
        found.append(ClockStop(begin, "wacht", at))
    return tuple(found)


@pytest.mark.parametrize("rule", [ELAPSED_TIME, WORKING_TIME])
@given(held=stops(), looks=st.lists(st.integers(0, 15_000), min_size=2, max_size=12))
def test_however_often_is_looked_each_comes_once(
    rule: ClockRule, held: tuple[ClockStop, ...], looks: list[int]
) -> None:
    """Looking often gives together what looking once gives."""
    moments = [START + timedelta(minutes=each) for each in sorted(looks)]
    one = case("D-2026-0001", START, *held)
    often = [
        each.before
        for last, now in pairwise(moments)
        for each in notices_between([one], last, now, DEFAULT_NOTICES, rule)
    ]
    once = [each.before for each in notices_between([one], moments[0], moments[-1], DEFAULT_NOTICES, rule)]
    assert sorted(often) == sorted(once)
    assert len(set(once)) == len(once)


@pytest.mark.parametrize("rule", [ELAPSED_TIME, WORKING_TIME])
@given(minutes=st.integers(0, 15_000))
def test_at_the_next_notice_there_is_one(rule: ClockRule, minutes: int) -> None:
    """Nothing falls before the moment that is foretold, and something at it."""
    now = START + timedelta(minutes=minutes)
    moment = next_notice_utc([case()], now, DEFAULT_NOTICES, rule)
    if moment is None:
        assert notices_between([case()], now, now + 2000 * HOUR, DEFAULT_NOTICES, rule) == ()
    else:
        assert notices_between([case()], now, moment - timedelta(seconds=1), DEFAULT_NOTICES, rule) == ()
        assert notices_between([case()], now, moment, DEFAULT_NOTICES, rule)


def test_hours_are_read_from_a_setting() -> None:
    """In any order, with commas or spaces; anything else is refused."""
    assert read_notice_hours("0 6,2") == DEFAULT_NOTICES
    assert read_notice_hours("") == ()
    for wrong in ("zes", "24", "-1", "1.5"):
        with pytest.raises(InputError):
            read_notice_hours(wrong)
