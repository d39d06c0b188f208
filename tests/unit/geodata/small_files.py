"""A small good file of every format, as another program would write it, for tests that then damage it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import ezdxf.filemanagement
import openpyxl
import shapely

from drentsportal.geodata.file_kinds import SourceFormat
from tests.unit.geodata.conftest import apart, geopackage, ibis_columns, park, parks_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ezdxf.document import Drawing

HEADER = (
    "gem_code",
    "gemeente",
    "rin_nummer",
    "plan_naam",
    "jaar",
    "ha_bruto",
    "ha_netto",
    "ha_tottuit",
    "wloc_type",
)
_NAMES = {
    SourceFormat.GEOPACKAGE: "goed.gpkg",
    SourceFormat.JSON: "goed.geojson",
    SourceFormat.SHAPEFILE: "goed.shp",
    SourceFormat.SHAPEFILE_ZIP: "goed.zip",
    SourceFormat.FLATGEOBUF: "goed.fgb",
    SourceFormat.GML: "goed.gml",
    SourceFormat.GEOPARQUET: "goed.parquet",
    SourceFormat.DRAWING: "goed.dxf",
    SourceFormat.WORKBOOK: "goed.xlsx",
    SourceFormat.DELIMITED: "goed.csv",
}
_DRIVERS = {
    SourceFormat.GEOPACKAGE: "GPKG",
    SourceFormat.SHAPEFILE: "ESRI Shapefile",
    SourceFormat.FLATGEOBUF: "FlatGeobuf",
    SourceFormat.GML: "GML",
}
OPTIONS: dict[SourceFormat, dict[str, Any]] = {
    SourceFormat.DRAWING: {"crs": "EPSG:28992", "as_of": "2026"},
    SourceFormat.WORKBOOK: {"crs": "EPSG:28992"},
    SourceFormat.DELIMITED: {"crs": "EPSG:28992"},
}
"""The answers without which a good file of a format is a question."""


def row(number: int, **changed: object) -> list[object]:
    """Return one good row of the national IBIS table."""
    values: dict[str, object] = dict(
        zip(
            HEADER,
            ("GM0114", "Emmen", number, f"Terrein {number}", 2022, 1.0, 0.8, 0.2, "B"),
            strict=True,
        )
    )
    return list((values | changed).values())


def good_file(kind: SourceFormat, folder: Path, count: int = 2) -> Path:
    """Write a good file of ``count`` sites."""
    path = folder / _NAMES[kind]
    wkb = [shapely.to_wkb(apart(each)) for each in range(count)]
    if kind in _DRIVERS:
        return geopackage(path, ibis_columns(count), wkb, layer=path.stem, driver=_DRIVERS[kind])
    writers: dict[SourceFormat, Callable[[], Path]] = {
        SourceFormat.JSON: lambda: parks_file(path, *(park(each) for each in range(count))),
        SourceFormat.GEOPARQUET: lambda: parquet(path, ibis_columns(count), wkb),
        SourceFormat.DRAWING: lambda: drawing(path, count),
        SourceFormat.WORKBOOK: lambda: workbook(path, _rows_with_wkt(count)),
        SourceFormat.DELIMITED: lambda: delimited(path, _rows_with_wkt(count)),
        SourceFormat.SHAPEFILE_ZIP: lambda: zipped(path, good_file(SourceFormat.SHAPEFILE, folder, count)),
    }
    return writers[kind]()


def _rows_with_wkt(count: int) -> list[list[object]]:
    return [[*HEADER, "wkt"], *([*row(each), apart(each).wkt] for each in range(count))]


def delimited(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write CSV with semicolons; no value here holds one."""
    lines = [";".join(map(str, line)) for line in rows]
    path.write_text("\r\n".join((*lines, "")), encoding="utf-8")
    return path


def zipped(path: Path, shape: Path, inside: str = "") -> Path:
    """Put a shapefile with all its parts into a zip, in the folder ``inside``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(shape.parent.glob(f"{shape.stem}.*")):
            if part != path and part.suffix in {".shp", ".shx", ".dbf", ".prj", ".cpg"}:
                archive.write(part, f"{inside}{part.name}")
    return path


def parquet(path: Path, columns: Mapping[str, Sequence[object]], wkb: Sequence[bytes | None]) -> Path:
    """Write GeoParquet through geopandas."""
    import geopandas  # noqa: PLC0415 - heavy, and for these tests only

    table = geopandas.GeoDataFrame(dict(columns), geometry=list(shapely.from_wkb(wkb)), crs="EPSG:28992")
    table.to_parquet(path)
    return path


def workbook(path: Path, rows: Sequence[Sequence[object]], **more: Sequence[Sequence[object]]) -> Path:
    """Write a workbook with one sheet, and more sheets by name."""
    book = openpyxl.Workbook()
    for name, lines in ({"Terreinen": rows} | more).items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def changed_member(path: Path, member: str, old: bytes, new: bytes) -> Path:
    """Replace bytes in one member of an archive."""
    content = {each: zipfile.ZipFile(path).read(each) for each in zipfile.ZipFile(path).namelist()}
    assert old in content[member], content[member]
    content[member] = content[member].replace(old, new)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    path.write_bytes(stream.getvalue())
    return path


def new_drawing(units: int = 6) -> Drawing:
    """Start a drawing with a unit (6: metres, 4: millimetres, 0: none)."""
    document = ezdxf.filemanagement.new("R2010")
    document.header["$INSUNITS"] = units
    document.header["$TDCREATE"] = 2461000.5
    return document


def drawing(path: Path, count: int = 2) -> Path:
    """Write a drawing of plots, each with its number in it."""
    document = new_drawing()
    space = document.modelspace()
    for number in range(count):
        west, south, east, north = apart(number).bounds
        corners = [(west, south), (east, south), (east, north), (west, north)]
        space.add_lwpolyline(corners, close=True, dxfattribs={"layer": "KAVELS"})
        space.add_text(f"Kavel {number}", dxfattribs={"insert": (west + 5, south + 5), "layer": "TEKST"})
    document.saveas(path)
    return path
