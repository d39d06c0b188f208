"""The register says what the cases say, at every moment, after every change, and of erased ones too."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from drentsportal.domain.cases.case import CaseEvent, CaseStatus, EventKind
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.domain.cases.case_papers import outcome_to_data, referral_to_data, task_to_data
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.domain.cases.digesting import digest_of
from drentsportal.domain.cases.outcome import CaseOutcome, OutcomeKind, Referral
from drentsportal.domain.cases.papers import CasePaper, PaperKind
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.cases.working_time import WORKING_TIME
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.services.case_clock import CaseClock
from drentsportal.services.case_register import CaseRegister
from tests.fakes import MOMENT_UTC, OFFICER, FixedClock, InMemoryWorkspace
from tests.storage_contract.deliveries import new_case

FIRST, SECOND = "D-2026-0001", "D-2026-0002"
OUTCOME = CaseOutcome(OutcomeKind.PLACED, date(2026, 11, 19), "GM0114", jobs=60)
REFERRAL = Referral(MOMENT_UTC, Party(PartyKind.MUNICIPALITY, "GM0114"), "past beter", "GM0106")


class FullRegister:
    """Two cases, one answered, and the register over them."""

    def __init__(self) -> None:
        """Open the cases."""
        self.workspace, self.clock = InMemoryWorkspace(), FixedClock()
        received = MOMENT_UTC - timedelta(hours=20)
        with self.workspace.unit_of_work() as unit:
            case = replace(new_case(FIRST), received_at_utc=received, asked_at_utc=None)
            unit.cases.add(replace(case, status=CaseStatus.IN_PROGRESS))
            answered = received + timedelta(hours=2)
            unit.cases.add(replace(case, number=SECOND, status=CaseStatus.ANSWERED, answered_at_utc=answered))
            unit.commit()
        self.register = CaseRegister(self.workspace, self.clock)

    def keep(self, number: str, kind: PaperKind, version: int, content: object) -> None:
        """Keep a paper."""
        paper = CasePaper(kind, version, self.clock.now_utc(), OFFICER, json.dumps(content))
        with self.workspace.unit_of_work() as unit:
            unit.cases.add_paper(number, paper)
            unit.commit()


def test_lines_are_ordered_by_urgency_and_answered_ones_stand_last() -> None:
    """As the desk lists them, with the clock of now."""
    desk = FullRegister()
    lines = desk.register.lines()
    assert [each.number for each in lines] == [FIRST, SECOND]
    assert [each.clock.state for each in lines] == [ClockState.SOON, ClockState.ANSWERED]
    desk.clock.advance(timedelta(hours=5))
    assert desk.register.lines()[0].clock.state is ClockState.OVERDUE
    assert desk.register.lines()[1].clock == lines[1].clock


def test_the_next_task_is_the_open_one_with_the_earliest_date() -> None:
    """One that is done counts no more; the newest version of the paper holds."""
    desk = FullRegister()
    later = CaseTask("t1", "later", "Anna", date(2026, 12, 1))
    undated, soon = CaseTask("t2", "ooit", "Anna"), CaseTask("t3", "nu", "Anna", date(2026, 11, 21))
    desk.keep(FIRST, PaperKind.TASKS, 1, [task_to_data(each) for each in (later, undated, soon)])
    line = desk.register.lines()[0]
    assert (line.next_task, line.open_task_count) == (soon, 3)
    done = replace(soon, done_at_utc=MOMENT_UTC)
    desk.keep(FIRST, PaperKind.TASKS, 2, [task_to_data(each) for each in (later, undated, done)])
    line = desk.register.lines()[0]
    assert (line.next_task, line.open_task_count) == (later, 2)


def test_digests_are_those_of_the_cases_themselves() -> None:
    """Whatever was asked before, and after a paper was added without the case being saved."""
    desk = FullRegister()
    before = desk.register.digests()
    desk.keep(SECOND, PaperKind.OUTCOME, 1, outcome_to_data(OUTCOME))
    desk.keep(SECOND, PaperKind.REFERRALS, 1, [referral_to_data(REFERRAL)])
    desk.clock.advance(timedelta(hours=1))
    with desk.workspace.reading() as unit:
        first, second = unit.cases.all()
    now_utc = desk.clock.now_utc()
    assert desk.register.digests() == (
        digest_of(first, (), None, now_utc),
        digest_of(second, (REFERRAL,), OUTCOME, now_utc),
    )
    assert before[1].outcome is None


def test_a_closed_case_tells_when_it_was_closed() -> None:
    """As its timeline does."""
    desk = FullRegister()
    with desk.workspace.unit_of_work() as unit:
        unit.cases.save(replace(unit.cases.get(SECOND), status=CaseStatus.CLOSED))
        unit.cases.add_event(SECOND, CaseEvent(MOMENT_UTC, EventKind.CLOSED, OFFICER))
        unit.commit()
    assert desk.register.digests()[1].closed_at_utc == MOMENT_UTC


def test_an_erased_case_counts_on_and_leaves_the_list() -> None:
    """With its last digest; one that was never closed ended when it was erased."""
    desk = FullRegister()
    digest = desk.register.digests()[0]
    desk.workspace.erase_case(ErasedCase(FIRST, MOMENT_UTC, OFFICER, digest=digest))
    assert [each.number for each in desk.register.lines()] == [SECOND]
    assert desk.register.digests()[0] == replace(digest, closed_at_utc=MOMENT_UTC)


def test_what_is_forgotten_is_read_again() -> None:
    """After a lock everything is there as before."""
    desk = FullRegister()
    lines = desk.register.lines()
    desk.register.forget()
    assert desk.register.lines() == lines


def test_figures_follow_the_rule_that_the_setting_chose() -> None:
    """From Friday 16:00 to Monday 11:00 lie 67 hours, of which 3 are working hours."""
    workspace, friday = InMemoryWorkspace(), datetime(2026, 11, 20, 15, tzinfo=UTC)
    answered = datetime(2026, 11, 23, 10, tzinfo=UTC)
    case = replace(
        new_case(FIRST),
        received_at_utc=friday,
        asked_at_utc=None,
        status=CaseStatus.ANSWERED,
        answered_at_utc=answered,
    )
    with workspace.unit_of_work() as unit:
        unit.cases.add(case)
        unit.commit()
    clock = FixedClock(answered)
    (elapsed,) = CaseRegister(workspace, clock).digests()
    (working,) = CaseRegister(workspace, CaseClock(clock, WORKING_TIME)).digests()
    assert (elapsed.net_s, elapsed.is_within_term) == (67 * 3_600, False)
    assert (working.net_s, working.is_within_term) == (3 * 3_600, True)
    assert working == digest_of(case, (), None, answered, rule=WORKING_TIME)
