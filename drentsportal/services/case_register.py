"""The register: every case in outline, kept in memory and brought up to date by what changed.

Ten thousand cases are read once; after that only those whose revision is another one. What is open is read
against the clock at each asking; what is answered stands still and is worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from drentsportal.domain.cases.case import CaseStatus
from drentsportal.domain.cases.digesting import digest_of_outline, read_outline_clock
from drentsportal.services.case_clock import case_clock
from drentsportal.services.many_objects import no_tidying
from drentsportal.services.register_entry import RegisterEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from drentsportal.domain.cases.case_digest import CaseDigest
    from drentsportal.domain.cases.case_outline import CaseOutline
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.domain.cases.task import CaseTask
    from drentsportal.services.ports.case_bulk import CaseBulkReader, CaseRevision
    from drentsportal.services.ports.desk import Clock
    from drentsportal.services.ports.workspace import ReadUnit, Workspace


class RegisterLine(NamedTuple):
    """One line of the list of cases: who has it, how its clock stands, what comes next."""

    number: str
    title: str
    status: CaseStatus
    owner: str
    company_key: str
    clock: ClockReading
    next_task: CaseTask | None
    open_task_count: int

    @property
    def is_unattended(self) -> bool:
        """Whether it was answered and is not closed, while nobody has a task in it: nothing calls it back."""
        is_left = self.clock.state.is_over and self.status is not CaseStatus.CLOSED
        return is_left and not self.open_task_count


@dataclass(frozen=True, slots=True)
class OpenCases:
    """The cases that wait for an answer, the most urgent first, and how many others there are."""

    cases: tuple[tuple[RegisterLine, RegisterEntry], ...]
    answered_count: int


@dataclass(frozen=True, slots=True)
class CasesAtWork:
    """Cases with open tasks, and how many others are not closed."""

    entries: tuple[RegisterEntry, ...]
    idle_count: int


@dataclass(slots=True)
class _Kept:
    """What is kept in memory."""

    state_mark: tuple[int, ...] = ()
    revisions: dict[str, CaseRevision] = field(default_factory=dict)
    entries: dict[str, RegisterEntry] = field(default_factory=dict)
    lines: dict[str, RegisterLine] = field(default_factory=dict)
    digests: dict[str, CaseDigest] = field(default_factory=dict)
    erased: tuple[CaseDigest, ...] = ()
    erased_count: int = 0


class CaseRegister:
    """Lists and figures of all cases. Threads take turns."""

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        """Keep where cases are, and the time, with the rule by which clocks and figures count."""
        self._workspace = workspace
        self._clock = clock
        self._rule = case_clock(clock).rule
        self._lock = Lock()
        self._kept = _Kept()

    def lines(self) -> tuple[RegisterLine, ...]:
        """All cases: the most overdue first, then least time left; those that are over last, newest."""
        return tuple(line for line, _ in self.listed())

    def listed(self) -> tuple[tuple[RegisterLine, RegisterEntry], ...]:
        """Return all cases with their lines, in the order of ``lines``; internal."""
        now_utc = self._clock.now_utc()
        with self._lock, no_tidying():
            entries = self._brought_up_to_date().entries
            found = [(self._line(number, entry, now_utc), entry) for number, entry in entries.items()]
        return tuple(sorted(found, key=lambda each: _urgency(each[0], each[1].outline)))

    def open_cases(self) -> OpenCases:
        """Return the open cases alone, in the order of ``lines``, without reading those that are over.

        It is what a person waits for after opening.
        """
        now_utc = self._clock.now_utc()
        with self._lock, self._workspace.reading() as unit:
            bulk = unit.cases.bulk
            numbers = bulk.open_numbers()
            self._take_in(bulk, numbers)
            answered_count = bulk.answered_count()
            entries = [(number, self._kept.entries[number]) for number in numbers]
            found = [(self._line(number, entry, now_utc), entry) for number, entry in entries]
        return OpenCases(
            tuple(sorted(found, key=lambda each: _urgency(each[0], each[1].outline))), answered_count
        )

    def entries(self) -> Mapping[str, RegisterEntry]:
        """Return all cases in outline, by number; internal."""
        with self._lock:
            return dict(self._brought_up_to_date().entries)

    def with_open_tasks(self) -> CasesAtWork:
        """Return the cases in which something is still to be done, by number; internal.

        Only those are read.
        """
        with self._lock, self._workspace.reading() as unit:
            bulk = unit.cases.bulk
            numbers = bulk.numbers_with_tasks()
            self._take_in(bulk, numbers)
            found = [entry for number in numbers if (entry := self._kept.entries[number]).open_tasks]
            unclosed = bulk.unclosed_count()
        return _at_work(found, unclosed)

    def digests(self) -> tuple[CaseDigest, ...]:
        """Return the figures of all cases, live and erased alike, by number.

        Of an erased case that was never closed the moment of erasing stands for that of closing.
        """
        now_utc = self._clock.now_utc()
        with self._lock:
            kept = self._brought_up_to_date()
            live = [self._digest(number, entry, now_utc) for number, entry in kept.entries.items()]
            return tuple(sorted((*live, *kept.erased), key=lambda each: each.number))

    def digests_since(self, at_utc: datetime) -> tuple[CaseDigest, ...]:
        """Return at least the figures of all cases that count then or later, by number.

        Left out can be cases that do not wait for an answer and of which nothing is dated since; only the
        others are read.
        """
        now_utc = self._clock.now_utc()
        with self._lock, self._workspace.reading() as unit, no_tidying():
            bulk = unit.cases.bulk
            numbers = bulk.unsettled_since(at_utc)
            self._take_in(bulk, numbers)
            digests = [self._digest(number, self._kept.entries[number], now_utc) for number in numbers]
            erased = _erased_digests(unit)
        return tuple(sorted((*digests, *erased), key=lambda each: each.number))

    def _made_digest(self, entry: RegisterEntry, now_utc: datetime) -> CaseDigest:
        return digest_of_outline(entry.outline, entry.referrals, entry.outcome, now_utc, self._rule)

    def revision(self, number: str) -> CaseRevision | None:
        """Tell how far a case has come, which opens nothing of it; ``None`` where there is no such case."""
        with self._workspace.reading() as unit:
            return unit.cases.bulk.revisions().get(number)

    def forget(self) -> None:
        """Let go of everything in memory, as when the workspace is locked."""
        with self._lock:
            self._kept = _Kept()

    def _brought_up_to_date(self) -> _Kept:
        kept = self._kept
        with self._workspace.reading() as unit:
            bulk = unit.cases.bulk
            mark = bulk.state_mark()
            if mark == kept.state_mark:
                return kept
            self._take_in(bulk, None)
            if bulk.erased_count() != kept.erased_count:
                kept.erased = _erased_digests(unit)
                kept.erased_count = bulk.erased_count()
        kept.state_mark = mark
        return kept

    def _take_in(self, bulk: CaseBulkReader, numbers: Collection[str] | None) -> None:
        """Hold these cases as they are now, all of them by default, and none that is as it was before."""
        kept, revisions = self._kept, bulk.revisions()
        stale = {number for number, at in kept.revisions.items() if revisions.get(number) != at}
        for held in (kept.revisions, kept.entries, kept.lines, kept.digests):
            for number in stale:
                held.pop(number, None)
        missing = (
            revisions.keys() if numbers is None else revisions.keys() & set(numbers)
        ) - kept.revisions.keys()
        if missing:
            with no_tidying():
                read = bulk.entries(None if len(missing) == len(revisions) else missing)
                kept.entries |= {number: RegisterEntry(each) for number, each in read.items()}
            kept.revisions |= {number: revisions[number] for number in missing}

    def _line(self, number: str, entry: RegisterEntry, now_utc: datetime) -> RegisterLine:
        line = self._kept.lines.get(number)
        if line is None:
            line = self._made_line(entry, now_utc)
            self._kept.lines[number] = line
        elif not line.clock.state.is_over:
            line = line._replace(clock=read_outline_clock(entry.outline, now_utc, self._rule))
        return line

    def _made_line(self, entry: RegisterEntry, now_utc: datetime) -> RegisterLine:
        return _line(entry, read_outline_clock(entry.outline, now_utc, self._rule))

    def _digest(self, number: str, entry: RegisterEntry, now_utc: datetime) -> CaseDigest:
        digest = self._kept.digests.get(number)
        if digest is None:
            digest = self._made_digest(entry, now_utc)
            if digest.answered_at_utc is not None:
                self._kept.digests[number] = digest
        return digest


def _at_work(entries: Iterable[RegisterEntry], unclosed_count: int) -> CasesAtWork:
    found = sorted(entries, key=lambda each: each.outline.number)
    at_work = sum(each.outline.status is not CaseStatus.CLOSED for each in found)
    return CasesAtWork(tuple(found), unclosed_count - at_work)


def _erased_digests(unit: ReadUnit) -> tuple[CaseDigest, ...]:
    return tuple(
        each.digest
        if each.digest.closed_at_utc is not None
        else replace(each.digest, closed_at_utc=each.erased_at_utc)
        for each in unit.cases.erased()
        if each.digest is not None
    )


def _line(entry: RegisterEntry, clock: ClockReading) -> RegisterLine:
    outline, tasks = entry.outline, entry.open_tasks
    return RegisterLine(
        number=outline.number,
        title=outline.title,
        status=outline.status,
        owner=outline.owner.name,
        company_key=outline.company_key,
        clock=clock,
        next_task=tasks[0] if tasks else None,
        open_task_count=len(tasks),
    )


def _urgency(line: RegisterLine, outline: CaseOutline) -> tuple[bool, float, str]:
    if line.clock.state.is_over:
        ended_at_utc = outline.answered_at_utc or outline.closed_at_utc or outline.received_at_utc
        return (True, -ended_at_utc.timestamp(), line.number)
    return (False, line.clock.remaining.total_seconds(), line.number)
