"""The dates of path and tasks as a calendar file, for the calendar of whoever handles the case.

Only what is fixed goes out: the kind of item, its date, the number and the code name of the case. Words that
people typed (texts of tasks and agreements, notes, contacts, the company's name) stay inside, and the code
name too where it tells the company's name.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.domain.cases.access import AccessEntry, AccessKind
from drentsportal.domain.cases.papers import PaperKind
from drentsportal.domain.message import message
from drentsportal.domain.path.path_state import date_of, is_set_aside
from drentsportal.domain.path.path_steps import item_name
from drentsportal.domain.relations.company import plain_name
from drentsportal.errors import InputError, NotFoundError
from drentsportal.services.access_log import only_when_logged
from drentsportal.services.case_tasks import tasks_of
from drentsportal.services.establishment import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime, time
    from pathlib import Path

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.papers import CasePaper
    from drentsportal.domain.message import Message
    from drentsportal.services.ports.cases import CaseReader
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.ports.workspace import ReadUnit, Workspace

_NAMESPACE: Final = uuid.UUID("6f1c7a52-0d2e-5c0b-9a57-2c4f0e6a1d13")
"""Chosen once: with another one every calendar would get its dates twice."""

_LEAST_TELLING_LETTERS: Final = 4


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """One date of a calendar.

    ``uid`` is the same in every export, so that a second import changes the first. ``starts_at`` is a time
    of day in the Netherlands; ``None`` makes it a whole day. ``revision`` and ``revised_at_utc`` are those
    of the paper that holds the date. ``is_cancelled`` takes back what an earlier export may have held.
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
            dates = {number: tuple(_dates_of(unit, unit.cases.get(number)))}
        return self._write(dates, path)

    def export_of_owner(self, owner: str, path: Path) -> MadeCalendar:
        """Write the dates of all cases that somebody owns; the name is compared without regard to capitals.

        Raises ``NotFoundError`` when nobody of that name owns a case, and else as ``export``.
        """
        wanted = owner.strip().casefold()
        with self._workspace.reading() as unit:
            cases = unit.cases.bulk.cases(unit.cases.bulk.numbers_of_owner(wanted))
            dates = {each.number: tuple(_dates_of(unit, each)) for each in cases}
        if not dates:
            raise NotFoundError("error.calendar.no_cases", field="owner", owner=owner)
        return self._write(dates, path)

    def _write(self, dates: dict[str, tuple[CalendarDate, ...]], path: Path) -> MadeCalendar:
        held = {number: found for number, found in dates.items() if found}
        if not held:
            raise InputError("error.calendar.nothing_dated", field="case")
        listed = [each for found in held.values() for each in found]
        made = self._writer.calendar(listed, path)
        now_utc, actor = self._clock.now_utc(), self._actors.current()
        with only_when_logged(made.path), self._workspace.unit_of_work() as work:
            for number in held:
                work.relations.add_access(AccessEntry(now_utc, actor, AccessKind.EXPORTED, number))
            work.commit()
        return MadeCalendar(made, len(listed), tuple(held))


def _dates_of(unit: ReadUnit, case: Case) -> Iterator[CalendarDate]:
    known = _code_name(unit, case)
    yield from _path_dates(unit.cases, case, known)
    yield from _task_dates(unit.cases, case, known)


def _path_dates(cases: CaseReader, case: Case, code_name: str) -> Iterator[CalendarDate]:
    papers = cases.papers(case.number, PaperKind.PATH)
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
        told = _told(item_name(item_id), code_name, case.number)
        if path.entry(item_id).done_at_utc is not None:
            told = message("calendar.done", what=told)
        yield _date_of_paper(case, item_id, newest, (told, on, starts_at), is_cancelled=is_cancelled)


def _last_path_date(papers: Sequence[CasePaper], item_id: str) -> date | None:
    """Return the last date that an item had in earlier versions."""
    for paper in reversed(papers):
        path = path_of((paper,))
        if item_id in path.item_ids and (on := date_of(path, item_id)) is not None:
            return on
    return None


def _task_dates(cases: CaseReader, case: Case, code_name: str) -> Iterator[CalendarDate]:
    papers = cases.papers(case.number, PaperKind.TASKS)
    for task in tasks_of(papers):
        on, is_cancelled = task.due_on, False
        if on is None:
            earlier = (each for paper in reversed(papers) for each in tasks_of((paper,)))
            on = next((each.due_on for each in earlier if each.id == task.id and each.due_on), None)
            is_cancelled = True
        if on is None:
            continue
        told = _told(message("calendar.task", task=task.id), code_name, case.number)
        if task.done_at_utc is not None:
            told = message("calendar.done", what=told)
        yield _date_of_paper(case, task.id, papers[-1], (told, on, None), is_cancelled=is_cancelled)


def _date_of_paper(
    case: Case,
    item_id: str,
    paper: CasePaper,
    told: tuple[Message, date, time | None],
    *,
    is_cancelled: bool,
) -> CalendarDate:
    summary, on, starts_at = told
    # Every workspace counts its cases from one; the receipt keeps two workspaces in one calendar apart.
    name = f"{case.number}/{case.received_at_utc.isoformat()}/{item_id}"
    return CalendarDate(
        uid=f"{uuid.uuid5(_NAMESPACE, name)}@drentsportal",
        summary=summary,
        on=on,
        starts_at=starts_at,
        revision=paper.version,
        revised_at_utc=paper.at_utc,
        is_cancelled=is_cancelled,
    )


def _told(what: Message, code_name: str, number: str) -> Message:
    if not code_name:
        return message("calendar.numbered", what=what, number=number)
    return message("calendar.named", what=what, title=code_name, number=number)


def _code_name(unit: ReadUnit, case: Case) -> str:
    """Return the code name of a case, empty where a word of the company's name stands in it.

    One word too many costs a title, one too few tells who it is; so each word of some length counts.
    """
    title = case.request.title.strip()
    names = [case.company_name]
    if case.company_key:
        # An erased company has no name left that could be told.
        with suppress(NotFoundError):
            names.append(unit.relations.company(case.company_key).name)
    telling = {
        word for name in names for word in plain_name(name).split() if len(word) >= _LEAST_TELLING_LETTERS
    }
    whole = {plain_name(name) for name in names} - {""}
    return "" if (telling | whole) & set(plain_name(title).split()) else title
