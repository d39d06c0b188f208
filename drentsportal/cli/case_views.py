"""Cases as tables and as data; contact log, notes, attachments and the company's name only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.cli.assess import print_standing, standing_content
from drentsportal.cli.case_words import (
    clock_line,
    clock_state,
    event_details,
    event_name,
    is_stopped,
    owner_name,
    remaining,
)
from drentsportal.services.request_content import request_content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.case_outline import CaseOutline
    from drentsportal.domain.cases.deadline import ClockReading
    from drentsportal.services.case_register import RegisterLine
    from drentsportal.services.register_entry import RegisterEntry


def line_content(line: RegisterLine, outline: CaseOutline) -> dict[str, object]:
    """Write one line of the list as data."""
    return {
        "number": line.number,
        "title": line.title,
        "status": line.status.value,
        "owner": line.owner,
        "clock": _clock_content(outline, line.clock),
    }


def case_content(case: Case, services: AppServices, *, internal: bool = False) -> dict[str, object]:
    """Write one case as data."""
    content: dict[str, object] = {
        "number": case.number,
        "status": case.status.value,
        "owner": {
            "name": case.owner.name,
            "organisation": case.owner.organisation,
            "role": case.owner.role.value,
        },
        "channel": case.channel.value,
        "received_at": case.received_at_utc.isoformat(),
        "asked_at": _moment(case.asked_at_utc),
        "answered_at": _moment(case.answered_at_utc),
        "clock": _clock_content(case, services.desk.clock(case)),
        "stops": [
            {
                "stopped_at": stop.stopped_at_utc.isoformat(),
                "resumed_at": _moment(stop.resumed_at_utc),
                # Typed words; they stay inside as they do in the timeline.
                "reason": stop.reason if internal else None,
            }
            for stop in case.stops
        ],
        "request": request_content(case.request),
        "shortlist": [entry.candidate_id for entry in case.shortlist],
        "assessment": standing_content(services.assessing.standing(case.number)),
        "documents": [
            {"file": made.file_name, "kind": made.kind, "sha256": made.sha256}
            for made in services.desk.documents(case.number)
        ],
    }
    if internal:
        content["internal"] = _internal_content(case, services)
    return content


def _internal_content(case: Case, services: AppServices) -> dict[str, object]:
    desk, number = services.desk, case.number
    asked = services.companies.asking_person(number)
    return {
        "company_name": case.company_name,
        "requester": case.requester,
        "asking_person": {"name": asked.name, "email": asked.email, "phone": asked.phone},
        "timeline": [
            {
                "at": event.at_utc.isoformat(),
                "kind": event.kind.value,
                "actor": event.actor.name,
                "details": event.details,
            }
            for event in desk.timeline(number)
        ],
        "contacts": [
            {
                "at": each.at_utc.isoformat(),
                "actor": each.actor.name,
                "department": each.department,
                "company": each.company,
                "person": each.person,
                "channel": each.channel,
                "subject": each.subject,
                "agreement": each.agreement,
            }
            for each in desk.contacts(number)
        ],
        "attachments": [
            {"id": each.id, "name": each.name, "media_type": each.media_type, "size_bytes": each.size_bytes}
            for each in desk.attachments(number)
        ],
    }


def _clock_content(case: Case | CaseOutline, reading: ClockReading) -> dict[str, object]:
    return {
        "state": reading.state.value,
        "is_stopped": is_stopped(case, reading),
        "started_at": reading.started_at_utc.isoformat(),
        "due_at": reading.due_at_utc.isoformat(),
        "remaining_seconds": int(reading.remaining.total_seconds()),
        "gross_seconds": int(reading.gross.total_seconds()),
        "net_seconds": int(reading.net.total_seconds()),
    }


def _moment(at_utc: datetime | None) -> str | None:
    return None if at_utc is None else at_utc.isoformat()


def print_lines(lines: Sequence[tuple[RegisterLine, RegisterEntry]], session: Session) -> None:
    """Print the list of cases."""
    if not lines:
        session.print("cli.case.none")
        return
    names = ("number", "title", "status", "owner", "due", "remaining", "clock")
    rows = [
        (
            line.number,
            line.title,
            session.say(f"case_status.{line.status.value}"),
            owner_name(line.owner, session),
            session.language.value(line.clock.due_at_utc, "moment"),
            remaining(line.clock, session),
            clock_state(entry.outline, line.clock, session),
        )
        for line, entry in lines
    ]
    session.terminal.table([session.say(f"cli.case.column.{name}") for name in names], rows)


def print_case(case: Case, session: Session, *, internal: bool, with_events: bool = True) -> None:
    """Print one case; ``with_events`` is false where a fuller timeline follows what is internal."""
    reading = session.services.desk.clock(case)
    session.print("cli.case.heading", number=case.number, title=case.request.title, status=case.status)
    owner = tuple(filter(None, (owner_name(case.owner.name, session), case.owner.organisation)))
    session.print("cli.case.owner", owner=", ".join(owner))
    session.print("cli.case.received_line", received_at_utc=case.received_at_utc, channel=case.channel)
    session.terminal.line(clock_line(case, reading, session))
    if case.request.summary:
        session.terminal.line(case.request.summary)
    print_standing(session.services.assessing.standing(case.number), session)
    for entry in case.shortlist:
        name = session.services.browsing.site(entry.candidate_id).name
        session.print("cli.case.shortlisted", name=name, candidate=entry.candidate_id)
    for made in session.services.desk.documents(case.number):
        session.print("cli.case.document", file_name=made.file_name)
    if internal:
        _print_internal(case, session, with_events=with_events)


def _print_internal(case: Case, session: Session, *, with_events: bool) -> None:
    session.print("cli.case.internal_heading")
    # The name that came with the request and that of the company it was linked to may differ.
    companies = dict.fromkeys(filter(None, (case.company_name, _known_company(case, session))))
    if companies:
        session.print("cli.case.company_line", company=", ".join(companies))
    if case.requester:
        session.print("cli.case.requester_line", requester=case.requester)
    asked = session.services.companies.asking_person(case.number)
    reached = ", ".join(filter(None, (asked.name, asked.phone, asked.email)))
    if reached:
        session.print("cli.case.asking_person_line", person=reached)
    if not with_events:
        return
    names = ("at", "event", "actor", "details")
    rows = [
        (
            session.language.value(event.at_utc, "moment"),
            event_name(event, session),
            event.actor.name,
            event_details(event, session),
        )
        for event in session.services.desk.timeline(case.number)
    ]
    session.terminal.table([session.say(f"cli.case.column.{name}") for name in names], rows)


def _known_company(case: Case, session: Session) -> str:
    """Name the company that the case was linked to, where it was."""
    return session.services.companies.names().get(case.company_key, "")
