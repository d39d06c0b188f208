"""The dates of path and tasks as a calendar file, for the calendar of whoever handles the case.

Only what is fixed goes out: the kind of item, its date, the number and the code name of the case. Words that
people typed (texts of tasks and agreements, notes, contacts, the company's name) stay inside, and the code
name too where it tells the company's name.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.message import message
from drentsportal.domain.path.path_state import date_of, is_set_aside
from drentsportal.domain.path.path_steps import item_name
from drentsportal.domain.retention.giveaways import gives_away
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.access_log import only_when_logged
from drentsportal.services.case_tasks import tasks_of
from drentsportal.services.establishment import path_of
from drentsportal.services.many_objects import no_tidying

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime, time
    from pathlib import Path

    from drentsportal.domain.cases.papers import CasePaper
    from drentsportal.domain.message import Message
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.workspace import ReadUnit, Workspace

_NAMESPACE: Final = uuid.UUID("6f1c7a52-0d2e-5c0b-9a57-2c4f0e6a1d13")
"""Chosen once: with another one every calendar would get its dates twice."""
TALK: Final = timedelta(hours=1)
"""How long a talk blocks in a calendar: a path knows only when it begins, and without a length a calendar
program shows it as a moment that leaves whoever handles the case free."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """One date of a calendar.

    ``uid`` is the same in every export, so that a second import changes the first. ``starts_at`` is a time
    of day in the Netherlands, of a talk that is taken to last ``TALK``; ``None`` makes it a whole day.
    ``revision`` and ``revised_at_utc`` are those of the paper that holds the date. ``is_cancelled`` takes
    back what an earlier export may have held.
    """

    uid: str
    summary: Message
    on: date
    starts_at: time | None
    revision: int
    revised_at_utc: datetime
    is_cancelled: bool = False


class CalendarWriter(Protocol):
    """Writes dates as a file that calendar programs read."""

    def calendar(self, dates: Sequence[CalendarDate], path: Path) -> MadeDocument:
        """Write a calendar file. Raises ``ReportError``."""
        ...


@dataclass(frozen=True, slots=True)
class MadeCalendar:
    """A calendar file and how many dates of which cases it holds."""

    document: MadeDocument
    date_count: int
    numbers: tuple[str, ...]


class CaseCalendar:
    """Makes calendar files of cases and logs that they were taken out."""

    def __init__(
        self, workspace: Workspace, writer: CalendarWriter, clock: Clock, actors: ActorSource
    ) -> None:
        """Keep the workspace, the writer, the time and the person at the desk."""
        self._workspace = workspace
        self._writer = writer
        self._clock = clock
        self._actors = actors

    def export(self, number: str, path: Path) -> MadeCalendar:
        """Write the dates of one case.

        Raises ``NotFoundError`` for an unknown case, ``InputError`` when nothing in it has a date,
        ``ReportError`` when the file cannot be written.
        """
        with self._workspace.reading() as unit:
            unit.cases.get(number)
            dates = _dates_of(unit, (number,))
        return self._write(dates, path)

    def export_of_owner(self, owner: str, path: Path) -> MadeCalendar:
        """Write the dates of all cases that somebody owns, and of what is theirs to do in those of others.

        The name is compared without regard to capitals. What was theirs and is somebody else's now is taken
        back. Raises ``NotFoundError`` when nobody of that name owns a case, task or step, and else as
        ``export``.
        """
        wanted = _folded(owner)
        with self._workspace.reading() as unit, no_tidying():
            numbers = set(unit.cases.bulk.numbers_of_owner(wanted))
            theirs = _items_of(unit, wanted, numbers)
            dates = _dates_of(unit, numbers | theirs.keys(), theirs)
        if not numbers and not theirs:
            raise NotFoundError("error.calendar.no_cases", field="owner", owner=owner)
        return self._write(dates, path)

    def _write(self, held: Mapping[str, Sequence[CalendarDate]], path: Path) -> MadeCalendar:
        if not held:
            raise InputError("error.calendar.nothing_dated", field="case")
        listed = [each for found in held.values() for each in found]
        made = self._writer.calendar(listed, path)
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with only_when_logged(made.path), self._workspace.unit_of_work() as work:
            work.relations.add_accesses(
                [AccessEntry(now_utc, actor, AccessKind.EXPORTED, number) for number in held]
            )
            work.commit()
        return MadeCalendar(made, len(listed), tuple(held))


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of a case: of what kind of item, on which day, and at which time where it has one.

    ``paper`` is the newest of those that hold the item.
    """

    item_id: str
    told: tuple[Message, date, time | None]
    paper: CasePaper
    is_done: bool
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class _NamedCase:
    """A case as a calendar names it; ``code_name`` is empty where it tells the company's name."""

    number: str
    received_at_utc: datetime
    code_name: str


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _items_of(unit: ReadUnit, wanted: str, without: Collection[str]) -> dict[str, dict[str, bool]]:
    """Return by case the tasks and steps that ever were somebody's, and whether each is so still."""
    found: dict[str, dict[str, bool]] = {}
    if not wanted:
        return found
    kinds = (PaperKind.PATH, PaperKind.TASKS)
    for (number, kind), papers in unit.cases.bulk.all_papers(kinds).items():
        if number in without:
            continue
        owners = _path_owners if kind is PaperKind.PATH else _task_owners
        for paper in papers:
            for item_id, owner in owners(paper):
                if _folded(owner) == wanted:
                    found.setdefault(number, {})[item_id] = True
                elif item_id in found.get(number, ()):
                    found[number][item_id] = False
    return found


