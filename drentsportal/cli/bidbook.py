"""``drentsportal bidbook``: a factsheet of every site of a filter, and all of them as one document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drentsportal.cli.document_options import style_of
from drentsportal.cli.options import OutOption, PrintOptions, add_command
from drentsportal.cli.site_options import filter_of
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError
from drentsportal.services.bidbook import BidbookOrder, IncompleteBidbookError
from drentsportal.services.book_order import in_book_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session
    from drentsportal.services.bidbook import Bidbook


@dataclass(frozen=True, kw_only=True)
class BidbookOptions(PrintOptions):
    """Which sites, in which style, and where the files go."""

    sites: Annotated[list[str] | None, typer.Argument(metavar="SITE", help="cli.bidbook.sites")] = None
    kind: Annotated[SiteKind, typer.Option("--kind", help="cli.sites.kind")] = SiteKind.PARK
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", metavar="NAME", help="cli.sites.municipality")
    ] = None
    segment: Annotated[
        list[str] | None, typer.Option("--segment", metavar="ID", help="cli.sites.segment")
    ] = None
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="cli.sites.name")] = ""
    has_space: Annotated[bool, typer.Option("--has-space", help="cli.sites.has_space")] = False
    combined: Annotated[bool, typer.Option("--combined/--no-combined", help="cli.bidbook.combined")] = True
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="cli.bidbook.title")] = ""
    lang: Annotated[str | None, typer.Option("--lang", "--in", metavar="CODE", help="cli.bidbook.lang")] = (
        None
    )
    theme: Annotated[str | None, typer.Option("--theme", metavar="NAME", help="cli.bidbook.theme")] = None
    out: OutOption = Path("out")


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "bidbook", BidbookOptions, run, open_session)


def run(session: Session, options: BidbookOptions) -> None:
    """Make a bidbook, or go on with the one in the folder; sheets that failed are told at the end."""
    services = session.open(options)
    site_ids = _site_ids(services, options)
    order = BidbookOrder(
        site_ids, options.out, options.combined, options.title, style_of(session, options.lang, options.theme)
    )
    try:
        with session.progress() as progress:
            bidbook = services.bidbooks.make(order, progress)
    except IncompleteBidbookError as error:
        _tell(session, error.bidbook, options)
        raise
    _tell(session, bidbook, options)


def _site_ids(services: AppServices, options: BidbookOptions) -> tuple[str, ...]:
    """Return the named sites, else all of the filter. Raises ``InputError`` where there are none."""
    if options.sites:
        return tuple(services.browsing.resolve(each) for each in options.sites)
    found = services.browsing.find(filter_of(services, options))
    if not found:
        raise InputError("error.bidbook.none_found", field="kind")
    if options.kind is SiteKind.PARK:
        return found
    return in_book_order(services.catalogue, found)


def _tell(session: Session, bidbook: Bidbook, options: BidbookOptions) -> None:
    if options.as_json:
        session.terminal.json(
            {
                "anew": None if bidbook.anew is None else session.say(bidbook.anew),
                "kept": bidbook.kept_count,
                "documents": [
                    {"file": str(each.path), "kind": each.kind, "sha256": each.sha256}
                    for each in bidbook.documents
                ],
            }
        )
        return
    if bidbook.anew is not None:
        session.print(bidbook.anew)
    new_count = len(bidbook.sheets) - bidbook.kept_count
    session.print(
        "cli.bidbook.made", new_count=new_count, kept_count=bidbook.kept_count, folder=str(options.out)
    )
    if bidbook.book is not None:
        session.print("cli.documents.made", path=str(bidbook.book.path))
