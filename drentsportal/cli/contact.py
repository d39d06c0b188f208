"""``drentsportal contact``: logs who spoke with whom outside cases, and finds contacts; internal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.moments import date_option, moment_option
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.errors import InputError
from drentsportal.services.case_desk import Talk
from drentsportal.services.contact_log import ContactSearch, party_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.services.account_managers import AccountManager
    from drentsportal.services.contact_log import ContactLine

SubjectArgument = Annotated[
    str, typer.Argument(metavar="TEXT", help="cli.contact.subject", show_default=False)
]


@dataclass(frozen=True, kw_only=True)
class PartyOptions(PrintOptions):
    """With whom: one of the three."""

    company: Annotated[str, typer.Option("--company", metavar="COMPANY", help="cli.contact.company")] = ""
    gemeente: Annotated[str, typer.Option("--gemeente", metavar="NAME", help="cli.contact.gemeente")] = ""
    partner: Annotated[str, typer.Option("--partner", metavar="NAME", help="cli.contact.partner")] = ""


@dataclass(frozen=True, kw_only=True)
class LogOptions(PartyOptions):
    """With whom, by whom and about what."""

    subject: SubjectArgument
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="cli.case.person")] = ""
    department: Annotated[str, typer.Option("--department", metavar="NAME", help="cli.case.department")] = ""
    channel: Annotated[str, typer.Option("--channel", metavar="TEXT", help="cli.case.channel")] = ""
    agreement: Annotated[str, typer.Option("--agreement", metavar="TEXT", help="cli.case.agreement")] = ""
    at: Annotated[str | None, typer.Option("--at", metavar="MOMENT", help="cli.case.at")] = None


@dataclass(frozen=True, kw_only=True)
class FindOptions(PartyOptions):
    """One relation or one case, or a search over all."""

    case: Annotated[str, typer.Option("--case", metavar="CASE", help="cli.contact.case")] = ""
    name: Annotated[str, typer.Option("--with", metavar="TEXT", help="cli.contact.with")] = ""
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="cli.contact.person")] = ""
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="cli.contact.since")] = ""
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="cli.contact.until")] = ""


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the group of commands."""
    group = typer.Typer(name="contact", cls=PortalGroup, help="cli.contact.help", rich_markup_mode=None)
    add_command(group, "contact log", LogOptions, log, open_session)
    add_command(group, "contact list", FindOptions, list_contacts, open_session)
    add_command(group, "contact managers", PrintOptions, managers, open_session)
    app.add_typer(group)


def log(session: Session, options: LogOptions) -> None:
    """Log a contact with a company, a gemeente or a partner."""
    services = session.open(options, create=True)
    party = _party(options, services)
    if party is None:
        raise InputError("error.contact.party_missing", field="company")
    talk = Talk(
        subject=options.subject,
        person=options.person,
        department=options.department,
        channel=options.channel,
        agreement=options.agreement,
        at_utc=moment_option(options.at, "at"),
    )
    moment, _ = services.contacts.log(party, talk)
    found = services.contacts.of_party(moment.party)
    line = next(each for each in reversed(found) if not each.case_number and each.at_utc == moment.at_utc)
    if options.as_json:
        session.terminal.json(contact_content(line))
    else:
        session.print("cli.contact.logged", name=line.with_name)


def list_contacts(session: Session, options: FindOptions) -> None:
    """List the contacts with one relation, of one case, or that answer to a search."""
    services = session.open(options)
    party = _party(options, services)
    search = ContactSearch(
        company=options.name,
        person=options.person,
        since=date_option(options.since, "since"),
        until=date_option(options.until, "until"),
    )
    found = services.contacts.find(search)
    if options.case:
        of_case = set(services.contacts.of_case(options.case))
        found = tuple(each for each in found if each in of_case)
    if party is not None:
        of_party = set(services.contacts.of_party(party))
        found = tuple(each for each in found if each in of_party)
    if options.as_json:
        session.terminal.json([contact_content(each) for each in found])
    else:
        print_contacts(found, session)


def managers(session: Session, options: PrintOptions) -> None:
    """List whom to call at each gemeente and organisation; a missing one is said."""
    found = session.open(options).account_managers.all()
    if options.as_json:
        session.terminal.json([_manager_content(each) for each in found])
        return
    names = ("with", "function", "telephone", "mail")
    missing = session.say("cli.contact.missing")
    rows = [
        (
            each.name,
            each.contact.function if each.contact else missing,
            (each.contact.telephone if each.contact else "") or missing,
            each.contact.mail if each.contact else "",
        )
        for each in found
    ]
    session.terminal.table([session.say(f"cli.contact.column.{name}") for name in names], rows)
    session.print("cli.contact.missing_count", count=sum(each.is_missing for each in found))


def _manager_content(found: AccountManager) -> dict[str, object]:
    contact = found.contact
    return {
        "party": {"kind": found.party.kind.value, "id": found.party.id},
        "name": found.name,
        "function": None if contact is None else contact.function,
        "telephone": None if contact is None else contact.telephone or None,
        "mail": None if contact is None else contact.mail or None,
        "missing": found.is_missing,
    }


def contact_content(line: ContactLine) -> dict[str, object]:
    """Write a contact as data."""
    return {
        "at": line.at_utc.isoformat(),
        "actor": line.actor.name,
        "department": line.department,
        "with": line.with_name,
        "party": None if line.party is None else {"kind": line.party.kind.value, "id": line.party.id},
        "person": line.person,
        "channel": line.channel,
        "subject": line.subject,
        "agreement": line.agreement,
        "case": line.case_number,
    }


def print_contacts(lines: Sequence[ContactLine], session: Session) -> None:
    """Print a log as a table."""
    if not lines:
        session.print("cli.contact.none")
        return
    names = ("at", "who", "department", "with", "person", "channel", "subject", "agreement", "case")
    rows = [
        (
            session.language.value(each.at_utc, "moment"),
            each.actor.name,
            each.department,
            each.with_name,
            each.person,
            each.channel,
            each.subject,
            each.agreement,
            each.case_number,
        )
        for each in lines
    ]
    session.terminal.table([session.say(f"cli.contact.column.{name}") for name in names], rows)


def _party(options: PartyOptions, services: AppServices) -> Party | None:
    """Return the one relation that the options name; raises ``InputError`` for more than one."""
    given = [text for text in (options.company, options.gemeente, options.partner) if text.strip()]
    if len(given) > 1:
        raise InputError("error.contact.one_party", field="company")
    if options.company.strip():
        return Party(PartyKind.COMPANY, services.companies.resolve(options.company).key)
    if options.gemeente.strip():
        party = party_of(options.gemeente)
        return Party(PartyKind.MUNICIPALITY, party.id)
    return Party(PartyKind.PARTNER, options.partner) if options.partner.strip() else None
