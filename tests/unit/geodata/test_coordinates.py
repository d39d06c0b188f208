"""Columns that hold coordinates, in CSV and XLSX: recognised, named by a mapping, doubted where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.mapping import load_mapping
from tests.unit.geodata.conftest import issues_of
from tests.unit.geodata.small_files import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

BASE = ("id", "name", "municipality_code")
HALL = ("p1", "Hal", "GM0114")
YEAR = PartialDate(2026)
LON, LAT = 6.9, 52.78
OWN = """
id = "eigen"
kind = "premises"
row_id = "{nr}"

[as_of]
value = "2026"

[attributes.name]
column = "naam"

[geometry]
"""


def _table(folder: Path, form: str, *rows: tuple[object, ...]) -> Path:
    if form == "xlsx":
        return workbook(folder / "a.xlsx", rows)
    path = folder / "a.csv"
    path.write_text("\n".join(";".join(str(each) for each in line) for line in rows), encoding="utf-8")
    return path


def _corner(wkb: bytes | None) -> tuple[int, int]:
    x_m, y_m = shapely.get_coordinates(shapely.from_wkb(wkb or b""))[0]
    return round(x_m), round(y_m)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("names", "values", "crs"),
    [
        (("rd_x", "rd_y"), (255000.5, 533000), None),
        (("X_RD", "Y_RD"), (255000.5, 533000), None),
        (("lon", "lat"), (LON, LAT), None),
        (("Lengtegraad", "Breedtegraad"), (LON, LAT), None),
        (("x", "y"), (255000.5, 533000), "EPSG:28992"),
        (("X-coördinaat", "Y-coördinaat"), (LON, LAT), "EPSG:4326"),
        (("WKT",), ("POINT (255000.5 533000)",), "EPSG:28992"),
        (("geom",), ("SRID=28992,POINT (255000.5 533000)",), "EPSG:28992"),
    ],
)
def test_names_of_columns_say_what_they_are(
    read: ReadFile,
    tmp_path: Path,
    form: str,
    names: tuple[str, ...],
    values: tuple[object, ...],
    crs: str | None,
) -> None:
    """Each name in the list is recognised, in any case; the report says which columns were used."""
    values = tuple(str(each).replace("SRID=28992,", "") for each in values) if "geom" in names else values
    path = _table(tmp_path, form, (*BASE, *names), (*HALL, *values))
    delivery, report = read(path, mapping="premises", as_of=YEAR, crs=crs)
    x_m, y_m = _corner(delivery.batches[0].geometries_wkb[0])
    assert 250_000 < x_m < 265_000
    assert 530_000 < y_m < 540_000
    assert [each.named for each in report.notes if each.id == "note.coordinates"] == [{"columns": names}]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_swapped_degrees_are_asked(read: ReadFile, tmp_path: Path, form: str) -> None:
    """Longitude in the column of latitude is a question, and turned only on request."""
    path = _table(tmp_path, form, (*BASE, "lon", "lat"), (*HALL, LAT, LON))
    with pytest.raises(QuestionError) as caught:
        read(path, mapping="premises", as_of=YEAR)
    assert caught.value.choices == ("swap_axes",)
    delivery, _ = read(path, mapping="premises", as_of=YEAR, accepted=["swap_axes"])
    assert _corner(delivery.batches[0].geometries_wkb[0])[0] > 250_000


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_rd_in_columns_of_degrees_is_asked(read: ReadFile, tmp_path: Path, form: str) -> None:
    """RD numbers under lon and lat are a question, with RD as the plausible answer."""
    path = _table(tmp_path, form, (*BASE, "lon", "lat"), (*HALL, 255000, 533000))
    with pytest.raises(QuestionError) as caught:
        read(path, mapping="premises", as_of=YEAR)
    assert (caught.value.option, caught.value.choices) == ("--crs", ("EPSG:28992",))
    delivery, _ = read(path, mapping="premises", as_of=YEAR, crs="EPSG:28992")
    assert _corner(delivery.batches[0].geometries_wkb[0]) == (255000, 533000)


def test_one_number_of_two_is_listed(read: ReadFile, tmp_path: Path) -> None:
    """A row with x and without y is refused; a row with neither is taken without a place."""
    rows = [(*HALL, 255000, 533000), ("p2", "B", "GM0114", 255000, ""), ("p3", "C", "GM0114", "", "")]
    _, report = read(_table(tmp_path, "csv", (*BASE, "rd_x", "rd_y"), *rows), mapping="premises", as_of=YEAR)
    assert issues_of(report, "issue.geometry_unreadable") == [(2, "refused", "")]
    assert issues_of(report, "issue.geometry_null") == [(3, "flagged", "")]


def test_points_for_landmarks(read: ReadFile, tmp_path: Path) -> None:
    """Landmarks come from a table with coordinates as well."""
    path = _table(
        tmp_path, "xlsx", ("id", "kind", "name", "rd_x", "rd_y"), ("l1", "hub", "Dryport", 257000, 534000)
    )
    delivery, _ = read(path, mapping="landmarks", as_of=YEAR)
    (made,) = delivery.landmarks
    assert made.kind is LandmarkKind.HUB
    assert shapely.get_coordinates(made.geometry_rd).tolist() == [[257000, 534000]]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_mapping_names_the_columns(read: ReadFile, tmp_path: Path, form: str) -> None:
    """A mapping says which columns hold the place, and in which system, whatever they are called."""
    mapping = tmp_path / "eigen.toml"
    mapping.write_text(OWN + 'x = "oost"\ny = "noord"\ncrs = "EPSG:28992"\n', encoding="utf-8")
    path = _table(tmp_path, form, ("nr", "naam", "oost", "noord"), ("1", "Hal", 255000, 533000))
    delivery, report = read(path, mapping=str(mapping))
    assert _corner(delivery.batches[0].geometries_wkb[0]) == (255000, 533000)
    assert report.issues == () or {each.message.id for each in report.issues} == {
        "issue.municipality_unknown"
    }


def test_a_mapping_that_names_an_absent_column_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A column that the mapping names and the file does not have is said."""
    mapping = tmp_path / "eigen.toml"
    mapping.write_text(OWN + 'wkt = "vlak"\n', encoding="utf-8")
    path = _table(tmp_path, "csv", ("nr", "naam", "x", "y"), ("1", "Hal", 255000, 533000))
    with pytest.raises(DataSourceError) as caught:
        read(path, mapping=str(mapping))
    assert caught.value.message_id == "error.import.coordinates_missing"


@pytest.mark.parametrize(
    "wrong", ['x = "a"', 'x = "a"\ny = "b"\nwkt = "c"', 'z = "a"', 'y = "b"\nwkt = "c"', 'crs = "EPSG:28992"']
)
def test_a_table_of_geometry_that_says_half_is_refused(tmp_path: Path, wrong: str) -> None:
    """Either x and y, or wkt; nothing else is understood."""
    mapping = tmp_path / "eigen.toml"
    mapping.write_text(OWN + wrong + "\n", encoding="utf-8")
    with pytest.raises(DataSourceError) as caught:
        load_mapping(mapping)
    assert caught.value.message_id == "error.mapping.wrong"