def _path_owners(paper: CasePaper) -> Iterator[tuple[str, str]]:
    path = path_of((paper,))
    yield from ((item_id, path.entry(item_id).plan.owner) for item_id in path.item_ids)


def _task_owners(paper: CasePaper) -> Iterator[tuple[str, str]]:
    yield from ((task.id, task.owner) for task in tasks_of((paper,)))


def _theirs_alone(dated: Iterable[_Dated], theirs: Mapping[str, bool]) -> Iterator[_Dated]:
    for each in dated:
        if each.item_id in theirs:
            yield replace(each, is_cancelled=each.is_cancelled or not theirs[each.item_id])


def _dates_of(
    unit: ReadUnit, numbers: Collection[str], only: Mapping[str, Mapping[str, bool]] | None = None
) -> dict[str, list[CalendarDate]]:
    """Return the dates of those cases that have any, by number; nothing is opened of the others.

    ``only`` says by case of which items, and whether they count still; without it all do.
    """
    papers = unit.cases.bulk.all_papers((PaperKind.PATH, PaperKind.TASKS), numbers)
    dated = {}
    for number in sorted(numbers):
        path, tasks = (papers.get((number, kind), ()) for kind in (PaperKind.PATH, PaperKind.TASKS))
        found = [*_path_dates(path), *_task_dates(tasks)]
        if only and number in only:
            found = list(_theirs_alone(found, only[number]))
        if found:
            dated[number] = found
    cases = _named_cases(unit, dated)
    return {number: [_calendar_date(cases[number], each) for each in dated[number]] for number in dated}


def _path_dates(papers: Sequence[CasePaper]) -> Iterator[_Dated]:
    if not papers:
        return
    path, newest = path_of(papers), papers[-1]
    for item_id in path.item_ids:
        on, is_cancelled = date_of(path, item_id), is_set_aside(path, item_id)
        starts_at = path.entry(item_id).plan.starts_at
        if on is None:
            # A date that was taken back may stand in calendars since an earlier export.
            on, is_cancelled = _last_path_date(papers[:-1], item_id), True
        if on is None:
            continue
        is_done = path.entry(item_id).done_at_utc is not None
        yield _Dated(item_id, (item_name(item_id), on, starts_at), newest, is_done, is_cancelled)


def _last_path_date(papers: Sequence[CasePaper], item_id: str) -> date | None:
    """Return the last date that an item had in earlier versions."""
    for paper in reversed(papers):
        path = path_of((paper,))
        if item_id in path.item_ids and (on := date_of(path, item_id)) is not None:
            return on
    return None


def _task_dates(papers: Sequence[CasePaper]) -> Iterator[_Dated]:
    for task in tasks_of(papers):
        on, is_cancelled = task.due_on, False
        if on is None:
            earlier = (each for paper in reversed(papers) for each in tasks_of((paper,)))
            on = next((each.due_on for each in earlier if each.id == task.id and each.due_on), None)
            is_cancelled = True
        if on is None:
            continue
        told = (message("calendar.task", task=task.id), on, None)
        yield _Dated(task.id, told, papers[-1], task.done_at_utc is not None, is_cancelled)


def _calendar_date(case: _NamedCase, dated: _Dated) -> CalendarDate:
    what, on, starts_at = dated.told
    told = _told(what, case.code_name, case.number)
    # Every workspace counts its cases from one; the receipt keeps two workspaces in one calendar apart.
    name = f"{case.number}/{case.received_at_utc.isoformat()}/{dated.item_id}"
    return CalendarDate(
        uid=f"{uuid.uuid5(_NAMESPACE, name)}@drentsportal",
        summary=message("calendar.done", what=told) if dated.is_done else told,
        on=on,
        starts_at=starts_at,
        revision=dated.paper.version,
        revised_at_utc=dated.paper.at_utc,
        is_cancelled=dated.is_cancelled,
    )


def _told(what: Message, code_name: str, number: str) -> Message:
    if not code_name:
        return message("calendar.numbered", what=what, number=number)
    return message("calendar.named", what=what, title=code_name, number=number)


def _named_cases(unit: ReadUnit, numbers: Collection[str]) -> dict[str, _NamedCase]:
    told = unit.cases.bulk.names(numbers)
    # An erased company has no name left that could be told.
    companies = unit.relations.bulk.companies_of({each.company_key for each in told.values()} - {""})
    known = {each.key: each.name for each in companies}
    return {
        number: _NamedCase(
            number,
            each.received_at_utc,
            _code_name(each.title.strip(), (each.company_name, known.get(each.company_key, ""))),
        )
        for number, each in told.items()
    }


def _code_name(title: str, names: Iterable[str]) -> str:
    """Return a title, empty where it gives one of the names of the company away."""
    return "" if any(gives_away(title, name) for name in names) else title
