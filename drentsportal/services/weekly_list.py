"""The weekly list of the service teams: per gemeente the cases with open tasks, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from drentsportal.domain.cases.access import WEEKLY_LIST
from drentsportal.domain.cases.case import CaseStatus
from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.digesting import read_outline_clock
from drentsportal.domain.desk_figures.weekly import IdleCase, WeeklyCase, WeeklyTeam
from drentsportal.domain.relations.contact_log import PartyKind
from drentsportal.domain.sites.regions import regions_in_use
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.services.access_log import AccessLog, only_when_logged
from drentsportal.services.case_clock import case_clock
from drentsportal.services.drafts import Draft
from drentsportal.services.report_files import drafted, hand_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.domain.sites.surroundings import RegionMembership
    from drentsportal.services.case_register import CaseRegister
    from drentsportal.services.ports.desk import ActorSource, Clock, Progress
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.services.ports.workspace import Workspace
    from drentsportal.services.register_entry import RegisterEntry


@dataclass(frozen=True, slots=True)
class WeeklySubject:
    """The list of one day; ``idle_count`` cases are not closed and have no open task: they are in no team.

    Of a list of one gemeente they are those that belong to it, as its teams do.
    """

    teams: tuple[WeeklyTeam, ...]
    idle_count: int
    today: date
    made_at_utc: datetime
    idle: tuple[IdleCase, ...] = ()
    """Those of them that wait for an answer, the most overdue first."""


class WeeklyWriter(Protocol):
    """What writes a weekly list to a file; words of tasks stay out. Raises as ``QuarterWriter``."""

    def styled(self, style: DocumentStyle) -> WeeklyWriter:
        """Return the writer of a house style; its language is that of the organisation."""
        ...

    def weekly(self, subject: WeeklySubject, path: Path, progress: Progress | None = None) -> MadeDocument:
        """Write it as PDF."""
        ...

    def weekly_sheet(
        self, subject: WeeklySubject, path: Path, progress: Progress | None = None
    ) -> MadeDocument:
        """Write it as XLSX."""
        ...


class WeeklyList:
    """Lists what each service team has before it."""

    def __init__(
        self,
        workspace: Workspace,
        register: CaseRegister,
        writer: WeeklyWriter,
        clock: Clock,
        actors: ActorSource,
    ) -> None:
        """Keep where cases and sites are, what writes the list, the time and the person at the desk."""
        self._workspace = workspace
        self._register = register
        self._writer = writer
        self._clock = clock
        self._rule = case_clock(clock).rule
        self._access = AccessLog(workspace, clock, actors)

    def subject(self, municipality_code: str = "") -> WeeklySubject:
        """List the teams by name of their gemeente, or one; the one without a gemeente comes last.

        A case belongs to the gemeente where the company was placed; else to those of its referrals that were
        not refused and of the sites on its shortlist; else to those that are asked for, or to the region that
        is asked for as a whole: the list of one gemeente brings that of each of its regions along. It can so
        stand in several lists. Within a list the earliest date comes
        first. Logged as one list.
        """
        now_utc = self._clock.now_utc()
        today = now_utc.astimezone(DUTCH_TIME).date()
        catalogue = self._workspace.catalogue
        codes = _codes_by_site(catalogue.site_table())
        in_use = regions_in_use(catalogue.regions())
        regions = {each.id: each.name for each in in_use}
        wanted = _with_regions(municipality_code, in_use)
        teams: dict[str, list[WeeklyCase]] = {}
        at_work = self._register.with_open_tasks()
        for entry in filter(_has_a_place, at_work.entries):
            clock = read_outline_clock(entry.outline, now_utc, self._rule)
            case = _case(entry, clock)
            for code in _municipalities(entry, codes):
                teams.setdefault(code, []).append(case)
        self._access.opened(WEEKLY_LIST)
        return WeeklySubject(
            teams=tuple(
                WeeklyTeam(code, tuple(sorted(teams[code], key=_by_next_step)), regions.get(code, ""))
                for code in sorted(teams, key=lambda each: _by_name(each, regions))
                if not wanted or code in wanted
            ),
            idle_count=self._idle_count(codes, wanted) if wanted else at_work.idle_count,
            today=today,
            made_at_utc=now_utc,
            idle=self._idle(codes, wanted) if at_work.idle_count else (),
        )

    def _idle_count(self, codes: Mapping[str, str], wanted: frozenset[str]) -> int:
        """Count what is not closed and has no open task, of those who are wanted: all cases are read."""
        return sum(
            entry.outline.status is not CaseStatus.CLOSED
            and not entry.open_tasks
            and not wanted.isdisjoint(_municipalities(entry, codes))
            for entry in self._register.entries().values()
        )

    def _idle(self, codes: Mapping[str, str], wanted: frozenset[str]) -> tuple[IdleCase, ...]:
        return tuple(
            IdleCase(entry.outline.number, entry.outline.owner.name, line.clock)
            for line, entry in self._register.open_cases().cases
            if not entry.open_tasks and (not wanted or not wanted.isdisjoint(_municipalities(entry, codes)))
        )

    def export(self, subject: WeeklySubject, path: Path, progress: Progress | None = None) -> MadeDocument:
        """Write the list as PDF or XLSX, by the suffix of ``path``, without the words of any task.

        Logged as one list that left. Raises ``InputError`` for another suffix, ``ReportError`` when it cannot
        be written, and ``CancelledError``, after which an older file stands as it was.
        """
        made = hand_out(
            subject, path, progress, as_pdf=self._writer.weekly, as_sheet=self._writer.weekly_sheet
        )
        with only_when_logged(made.path):
            self._access.exported(WEEKLY_LIST)
        return made

    def draft(
        self,
        subject: WeeklySubject,
        path: Path,
        progress: Progress | None = None,
        style: DocumentStyle | None = None,
    ) -> Draft:
        """Make the list in a house style to be looked at, a workbook as its PDF; errors as ``export``."""
        writer = self._writer if style is None else self._writer.styled(style)
        made, shown = drafted(subject, path, progress, as_pdf=writer.weekly, as_sheet=writer.weekly_sheet)
        return Draft((made,), (), None, self._clock.now_utc(), shown, WEEKLY_LIST)


def _has_a_place(entry: RegisterEntry) -> bool:
    """After closing the path goes on to V8: such a case stays only while something in it has a date."""
    if entry.outline.status is not CaseStatus.CLOSED:
        return True
    return any(each.due_on is not None for each in entry.open_tasks)


def _case(entry: RegisterEntry, clock: ClockReading) -> WeeklyCase:
    outline, last = entry.outline, entry.last_message_utc
    return WeeklyCase(
        number=outline.number,
        title=outline.title,
        status=outline.status,
        owner=outline.owner.name,
        clock=clock,
        open_tasks=entry.open_tasks,
        last_message_on=None if last is None else last.astimezone(DUTCH_TIME).date(),
    )


def _municipalities(entry: RegisterEntry, codes_by_site: Mapping[str, str]) -> tuple[str, ...]:
    outline, outcome = entry.outline, entry.outcome
    if outcome is not None and outcome.municipality_code:
        return (outcome.municipality_code,)
    named = [
        each.to.id
        for each in entry.referrals
        if each.to.kind is PartyKind.MUNICIPALITY and each.is_accepted is not False and not each.is_taken_back
    ]
    named += [code for each in outline.shortlist if (code := codes_by_site.get(each))]
    return tuple(dict.fromkeys(named or outline.municipality_codes)) or ("",)


def _with_regions(municipality_code: str, regions: Iterable[RegionMembership]) -> frozenset[str]:
    """Return a gemeente with the regions that it is a member of; nothing where none is wanted."""
    if not municipality_code:
        return frozenset()
    among = (each.id for each in regions if municipality_code in each.municipality_codes)
    return frozenset((municipality_code, *among))


def _codes_by_site(table: SiteTable) -> dict[str, str]:
    codes: dict[str, str] = {}
    for rows in (table.parks, table.plots, table.premises):
        column = rows.columns["municipality_code"]
        codes |= {str(rows.ids[row]): column.text_at(row) or "" for row in range(len(rows))}
    return codes


def _by_next_step(case: WeeklyCase) -> tuple[bool, str, str]:
    due_on = case.next_step.due_on
    return (due_on is None, "" if due_on is None else due_on.isoformat(), case.number)


def _by_name(code: str, regions: Mapping[str, str]) -> tuple[bool, str]:
    return (not code, (regions.get(code) or MUNICIPALITIES.get(code, code)).casefold())
