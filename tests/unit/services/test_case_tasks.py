"""Tasks as a use case: kept as one list per case, and found over all cases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from drentsportal.domain.cases.case import Case, CaseStatus, EventKind, RequestChannel
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.case_tasks import CaseTasks
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock, InMemoryWorkspace
from tests.unit.services.document_fakes import REQUEST

FIRST, SECOND = "D-2026-0041", "D-2026-0042"


class TaskDesk:
    """Two cases and their tasks."""

    def __init__(self) -> None:
        """Open the cases."""
        self.workspace, self.clock = InMemoryWorkspace(), FixedClock()
        self.tasks = CaseTasks(self.workspace, self.clock, FixedActor())
        with self.workspace.unit_of_work() as work:
            for number in (FIRST, SECOND):
                request = replace(REQUEST, title=f"Vraag {number}")
                case = Case(
                    number, CaseStatus.RECEIVED, OFFICER, RequestChannel.NOM, MOMENT_UTC, None, request
                )
                work.cases.add(case)
            work.commit()


@pytest.fixture
def desk() -> TaskDesk:
    """Open the desk."""
    return TaskDesk()


def test_every_change_keeps_the_whole_list(desk: TaskDesk) -> None:
    """As a version, with a line of the timeline; the case is then worked on."""
    desk.tasks.add(FIRST, "Bel terug", "Bert", date(2026, 11, 25), "vergunningen")
    task, changes = desk.tasks.add(FIRST, "Stuur brochure")
    assert (task.id, task.owner) == ("t2", OFFICER.name)
    assert changes.cases == {FIRST}
    desk.tasks.hand_over(FIRST, "t2", "Carla")
    desk.tasks.change(FIRST, "t1", lambda task: replace(task, text="Bel nog eens"))
    desk.tasks.finish(FIRST, "t1")
    desk.tasks.reopen(FIRST, "t1")
    with desk.workspace.reading() as unit:
        papers = unit.cases.papers(FIRST, PaperKind.TASKS)
        events = [each.details for each in unit.cases.events(FIRST) if each.kind is EventKind.TASK]
        assert unit.cases.get(FIRST).status is CaseStatus.IN_PROGRESS
    assert [len(json.loads(each.content)) for each in papers] == [1, 2, 2, 2, 2, 2]
    assert [each["action"] for each in events] == [
        "added",
        "added",
        "handed_over",
        "changed",
        "done",
        "reopened",
    ]
    assert [(each.text, each.owner) for each in desk.tasks.tasks(FIRST)] == [
        ("Bel nog eens", "Bert"),
        ("Stuur brochure", "Carla"),
    ]


def test_open_tasks_are_found_over_all_cases(desk: TaskDesk) -> None:
    """The soonest first, undated last; by owner in whatever capitals, and by date."""
    desk.tasks.add(SECOND, "Later", "Bert", date(2026, 12, 1))
    desk.tasks.add(SECOND, "Ooit", "Bert")
    desk.tasks.add(FIRST, "Te laat", "Bert", date(2026, 11, 19))
    desk.tasks.add(FIRST, "Vandaag", "Anna", date(2026, 11, 20))
    desk.tasks.add(FIRST, "Klaar", "Bert", date(2026, 11, 18))
    desk.tasks.finish(FIRST, "t3")

    def texts(owner: str | None = None, due_by: date | None = None) -> list[str]:
        return [each.task.text for each in desk.tasks.open_tasks(owner, due_by)]

    assert texts() == ["Te laat", "Vandaag", "Later", "Ooit"]
    assert texts("bert ") == ["Te laat", "Later", "Ooit"]
    assert texts(due_by=date(2026, 11, 20)) == ["Te laat", "Vandaag"]
    assert texts("Niemand") == []
    first = desk.tasks.open_tasks()[0]
    assert (first.number, first.title, first.is_late) == (FIRST, f"Vraag {FIRST}", True)
    assert [each.is_late for each in desk.tasks.open_tasks()] == [True, False, False, False]


def test_what_changes_nothing_keeps_nothing(desk: TaskDesk) -> None:
    """The same text again is no version."""
    desk.tasks.add(FIRST, "Bel terug")
    _, changes = desk.tasks.change(FIRST, "t1", lambda task: task)
    assert changes.cases == frozenset()
    with desk.workspace.reading() as unit:
        assert len(unit.cases.papers(FIRST, PaperKind.TASKS)) == 1


def test_a_task_is_not_done_tomorrow(desk: TaskDesk) -> None:
    """Nor is one of a case or a number that is not there."""
    desk.tasks.add(FIRST, "Bel terug")
    with pytest.raises(InputError):
        desk.tasks.finish(FIRST, "t1", desk.clock.now_utc() + timedelta(days=1))
    with pytest.raises(NotFoundError):
        desk.tasks.finish(FIRST, "t9")
    with pytest.raises(NotFoundError):
        desk.tasks.add("D-2026-9999", "Bel terug")
    with pytest.raises(NotFoundError):
        desk.tasks.tasks("D-2026-9999")
    assert desk.tasks.tasks(SECOND) == ()


def test_a_closed_case_can_get_a_task(desk: TaskDesk) -> None:
    """The path to V8 goes on after closing; the case stays closed with it."""
    with desk.workspace.unit_of_work() as work:
        work.cases.save(replace(work.cases.get(FIRST), status=CaseStatus.CLOSED))
        work.commit()
    task, _ = desk.tasks.add(FIRST, "Nazorg bellen", "Bert", date(2027, 3, 1))
    assert [each.task for each in desk.tasks.open_tasks()] == [task]
    with desk.workspace.reading() as unit:
        assert unit.cases.get(FIRST).status is CaseStatus.CLOSED
