"""The case desk: everything that is done to a case between receipt and referral, and its clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drentsportal.domain.asking.text_bounds import bounded_request
from drentsportal.domain.cases import case_rules
from drentsportal.domain.cases.case import Attachment, Case, CaseEvent, ContactMoment, EventKind, SentDocument
from drentsportal.domain.cases.deadline import ClockReading, require_utc
from drentsportal.errors import InputError
from drentsportal.services.access_log import AccessLog
from drentsportal.services.case_clock import case_clock
from drentsportal.services.case_files import NewFile, keep_file, kept_event
from drentsportal.services.changes import ChangeSet
from drentsportal.services.referral_log import ReferralLog, ReferralTerms
from drentsportal.services.sent_answer import check_not_received, sendable, sent_file, what_was_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.services.ports.cases import CaseStore
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the list of cases: the case and how its clock stands now."""

    case: Case
    clock: ClockReading


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said with whom; internal, in no export. ``at_utc`` None means now."""

    subject: str
    person: str = ""
    company: str = ""
    department: str = ""
    channel: str = ""
    agreement: str = ""
    at_utc: datetime | None = None


class CaseDesk:
    """The cases of a workspace. Each change stores case and event together and returns what it altered."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk; a ``CaseClock`` brings its rule along."""
        self._workspace = workspace
        self._clock = case_clock(clock)
        self._actors = actors
        self._access = AccessLog(workspace, clock, actors)

    def cases(self) -> tuple[CaseLine, ...]:
        """All cases: the most overdue first, then least time left; answered and closed last, newest first."""
        with self._workspace.reading() as unit:
            cases = unit.cases.all()
        return tuple(sorted((CaseLine(case, self.clock(case)) for case in cases), key=_urgency))

    def case(self, number: str) -> Case:
        """One case, opened: that is logged; raises ``NotFoundError``."""
        with self._workspace.reading() as unit:
            case = unit.cases.get(number)
        self._access.opened(number)
        return case

    def clock(self, case: Case) -> ClockReading:
        """How the clock of a case stands now."""
        return self._clock.reading(case)

    def timeline(self, number: str) -> tuple[CaseEvent, ...]:
        """Read what happened, oldest first; internal, and logged."""
        with self._workspace.reading() as unit:
            events = unit.cases.events(number)
        self._access.opened(number)
        return events

    def contacts(self, number: str) -> tuple[ContactMoment, ...]:
        """Who spoke with whom, oldest first; internal, in no export, and logged."""
        with self._workspace.reading() as unit:
            contacts = unit.cases.contacts(number)
        self._access.opened(number)
        return contacts

    def attachments(self, number: str) -> tuple[Attachment, ...]:
        """List the files kept with a case, without their content; logged, for a name may tell much."""
        with self._workspace.reading() as unit:
            found = unit.cases.attachments(number)
        self._access.opened(number)
        return found

    def sendable_files(self, number: str) -> tuple[Attachment, ...]:
        """List the kept files that can have been sent as the answer, none that came in; logged."""
        with self._workspace.reading() as unit:
            found = sendable(unit.cases, number)
        self._access.opened(number)
        return found

    def attachment_content(self, number: str, attachment_id: str) -> bytes:
        """Read the content of one file, which is logged; raises ``NotFoundError``."""
        with self._workspace.reading() as unit:
            content = unit.cases.attachment_content(number, attachment_id)
        self._access.attachment_read(number)
        return content

    def documents(self, number: str) -> tuple[SentDocument, ...]:
        """List the documents that were made for a case, oldest first; logged."""
        with self._workspace.reading() as unit:
            found = unit.cases.documents(number)
        self._access.opened(number)
        return found

    def change_request(
        self, number: str, request: LocationRequest, told: Mapping[str, str] | None = None
    ) -> tuple[Case, ChangeSet]:
        """Replace what is asked; raises ``InputError`` for an empty title and as ``bounded_request``.

        ``told`` is what the timeline keeps beside it, such as how weights came about.
        """
        if not request.title.strip():
            raise InputError("error.intake.title_missing", field="title")
        with self._workspace.reading() as unit:
            request = bounded_request(request, unit.cases.get(number).request)
        return self._change(
            number,
            EventKind.REQUEST_CHANGED,
            lambda case, _: replace(case_rules.worked_on(case), request=request),
            {"title": request.title, **(told or {})},
        )

    def stop_clock(self, number: str, reason: str, seen: Actor | None = None) -> tuple[Case, ChangeSet]:
        """Stop the clock now, for a stated reason.

        ``seen`` is the owner that the person saw, ``None`` where nobody was shown one.
        Raises ``InputError`` as ``case_rules.stop_clock``, and where the case has another owner by now.
        """
        return self._change(
            number,
            EventKind.CLOCK_STOPPED,
            lambda case, now_utc: case_rules.stop_clock(case_rules.as_seen(case, seen), reason, now_utc),
            {"reason": reason.strip()},
        )

    def resume_clock(self, number: str, seen: Actor | None = None) -> tuple[Case, ChangeSet]:
        """Let the clock run again; ``seen`` and errors as ``stop_clock``, and when it was not stopped."""
        return self._change(
            number,
            EventKind.CLOCK_RESUMED,
            lambda case, now_utc: case_rules.resume_clock(case_rules.as_seen(case, seen), now_utc),
        )

    def hand_over(self, number: str, owner: Actor, seen: Actor | None = None) -> tuple[Case, ChangeSet]:
        """Give the case to another owner; ``seen`` as ``stop_clock``, errors as ``case_rules.hand_over``.

        Name and organisation are kept as one line each, whatever they were typed or read as.
        """
        owner = owner.in_one_line
        with self._workspace.reading() as unit:
            before = unit.cases.get(number).owner
        return self._change(
            number,
            EventKind.HANDED_OVER,
            lambda case, _: case_rules.hand_over(case_rules.as_seen(case, seen), owner),
            {"from": before.name, "to": owner.name, "organisation": owner.organisation},
        )

    def answer(
        self,
        number: str,
        at_utc: datetime | None = None,
        attachment_id: str = "",
        file: NewFile | None = None,
    ) -> tuple[Case, ChangeSet]:
        """Record that the advice was sent, which stops the clock; ``at_utc`` ``None`` means now.

        What was sent is ``file``, which is kept with the answer or not at all, else the file with
        ``attachment_id``, else the newest advice or letter made until then.

        Raises ``InputError`` for a moment in the future or before the clock started, a second answer, and
        where nothing was made or named that can have been sent, as what came in with the request;
        ``NotFoundError`` for an unknown file.
        """
        now_utc = self._clock.now_utc()
        moment = now_utc if at_utc is None else require_utc(at_utc, "at")
        if moment > now_utc:
            raise InputError("error.case.moment_in_future", field="at", at_utc=moment, now_utc=now_utc)
        with self._workspace.reading() as unit:
            # What cannot be answered at all is told first, before what is missing for it.
            case_rules.answer(unit.cases.get(number), moment)
            if file is None:
                sent = what_was_sent(unit.cases, number, moment, attachment_id)
            else:
                file.check()
                sent = sent_file(file, now_utc)
            check_not_received(unit.cases, number, sent)

        def keep(cases: CaseStore) -> None:
            if file is not None:
                keep_file(cases, number, file, now_utc)
                cases.add_event(number, kept_event(file, now_utc, self._actors.current()))

        return self._change(
            number,
            EventKind.ANSWERED,
            lambda case, _: case_rules.answer(case, moment),
            {"answered_at_utc": moment.isoformat(), "file_name": sent.file_name, "sha256": sent.sha256},
            keep,
        )

    def refer(self, number: str, to: str, reason: str) -> tuple[Case, ChangeSet]:
        """Record that the company was referred on, to whom and why; as ``ReferralLog.refer``."""
        log = ReferralLog(self._workspace, self._clock, self._actors)
        return log.refer(number, ReferralTerms(to, reason))

    def log_contact(self, number: str, talk: Talk) -> tuple[Case, ChangeSet]:
        """Log who spoke with whom about what.

        Raises ``InputError`` without a subject and for a moment in the future.
        """
        if not talk.subject.strip():
            raise InputError("error.case.subject_missing", field="subject", number=number)
        now_utc = self._clock.now_utc()
        at_utc = require_utc(talk.at_utc or now_utc, "at")
        if at_utc > now_utc:
            raise InputError("error.case.moment_in_future", field="at", at_utc=at_utc, now_utc=now_utc)
        moment = ContactMoment(
            at_utc=at_utc,
            actor=self._actors.current(),
            department=talk.department,
            company=talk.company,
            person=talk.person,
            channel=talk.channel,
            subject=talk.subject.strip(),
            agreement=talk.agreement,
        )
        return self._change(
            number,
            EventKind.CONTACT,
            lambda case, _: case_rules.worked_on(case),
            {"subject": moment.subject},
            lambda cases: cases.add_contact(number, moment),
        )

    def add_note(self, number: str, text: str) -> tuple[Case, ChangeSet]:
        """Add an internal note; raises ``InputError`` for an empty one."""
        if not text.strip():
            raise InputError("error.case.note_empty", field="text", number=number)
        return self._change(
            number, EventKind.NOTE, lambda case, _: case_rules.worked_on(case), {"text": text.strip()}
        )

    def attach(
        self, number: str, name: str, content: bytes, media_type: str = "application/octet-stream"
    ) -> tuple[Attachment, ChangeSet]:
        """Keep a file with a case; its id counts within the case (``b1``, ``b2``).

        Raises ``InputError`` for an empty file and for one above ``MOST_ATTACHMENT_BYTES``.
        """
        file, made = NewFile(name, content, media_type), list[Attachment]()
        file.check()

        def keep(cases: CaseStore) -> None:
            made.append(keep_file(cases, number, file, self._clock.now_utc()))

        _, changes = self._change(
            number, EventKind.ATTACHMENT, lambda case, _: case_rules.worked_on(case), {"name": name}, keep
        )
        return made[0], changes

    def _change(
        self,
        number: str,
        kind: EventKind,
        alter: Callable[[Case, datetime], Case],
        details: Mapping[str, str] | None = None,
        also: Callable[[CaseStore], None] | None = None,
    ) -> tuple[Case, ChangeSet]:
        """Alter, save and record in one unit of work."""
        now_utc = self._clock.now_utc()
        with self._workspace.unit_of_work() as work:
            case = work.cases.save(alter(work.cases.get(number), now_utc))
            if also is not None:
                also(work.cases)
            work.cases.add_event(
                number, CaseEvent(now_utc, kind, self._actors.current(), dict(details or {}))
            )
            work.commit()
        return case, ChangeSet(cases=frozenset({number}))


def _urgency(line: CaseLine) -> tuple[bool, float, str]:
    case = line.case
    if line.clock.state.is_over:
        ended_at_utc = case.answered_at_utc or case.closed_at_utc or case.received_at_utc
        return (True, -ended_at_utc.timestamp(), case.number)
    return (False, line.clock.remaining.total_seconds(), case.number)
