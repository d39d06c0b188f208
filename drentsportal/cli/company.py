"""``drentsportal company``: companies and their people, and which cases are theirs; internal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.contact import contact_content, print_contacts
from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.options import CaseArgument, PrintOptions, add_command
from drentsportal.cli.retention import register_company
from drentsportal.domain.relations.company import ContactPerson
from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.domain.relations.company import Company

_PERSON_PARTS = 4

CompanyArgument = Annotated[
    str, typer.Argument(metavar="COMPANY", help="cli.company.company", show_default=False)
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="cli.company.name", show_default=False)]
WordsArgument = Annotated[str, typer.Argument(metavar="TEXT", help="cli.company.words")]
KvkOption = Annotated[str, typer.Option("--kvk", metavar="NUMBER", help="cli.company.kvk")]
PlaceOption = Annotated[str, typer.Option("--place", metavar="NAME", help="cli.company.place")]
PersonOption = Annotated[
    list[str] | None,
    typer.Option("--person", metavar="NAME;FUNCTION;MAIL;PHONE", help="cli.company.person"),
]


@dataclass(frozen=True, kw_only=True)
class AddOptions(PrintOptions):
    """A new company."""

    name: NameArgument
    kvk: KvkOption = ""
    place: PlaceOption = ""
    person: PersonOption = None
    another: Annotated[bool, typer.Option("--another", help="cli.company.another")] = False


@dataclass(frozen=True, kw_only=True)
class ListOptions(PrintOptions):
    """All companies, or those that words name."""

    words: WordsArgument = ""


@dataclass(frozen=True, kw_only=True)
class OneCompanyOptions(PrintOptions):
    """One company."""

    company: CompanyArgument


@dataclass(frozen=True, kw_only=True)
class ChangeOptions(OneCompanyOptions):
    """What becomes different; what is not named stays."""

    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="cli.company.new_name")] = None
    kvk: Annotated[str | None, typer.Option("--kvk", metavar="NUMBER", help="cli.company.kvk")] = None
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="cli.company.place")] = None
    person: PersonOption = None
    without: Annotated[
        list[str] | None, typer.Option("--without-person", metavar="NAME", help="cli.company.without")
    ] = None
    another: Annotated[bool, typer.Option("--another", help="cli.company.kvk_another")] = False


@dataclass(frozen=True, kw_only=True)
class LinkOptions(PrintOptions):
    """A case and the company behind it."""

    case: CaseArgument
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="cli.company.link_to")] = ""


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the group of commands."""
    group = typer.Typer(name="company", cls=PortalGroup, help="cli.company.help", rich_markup_mode=None)
    add_command(group, "company add", AddOptions, add, open_session)
    add_command(group, "company list", ListOptions, list_companies, open_session)
    add_command(group, "company show", OneCompanyOptions, show, open_session)
    add_command(group, "company change", ChangeOptions, change, open_session)
    add_command(group, "company link", LinkOptions, link, open_session)
    register_company(group, open_session)
    app.add_typer(group)


def add(session: Session, options: AddOptions) -> None:
    """Keep a new company."""
    persons = [_person(each) for each in options.person or ()]
    company, _ = session.open(options, create=True).companies.add(
        options.name, options.kvk, options.place, persons, is_another=options.another
    )
    _tell(session, options, company, "cli.company.added")


def list_companies(session: Session, options: ListOptions) -> None:
    """List companies with the numbers of their cases."""
    services = session.open(options)
    found = services.companies.find(options.words)
    if options.as_json:
        session.terminal.json([_listed_content(each, services) for each in found])
        return
    if not found:
        session.print("cli.company.none")
        return
    names = ("key", "name", "kvk", "place", "persons", "cases")
    rows = [
        (
            each.key,
            each.name,
            each.kvk_number,
            each.place,
            ", ".join(person.name for person in each.persons),
            ", ".join(case.number for case in services.companies.cases_of(each.key)),
        )
        for each in found
    ]
    session.terminal.table([session.say(f"cli.company.column.{name}") for name in names], rows)


def show(session: Session, options: OneCompanyOptions) -> None:
    """Show one company: its people, its cases, and who spoke with it."""
    services = session.open(options)
    company = services.companies.resolve(options.company)
    lines = services.contacts.of_party(Party(PartyKind.COMPANY, company.key))
    if options.as_json:
        content = company_content(company, services)
        session.terminal.json({**content, "contacts": [contact_content(each) for each in lines]})
        return
    session.print("cli.company.heading", key=company.key, name=company.name)
    session.print("cli.company.facts", kvk=company.kvk_number or None, place=company.place or None)
    for each in company.persons:
        told = ", ".join(part for part in (each.function, each.email, each.phone) if part)
        session.print("cli.company.person_line", name=each.name, told=told or None)
    for case in services.companies.cases_of(company.key):
        session.print("cli.company.case_line", number=case.number, title=case.request.title)
    print_contacts(lines, session)


def change(session: Session, options: ChangeOptions) -> None:
    """Change what is kept of a company; a person of the same name is replaced."""
    services = session.open(options)
    company = services.companies.resolve(options.company)
    given = {"name": options.name, "kvk_number": options.kvk, "place": options.place}
    told = {name: text for name, text in given.items() if text is not None}
    persons = _persons(company, options.person or (), options.without or ())
    changed, _ = services.companies.change(
        replace(company, **told, persons=persons), is_another=options.another
    )
    _tell(session, options, changed, "cli.company.changed")


def link(session: Session, options: LinkOptions) -> None:
    """Tell which company stands behind a case, or take that away."""
    services = session.open(options)
    key = services.companies.resolve(options.company).key if options.company else ""
    case, _ = services.companies.link(options.case, key)
    if options.as_json:
        session.terminal.json({"number": case.number, "company_key": case.company_key})
        return
    session.print("cli.company.linked" if key else "cli.company.unlinked", number=case.number, key=key)


def company_content(company: Company, services: AppServices) -> dict[str, object]:
    """Write a company as data."""
    return {
        "key": company.key,
        "name": company.name,
        "kvk_number": company.kvk_number,
        "place": company.place,
        "persons": [
            {"name": each.name, "function": each.function, "email": each.email, "phone": each.phone}
            for each in company.persons
        ],
        "cases": [each.number for each in services.companies.cases_of(company.key)],
    }


def _listed_content(company: Company, services: AppServices) -> dict[str, object]:
    """Write a company as a line of a list, which says who its people are and not how they are reached."""
    names = [{"name": each.name} for each in company.persons]
    return {**company_content(company, services), "persons": names}


def _persons(company: Company, given: Sequence[str], without: Sequence[str]) -> tuple[ContactPerson, ...]:
    new = {each.name.casefold(): each for each in map(_person, given)}
    gone = {name.casefold() for name in without}
    kept = {each.name.casefold(): each for each in company.persons}
    for name in without:
        if name.casefold() not in kept:
            raise InputError("error.company.no_person", field="without-person", name=name, key=company.key)
    return tuple(each for name, each in {**kept, **new}.items() if name not in gone)


def _person(text: str) -> ContactPerson:
    parts = [part.strip() for part in text.split(";")]
    if len(parts) > _PERSON_PARTS:
        raise InputError("error.company.person_parts", field="person", text=text)
    return ContactPerson(*parts)


def _tell(session: Session, options: PrintOptions, company: Company, done_id: str) -> None:
    if options.as_json:
        session.terminal.json(company_content(company, session.services))
    else:
        session.print(done_id, key=company.key, name=company.name)
