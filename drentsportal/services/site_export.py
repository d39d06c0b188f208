"""Exports sites: as sheets with every value, source and date, and as files that other programs read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import InputError, NotFoundError, QuestionError
from drentsportal.services.documents import SheetFormat
from drentsportal.services.export_tables import TableMaker, TableSites
from drentsportal.services.ports.exports import (
    ALL_KINDS,
    SUFFIXES,
    ExportContent,
    ExportFormat,
    ExportJob,
    ExportTable,
    MadeExport,
)
from drentsportal.services.publication import Publication, check_publication

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drentsportal.services.ports.desk import Clock, Progress
    from drentsportal.services.ports.documents import DocumentWriter
    from drentsportal.services.ports.exports import SiteFileWriter
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace

_SHEETS: Final = {
    ExportFormat.XLSX: SheetFormat.XLSX,
    ExportFormat.CSV_EXCEL: SheetFormat.CSV_EXCEL,
    ExportFormat.CSV_EXCHANGE: SheetFormat.CSV_EXCHANGE,
}
_ONLY_KIND: Final = {ExportFormat.IBIS: SiteKind.PARK, ExportFormat.DXF: SiteKind.PLOT}
_STEPS: Final = 3
_TOUCH_M: Final = 0.5
"""Plots that lie closer than this adjoin; boundaries drawn by different hands seldom coincide."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What a person wants to have written.

    ``kinds`` empty means what suits the format. ``site_ids`` ``None`` means all sites of these kinds;
    otherwise the named ones, and of a named park also what lies in it, of the kinds asked for.
    ``publication`` is asked for open data only. ``language_code`` is that of a drawing for somebody else,
    ``None`` for one's own.
    """

    form: ExportFormat
    path: Path
    kinds: tuple[SiteKind, ...] = ()
    site_ids: tuple[str, ...] | None = None
    replace: bool = False
    publication: Publication | None = None
    language_code: str | None = None


class SiteExport:
    """Writes sites to files; nothing internal is in a site or a table, so nothing has to be left out."""

    def __init__(
        self,
        workspace: Workspace,
        writer: DocumentWriter,
        files: SiteFileWriter,
        reference: ReferenceData,
        clock: Clock,
    ) -> None:
        """Keep where sites are found, what writes sheets and files, and the time."""
        self._workspace = workspace
        self._writer = writer
        self._files = files
        self._reference = reference
        self._clock = clock

    def sources(self) -> tuple[str, ...]:
        """Name every source of the sites in use, so that a person can say which may be published."""
        maker, _ = self._maker()
        return tuple(sorted(maker.sources([maker.table(kind) for kind in SiteKind])))

    def run(self, request: ExportRequest, progress: Progress) -> MadeExport:
        """Write what was asked for, all at one data version.

        Raises ``QuestionError`` when a file would be replaced without being asked for, or when it is not
        decided what may be published; ``InputError`` when there is nothing to write, ``NotFoundError`` for a
        site that does not exist, ``ReportError`` when it cannot be written, and ``CancelledError``.
        """
        _check_target(request)
        progress.step(0, _STEPS, "progress.export.reading")
        maker, version = self._maker()
        named = _named(maker, request.site_ids)
        tables = _tables(maker, request, named)
        publication = None
        if request.form is ExportFormat.OPEN_DATA:
            publication = check_publication(request.publication, maker.sources(tables))
            tables = tuple(maker.opened(each, publication.open_sources) for each in tables)
        tables = tuple(each for each in tables if len(each))
        if not tables:
            raise InputError("error.export.no_sites", field="site")
        progress.step(1, _STEPS, "progress.export.writing")
        if request.form in _SHEETS:
            return self._sheet(request, tables, progress)
        content = self._content(request, maker, tables, version)
        job = ExportJob(
            request.form, request.path, content, request.replace, publication, request.language_code
        )
        return self._files.write(job, progress)

    def _maker(self) -> tuple[TableMaker, int]:
        catalogue = self._workspace.catalogue
        with self._workspace.reading() as unit:
            version = catalogue.data_version()
            has_edits = any(step.kind in {"edit", "choice"} for step in unit.sites.steps())
            return TableMaker(catalogue, catalogue.site_table(version), has_edits=has_edits), version

    def _sheet(self, request: ExportRequest, tables: Sequence[ExportTable], progress: Progress) -> MadeExport:
        count = sum(len(each) for each in tables)

        def told(done: int) -> None:
            progress.step(done, count, "progress.export.writing")

        sites = TableSites(tables, told)
        made = self._writer.site_sheet(sites, _SHEETS[request.form], self._clock.now_utc(), request.path)
        return MadeExport(made, count)

    def _content(
        self, request: ExportRequest, maker: TableMaker, tables: tuple[ExportTable, ...], version: int
    ) -> ExportContent:
        catalogue = self._workspace.catalogue
        everything = request.site_ids is None and request.form in ALL_KINDS - {ExportFormat.OPEN_DATA}
        return ExportContent(
            tables=tables,
            data_version=version,
            made_at_utc=self._clock.now_utc(),
            segments=self._reference.segments(),
            municipalities=catalogue.municipalities(version) if everything else (),
            landmarks=catalogue.landmarks((), version) if everything else (),
            claims=catalogue.restructuring_claims(version) if everything else (),
            neighbours=_neighbours(maker, tables[0], all_drawn=request.site_ids is None)
            if request.form is ExportFormat.DXF
            else (),
        )


def _check_target(request: ExportRequest) -> None:
    path, accepted = request.path, SUFFIXES[request.form]
    if path.suffix.casefold() not in accepted:
        raise InputError(
            "error.export.suffix",
            field="out",
            file_name=path.name,
            accepted=", ".join(filter(None, accepted)),
        )
    if path.suffix and not path.parent.is_dir():
        # A slip in the name of a folder would put the file where nobody looks for it.
        raise InputError("error.export.no_folder", field="out", folder=str(path.parent))
    if path.is_file() and not request.replace:
        raise QuestionError("error.export.exists", option="--replace", file_name=path.name)
    if path.is_dir() and ("" not in accepted or any(path.iterdir())):
        raise InputError("error.export.folder_in_use", field="out", path=str(path))


def _named(maker: TableMaker, site_ids: Sequence[str] | None) -> dict[str, SiteKind] | None:
    if site_ids is None:
        return None
    kinds = maker.kind_of(site_ids)
    for site_id in site_ids:
        if site_id not in kinds:
            raise NotFoundError("error.site.unknown", field="site", site=site_id)
    return {site_id: kinds[site_id] for site_id in site_ids}


def _tables(
    maker: TableMaker, request: ExportRequest, named: Mapping[str, SiteKind] | None
) -> tuple[ExportTable, ...]:
    return tuple(_table(maker, kind, named) for kind in _kinds(request, named))


def _kinds(request: ExportRequest, named: Mapping[str, SiteKind] | None) -> tuple[SiteKind, ...]:
    only = _ONLY_KIND.get(request.form)
    if only is not None:
        if request.kinds and request.kinds != (only,):
            raise InputError("error.export.kind", field="kind", form=request.form.value, kind=only.value)
        return (only,)
    if request.kinds:
        return tuple(kind for kind in SiteKind if kind in request.kinds)
    if request.form in ALL_KINDS:
        return tuple(SiteKind)
    if named is not None:
        return tuple(kind for kind in SiteKind if kind in named.values())
    return (SiteKind.PARK,)


def _table(maker: TableMaker, kind: SiteKind, named: Mapping[str, SiteKind] | None) -> ExportTable:
    if named is None:
        return maker.table(kind)
    own = [site_id for site_id, its_kind in named.items() if its_kind is kind]
    parks = {site_id for site_id, its_kind in named.items() if its_kind is SiteKind.PARK}
    if kind is SiteKind.PARK or not parks:
        return maker.table(kind, own)
    every = maker.table(kind)
    inside = [
        site_id
        for site_id, park in zip(every.ids, every.columns["park_id"].values.tolist(), strict=True)
        if park in parks and site_id not in named
    ]
    return maker.table(kind, [*own, *inside])


def _neighbours(maker: TableMaker, plots: ExportTable, *, all_drawn: bool) -> tuple[ExportTable, ...]:
    """Return the parks that plots lie in, and the other plots that adjoin them."""
    park_ids = {each for each in plots.columns["park_id"].values.tolist() if each is not None}
    parks = maker.table(SiteKind.PARK, sorted(park_ids))
    if all_drawn:
        return (parks,)
    every = maker.table(SiteKind.PLOT)
    drawn = np.array([each for each in plots.geometries_rd.tolist() if each is not None], dtype=object)
    if not len(drawn):
        return (parks,)
    near = shapely.STRtree(every.geometries_rd).query(drawn, predicate="dwithin", distance=_TOUCH_M)[1]
    chosen = set(plots.ids)
    rows = [row for row in np.unique(near).tolist() if every.ids[row] not in chosen]
    return (parks, every.only(np.array(rows, np.intp)))
