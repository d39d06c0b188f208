"""``drentsportal case intake`` and ``case form``: requests that come in as a mail, a text or a form."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.case_words import clock_line, owner_name
from drentsportal.cli.intake_views import print_companies, print_form, print_proposal
from drentsportal.cli.moments import moment_option
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.errors import InputError
from drentsportal.language.typed_figures import check_figures
from drentsportal.services.form_intake import FORM_KEYS
from drentsportal.services.form_proposal import form_content
from drentsportal.services.intake_answers import COMPANY_KEY, FIGURE_KEYS
from drentsportal.services.intake_paper import proposal_content, relation_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.intake.incoming import IncomingMessage
    from drentsportal.language import Language

_FORM_ENDINGS = (".xlsx", ".json")


@dataclass(frozen=True, kw_only=True)
class IntakeOptions(PrintOptions):
    """The message, and what of its proposals is confirmed."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.case.intake.file", show_default=False)]
    confirm: Annotated[
        list[str] | None, typer.Option("--confirm", metavar="FIELD[=VALUE]", help="cli.case.intake.confirm")
    ] = None
    received: Annotated[
        str | None, typer.Option("--received", metavar="MOMENT", help="cli.case.intake.received")
    ] = None
    another: Annotated[bool, typer.Option("--another", help="cli.case.intake.another")] = False


@dataclass(frozen=True, kw_only=True)
class FormOptions(PrintOptions):
    """Where the form goes."""

    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="cli.case.form.out", show_default=False)]


def register(group: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the commands to the group of cases."""
    add_command(group, "case intake", IntakeOptions, intake, open_session)
    add_command(group, "case form", FormOptions, form, open_session)


def intake(session: Session, options: IntakeOptions) -> None:
    """Show what a message or form proposes; with what is confirmed, open a case with the file attached.

    Of a form everything that it says is taken once anything is confirmed: somebody filled it in.
    """
    services = session.open(options, create=True)
    if options.file.suffix.casefold() in _FORM_ENDINGS:
        _take_form(session, options, services)
        return
    proposal = services.mail_intake.propose(_message(services, options.file))
    answers = read_answers(options.confirm or (), options.received)
    _check_figures(answers, session.language)
    if answers:
        case, _ = services.mail_intake.open_case(proposal, answers, is_another=options.another)
        _opened(session, options, case.number)
    elif options.as_json:
        session.terminal.json(proposal_content(proposal))
    else:
        print_proposal(proposal, session)


def read_answers(confirmed: Sequence[str], received: str | None = None) -> dict[str, str]:
    """Read ``FIELD`` (as proposed) and ``FIELD=VALUE``. Raises ``InputError`` for one that comes twice."""
    answers: dict[str, str] = {}
    given = [*confirmed, *([] if received is None else [f"received_at={received}"])]
    for each in given:
        key, equals, value = each.partition("=")
        if key.strip() in answers:
            raise InputError("error.intake.twice", field="confirm", key=key.strip())
        if equals and not value.strip():
            raise InputError("error.intake.empty_answer", field="confirm", key=key.strip())
        answers[key.strip()] = value
    return answers


def _check_figures(answers: Mapping[str, str], language: Language) -> None:
    for key in FIGURE_KEYS & answers.keys():
        check_figures(answers[key], key, language.code)


def _message(services: AppServices, file: Path) -> IncomingMessage:
    if str(file) == "-":
        return services.messages.read_text(sys.stdin.read())
    return services.messages.read(file)


def _take_form(session: Session, options: IntakeOptions, services: AppServices) -> None:
    form = services.form_intake.read(options.file)
    moment_option(options.received, "received")
    given = read_answers(options.confirm or (), options.received)
    _check_figures(given, session.language)
    if not given and options.as_json:
        session.terminal.json(form_content(form))
        return
    if not given:
        print_form(form, session)
        return
    answers = {**dict.fromkeys((key for key in FORM_KEYS if key != COMPANY_KEY), ""), **given}
    case, _ = services.form_intake.open_case(form, answers, is_another=options.another)
    _opened(session, options, case.number)


def _opened(session: Session, options: IntakeOptions, number: str) -> None:
    services = session.services
    case, alike = services.desk.case(number), services.companies.alike(number)
    if options.as_json:
        session.terminal.json(
            {
                "number": case.number,
                "channel": case.channel.value,
                "received_at": case.received_at_utc.isoformat(),
                "asked_at": None if case.asked_at_utc is None else case.asked_at_utc.isoformat(),
                "title": case.request.title,
                "attachments": [each.name for each in services.desk.attachments(number)],
                "companies": relation_content(alike),
            }
        )
        return
    session.print("cli.case.opened", number=number, owner=owner_name(case.owner.name, session))
    session.terminal.line(clock_line(case, services.desk.clock(case), session))
    session.print("cli.case.intake.attached", count=len(services.desk.attachments(number)))
    print_companies(alike, session)
    if alike:
        session.print("cli.case.intake.not_linked", number=number, key=alike[0].company.key)


def form(session: Session, options: FormOptions) -> None:
    """Write the request form, to be filled in elsewhere: XLSX, or the JSON schema of a request file."""
    check_out(session, options, options.out, *_FORM_ENDINGS)
    services = session.open(options, create=True)
    forms = services.request_forms
    is_schema = options.out.suffix.casefold() == ".json"
    made = forms.write_schema(options.out) if is_schema else forms.write(options.out)
    if options.as_json:
        session.terminal.json({"file": str(made.path), "kind": made.kind, "sha256": made.sha256})
    else:
        session.print("cli.case.form.written", path=str(made.path))
