"""Tasks: what somebody still has to do in a case, by when; of one case and over all cases. Internal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from drentsportal.domain.cases import task_rules
from drentsportal.domain.cases.access import OPEN_TASKS
from drentsportal.domain.cases.case import CaseEvent, EventKind
from drentsportal.domain.cases.case_papers import task_from_data, task_to_data
from drentsportal.domain.cases.deadline import require_utc
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.path.path_rules import dutch_date
from drentsportal.errors import InputError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.changes import ChangeSet
from drentsportal.services.kept_papers import next_paper, note_work, read_newest
from drentsportal.services.register_entry import RegisterEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from drentsportal.domain.cases.papers import CasePaper
    from drentsportal.domain.cases.task_rules import Tasks
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TaskLine:
    """An open task in the list over all cases; ``title`` is the code name of its case."""

    number: str
    title: str
    task: CaseTask
    is_late: bool


class CaseTasks:
    """The tasks of the cases of a workspace. Each change keeps the whole list as the next version."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def today(self) -> date:
        """Tell which day it is in the Netherlands."""
        return dutch_date(self._clock.now_utc())

    def tasks(self, number: str) -> Tasks:
        """Return all tasks of a case, by id, which is logged; raises ``NotFoundError``."""
        with self._workspace.reading() as unit:
            unit.cases.get(number)
            found = tasks_of(unit.cases.papers(number, PaperKind.TASKS))
        self._access.opened(number)
        return found

    def open_tasks(self, owner: str | None = None, due_by: date | None = None) -> tuple[TaskLine, ...]:
        """List the open tasks over all cases: the soonest due first, those without a date last.

        ``owner`` is compared without regard to capitals; ``due_by`` leaves out what is due later or undated.
        Logged as one list, since it shows the words of many cases.
        """
        with self._workspace.reading() as unit:
            bulk = unit.cases.bulk
            entries = [RegisterEntry(each) for each in bulk.entries(bulk.numbers_with_tasks()).values()]
        today = self.today()
        lines = (
            TaskLine(entry.outline.number, entry.outline.title, task, task_rules.is_late(task, today))
            for entry in entries
            for task in entry.open_tasks
            if (owner is None or task.owner.casefold() == owner.strip().casefold())
            and (due_by is None or (task.due_on is not None and task.due_on <= due_by))
        )
        found = tuple(sorted(lines, key=_soonest))
        self._access.opened(OPEN_TASKS)
        return found

    def add(
        self, number: str, text: str, owner: str = "", due_on: date | None = None, discipline: str = ""
    ) -> tuple[CaseTask, ChangeSet]:
        """Add a task, without an owner for the person at the desk; raises ``InputError`` without a text."""
        new = CaseTask("", text, owner.strip() or self._actors.current().name, due_on, discipline)
        return self._change(number, None, "added", lambda tasks, _: task_rules.add_task(tasks, new))

    def change(
        self, number: str, task_id: str, alter: Callable[[CaseTask], CaseTask]
    ) -> tuple[CaseTask, ChangeSet]:
        """Change text, due date or discipline of an open task; raises as ``task_rules.change_task``."""
        return self._change(
            number,
            task_id,
            "changed",
            lambda tasks, _: task_rules.change_task(tasks, alter(task_rules.task_of(tasks, task_id))),
        )

    def finish(self, number: str, task_id: str, at_utc: datetime | None = None) -> tuple[CaseTask, ChangeSet]:
        """Call a task done; ``None`` means now.

        Raises as ``task_rules.finish_task``, and ``InputError`` for a moment in the future.
        """
        now_utc = self._clock.now_utc()
        moment = now_utc if at_utc is None else require_utc(at_utc, "at")
        if moment > now_utc:
            raise InputError("error.case.moment_in_future", field="at", at_utc=moment, now_utc=now_utc)
        return self._change(
            number, task_id, "done", lambda tasks, _: task_rules.finish_task(tasks, task_id, moment)
        )

    def reopen(self, number: str, task_id: str) -> tuple[CaseTask, ChangeSet]:
        """Take back that a task is done; raises as ``task_rules.reopen_task``."""
        return self._change(
            number, task_id, "reopened", lambda tasks, _: task_rules.reopen_task(tasks, task_id)
        )

    def hand_over(self, number: str, task_id: str, owner: str) -> tuple[CaseTask, ChangeSet]:
        """Give a task to somebody else; raises as ``task_rules.hand_over_task``."""
        return self._change(
            number, task_id, "handed_over", lambda tasks, _: task_rules.hand_over_task(tasks, task_id, owner)
        )

    def _change(
        self, number: str, task_id: str | None, action: str, alter: Callable[[Tasks, datetime], Tasks]
    ) -> tuple[CaseTask, ChangeSet]:
        """Alter the newest list, keep it and tell the timeline, together; nothing where nothing changes."""
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with self._workspace.unit_of_work() as work:
            work.cases.get(number)
            before = tasks_of(work.cases.papers(number, PaperKind.TASKS))
            tasks = alter(before, now_utc)
            task = tasks[-1] if task_id is None else task_rules.task_of(tasks, task_id)
            if tasks != before:
                content = [task_to_data(each) for each in tasks]
                next_paper(work.cases, number, PaperKind.TASKS, content, (now_utc, actor))
                details = {"task": task.id, "action": action, "text": task.text, "owner": task.owner}
                note_work(work.cases, number, CaseEvent(now_utc, EventKind.TASK, actor, details))
                work.commit()
        return task, ChangeSet(cases=frozenset({number} if tasks != before else ()))


def tasks_of(papers: Sequence[CasePaper]) -> Tasks:
    """Read the newest of the task papers of a case; raises ``InputError`` when it is damaged."""
    return read_newest(papers, _tasks_from_data) or ()


def _tasks_from_data(data: list[dict[str, Any]]) -> Tasks:
    return tuple(task_from_data(each) for each in data)


def _soonest(line: TaskLine) -> tuple[bool, date, str, int]:
    due_on = line.task.due_on
    return (due_on is None, due_on or date.min, line.number, int(line.task.id.removeprefix("t")))
