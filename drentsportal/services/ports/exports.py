"""What leaves the portal as data: formats, tables in columns, and the port behind which files are written.

A table holds values with source and date and nothing else: no reason that somebody wrote, no name of who
changed what, no note and nothing sealed has a place in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.attributes import AttributeSpec
    from drentsportal.domain.sites.site import Landmark, Municipality, RestructuringClaim
    from drentsportal.domain.vocabulary import SiteKind
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.publication import Publication


class ExportFormat(StrEnum):
    """The forms in which sites leave the portal; the value is what the command line takes."""

    XLSX = "xlsx"
    CSV_EXCEL = "csv-excel"
    CSV_EXCHANGE = "csv-exchange"
    GEOPACKAGE = "gpkg"
    GEOJSON = "geojson"
    FLATGEOBUF = "fgb"
    EXCHANGE = "exchange"
    IBIS = "ibis"
    DXF = "dxf"
    OPEN_DATA = "open-data"


SUFFIXES: Final[dict[ExportFormat, tuple[str, ...]]] = {
    ExportFormat.XLSX: (".xlsx",),
    ExportFormat.CSV_EXCEL: (".csv",),
    ExportFormat.CSV_EXCHANGE: (".csv",),
    ExportFormat.GEOPACKAGE: (".gpkg",),
    ExportFormat.GEOJSON: (".geojson",),
    ExportFormat.FLATGEOBUF: (".fgb",),
    ExportFormat.EXCHANGE: ("", ".zip"),
    ExportFormat.IBIS: (".gpkg", ".csv"),
    ExportFormat.DXF: (".dxf",),
    ExportFormat.OPEN_DATA: ("", ".zip"),
}
"""Endings of the name of a target; an empty one is a folder. The first is the usual one."""

ALL_KINDS: Final = frozenset({ExportFormat.GEOPACKAGE, ExportFormat.EXCHANGE, ExportFormat.OPEN_DATA})
"""Formats that hold a layer or file per kind, and so take all kinds where none is named."""


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One attribute over all sites of a table; every array holds ``None`` where the value is unknown.

    ``values`` are text, int, float or bool by the type of ``spec`` (a ``TEXT_SET`` as ids joined by ``;``),
    ``as_of`` ISO texts as precise as the date is known.
    """

    spec: AttributeSpec
    values: NDArray[np.object_]
    sources: NDArray[np.object_]
    as_of: NDArray[np.object_]

    def only(self, rows: NDArray[np.intp]) -> ExportColumn:
        """Return the column at some rows."""
        return ExportColumn(self.spec, self.values[rows], self.sources[rows], self.as_of[rows])

    def where(self, keep: NDArray[np.bool_]) -> ExportColumn:
        """Return the column with everything unknown where ``keep`` is not set."""
        emptied = replace(
            self, values=self.values.copy(), sources=self.sources.copy(), as_of=self.as_of.copy()
        )
        for array in (emptied.values, emptied.sources, emptied.as_of):
            array[~keep] = None
        return emptied


@dataclass(frozen=True, slots=True)
class ExportTable:
    """Chosen sites of one kind in columns, in the order in which they are written.

    ``geometries_rd`` is in EPSG:28992, ``None`` where a site has no geometry.
    """

    kind: SiteKind
    ids: tuple[str, ...]
    columns: Mapping[str, ExportColumn]
    geometries_rd: NDArray[np.object_]

    def __len__(self) -> int:
        """Return number of sites."""
        return len(self.ids)

    def only(self, rows: NDArray[np.intp]) -> ExportTable:
        """Return the sites at some rows."""
        ids = tuple(self.ids[row] for row in rows.tolist())
        columns = {name: column.only(rows) for name, column in self.columns.items()}
        return ExportTable(self.kind, ids, columns, self.geometries_rd[rows])


@dataclass(frozen=True, slots=True)
class ExportContent:
    """Everything that a file is made of, all at one data version.

    ``neighbours`` are sites that are drawn but not exported (DXF). ``municipalities``, ``landmarks`` and
    ``claims`` are empty where only chosen sites are asked for.
    """

    tables: tuple[ExportTable, ...]
    data_version: int
    made_at_utc: datetime
    segments: Mapping[str, str]
    municipalities: tuple[Municipality, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    claims: tuple[RestructuringClaim, ...] = ()
    neighbours: tuple[ExportTable, ...] = ()

    def table(self, kind: SiteKind) -> ExportTable | None:
        """Return the table of a kind, ``None`` where it is not exported."""
        return next((each for each in self.tables if each.kind is kind), None)


@dataclass(frozen=True, slots=True)
class ExportJob:
    """One file or folder to write; ``replace`` lets a finished file take the place of an older one.

    ``language_code`` is that of its reader, ``None`` for that of whoever writes it.
    """

    form: ExportFormat
    path: Path
    content: ExportContent
    replace: bool = False
    publication: Publication | None = None
    language_code: str | None = None


@dataclass(frozen=True, slots=True)
class MadeExport:
    """A file or folder that was written, and what a person should know of it."""

    document: MadeDocument
    site_count: int
    notes: tuple[Message, ...] = field(default=())


class SiteFileWriter(Protocol):
    """Writes sites to files that other programs read; a file appears under its name when it is complete."""

    def write(self, job: ExportJob, progress: Progress) -> MadeExport:
        """Write one export.

        Raises ``ReportError`` when it cannot be written, ``InputError`` when the content does not suit the
        format, and ``CancelledError`` when the person stopped; nothing is left behind then.
        """
        ...
