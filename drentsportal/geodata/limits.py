"""How large a file may be that is read: the one place where the limits of an import stand.

A file above a limit is refused before it is read, with its size, the limit and what to do. The limits are
set so that reading the largest file that is taken stays below about 4 GB of memory; decision 0004 has the
figures that were measured.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from drentsportal.geodata.file_kinds import SourceFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

MEGABYTE: Final = 1_000_000

_FORMAT_BYTES: Final = {
    SourceFormat.GEOPACKAGE: 1_000 * MEGABYTE,
    SourceFormat.FLATGEOBUF: 1_000 * MEGABYTE,
    SourceFormat.SHAPEFILE: 1_000 * MEGABYTE,
    SourceFormat.SHAPEFILE_ZIP: 1_000 * MEGABYTE,
    SourceFormat.GEOPARQUET: 1_000 * MEGABYTE,
    SourceFormat.JSON: 400 * MEGABYTE,
    SourceFormat.GML: 250 * MEGABYTE,
    SourceFormat.DELIMITED: 250 * MEGABYTE,
    SourceFormat.WORKBOOK: 250 * MEGABYTE,
    SourceFormat.DRAWING: 200 * MEGABYTE,
}


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits of one reading.

    ``format_bytes``: size of a file by its format, in bytes. ``unpacked_bytes``: size of what an archive
    or a Parquet file holds once unpacked, in bytes. ``workbook_bytes``: the same for a workbook, whose text
    takes more memory. ``rows``, ``columns`` and ``cells``: of one table. ``members``: files in an archive.
    """

    format_bytes: Mapping[SourceFormat, int] = field(default_factory=lambda: dict(_FORMAT_BYTES))
    unpacked_bytes: int = 1_000 * MEGABYTE
    workbook_bytes: int = 500 * MEGABYTE
    rows: int = 2_000_000
    columns: int = 2_000
    cells: int = 40_000_000
    members: int = 10_000


LIMITS: Final = ReadLimits()
"""The limits that hold unless a test sets smaller ones."""
