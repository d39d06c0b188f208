"""Intake: a request that came in becomes a case with a running clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from drentsportal.domain.asking.text_bounds import bounded_request, bounded_text
from drentsportal.domain.cases.case import Case, CaseEvent, CaseStatus, EventKind, RequestChannel
from drentsportal.domain.cases.deadline import clock_start, dutch_year, require_utc
from drentsportal.domain.retention.giveaways import gives_away
from drentsportal.errors import InputError
from drentsportal.services.changes import ChangeSet
from drentsportal.services.contact_intake import check_contact
from drentsportal.services.source_file import ask_when_known, keep_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.services.ports.desk import ActorSource, Clock
    from drentsportal.services.ports.workspace import UnitOfWork, Workspace
    from drentsportal.services.source_file import SourceFile


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case opens with; as the arguments of ``Intake.open_case``.

    ``company_key`` names a company that the desk knows. ``source`` is the file that it comes from, where
    there is one, and ``contact`` what it tells of who can be reached, where that was confirmed and no paper
    of the intake says so; ``is_another`` says that a second case of the same file is meant.
    """

    request: LocationRequest
    channel: RequestChannel
    received_at_utc: datetime
    asked_at_utc: datetime | None = None
    requester: str = ""
    company_name: str = ""
    company_key: str = ""
    source: SourceFile | None = None
    contact: Mapping[str, str] = field(default_factory=dict)
    is_another: bool = False


class Intake:
    """Opens cases; the clock of a case starts here."""

    def __init__(self, workspace: Workspace, clock: Clock, actors: ActorSource) -> None:
        """Keep the workspace, the time and the person at the desk."""
        self._workspace = workspace
        self._clock = clock
        self._actors = actors

    def open_case(
        self,
        request: LocationRequest,
        channel: RequestChannel,
        received_at_utc: datetime,
        asked_at_utc: datetime | None = None,
        *,
        requester: str = "",
        company_name: str = "",
    ) -> tuple[Case, ChangeSet]:
        """Store a new case, owned by the person at the desk, with its first event, all or nothing.

        ``received_at_utc`` is read from the message and confirmed by a person, never "now" in silence;
        ``asked_at_utc`` (company to NOM) may be unknown. ``requester`` is the party that asked us;
        ``company_name`` is kept apart and sealed. The number counts within the Dutch calendar year of
        receipt (``D-2026-0041``).

        Raises ``InputError`` when a moment is not UTC, lies in the future, or the asking comes after the
        receipt, and when the title is empty or gives the company's name away, legal form or not.
        """
        return self.open_new(
            NewCase(request, channel, received_at_utc, asked_at_utc, requester, company_name)
        )

    def open_new(
        self, new: NewCase, also: Callable[[UnitOfWork, Case], None] | None = None
    ) -> tuple[Case, ChangeSet]:
        """Store a new case as ``open_case`` does; ``also`` stores more in the same unit of work.

        Raises as ``open_case``, ``bounded_text`` and ``check_contact``, ``QuestionError`` when a case hangs
        on the same file already, and whatever ``also`` raises: then nothing is stored.
        """
        new = _bounded(new)
        self.check(new.request, new.received_at_utc, new.asked_at_utc, company_name=new.company_name)
        actor = self._actors.current()
        with self._workspace.unit_of_work() as work:
            if new.source is not None and not new.is_another:
                ask_when_known(work, new.source)
            if new.company_key:
                _check_title(new.request.title, work.relations.company(new.company_key).name)
            case = Case(
                number=work.cases.next_number(dutch_year(new.received_at_utc)),
                status=CaseStatus.RECEIVED,
                owner=actor,
                channel=new.channel,
                received_at_utc=new.received_at_utc,
                asked_at_utc=new.asked_at_utc,
                request=new.request,
                company_name=new.company_name,
                company_key=new.company_key,
                requester=new.requester,
            )
            work.cases.add(case)
            work.cases.add_event(case.number, self._received(new))
            if also is not None:
                also(work, case)
            if new.source is not None:
                keep_source(work, case.number, new.source, (self._clock.now_utc(), actor), new.contact)
            work.commit()
        return case, ChangeSet(cases=frozenset({case.number}))

    def _received(self, new: NewCase) -> CaseEvent:
        """Return the first event of a case: at its receipt, by who entered it, with when that was."""
        now_utc = self._clock.now_utc()
        details = {"channel": new.channel.value}
        if now_utc != new.received_at_utc:
            details["entered_at_utc"] = now_utc.isoformat()
        return CaseEvent(new.received_at_utc, EventKind.RECEIVED, self._actors.current(), details)

    def check(
        self,
        request: LocationRequest,
        received_at_utc: datetime | None,
        asked_at_utc: datetime | None = None,
        *,
        company_name: str = "",
    ) -> None:
        """Refuse what ``open_case`` refuses, before anything is stored; raises ``InputError`` as it does.

        Without a moment of receipt only the title is judged.
        """
        _check_title(request.title, company_name)
        if received_at_utc is not None:
            self._check_moments(asked_at_utc, received_at_utc)

    def _check_moments(self, asked_at_utc: datetime | None, received_at_utc: datetime) -> None:
        clock_start(asked_at_utc, received_at_utc)
        now_utc = require_utc(self._clock.now_utc(), "now")
        if received_at_utc > now_utc:
            raise InputError(
                "error.intake.received_in_future",
                field="received_at",
                received_at_utc=received_at_utc,
                now_utc=now_utc,
            )


def _bounded(new: NewCase) -> NewCase:
    """Return what a case opens with, its texts as they are kept."""
    check_contact(new.contact)
    return replace(
        new,
        request=bounded_request(new.request),
        requester=bounded_text("requester", new.requester),
        company_name=bounded_text("company_name", new.company_name),
    )


def _check_title(title: str, company_name: str) -> None:
    if not title.strip():
        raise InputError("error.intake.title_missing", field="title")
    if gives_away(title, company_name):
        raise InputError("error.intake.title_names_company", field="title", title=title)
