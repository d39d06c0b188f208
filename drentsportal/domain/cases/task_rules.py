"""What may happen to the tasks of a case, and what the list then looks like; pure, one function per act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.domain.actor import one_line
from drentsportal.domain.cases.deadline import require_utc
from drentsportal.domain.cases.task import DISCIPLINES, CaseTask
from drentsportal.domain.message import message
from drentsportal.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from datetime import date, datetime

Tasks = tuple[CaseTask, ...]


def task_of(tasks: Tasks, task_id: str) -> CaseTask:
    """Return one task; raises ``NotFoundError``."""
    found = next((each for each in tasks if each.id == task_id), None)
    if found is None:
        raise NotFoundError("error.task.no_task", field="task", task=task_id)
    return found


def add_task(tasks: Tasks, new: CaseTask) -> Tasks:
    """Add a task at the end, under the next id (``t1``); tasks stay, so an id is never given twice.

    Raises ``InputError`` without a text or an owner, and for a discipline that is in no list.
    """
    return (*tasks, replace(_checked(new), id=f"t{len(tasks) + 1}", done_at_utc=None))


def change_task(tasks: Tasks, changed: CaseTask) -> Tasks:
    """Change text, due date or discipline of the open task with that id; who owns it changes by handing over.

    Raises ``NotFoundError`` for an unknown task, ``InputError`` for one that is done, and without a text or
    with a discipline that is in no list.
    """
    old = _open_task(tasks, changed.id)
    checked = _checked(changed, old.discipline)
    return _with(tasks, replace(checked, owner=old.owner, done_at_utc=None))


def finish_task(tasks: Tasks, task_id: str, at_utc: datetime) -> Tasks:
    """Call a task done; raises ``NotFoundError`` for an unknown one, ``InputError`` when it is done."""
    require_utc(at_utc, "at")
    return _with(tasks, replace(_open_task(tasks, task_id), done_at_utc=at_utc))


def reopen_task(tasks: Tasks, task_id: str) -> Tasks:
    """Take back that a task is done; raises ``NotFoundError``, and ``InputError`` when it is not."""
    task = task_of(tasks, task_id)
    if task.done_at_utc is None:
        raise InputError("error.task.is_open", field="task", task=task_id)
    return _with(tasks, replace(task, done_at_utc=None))


def hand_over_task(tasks: Tasks, task_id: str, owner: str) -> Tasks:
    """Give an open task to somebody else.

    Raises ``NotFoundError`` for an unknown task, ``InputError`` for one that is done, and for a nameless or
    the same owner.
    """
    task, named = _open_task(tasks, task_id), one_line(owner)
    if not named:
        raise InputError("error.task.owner_missing", field="to")
    if named == task.owner:
        raise InputError("error.task.same_owner", field="to", task=task_id, owner=named)
    return _with(tasks, replace(task, owner=named))


def is_late(task: CaseTask, today: date) -> bool:
    """Whether an open task was due before a day (Dutch calendar); one without a date is never late."""
    return task.done_at_utc is None and task.due_on is not None and task.due_on < today


def _open_task(tasks: Tasks, task_id: str) -> CaseTask:
    task = task_of(tasks, task_id)
    if task.done_at_utc is not None:
        raise InputError("error.task.already_done", field="task", task=task_id)
    return task


def _checked(task: CaseTask, kept_discipline: str = "") -> CaseTask:
    text, owner = task.text.strip(), one_line(task.owner)
    if not text:
        raise InputError("error.task.text_missing", field="text")
    if not owner:
        raise InputError("error.task.owner_missing", field="owner")
    discipline = one_line(task.discipline)
    if discipline != kept_discipline:
        # What stood there before there was a list may stay; it leaves the portal as another discipline.
        discipline = discipline.casefold()
        if discipline and discipline not in DISCIPLINES:
            raise InputError(
                "error.task.discipline",
                field="discipline",
                names=tuple(message(f"discipline.{each}") for each in DISCIPLINES),
            )
    return replace(task, text=text, owner=owner, discipline=discipline)


def _with(tasks: Tasks, changed: CaseTask) -> Tasks:
    return tuple(changed if each.id == changed.id else each for each in tasks)
