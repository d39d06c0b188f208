"""What became of a case: recorded in versions, only where it can be true, and closed when that is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from drentsportal.domain.cases.case import CaseStatus, EventKind
from drentsportal.domain.cases.clock_notices import DEFAULT_NOTICES
from drentsportal.domain.cases.deadline import ClockState
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.case_clock import case_clock
from drentsportal.services.case_desk import CaseDesk
from drentsportal.services.case_outcome import OutcomeRecording
from drentsportal.services.case_register import CaseRegister, OpenCases
from drentsportal.services.clock_watch import ClockWatch
from tests.fakes import MOMENT_UTC, FixedActor, FixedClock, InMemoryWorkspace
from tests.storage_contract.deliveries import new_case

NUMBER = "D-2026-0001"
TODAY = date(2026, 11, 20)
PLACED = CaseOutcome(OutcomeKind.PLACED, TODAY, "GM0114", jobs=24, investment_eur=4_600_000)
LOST = CaseOutcome(OutcomeKind.LOST, TODAY, lost_reason=LostReason.PLAN)
WITHDRAWN = CaseOutcome(OutcomeKind.WITHDRAWN, TODAY)


class OutcomeDesk:
    """A case in some status, and the service."""

    def __init__(self, status: CaseStatus = CaseStatus.ANSWERED) -> None:
        """Open the case."""
        self.workspace = InMemoryWorkspace()
        received = MOMENT_UTC - timedelta(days=3)
        with self.workspace.unit_of_work() as unit:
            unit.cases.add(replace(new_case(NUMBER), status=status, received_at_utc=received))
            unit.commit()
        self.recording = OutcomeRecording(self.workspace, FixedClock(), FixedActor())

    def events(self) -> list[EventKind]:
        """Return what happened."""
        with self.workspace.reading() as unit:
            return [each.kind for each in unit.cases.events(NUMBER)]


@pytest.mark.parametrize("outcome", [PLACED, LOST, WITHDRAWN], ids=lambda each: each.kind.value)
def test_an_outcome_is_kept_with_a_line_in_the_timeline(outcome: CaseOutcome) -> None:
    """The status stays; what was recorded comes back whole."""
    desk = OutcomeDesk()
    case, changes = desk.recording.record(NUMBER, outcome)
    assert desk.recording.outcome(NUMBER) == outcome
    assert (case.status, desk.events()) == (CaseStatus.ANSWERED, [EventKind.OUTCOME])
    assert changes.cases == {NUMBER}


def test_a_case_is_closed_when_that_is_asked() -> None:
    """And its outcome can be mended afterwards, as a further version, without opening it."""
    desk = OutcomeDesk()
    case, _ = desk.recording.record(NUMBER, replace(PLACED, jobs=None), close=True)
    assert case.status is CaseStatus.CLOSED
    desk.recording.record(NUMBER, PLACED, close=True)
    assert desk.events() == [EventKind.OUTCOME, EventKind.CLOSED, EventKind.OUTCOME]
    with desk.workspace.reading() as unit:
        assert [each.version for each in unit.cases.papers(NUMBER, PaperKind.OUTCOME)] == [1, 2]
    assert desk.recording.outcome(NUMBER) == PLACED


@pytest.mark.parametrize("status", [CaseStatus.RECEIVED, CaseStatus.IN_PROGRESS, CaseStatus.STOPPED])
def test_before_the_answer_a_company_can_only_withdraw(status: CaseStatus) -> None:
    """What was not answered can neither be placed nor lost, closed with it or not."""
    desk = OutcomeDesk(status)
    for outcome, close in product((PLACED, LOST), (False, True)):
        with pytest.raises(InputError):
            desk.recording.record(NUMBER, outcome, close=close)
    assert desk.recording.outcome(NUMBER) is None
    desk.recording.record(NUMBER, WITHDRAWN)
    assert desk.recording.outcome(NUMBER) == WITHDRAWN


@pytest.mark.parametrize("status", [CaseStatus.RECEIVED, CaseStatus.IN_PROGRESS, CaseStatus.STOPPED])
def test_a_case_that_was_withdrawn_can_be_closed_before_the_answer(status: CaseStatus) -> None:
    """Its clock stands from then on, and it is overdue in no list; once is enough, and it stays closed."""
    desk = OutcomeDesk(status)
    desk.recording.record(NUMBER, WITHDRAWN)
    case, _ = desk.recording.record(NUMBER, WITHDRAWN, close=True)
    assert (case.status, case.closed_at_utc) == (CaseStatus.CLOSED, MOMENT_UTC)
    later = FixedClock(MOMENT_UTC + timedelta(days=40))
    reading, line = case_clock(later).reading(case), CaseRegister(desk.workspace, later).lines()[0]
    assert (reading.state, reading.gross) == (ClockState.CLOSED, timedelta(days=3))
    assert line.clock == reading
    assert CaseRegister(desk.workspace, later).open_cases() == OpenCases((), 1)
    watch = ClockWatch(desk.workspace, later, DEFAULT_NOTICES)
    assert watch.since(MOMENT_UTC)[0] == ()
    assert watch.next_utc() is None
    with pytest.raises(InputError) as refused:
        CaseDesk(desk.workspace, later, FixedActor()).stop_clock(NUMBER, "wacht")
    assert refused.value.message_id == "error.case.closed"


def test_a_case_that_was_referred_and_closed_is_overdue_no_more() -> None:
    """It stands below what waits, however long ago its term passed."""
    desk = OutcomeDesk(CaseStatus.REFERRED)
    with desk.workspace.unit_of_work() as unit:
        unit.cases.add(replace(new_case("D-2026-0002"), received_at_utc=MOMENT_UTC))
        unit.commit()
    desk.recording.record(NUMBER, LOST, close=True)
    later = FixedClock(MOMENT_UTC + timedelta(days=40))
    lines = CaseRegister(desk.workspace, later).lines()
    assert [(each.number, each.clock.state) for each in lines] == [
        ("D-2026-0002", ClockState.OVERDUE),
        (NUMBER, ClockState.CLOSED),
    ]
    assert [each.case.number for each in CaseDesk(desk.workspace, later, FixedActor()).cases()] == [
        "D-2026-0002",
        NUMBER,
    ]


@pytest.mark.parametrize(
    "outcome",
    [
        replace(LOST, lost_reason=None),
        replace(PLACED, lost_reason=LostReason.TIME),
        replace(LOST, jobs=3),
        replace(WITHDRAWN, municipality_code="GM0114"),
        replace(PLACED, jobs=-1),
        replace(PLACED, jobs=99_999_999_999_999_999_999),
        replace(PLACED, investment_eur=10**20),
        replace(PLACED, distance_km=float("nan")),
        replace(PLACED, distance_km=float("inf")),
        replace(PLACED, distance_km=20_001.0),
        replace(PLACED, municipality_code="Emmen"),
        replace(PLACED, decided_on=TODAY + timedelta(days=1)),
        replace(PLACED, decided_on=TODAY - timedelta(days=4)),
    ],
    ids=(
        "no-reason",
        "reason",
        "jobs",
        "place",
        "negative",
        "endless-jobs",
        "endless-money",
        "nan",
        "inf",
        "too-far",
        "code",
        "future",
        "before-receipt",
    ),
)
def test_what_cannot_be_true_is_refused_and_nothing_kept(outcome: CaseOutcome) -> None:
    """A reason with what was lost and with nothing else, figures with what was placed, a day that can be."""
    desk = OutcomeDesk()
    with pytest.raises(InputError):
        desk.recording.record(NUMBER, outcome)
    assert desk.recording.outcome(NUMBER) is None
    assert desk.events() == []


def test_an_unknown_case_is_told() -> None:
    """It has no outcome either."""
    with pytest.raises(NotFoundError):
        OutcomeDesk().recording.record("D-1999-0001", PLACED)
