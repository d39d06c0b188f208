"""``drentsportal case``: opens cases, keeps their clock, and records what happens to them."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli import (
    access,
    assess,
    case_calendar,
    case_draft,
    case_find,
    case_intake,
    case_outcome,
    case_path,
    case_referral,
    case_task,
    referral,
    retention,
    weights,
)
from drentsportal.cli.case_views import case_content, line_content, print_case, print_lines
from drentsportal.cli.case_words import clock_line, owner_name
from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.moments import moment_option
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.cli.session import read_text_file, unreadable
from drentsportal.cli.timeline_views import print_timeline, timeline_content
from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.errors import InputError
from drentsportal.services.case_desk import Talk
from drentsportal.services.case_files import NewFile
from drentsportal.services.intake import NewCase
from drentsportal.services.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session

TextArgument = Annotated[str, typer.Argument(metavar="TEXT", help="cli.case.text", show_default=False)]
MomentOption = Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="cli.case.at")]


@dataclass(frozen=True, kw_only=True)
class NewOptions(PrintOptions):
    """The request, and the moments where the file does not state them."""

    file: Annotated[Path, typer.Option("--file", metavar="FILE", help="cli.case.file", show_default=False)]
    received: Annotated[
        str | None, typer.Option("--received", metavar="MOMENT", help="cli.case.received")
    ] = None
    asked: Annotated[str | None, typer.Option("--asked", metavar="MOMENT", help="cli.case.asked")] = None
    channel: Annotated[RequestChannel | None, typer.Option("--channel", help="cli.case.through")] = None
    another: Annotated[bool, typer.Option("--another", help="cli.case.intake.another")] = False


@dataclass(frozen=True, kw_only=True)
class ListOptions(PrintOptions):
    """All cases, or those that nobody would look at again."""

    unattended: Annotated[bool, typer.Option("--unattended", help="cli.case.unattended")] = False


@dataclass(frozen=True, kw_only=True)
class OneCaseOptions(PrintOptions):
    """One case."""

    case: CaseArgument


@dataclass(frozen=True, kw_only=True)
class ShowOptions(OneCaseOptions):
    """One case, with what is internal only when it is asked for."""

    internal: Annotated[bool, typer.Option("--internal", help="cli.case.internal")] = False
    timeline: Annotated[bool, typer.Option("--timeline", help="cli.case.timeline")] = False


@dataclass(frozen=True, kw_only=True)
class StopOptions(OneCaseOptions):
    """Why the clock stops."""

    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="cli.case.reason", show_default=False)
    ]


@dataclass(frozen=True, kw_only=True)
class HandOverOptions(OneCaseOptions):
    """Who takes over."""

    to: Annotated[str, typer.Option("--to", metavar="NAME", help="cli.case.to", show_default=False)]
    organisation: Annotated[
        str, typer.Option("--organisation", metavar="NAME", help="cli.case.organisation")
    ] = ""
    role: Annotated[Role, typer.Option("--role", help="cli.case.role")] = Role.SCHAKELPUNT


@dataclass(frozen=True, kw_only=True)
class ContactOptions(OneCaseOptions):
    """Who spoke with whom about what."""

    subject: TextArgument
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="cli.case.person")] = ""
    company: Annotated[str, typer.Option("--company", metavar="NAME", help="cli.case.company")] = ""
    department: Annotated[str, typer.Option("--department", metavar="NAME", help="cli.case.department")] = ""
    channel: Annotated[str, typer.Option("--channel", metavar="TEXT", help="cli.case.channel")] = ""
    agreement: Annotated[str, typer.Option("--agreement", metavar="TEXT", help="cli.case.agreement")] = ""
    at: MomentOption = None


@dataclass(frozen=True, kw_only=True)
class NoteOptions(OneCaseOptions):
    """An internal note."""

    text: TextArgument


@dataclass(frozen=True, kw_only=True)
class AttachOptions(OneCaseOptions):
    """A file to keep."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.case.attachment", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class AnswerOptions(OneCaseOptions):
    """When the answer was sent, and what was sent where it was not made here."""

    at: MomentOption = None
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="cli.case.answer.file")] = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the group of commands."""
    group = typer.Typer(name="case", cls=PortalGroup, help="cli.case.help", rich_markup_mode=None)
    add_command(group, "case new", NewOptions, new, open_session)
    add_command(group, "case list", ListOptions, list_cases, open_session)
    add_command(group, "case show", ShowOptions, show, open_session)
    add_command(group, "case stop", StopOptions, stop, open_session)
    add_command(group, "case resume", OneCaseOptions, resume, open_session)
    add_command(group, "case hand-over", HandOverOptions, hand_over, open_session)
    add_command(group, "case contact", ContactOptions, contact, open_session)
    add_command(group, "case note", NoteOptions, note, open_session)
    add_command(group, "case attach", AttachOptions, attach, open_session)
    add_command(group, "case answer", AnswerOptions, answer, open_session)
    case_referral.register(group, open_session)
    case_intake.register(group, open_session)
    case_draft.register(group, open_session)
    case_find.register(group, open_session)
    case_outcome.register(group, open_session)
    referral.register(group, open_session)
    assess.register(group, open_session)
    weights.register(group, open_session)
    case_path.register(group, open_session)
    case_task.register(group, open_session)
    case_calendar.register(group, open_session)
    retention.register(group, open_session)
    access.register(group, open_session)
    app.add_typer(group)


def new(session: Session, options: NewOptions) -> None:
    """Open a case from a request file; the moment of receipt must be stated somewhere."""
    text = read_text_file(options.file, "file")
    services = session.open(options, create=True)
    read = services.request_files.read(text)
    received = moment_option(options.received, "received") or read.received_at_utc
    if received is None:
        raise InputError("error.request.received_missing", field="received")
    new_case = NewCase(
        request=read.request,
        channel=read.through(options.channel),
        received_at_utc=received,
        asked_at_utc=moment_option(options.asked, "asked") or read.asked_at_utc,
        requester=read.requester,
        company_name=read.company_name,
        source=SourceFile.of(options.file.name, text.encode()),
        contact=read.contact,
        is_another=options.another,
    )
    case, _ = services.intake.open_new(new_case)
    _tell(session, options, case.number, "cli.case.opened")


def list_cases(session: Session, options: ListOptions) -> None:
    """List the cases with their clocks, the most urgent first; where asked those without a task alone."""
    lines = session.open(options).register.listed()
    if options.unattended:
        lines = tuple(each for each in lines if each[0].is_unattended)
    if options.as_json:
        session.terminal.json([line_content(line, entry.outline) for line, entry in lines])
    else:
        print_lines(lines, session)


def show(session: Session, options: ShowOptions) -> None:
    """Show one case: what is asked, its clock and its shortlist; internal parts only on request."""
    services = session.open(options)
    case = services.desk.case(options.case)
    rows = services.timeline.rows(options.case, internal=options.internal) if options.timeline else None
    if options.as_json:
        content = case_content(case, services, internal=options.internal)
        told = {} if rows is None else {"timeline": timeline_content(rows, session)}
        session.terminal.json({**content, **told})
        return
    print_case(case, session, internal=options.internal, with_events=not options.timeline)
    if rows is not None:
        print_timeline(rows, session)


def stop(session: Session, options: StopOptions) -> None:
    """Stop the clock."""
    session.open(options).desk.stop_clock(options.case, options.reason)
    _tell(session, options, options.case, "cli.case.stopped")


def resume(session: Session, options: OneCaseOptions) -> None:
    """Let the clock run again."""
    session.open(options).desk.resume_clock(options.case)
    _tell(session, options, options.case, "cli.case.resumed")


def hand_over(session: Session, options: HandOverOptions) -> None:
    """Give the case to another owner."""
    owner = Actor(options.to, options.organisation, options.role)
    session.open(options).desk.hand_over(options.case, owner)
    _tell(session, options, options.case, "cli.case.handed_over")


def contact(session: Session, options: ContactOptions) -> None:
    """Log a contact."""
    talk = Talk(
        subject=options.subject,
        person=options.person,
        company=options.company,
        department=options.department,
        channel=options.channel,
        agreement=options.agreement,
        at_utc=moment_option(options.at, "at"),
    )
    session.open(options).desk.log_contact(options.case, talk)
    _tell(session, options, options.case, "cli.case.contact_logged")


def note(session: Session, options: NoteOptions) -> None:
    """Add an internal note."""
    session.open(options).desk.add_note(options.case, options.text)
    _tell(session, options, options.case, "cli.case.noted")


def attach(session: Session, options: AttachOptions) -> None:
    """Keep a file with the case."""
    desk, file = session.open(options).desk, _read_file(options.file)
    desk.attach(options.case, file.name, file.content, file.media_type)
    _tell(session, options, options.case, "cli.case.attached")


def _read_file(path: Path) -> NewFile:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, "file", error) from error
    return NewFile(path.name, content, mimetypes.guess_type(path.name)[0] or "application/octet-stream")


def answer(session: Session, options: AnswerOptions) -> None:
    """Record that the advice was sent; the clock stops. Nothing is kept where that is refused."""
    services = session.open(options)
    moment = moment_option(options.at, "at")
    file = None if options.file is None else _read_file(options.file)
    services.desk.answer(options.case, moment, file=file)
    _tell(session, options, options.case, "cli.case.answered")


def _tell(session: Session, options: PrintOptions, number: str, done_id: str) -> None:
    """Say what was done and how the clock stands now."""
    services = session.services
    case = services.desk.case(number)
    reading = services.desk.clock(case)
    if options.as_json:
        session.terminal.json(case_content(case, services))
        return
    session.print(done_id, number=number, owner=owner_name(case.owner.name, session))
    session.terminal.line(clock_line(case, reading, session))
