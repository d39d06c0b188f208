"""Says what a file is by its first bytes, never by its extension alone."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class SourceFormat(StrEnum):
    """What a file is, by its content."""

    GEOPACKAGE = "GeoPackage"
    JSON = "GeoJSON"
    SHAPEFILE = "Shapefile"
    SHAPEFILE_ZIP = "Shapefile (zip)"
    FLATGEOBUF = "FlatGeobuf"
    GML = "GML"
    GEOPARQUET = "GeoParquet"
    DRAWING = "DXF"
    WORKBOOK = "XLSX"
    DELIMITED = "CSV"


class OtherKind(StrEnum):
    """What a file is that is often taken for a file of sites, and is none that can be read."""

    WEB_PAGE = "web_page"
    SERVICE_FAULT = "service_fault"
    XML = "xml"
    KML = "kml"
    PDF = "pdf"
    OLD_OFFICE = "old_office"
    WORD = "word"
    OPEN_DOCUMENT = "open_document"
    DWG = "dwg"
    PICTURE = "picture"
    PACKED = "packed"


ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SQLITE_MAGIC: Final = b"SQLite format 3\x00"
PARQUET_MAGIC: Final = (b"PAR1", b"PARE")
BINARY_DRAWING: Final = b"AutoCAD Binary DXF"

SUFFIXES: Final = {
    ".gpkg": SourceFormat.GEOPACKAGE,
    ".geojson": SourceFormat.JSON,
    ".json": SourceFormat.JSON,
    ".shp": SourceFormat.SHAPEFILE,
    ".zip": SourceFormat.SHAPEFILE_ZIP,
    ".fgb": SourceFormat.FLATGEOBUF,
    ".gml": SourceFormat.GML,
    ".xml": SourceFormat.GML,
    ".parquet": SourceFormat.GEOPARQUET,
    ".geoparquet": SourceFormat.GEOPARQUET,
    ".dxf": SourceFormat.DRAWING,
    ".xlsx": SourceFormat.WORKBOOK,
    ".xlsm": SourceFormat.WORKBOOK,
    ".csv": SourceFormat.DELIMITED,
    ".txt": SourceFormat.DELIMITED,
    ".tsv": SourceFormat.DELIMITED,
}
FILE_PATTERNS: Final = " ".join(f"*{suffix}" for suffix in SUFFIXES)
"""What a dialog for files shows of them."""

ACCEPTED_FORMATS: Final = (
    "GeoPackage (.gpkg), GeoJSON (.geojson, .json), Shapefile (.shp, .zip), FlatGeobuf (.fgb), "
    "GML (.gml, .xml), GeoParquet (.parquet), DXF (.dxf), Excel (.xlsx), CSV (.csv)"
)

_MAGIC: Final[tuple[tuple[bytes, SourceFormat | OtherKind], ...]] = (
    (SQLITE_MAGIC, SourceFormat.GEOPACKAGE),
    (b"\x00\x00\x27\x0a", SourceFormat.SHAPEFILE),
    (b"fgb\x03", SourceFormat.FLATGEOBUF),
    (PARQUET_MAGIC[0], SourceFormat.GEOPARQUET),
    (PARQUET_MAGIC[1], SourceFormat.GEOPARQUET),
    (BINARY_DRAWING, SourceFormat.DRAWING),
    (b"AC10", OtherKind.DWG),
    (b"%PDF", OtherKind.PDF),
    (OLE_MAGIC, OtherKind.OLD_OFFICE),
    (b"\x1f\x8b", OtherKind.PACKED),
    (b"7z\xbc\xaf\x27\x1c", OtherKind.PACKED),
    (b"Rar!", OtherKind.PACKED),
    (b"\x89PNG", OtherKind.PICTURE),
    (b"\xff\xd8\xff", OtherKind.PICTURE),
    (b"GIF8", OtherKind.PICTURE),
    (b"II*\x00", OtherKind.PICTURE),
    (b"MM\x00*", OtherKind.PICTURE),
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_DRAWING_START: Final = re.compile(r"(?:\s*999\r?\n[^\n]*\n)*\s*0\r?\n\s*SECTION\r?\n")
_HTML: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SEPARATORS: Final = ";,\t|"
_LEAST_LINES: Final = 2


def kind_of_head(head: bytes) -> SourceFormat | OtherKind | None:
    """Say what a file is by its first bytes; ``None`` where they say nothing.

    An archive (zip) is told apart by what it holds, elsewhere. A text of separated fields counts as CSV.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    text = _decoded(head)
    if text is None:
        return None
    bare = text.lstrip("\ufeff \t\r\n")
    if bare[:1] in {"{", "["}:
        return SourceFormat.JSON
    if _DRAWING_START.match(text.lstrip("\ufeff")):
        return SourceFormat.DRAWING
    if bare[:1] == "<":
        return _kind_of_markup(bare)
    return SourceFormat.DELIMITED if _is_table(text) else None


def is_text(head: bytes) -> bool:
    """Whether the first bytes are those of a text, in UTF-16 or any encoding of one byte per character."""
    return _decoded(head) is not None


def _decoded(head: bytes) -> str | None:
    if head[:2] in _UTF16:
        return head.decode("utf-16", errors="replace")
    return None if b"\x00" in head else head.decode("utf-8-sig", errors="replace")


def _kind_of_markup(text: str) -> SourceFormat | OtherKind:
    if _HTML.search(text):
        return OtherKind.WEB_PAGE
    if "ExceptionReport" in text or "ServiceException" in text:
        return OtherKind.SERVICE_FAULT
    if "opengis.net/gml" in text:
        return SourceFormat.GML
    return OtherKind.KML if "opengis.net/kml" in text else OtherKind.XML


def _is_table(text: str) -> bool:
    """Whether the first two lines have equally many of one separator."""
    lines = [line for line in text.splitlines() if line.strip()][:_LEAST_LINES]
    if len(lines) < _LEAST_LINES:
        return False
    return any(0 < lines[0].count(each) == lines[1].count(each) for each in _SEPARATORS)
