"""Reading a layer of postcodes: areas or points, RD or lon/lat, columns as CBS names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, box

from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.postcode_places_reading import PostcodeFileReader
from drentsportal.services.ports.postcodes import PostcodeOptions
from drentsportal.services.progress import NoProgress

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.roads.postcode_places import PostcodePlaces

SQUARE = box(256_000, 532_000, 258_000, 534_000)
ASSEN = box(233_000, 556_000, 234_000, 557_000)


def layer(
    path: Path,
    codes: list[object],
    shapes: list[BaseGeometry],
    column: str = "postcode",
    crs: str = "EPSG:28992",
) -> Path:
    """Write a layer."""
    gpd.GeoDataFrame({column: codes}, geometry=shapes, crs="EPSG:28992").to_crs(crs).to_file(path)
    return path


def read(path: Path, **options: str) -> PostcodePlaces:
    """Read a file with answers."""
    return PostcodeFileReader(lambda: ()).read(path, PostcodeOptions(**options), NoProgress())  # type: ignore[arg-type] # answers that are texts


@pytest.mark.parametrize("column", ["postcode", "postcode4", "PC4", "pc4_code"])
def test_areas_come_with_the_column_as_cbs_names_it(tmp_path: Path, column: str) -> None:
    """Postcodes as numbers; the point is the middle of a square."""
    path = layer(tmp_path / "cbs_pc4.gpkg", [7811, 9401], [SQUARE, ASSEN], column)
    found = read(path)
    assert found.points_rd == {"7811": (257_000, 533_000), "9401": (233_500, 556_500)}
    assert (found.facts.file_name, found.facts.count) == ("cbs_pc4.gpkg", 2)
    assert (found.facts.unread, found.facts.without_place, found.facts.twice) == (0, 0, ())


def test_lon_and_lat_are_brought_to_rd(tmp_path: Path) -> None:
    """Within a metre."""
    path = layer(tmp_path / "pc4.geojson", ["7811"], [Point(257_000, 533_000)], crs="EPSG:4326")
    x_rd, y_rd = read(path).points_rd["7811"]
    assert abs(x_rd - 257_000) <= 1
    assert abs(y_rd - 533_000) <= 1


def test_a_table_with_rd_coordinates(tmp_path: Path) -> None:
    """What is no postcode of four digits, or has no place, is counted; a full postcode is none."""
    path = tmp_path / "pc4.csv"
    path.write_text(
        "postcode;rd_x;rd_y\n7811;257000;533000\n9401 AB;233500;556500\n;1;1\n7812;;\n7813;1;1\n",
        encoding="utf-8",
    )
    found = read(path)
    assert found.points_rd == {"7811": (257_000, 533_000)}
    assert (found.facts.unread, found.facts.without_place) == (2, 2)


def test_a_postcode_with_two_points_has_no_place(tmp_path: Path) -> None:
    """Named, so that the person can mend the file."""
    path = tmp_path / "pc4.csv"
    path.write_text(
        "pc4;rd_x;rd_y\n7811;257000;533000\n7812;257000;533000\n7812;258000;533000\n", encoding="utf-8"
    )
    found = read(path)
    assert list(found.points_rd) == ["7811"]
    assert found.facts.twice == ("7812",)


def test_another_column_is_asked_for(tmp_path: Path) -> None:
    """With the columns that are there; the answer is taken, a wrong one told."""
    path = layer(tmp_path / "own.gpkg", ["7811"], [SQUARE], "gebied")
    with pytest.raises(QuestionError) as asked:
        read(path)
    assert asked.value.message_id == "error.postcodes.which_column"
    assert asked.value.choices == ("gebied",)
    assert read(path, column="gebied").points_rd == {"7811": (257_000, 533_000)}
    with pytest.raises(DataSourceError) as caught:
        read(path, column="pc4")
    assert caught.value.message_id == "error.postcodes.no_such_column"


def test_coordinates_without_a_system_are_asked_about(tmp_path: Path) -> None:
    """Columns x and y may be anything."""
    path = tmp_path / "pc4.csv"
    path.write_text("postcode;x;y\n7811;257000;533000\n", encoding="utf-8")
    with pytest.raises(QuestionError) as asked:
        read(path)
    assert asked.value.option == "--crs"
    assert read(path, crs="EPSG:28992").points_rd == {"7811": (257_000, 533_000)}


def test_what_holds_no_place_is_refused(tmp_path: Path) -> None:
    """A table without coordinates, and a layer of lines."""
    table = tmp_path / "pc4.csv"
    table.write_text("postcode;naam\n7811;Emmen\n", encoding="utf-8")
    lines = layer(tmp_path / "lines.gpkg", ["7811"], [LineString([(257_000, 533_000), (257_100, 533_000)])])
    for path in (table, lines):
        with pytest.raises(DataSourceError) as caught:
            read(path)
        assert caught.value.message_id == "error.postcodes.no_places"


def test_a_layer_without_four_digit_postcodes_is_refused(tmp_path: Path) -> None:
    """Full postcodes point at a few addresses; they are not taken."""
    path = layer(tmp_path / "pc6.gpkg", ["7811AB", "7811AC"], [SQUARE, ASSEN])
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.postcodes.none_placed"
