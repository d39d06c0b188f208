"""What may happen to a case: allowed steps, one owner, moments in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases import case_rules
from drentsportal.domain.cases.case import Case, CaseStatus, RequestChannel, ShortlistEntry
from drentsportal.domain.cases.deadline import read_case_clock
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

START = datetime(2026, 11, 20, 15, tzinfo=UTC)
OWNER = Actor("J. de Vries", "Provincie Drenthe", Role.SCHAKELPUNT)
CASE = Case(
    "D-2026-0001",
    CaseStatus.RECEIVED,
    OWNER,
    RequestChannel.NOM,
    START,
    None,
    LocationRequest(title="Composietverwerker"),
)

ALLOWED = {
    ("received", "in_progress"),
    ("received", "stopped"),
    ("received", "answered"),
    ("received", "referred"),
    ("in_progress", "stopped"),
    ("in_progress", "answered"),
    ("in_progress", "referred"),
    ("stopped", "in_progress"),
    ("stopped", "answered"),
    ("stopped", "referred"),
    ("received", "closed"),
    ("in_progress", "closed"),
    ("stopped", "closed"),
    ("referred", "answered"),
    ("referred", "closed"),
    ("answered", "referred"),
    ("answered", "closed"),
}


@pytest.mark.parametrize("before", list(CaseStatus))
@pytest.mark.parametrize("after", list(CaseStatus))
def test_only_the_allowed_steps_are_taken(before: CaseStatus, after: CaseStatus) -> None:
    """Only the allowed steps are taken."""
    case = replace(CASE, status=before)
    if (before.value, after.value) in ALLOWED:
        assert case_rules.step_to(case, after).status is after
    else:
        with pytest.raises(InputError) as caught:
            case_rules.step_to(case, after)
        if before is CaseStatus.CLOSED:
            assert caught.value.message_id == "error.case.closed"
            return
        assert caught.value.params == {"number": CASE.number, "now": before, "wanted": after}


def test_work_starts_once() -> None:
    """Work starts once."""
    started = case_rules.worked_on(CASE)
    assert started.status is CaseStatus.IN_PROGRESS
    assert case_rules.worked_on(started) is started


def test_a_referred_case_runs_until_it_is_answered() -> None:
    """A referred case runs until it is answered."""
    referred = case_rules.refer(CASE, START + timedelta(hours=1))
    now_utc = START + timedelta(hours=30)
    assert read_case_clock(referred, now_utc).remaining == timedelta(hours=-6)
    answered = case_rules.answer(referred, now_utc)
    assert (answered.status, answered.answered_at_utc) == (CaseStatus.ANSWERED, now_utc)


def test_closed_cases_keep_their_owner() -> None:
    """Closed cases keep their owner."""
    with pytest.raises(InputError, match=r"error\.case\.closed"):
        case_rules.hand_over(replace(CASE, status=CaseStatus.CLOSED), replace(OWNER, name="M. Jansen"))


def test_naive_moments_are_refused() -> None:
    """Naive moments are refused."""
    with pytest.raises(InputError, match="not_utc"):
        case_rules.stop_clock(CASE, "wacht", START.replace(tzinfo=None))


@pytest.mark.parametrize(
    "act",
    [
        lambda case, at: case_rules.stop_clock(case, "wacht", at),
        case_rules.answer,
        case_rules.refer,
    ],
    ids=["stop", "answer", "refer"],
)
def test_nothing_happens_before_the_last_moment_on_the_clock(act: Callable[[Case, datetime], Case]) -> None:
    """Nothing happens before the last moment on the clock."""
    stopped = case_rules.stop_clock(CASE, "wacht", START + timedelta(hours=1))
    with pytest.raises(InputError) as twice:
        case_rules.stop_clock(stopped, "wacht nog", START + timedelta(hours=2))
    assert twice.value.message_id == "error.case.already_stopped"
    resumed = case_rules.resume_clock(stopped, START + timedelta(hours=2))
    with pytest.raises(InputError, match="moment_too_early") as caught:
        act(resumed, START + timedelta(hours=2) - timedelta(seconds=1))
    assert caught.value.params["earliest_at_utc"] == START + timedelta(hours=2)


gaps = st.lists(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2)), min_size=1, max_size=9)


@given(gaps=gaps)
def test_any_course_of_stops_keeps_net_time_and_one_open_stop_at_most(gaps: list[timedelta]) -> None:
    """Any course of stops keeps net time and one open stop at most."""
    case, now_utc, net = CASE, START, timedelta(0)
    for index, gap in enumerate(gaps):
        now_utc += gap
        if index % 2:
            case = case_rules.resume_clock(case, now_utc)
        else:
            net += gap
            case = case_rules.stop_clock(case, "wacht", now_utc)
        assert sum(stop.resumed_at_utc is None for stop in case.stops) == (index + 1) % 2
    assert read_case_clock(case, now_utc).net == net
    assert read_case_clock(case_rules.answer(case, now_utc), now_utc).net == net


def test_the_answer_fixes_the_shortlist() -> None:
    """The answer fixes the shortlist."""
    entry = ShortlistEntry("park-a", OWNER, START)
    listed = case_rules.shortlist(CASE, entry)
    assert listed.shortlist == (entry,)
    answered = case_rules.answer(listed, START + timedelta(hours=1))
    with pytest.raises(InputError, match="answered_is_fixed"):
        case_rules.unshortlist(answered, "park-a")
