"""``drentsportal instruments``: finds subsidies, loans and services for a request, and keeps them current."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drentsportal.cli.help_texts import PortalGroup
from drentsportal.cli.instrument_views import finding_content, print_found, print_history, version_content
from drentsportal.cli.moments import date_option
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.session import read_text_file
from drentsportal.domain.instruments.instrument_match import InstrumentRequest
from drentsportal.domain.instruments.terms import (
    ASKED_AREAS,
    Applicant,
    CompanyPhase,
    CompanySize,
    Purpose,
)
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import MUNICIPALITIES, MUNICIPALITY_CODES
from drentsportal.errors import InputError
from drentsportal.services.instrument_catalogue import read_instrument_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session
    from drentsportal.domain.instruments.instrument import Instrument
    from drentsportal.domain.instruments.instrument_version import InstrumentVersion

IdArgument = Annotated[
    str, typer.Argument(metavar="INSTRUMENT", help="cli.instruments.id", show_default=False)
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="cli.instruments.note")]
FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="cli.instruments.file", show_default=False)
]


class _FindsByDefault(PortalGroup):
    """A group in which options without a command are those of ``find``."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - the context class is private to typer
        """Put ``find`` before options that stand alone."""
        if not args or (args[0].startswith("-") and args[0] != "--help"):
            args = ["find", *args]
        return super().parse_args(ctx, args)


@dataclass(frozen=True, kw_only=True)
class FindOptions(PrintOptions):
    """What is asked; what is left out is not compared."""

    amount: Annotated[int | None, typer.Option("--amount", metavar="EUR", help="cli.instruments.amount")] = (
        None
    )
    purpose: Annotated[Purpose | None, typer.Option("--purpose", help="cli.instruments.purpose")] = None
    size: Annotated[CompanySize | None, typer.Option("--size", help="cli.instruments.size")] = None
    phase: Annotated[CompanyPhase | None, typer.Option("--phase", help="cli.instruments.phase")] = None
    sector: Annotated[
        str | None, typer.Option("--sector", metavar="GROUP", help="cli.instruments.sector")
    ] = None
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="cli.instruments.place")] = None
    applicant: Annotated[Applicant, typer.Option("--applicant", help="cli.instruments.applicant")] = (
        Applicant.COMPANY
    )
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.instruments.on")] = None


@dataclass(frozen=True, kw_only=True)
class OneOptions(PrintOptions):
    """One instrument."""

    instrument: IdArgument


@dataclass(frozen=True, kw_only=True)
class ConfirmOptions(OneOptions):
    """On which day the provider was asked."""

    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.instruments.confirmed_on")] = (
        None
    )
    note: NoteOption = ""


@dataclass(frozen=True, kw_only=True)
class EndOptions(OneOptions):
    """When it ends."""

    ends_on: Annotated[
        str, typer.Argument(metavar="DATE", help="cli.instruments.ends_on", show_default=False)
    ]
    note: NoteOption = ""


@dataclass(frozen=True, kw_only=True)
class FileOptions(PrintOptions):
    """The file with one instrument."""

    file: FileArgument
    note: NoteOption = ""


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the commands."""
    group = typer.Typer(
        name="instruments", cls=_FindsByDefault, help="cli.instruments.help", rich_markup_mode=None
    )
    add_command(group, "instruments find", FindOptions, find, open_session)
    add_command(group, "instruments show", OneOptions, show, open_session)
    add_command(group, "instruments confirm", ConfirmOptions, confirm, open_session)
    add_command(group, "instruments end", EndOptions, end, open_session)
    add_command(group, "instruments add", FileOptions, add, open_session)
    add_command(group, "instruments change", FileOptions, change, open_session)
    app.add_typer(group)


def find(session: Session, options: FindOptions) -> None:
    """Find what fits, what nearly does, and why the rest does not."""
    day, place = date_option(options.on, "on"), _place(options.place)
    finder = session.open(options).instruments
    request = InstrumentRequest(
        on=day or finder.catalogue.today,
        amount_eur=options.amount,
        purpose=options.purpose,
        applicant=options.applicant,
        size=options.size,
        phase=options.phase,
        sector=options.sector,
        place=place,
    )
    found = finder.find(request)
    if options.as_json:
        session.terminal.json([finding_content(each, session) for each in found.found])
    else:
        print_found(found, session)


def show(session: Session, options: OneOptions) -> None:
    """Show one instrument with every kept version; ``--json`` holds what ``change`` takes."""
    versions = session.open(options).instruments.catalogue.history(options.instrument)
    if options.as_json:
        session.terminal.json([version_content(each) for each in versions])
    else:
        print_history(versions, session)


def confirm(session: Session, options: ConfirmOptions) -> None:
    """Keep that the provider was asked."""
    day = date_option(options.on, "on")
    catalogue = session.open(options, create=True).instruments.catalogue
    kept, _ = catalogue.confirm(options.instrument, day, options.note)
    _tell(session, options, kept, "cli.instruments.confirmed")


def end(session: Session, options: EndOptions) -> None:
    """Keep when it ends."""
    ends_on = PartialDate.parse(options.ends_on)
    catalogue = session.open(options, create=True).instruments.catalogue
    kept, _ = catalogue.end(options.instrument, ends_on, options.note)
    _tell(session, options, kept, "cli.instruments.ended")


def add(session: Session, options: FileOptions) -> None:
    """Keep a new instrument."""
    instrument = _read(options.file)
    kept, _ = session.open(options, create=True).instruments.catalogue.add(instrument, options.note)
    _tell(session, options, kept, "cli.instruments.added")


def change(session: Session, options: FileOptions) -> None:
    """Keep an instrument with other content."""
    instrument = _read(options.file)
    kept, _ = session.open(options, create=True).instruments.catalogue.change(instrument, options.note)
    _tell(session, options, kept, "cli.instruments.changed")


def _tell(session: Session, options: PrintOptions, kept: InstrumentVersion, told_id: str) -> None:
    if options.as_json:
        session.terminal.json(version_content(kept))
        return
    instrument = kept.instrument
    session.print(
        told_id,
        name=instrument.name,
        version=kept.version,
        confirmed_on=instrument.confirmed_on,
        ends_on=instrument.ends_on,
    )


def _read(path: Path) -> Instrument:
    text = read_text_file(path, "file")
    try:
        data = tomllib.loads(text) if path.suffix.casefold() == ".toml" else json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("error.instrument.unreadable", field="file", what=path.name) from error
    return read_instrument_text(data)


def _place(text: str | None) -> str | None:
    """Read an area or the name or code of a gemeente; what is neither is refused by the finder."""
    if text is None:
        return None
    names = MUNICIPALITY_CODES | {code.casefold(): code for code in MUNICIPALITIES}
    names |= {each.value: each.value for each in ASKED_AREAS}
    found = names.get(text.strip().casefold())
    if found is None:
        accepted = ", ".join((*(each.value for each in ASKED_AREAS), *MUNICIPALITIES.values()))
        raise InputError("error.instrument.value_unknown", field="place", value=text, accepted=accepted)
    return found
