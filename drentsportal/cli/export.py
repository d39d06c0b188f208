"""``drentsportal export``: writes sites as a sheet, as a file for other programs, or as an open-data set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from drentsportal.cli.documents import print_made
from drentsportal.cli.options import PrintOptions, add_command
from drentsportal.cli.out_files import check_out
from drentsportal.domain.match.requirements import as_ids
from drentsportal.domain.sites.regions import members_of, regions_in_use
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.ports.exports import SUFFIXES, ExportFormat
from drentsportal.services.publication import Publication
from drentsportal.services.request_values import read_municipalities
from drentsportal.services.site_browsing import SiteFilter
from drentsportal.services.site_export import ExportRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.cli.session import Session

_BY_SUFFIX: Final = {
    ".xlsx": ExportFormat.XLSX,
    ".csv": ExportFormat.CSV_EXCEL,
    ".gpkg": ExportFormat.GEOPACKAGE,
    ".geojson": ExportFormat.GEOJSON,
    ".fgb": ExportFormat.FLATGEOBUF,
    ".dxf": ExportFormat.DXF,
}
"""The form where none is stated; a CSV then is the one for Excel."""

_WITH_SENTENCE: Final = frozenset({ExportFormat.XLSX, ExportFormat.CSV_EXCEL, ExportFormat.CSV_EXCHANGE})
"""Forms of which a sentence says how values stand in them."""


@dataclass(frozen=True, kw_only=True)
class ExportOptions(PrintOptions):
    """Which sites, in which form, and where to; the last options are for open data."""

    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="cli.export.out", show_default=False)]
    form: Annotated[ExportFormat | None, typer.Option("--format", help="cli.export.format")] = None
    kind: Annotated[list[SiteKind] | None, typer.Option("--kind", help="cli.export.kind")] = None
    site: Annotated[list[str] | None, typer.Option("--site", metavar="SITE", help="cli.export.site")] = None
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", metavar="NAME", help="cli.sites.municipality")
    ] = None
    replace: Annotated[bool, typer.Option("--replace", help="cli.export.replace")] = False
    licence: Annotated[str, typer.Option("--licence", metavar="ID", help="cli.export.licence")] = ""
    open_source: Annotated[
        list[str] | None, typer.Option("--open-source", metavar="NAME", help="cli.export.open_source")
    ] = None
    publisher: Annotated[str, typer.Option("--publisher", metavar="NAME", help="cli.export.publisher")] = ""
    contact: Annotated[str, typer.Option("--contact", metavar="FUNCTION", help="cli.export.contact")] = ""
    contact_mail: Annotated[
        str, typer.Option("--contact-mail", metavar="MAIL", help="cli.export.contact_mail")
    ] = ""


def register(app: typer.Typer, open_session: Callable[[], Session]) -> None:
    """Add the command."""
    add_command(app, "export", ExportOptions, run, open_session)


def run(session: Session, options: ExportOptions) -> None:
    """Write the sites that were asked for; without a stated form the ending of the file decides."""
    form = options.form
    suffixes = tuple(_BY_SUFFIX) if form is None else SUFFIXES[form]
    if "" not in suffixes or options.out.suffix:
        check_out(session, options, options.out, *filter(None, suffixes))
    if form is None:
        form = _BY_SUFFIX[options.out.suffix.casefold()]
    services = session.open(options)
    request = ExportRequest(
        form,
        options.out,
        kinds=tuple(options.kind or ()),
        site_ids=_site_ids(services, options),
        replace=options.replace,
        publication=_publication(options) if form is ExportFormat.OPEN_DATA else None,
    )
    with session.progress() as progress:
        made = services.exporting.run(request, progress)
    print_made(session, (made.document,), as_json=options.as_json)
    if options.as_json:
        return
    if form in _WITH_SENTENCE:
        session.print(f"cli.export.{form.value.replace('-', '_')}")
    for note in made.notes:
        session.print(note)


def _site_ids(services: AppServices, options: ExportOptions) -> tuple[str, ...] | None:
    """Return the sites that were named, and those of the gemeenten that were; ``None`` means all."""
    if not options.site and not options.municipality:
        return None
    named = [services.browsing.resolve(each) for each in options.site or ()]
    if options.municipality:
        regions = regions_in_use(services.catalogue.regions())
        codes = as_ids(
            read_municipalities(options.municipality, "municipality", regions), members_of(regions)
        )
        for kind in SiteKind:
            named += services.browsing.find(SiteFilter(kind, municipality_codes=codes))
    return tuple(dict.fromkeys(named))


def _publication(options: ExportOptions) -> Publication:
    return Publication(
        licence=options.licence,
        publisher=options.publisher,
        contact=options.contact,
        contact_mail=options.contact_mail,
        open_sources=frozenset(options.open_source or ()),
    )
