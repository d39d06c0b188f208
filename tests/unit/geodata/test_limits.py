"""How much is read and how much memory that takes: refused before it is read, with size, limit and advice."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError
from drentsportal.geodata.file_kinds import BINARY_DRAWING, SourceFormat
from drentsportal.geodata.limits import LIMITS, MEGABYTE, ReadLimits
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.unit.geodata.conftest import MAPPINGS, ROOT, apart, park
from tests.unit.geodata.small_files import HEADER, good_file, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drentsportal.language import Language

TWO_GIGABYTES = 2_000_000_000
SPARE_MB = 150
"""What a process may take for itself when a file is refused at its gate; the libraries alone take 130."""

HEADS: dict[str, tuple[bytes, bytes]] = {
    "a.geojson": (b'{"type": "FeatureCollection", "features": [', b"]}"),
    "a.csv": (b"id;name;wkt\n1;a;POINT (1 1)\n", b"\n"),
    "a.gml": (b'<gml:F xmlns:gml="http://www.opengis.net/gml/3.2">', b"</gml:F>"),
    "a.gpkg": (b"SQLite format 3\x00\x10\x00", b""),
    "a.fgb": (b"fgb\x03fgb\x00", b""),
    "a.parquet": (b"PAR1", b"PAR1"),
    "a.dxf": (b"  0\nSECTION\n", b"  0\nEOF\n"),
    "b.dxf": (BINARY_DRAWING + b"\r\n\x1a\x00", b""),
    "a.shp": (b"\x00\x00\x27\x0a", b""),
}


def _sparse(path: Path, head: bytes, tail: bytes, size: int = TWO_GIGABYTES) -> Path:
    """Make a file of a size that takes no room on the disk."""
    with path.open("wb") as stream:
        # A text goes on with spaces for a while; where nothing was written there are noughts.
        stream.write(head if b"\x00" in head else head + b" " * 100_000)
        stream.seek(size - len(tail) - 1)
        stream.write(b" " + tail)
    if path.suffix == ".shp":
        for part in (".shx", ".dbf"):
            path.with_suffix(part).write_bytes(b"")
    return path


def _in_child(path: Path, crs: str = "EPSG:28992") -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.unit.geodata.reading_child", str(path), crs],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("name", HEADS)
def test_two_gigabytes_are_refused_unread(tmp_path: Path, dutch: Language, name: str) -> None:
    """A file of 2 GB of any format is refused by its size; the message says size, limit and what to do."""
    path = _sparse(tmp_path / name, *HEADS[name])
    with pytest.raises(DataSourceError) as caught:
        GeoSiteReader(MAPPINGS).read(path, ImportOptions(), NoProgress())
    assert caught.value.message_id == "error.import.too_large"
    assert caught.value.params["size_mb"] == 2000
    words = dutch.text(caught.value)
    assert name in words
    assert "2.000 MB" in words


def test_two_gigabytes_take_no_memory(tmp_path: Path) -> None:
    """In a process of its own: the refusal takes no more memory than starting does."""
    small = good_file(SourceFormat.JSON, tmp_path)
    base = _in_child(small)
    large = _in_child(_sparse(tmp_path / "a.geojson", *HEADS["a.geojson"]))
    assert (base["sites"], large["said"]) == (2, "error.import.too_large")
    assert large["most_mb"] <= base["most_mb"] + 10


@pytest.mark.parametrize("kind", list(SourceFormat))
def test_each_format_has_a_limit(tmp_path: Path, kind: SourceFormat) -> None:
    """A file one byte above the limit of its format is refused, one at the limit is not."""
    path = good_file(kind, tmp_path)
    size = path.stat().st_size
    if kind is SourceFormat.SHAPEFILE:
        size += path.with_suffix(".dbf").stat().st_size
    for limit, is_refused in ((size, False), (size - 1, True)):
        limits = ReadLimits(format_bytes=dict.fromkeys(SourceFormat, limit))
        said = _said(path, limits)
        assert (said == "error.import.too_large") is is_refused


@pytest.mark.parametrize("kind", [each for each in SourceFormat if each is not SourceFormat.JSON])
def test_each_format_has_a_limit_of_rows(tmp_path: Path, kind: SourceFormat) -> None:
    """More rows than the limit are refused; JSON is parsed as a whole, so its size is its limit."""
    path = good_file(kind, tmp_path, 5)
    assert _said(path, ReadLimits(rows=4)) == "error.import.too_many_rows"
    assert _said(path, ReadLimits(rows=5)) == ""


def test_a_zip_and_a_parquet_file_are_limited_by_what_they_unpack_to(tmp_path: Path) -> None:
    """What counts is the size in memory, not on the disk."""
    for kind in (SourceFormat.SHAPEFILE_ZIP, SourceFormat.GEOPARQUET):
        path = good_file(kind, tmp_path)
        assert _said(path, ReadLimits(unpacked_bytes=500)) == "error.import.unpacks_too_large"


@pytest.mark.parametrize(
    ("limits", "message_id"),
    [
        (ReadLimits(columns=5), "error.import.too_many_columns"),
        (ReadLimits(cells=12), "error.import.too_many_cells"),
    ],
)
def test_a_table_is_limited_in_width_and_cells(tmp_path: Path, limits: ReadLimits, message_id: str) -> None:
    """CSV is bounded in columns and cells."""
    assert _said(good_file(SourceFormat.DELIMITED, tmp_path), limits) == message_id


def _said(path: Path, limits: ReadLimits) -> str:
    options = ImportOptions(crs="EPSG:28992", as_of=PartialDate(2026))
    try:
        GeoSiteReader(MAPPINGS, limits=limits).read(path, options, NoProgress())
    except DataSourceError as error:
        return error.message_id
    return ""


# --- with real gigabytes ------------------------------------------------------------


def _written(path: Path, head: str, lines: Callable[[int], str], tail: str, size: int) -> Path:
    """Write blocks of a thousand lines, each from the number given on, until ``size`` is reached."""
    with path.open("w", encoding="utf-8") as stream:
        written, number = stream.write(head), 0
        while written < size:
            written += stream.write(lines(number))
            number += 1000
        stream.write(tail)
    return path


def _numbered(template: str, first: int) -> str:
    """Fill a number into each line of a block, and another square of ground into each."""
    places = [apart(each) for each in range(250)]
    return "".join(
        template.replace("NUMBER", str(first + each)).replace("PLACE", _ring(places[each % 250]))
        for each in range(1000)
    )


@cache
def _ring(square: shapely.Polygon) -> str:
    return json.dumps(shapely.get_coordinates(square).tolist())


def _geojson(folder: Path, size: int) -> Path:
    head = (
        '{"type": "FeatureCollection", "crs": {"type": "name", "properties": '
        '{"name": "urn:ogc:def:crs:EPSG::28992"}}, "features": [\n'
    )
    properties = json.dumps(park(0, RIN_NUMMER="NUMBER", PLAN_NAAM="Terrein NUMBER"))
    feature = f'{{"type": "Feature", "properties": {properties}, "geometry": '
    feature += '{"type": "Polygon", "coordinates": [PLACE]}},\n'
    # The last comma is followed by a feature without anything.
    last = '{"type": "Feature", "properties": {}, "geometry": null}]}'
    return _written(folder / "a.geojson", head, lambda first: _numbered(feature, first), last, size)


def _csv(folder: Path, size: int) -> Path:
    line = ";".join(map(str, (*row(0, rin_nummer="NUMBER", plan_naam="Terrein NUMBER"), apart(0).wkt)))
    head = ";".join((*HEADER, "wkt")) + "\n"
    return _written(folder / "a.csv", head, lambda first: _numbered(line + "\n", first), "", size)


@pytest.mark.full
@pytest.mark.parametrize("make", [_geojson, _csv])
def test_two_real_gigabytes_take_no_memory(tmp_path: Path, make: Callable[[Path, int], Path]) -> None:
    """A file of 2 GB with real rows in it is refused at once."""
    answer = _in_child(path := make(tmp_path, TWO_GIGABYTES))
    path.unlink()
    assert answer["said"] == "error.import.too_large"
    assert answer["most_mb"] < 130 + SPARE_MB


@pytest.mark.full
def test_a_workbook_of_two_gigabytes_takes_no_memory(tmp_path: Path) -> None:
    """A workbook that is small on the disk and 2 GB unpacked is refused unpacked."""
    path = good_file(SourceFormat.WORKBOOK, tmp_path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet9.xml", "w", force_zip64=True) as stream,
    ):
        for _ in range(2000):
            stream.write(b" " * MEGABYTE)
    assert path.stat().st_size < 10 * MEGABYTE
    answer = _in_child(path)
    assert answer["said"] == "error.import.unpacks_too_large"
    assert answer["most_mb"] < 130 + SPARE_MB


@pytest.mark.full
@pytest.mark.parametrize(("kind", "make"), [(SourceFormat.JSON, _geojson), (SourceFormat.DELIMITED, _csv)])
def test_the_largest_file_that_is_taken_stays_below_four_gigabytes(
    tmp_path: Path, kind: SourceFormat, make: Callable[[Path, int], Path]
) -> None:
    """Memory at the limit itself, measured in a process of its own."""
    size = LIMITS.format_bytes[kind] - 2 * MEGABYTE
    answer = _in_child(path := make(tmp_path, size))
    path.unlink()
    assert answer["said"] == ""
    assert answer["sites"] > 100_000
    assert answer["most_mb"] < 4_000


def test_a_count_that_lies_is_not_believed(tmp_path: Path) -> None:
    """A shapefile table that claims four thousand million rows is refused by its size."""
    path = good_file(SourceFormat.SHAPEFILE, tmp_path)
    table = path.with_suffix(".dbf")
    content = bytearray(table.read_bytes())
    content[4:8] = struct.pack("<I", 0xFFFFFFFF)
    table.write_bytes(content)
    assert _said(path, LIMITS) == "error.import.truncated"
