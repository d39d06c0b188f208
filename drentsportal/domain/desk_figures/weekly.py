"""The weekly list of the service team of a gemeente: cases with open tasks, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from drentsportal.domain.cases.case import CaseStatus
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.domain.cases.task import CaseTask


@dataclass(frozen=True, slots=True)
class WeeklyCase:
    """One case of the list. ``open_tasks`` begins with what comes next; their words are internal.

    ``last_message_on`` is the day on which the company last heard, by a contact with it or by the answer, and
    never what it said; ``None``: not yet.
    """

    number: str
    title: str
    status: CaseStatus
    owner: str
    clock: ClockReading
    open_tasks: tuple[CaseTask, ...]
    last_message_on: date | None

    @property
    def next_step(self) -> CaseTask:
        """What comes next: the open task with the earliest date."""
        return self.open_tasks[0]

    @property
    def disciplines(self) -> tuple[str, ...]:
        """The disciplines that have something to do, each once, by name."""
        named = {each.told_discipline for each in self.open_tasks if each.told_discipline}
        return tuple(sorted(named, key=str.casefold))


@dataclass(frozen=True, slots=True)
class IdleCase:
    """A case that waits for an answer and in which nobody has a task."""

    number: str
    owner: str
    clock: ClockReading


@dataclass(frozen=True, slots=True)
class WeeklyTeam:
    """The cases of one gemeente; ``municipality_code`` is empty where no gemeente follows from the case.

    Where a whole region is asked for, ``municipality_code`` is its id and ``region_name`` what it is called.
    """

    municipality_code: str
    cases: tuple[WeeklyCase, ...]
    region_name: str = ""

    def overdue_count(self, today: date) -> int:
        """How many open tasks are past their date."""
        return sum(
            task.due_on is not None and task.due_on < today for case in self.cases for task in case.open_tasks
        )
