"""``drentsportal factsheet`` and ``drentsportal advise``: make the documents that go out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.document_options import LangOption, ThemeOption, style_of
from drentsportal.cli.options import CaseArgument, OutOption, PrintOptions, add_command
from drentsportal.errors import InputError
from drentsportal.services.case_sheets import sheets_for_case
from drentsportal.services.factsheets import SheetWish
from drentsportal.services.failed_documents import IncompleteBatchError
from drentsportal.services.ports.documents import AdviceForm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.cli.session import Session
    from drentsportal.services.ports.documents import MadeDocument


@dataclass(frozen=True, kw_only=True)
class FactsheetOptions(PrintOptions):
    """Which sites, and where the files go."""

    sites: Annotated[list[str] | None, typer.Argument(metavar="SITE", help="cli.factsheet.sites")] = None
    all_sites: Annotated[bool, typer.Option("--all", help="cli.factsheet.all")] = False
    out: OutOption = Path("out")
    case: Annotated[str | None, typer.Option("--case", metavar="CASE", help="cli.factsheet.case")] = None
    lang: LangOption = None
    theme: ThemeOption = None


@dataclass(frozen=True, kw_only=True)
class AdviseOptions(PrintOptions):
    """The case, how much the advice tells, and where the files go."""

    case: CaseArgument
    out: OutOption = Path("out")
    form: Annotated[AdviceForm, typer.Option("--form", help="cli.advise.form")] = AdviceForm.FULL
    lang: LangOption = None
    theme: ThemeOption = None


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the commands."""
    add_command(app, "factsheet", FactsheetOptions, factsheet, open_session)
    add_command(app, "advise", AdviseOptions, advise, open_session)


def factsheet(session: Session, options: FactsheetOptions) -> None:
    """Make a factsheet of each named site, or of every park and vacant premises."""
    if bool(options.sites) == options.all_sites:
        raise InputError("error.cli.sites_or_all", field="all")
    services = session.open(options)
    style = style_of(session, options.lang, options.theme)
    site_ids = [services.browsing.resolve(each) for each in options.sites or ()]

    def wish_for(wanted: Sequence[str]) -> SheetWish:
        if options.case is None:
            return SheetWish(style=style)
        outcome = services.matching.latest(options.case)
        case = services.desk.case(options.case)
        wish = sheets_for_case(case, outcome, wanted, services.catalogue, style)
        silent_count = sum(each not in wish.cards for each in wanted)
        if silent_count and not options.as_json:
            # Nobody takes a sheet that is made for the case alone for one that answers its request.
            session.print(
                "cli.factsheet.no_answer",
                number=case.number,
                silent_count=silent_count,
                count=len(wanted),
            )
        return wish

    def make() -> tuple[MadeDocument, ...]:
        with session.progress() as progress:
            if options.all_sites:
                return services.factsheets.all(options.out, progress, wish_for=wish_for)
            return services.factsheets.make(site_ids, options.out, progress, wish_for(site_ids))

    _make(session, options, make)


def advise(session: Session, options: AdviseOptions) -> None:
    """Make the advice of a case: PDF, letter, and the factsheets of its shortlist."""
    style = style_of(session, options.lang, options.theme)
    services = session.open(options)

    def make() -> tuple[MadeDocument, ...]:
        with session.progress() as progress:
            return services.advising.make(options.case, options.out, progress, style, options.form)

    _make(session, options, make)


def _make(session: Session, options: PrintOptions, make: Callable[[], tuple[MadeDocument, ...]]) -> None:
    """Make documents and list them; those that were ready when one failed are listed too."""
    try:
        print_made(session, make(), as_json=options.as_json)
    except IncompleteBatchError as error:
        print_made(session, error.made, as_json=options.as_json)
        raise


def print_made(session: Session, documents: tuple[MadeDocument, ...], *, as_json: bool) -> None:
    """List the documents that were made."""
    if as_json:
        session.terminal.json(
            [{"file": str(each.path), "kind": each.kind, "sha256": each.sha256} for each in documents]
        )
        return
    for each in documents:
        session.print("cli.documents.made", path=str(each.path))
