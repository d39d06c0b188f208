"""``drentsportal case task``: what somebody still has to do, of one case and over all cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.moments import date_option, moment_option
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.domain.cases.task_rules import is_late
from drentsportal.language.discipline_words import discipline_meant

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from drentsportal.cli.session import Session
    from drentsportal.domain.cases.task import CaseTask
    from drentsportal.services.case_tasks import TaskLine

TaskArgument = Annotated[str, typer.Argument(metavar="TASK", help="cli.case.task.task", show_default=False)]
DueOption = Annotated[str | None, typer.Option("--due", metavar="DATE", help="cli.case.task.due")]
DisciplineOption = Annotated[
    str | None, typer.Option("--discipline", metavar="NAME", help="cli.case.task.discipline")
]


@dataclass(frozen=True, kw_only=True)
class TaskListOptions(PrintOptions):
    """One case, or all open tasks by owner and date."""

    case: Annotated[str | None, typer.Argument(metavar="CASE", help="cli.case.task.case")] = None
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME", help="cli.case.task.owned")] = None
    due_by: Annotated[str | None, typer.Option("--due-by", metavar="DATE", help="cli.case.task.due_by")] = (
        None
    )


@dataclass(frozen=True, kw_only=True)
class AddOptions(PrintOptions):
    """A new task."""

    case: CaseArgument
    text: Annotated[str, typer.Argument(metavar="TEXT", help="cli.case.task.text", show_default=False)]
    owner: Annotated[str, typer.Option("--owner", metavar="NAME", help="cli.case.task.owner")] = ""
    due: DueOption = None
    discipline: DisciplineOption = None


@dataclass(frozen=True, kw_only=True)
class OneTaskOptions(PrintOptions):
    """One task of a case."""

    case: CaseArgument
    task: TaskArgument


@dataclass(frozen=True, kw_only=True)
class ChangeOptions(OneTaskOptions):
    """What changes; an empty text takes away what was there."""

    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="cli.case.task.text")] = None
    due: DueOption = None
    discipline: DisciplineOption = None


@dataclass(frozen=True, kw_only=True)
class FinishOptions(OneTaskOptions):
    """When it was done."""

    at: Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="cli.case.path.at")] = None


@dataclass(frozen=True, kw_only=True)
class GiveOptions(OneTaskOptions):
    """Who takes over."""

    to: Annotated[str, typer.Option("--to", metavar="NAME", help="cli.case.task.to", show_default=False)]


def register(cases: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the group of commands to that of cases."""
    group = typer.Typer(name="task", cls=PortalGroup, help="cli.case.task.help", rich_markup_mode=None)
    add_command(group, "case task list", TaskListOptions, list_tasks, open_session)
    add_command(group, "case task add", AddOptions, add, open_session)
    add_command(group, "case task change", ChangeOptions, change, open_session)
    add_command(group, "case task done", FinishOptions, finish, open_session)
    add_command(group, "case task reopen", OneTaskOptions, reopen, open_session)
    add_command(group, "case task hand-over", GiveOptions, hand_over, open_session)
    cases.add_typer(group)


def list_tasks(session: Session, options: TaskListOptions) -> None:
    """List the tasks of a case, done ones too; or the open tasks over all cases."""
    due_by = None if options.due_by is None else date_option(options.due_by, "due-by")
    service = session.open(options).tasks
    if options.case is None:
        _print_lines(session, options, service.open_tasks(options.owner, due_by))
        return
    wanted = None if options.owner is None else options.owner.strip().casefold()
    tasks = [
        each
        for each in service.tasks(options.case)
        if wanted in {None, each.owner.casefold()}
        and (due_by is None or (each.due_on is not None and each.due_on <= due_by))
    ]
    today = service.today()
    if options.as_json:
        session.terminal.json([task_content(options.case, each, today) for each in tasks])
    elif not tasks:
        session.print("cli.case.task.none")
    else:
        _table(session, [(options.case, each, is_late(each, today)) for each in tasks])


def add(session: Session, options: AddOptions) -> None:
    """Add a task."""
    due_on = None if options.due is None else date_option(options.due, "due")
    service = session.open(options).tasks
    discipline = discipline_meant(options.discipline or "", session.language)
    task, _ = service.add(options.case, options.text, options.owner, due_on, discipline)
    _tell(session, options, options.case, task)


def change(session: Session, options: ChangeOptions) -> None:
    """Change what is named; the rest stays as it was."""
    service = session.open(options).tasks
    given: dict[str, object] = {} if options.text is None else {"text": options.text}
    if options.discipline is not None:
        given["discipline"] = discipline_meant(options.discipline, session.language)
    if options.due is not None:
        given["due_on"] = date_option(options.due, "due")

    def alter(before: CaseTask) -> CaseTask:
        return replace(before, **given)  # type: ignore[arg-type] # each value is of its field

    task, _ = service.change(options.case, options.task, alter)
    _tell(session, options, options.case, task)


def finish(session: Session, options: FinishOptions) -> None:
    """Call a task done."""
    moment = moment_option(options.at, "at")
    task, _ = session.open(options).tasks.finish(options.case, options.task, moment)
    _tell(session, options, options.case, task)


def reopen(session: Session, options: OneTaskOptions) -> None:
    """Take back that a task is done."""
    task, _ = session.open(options).tasks.reopen(options.case, options.task)
    _tell(session, options, options.case, task)


def hand_over(session: Session, options: GiveOptions) -> None:
    """Give a task to somebody else."""
    task, _ = session.open(options).tasks.hand_over(options.case, options.task, options.to)
    _tell(session, options, options.case, task)


def task_content(number: str, task: CaseTask, today: date) -> dict[str, object]:
    """Write a task as data; internal."""
    return {
        "number": number,
        "task": task.id,
        "text": task.text,
        "owner": task.owner,
        "due": None if task.due_on is None else task.due_on.isoformat(),
        "discipline": task.discipline,
        "done_at": None if task.done_at_utc is None else task.done_at_utc.isoformat(),
        "late": is_late(task, today),
    }


def _tell(session: Session, options: PrintOptions, number: str, task: CaseTask) -> None:
    today = session.services.tasks.today()
    if options.as_json:
        session.terminal.json(task_content(number, task, today))
    else:
        _table(session, [(number, task, is_late(task, today))])


def _print_lines(session: Session, options: PrintOptions, lines: tuple[TaskLine, ...]) -> None:
    if options.as_json:
        today = session.services.tasks.today()
        session.terminal.json(
            [{**task_content(each.number, each.task, today), "title": each.title} for each in lines]
        )
    elif not lines:
        session.print("cli.case.task.none")
    else:
        _table(session, [(each.number, each.task, each.is_late) for each in lines])


def _table(session: Session, rows: list[tuple[str, CaseTask, bool]]) -> None:
    names = ("case", "task", "text", "owner", "due", "state")
    columns = [session.say(f"cli.case.task.column.{each}") for each in names]
    shown = []
    for number, task, late in rows:
        state = "done" if task.done_at_utc is not None else "late" if late else "open"
        due = "" if task.due_on is None else session.language.value(task.due_on, "date")
        shown.append((number, task.id, task.text, task.owner, due, session.say(f"path_state.{state}")))
    session.terminal.table(columns, shown)
