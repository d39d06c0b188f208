"""``drentsportal export``: writes sites as a sheet for Excel or for exchange."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drentsportal.cli.documents import print_made
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.documents import SheetFormat
from drentsportal.services.site_browsing import SiteFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.cli.session import Session

_SUFFIXES: Final = {
    SheetFormat.XLSX: ".xlsx",
    SheetFormat.CSV_EXCEL: ".csv",
    SheetFormat.CSV_EXCHANGE: ".csv",
}


@dataclass(frozen=True, kw_only=True)
class ExportOptions(PrintOptions):
    """Which sites, in which form, and where to."""

    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="cli.export.out", show_default=False)]
    form: Annotated[SheetFormat | None, typer.Option("--format", help="cli.export.format")] = None
    kind: Annotated[SiteKind, typer.Option("--kind", help="cli.sites.kind")] = SiteKind.PARK


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "export", ExportOptions, run, open_session)


def run(session: Session, options: ExportOptions) -> None:
    """Write all sites of a kind; CSV without a stated form is the one for Excel."""
    form = options.form
    suffixes = (".xlsx", ".csv") if form is None else (_SUFFIXES[form],)
    check_out(session, options, options.out, *suffixes)
    if form is None:
        form = SheetFormat.CSV_EXCEL if options.out.suffix.casefold() == ".csv" else SheetFormat.XLSX
    services = session.open(options)
    site_ids = services.browsing.find(SiteFilter(options.kind))
    made = services.exporting.make(site_ids, form, options.out)
    print_made(session, (made,), as_json=options.as_json)
    if not options.as_json:
        session.print(f"cli.export.{form.value.replace('-', '_')}")
