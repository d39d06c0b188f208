"""The formats: CSV with geometry, CSV joined to a file, layers, shapefiles and our own exchange format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from drentsportal.domain.projection import geometries_to_lonlat
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind, SiteKind
from drentsportal.errors import DataSourceError, InputError, QuestionError
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import CancelledError
from tests.unit.geodata.conftest import (
    apart,
    column,
    geojson,
    geopackage,
    ibis_columns,
    issues_of,
    park,
    parks_file,
    refused_rows,
    square,
)

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.geodata.reader import GeoSiteReader
    from tests.unit.geodata.conftest import ReadFile

HEADER = "gem_code;gemeente;rin_nummer;plan_naam;jaar;ha_bruto;ha_netto;ha_tottuit;wloc_type"
ROW = "GM0114;Emmen;{number};Terrein {number};2022;{gross};0.8;0.2;B"
NAMES = {"premises": "premises.csv"}


def _csv(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\r\n".join((*lines, "")).encode(encoding))
    return path


def _rows(count: int, gross: str = "1.0") -> list[str]:
    return [ROW.format(number=number, gross=gross) for number in range(count)]


def _with_wkt(path: Path, **changed: str) -> Path:
    lines = [f"{row};{apart(number).wkt}" for number, row in enumerate(_rows(2, **changed))]
    return _csv(path, f"{HEADER};wkt", *lines)


def _premises(path: Path, header: str, *rows: str) -> Path:
    return _csv(path, f"id;name;municipality_code;{header}", *(f"{row}" for row in rows))


def _point(wkb: bytes | None) -> tuple[float, float]:
    assert wkb is not None
    x_m, y_m = shapely.get_coordinates(shapely.from_wkb(wkb))[0]
    return float(x_m), float(y_m)


# --- CSV ----------------------------------------------------------------------------


def test_csv_with_wkt_asks_for_its_reference_system(read: ReadFile, tmp_path: Path) -> None:
    """CSV with WKT asks for its reference system."""
    path = _with_wkt(tmp_path / "a.csv")
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert (caught.value.option, caught.value.choices) == ("--crs", ("EPSG:28992",))
    delivery, report = read(path, crs="EPSG:28992")
    assert report.site_count == 2
    assert shapely.from_wkb(delivery.batches[0].geometries_wkb[1] or b"").equals(apart(1))


def test_ewkt_says_its_reference_system_itself(read: ReadFile, tmp_path: Path) -> None:
    """EWKT says its reference system itself."""
    lines = [f"{row};SRID=28992{apart(number).wkt}" for number, row in enumerate(_rows(2))]
    lines = [line.replace("SRID=28992", '"SRID=28992;') + '"' for line in lines]
    _, report = read(_csv(tmp_path / "a.csv", f"{HEADER};geom", *lines))
    assert report.site_count == 2


def test_csv_with_rd_columns(read: ReadFile, tmp_path: Path) -> None:
    """CSV with RD columns."""
    path = _premises(tmp_path / "a.csv", "rd_x;rd_y", "p1;Hal;GM0114;255000,5;533000,25")
    delivery, _ = read(path, mapping="premises", as_of=PartialDate(2026))
    assert _point(delivery.batches[0].geometries_wkb[0]) == (255000.5, 533000.25)


def test_csv_with_bare_x_and_y_asks(read: ReadFile, tmp_path: Path) -> None:
    """CSV with bare x and y asks."""
    path = _premises(tmp_path / "a.csv", "x;y", "p1;Hal;GM0114;255000;533000")
    with pytest.raises(QuestionError) as caught:
        read(path, mapping="premises", as_of=PartialDate(2026))
    assert caught.value.option == "--crs"
    delivery, _ = read(path, mapping="premises", as_of=PartialDate(2026), crs="EPSG:28992")
    assert _point(delivery.batches[0].geometries_wkb[0]) == (255000, 533000)


def test_csv_with_lon_and_lat(read: ReadFile, tmp_path: Path) -> None:
    """CSV with lon and lat."""
    moved = geometries_to_lonlat(np.array([shapely.Point(255000, 533000)], dtype=object))
    (lon, lat), *_ = shapely.get_coordinates(moved).tolist()
    path = _premises(tmp_path / "a.csv", "lon;lat", f"p1;Hal;GM0114;{lon!r};{lat!r}".replace(".", ","))
    delivery, _ = read(path, mapping="premises", as_of=PartialDate(2026))
    assert _point(delivery.batches[0].geometries_wkb[0]) == pytest.approx((255000, 533000), abs=1e-3)


def test_coordinates_with_an_unreadable_number_are_refused_by_row(read: ReadFile, tmp_path: Path) -> None:
    """Coordinates with an unreadable number are refused by row."""
    rows = ("p1;Hal;GM0114;255000.5;533000.5", "p2;Hal 2;GM0114;ten oosten;533000.5")
    path = _premises(tmp_path / "a.csv", "rd_x;rd_y", *rows)
    _, report = read(path, mapping="premises", as_of=PartialDate(2026))
    assert issues_of(report, "issue.geometry_unreadable") == [(2, "refused", "")]


def test_coordinates_that_read_in_two_ways_are_asked(read: ReadFile, tmp_path: Path) -> None:
    """Coordinates that read in two ways are asked."""
    path = _premises(tmp_path / "a.csv", "rd_x;rd_y", "p1;Hal;GM0114;255.000;533.000")
    with pytest.raises(QuestionError) as caught:
        read(path, mapping="premises", as_of=PartialDate(2026))
    assert caught.value.choices == ("decimal_comma:rd_x", "decimal_point:rd_x")
    delivery, _ = read(path, mapping="premises", as_of=PartialDate(2026), accepted=["decimal_comma"])
    assert _point(delivery.batches[0].geometries_wkb[0]) == (255000, 533000)


def test_coordinates_decide_for_themselves_unless_named(read: ReadFile, tmp_path: Path) -> None:
    """A comma accepted for the figures leaves coordinates with a point alone, until they are named."""
    rows = [f"p{each};Hal {each};GM0114;255000.5;533000.{each}" for each in (1, 2)]
    path = _premises(tmp_path / "a.csv", "rd_x;rd_y", *rows)
    day = PartialDate(2026)
    delivery, report = read(path, mapping="premises", as_of=day, accepted=["decimal_comma"])
    assert refused_rows(report) == []
    assert _point(delivery.batches[0].geometries_wkb[1]) == (255000.5, 533000.2)
    _, report = read(path, mapping="premises", as_of=day, accepted=["decimal_comma:rd_x"])
    assert refused_rows(report) == [1, 2]


@pytest.mark.parametrize(("separator", "shown"), [(";", ";"), (",", ","), ("\t", "tab"), ("|", "|")])
def test_separator_is_detected_and_told(read: ReadFile, tmp_path: Path, separator: str, shown: str) -> None:
    """Separator is detected and told."""
    text = _with_wkt(tmp_path / "a.csv").read_text(encoding="utf-8")
    rows = [
        separator.join(f'"{field}"' if separator in field else field for field in line.split(";"))
        for line in text.splitlines()
    ]
    _, report = read(_csv(tmp_path / "b.csv", *rows), crs="EPSG:28992")
    note = next(each for each in report.notes if each.id == "note.delimited")
    assert note.named == {"separator": shown, "encoding": "utf-8"}
    assert report.site_count == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encoding_is_detected_and_told(read: ReadFile, tmp_path: Path, encoding: str) -> None:
    """Encoding is detected and told."""
    text = _with_wkt(tmp_path / "a.csv").read_text(encoding="utf-8").replace("Terrein 0", "Skûlenboarch")
    path = tmp_path / "b.csv"
    path.write_bytes(text.encode(encoding))
    delivery, report = read(path, crs="EPSG:28992")
    assert column(delivery, "name")[0] == "Skûlenboarch"
    told = next(each for each in report.notes if each.id == "note.delimited").named["encoding"]
    assert told == ("utf-8" if encoding.startswith("utf-8") else encoding)


def test_decimal_comma_of_a_whole_csv_is_detected_and_told(read: ReadFile, tmp_path: Path) -> None:
    """Decimal comma of a whole CSV is detected and told."""
    path = _with_wkt(tmp_path / "a.csv", gross="1,0")
    delivery, report = read(path, crs="EPSG:28992")
    assert column(delivery, "gross_ha") == [1.0, 1.0]
    assert [each.named["column"] for each in report.notes if each.id == "note.decimal_comma"] == ["ha_bruto"]


def test_a_row_of_another_length_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A row of another length is refused."""
    path = _with_wkt(tmp_path / "a.csv")
    path.write_text(path.read_text(encoding="utf-8") + "GM0114;te kort\r\n", encoding="utf-8")
    _, report = read(path, crs="EPSG:28992")
    assert (3, "refused", "") in issues_of(report, "issue.row_length")
    assert report.site_count == 2


def test_a_column_twice_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """A column twice is refused."""
    with pytest.raises(DataSourceError) as caught:
        read(_csv(tmp_path / "a.csv", "id;naam;naam", "1;a;b"))
    assert caught.value.params["columns"] == ("naam",)


@pytest.mark.parametrize("text", ["alleen tekst", "een\ntwee\ndrie"])
def test_a_text_without_header_is_refused(read: ReadFile, tmp_path: Path, text: str) -> None:
    """A text without header is refused."""
    with pytest.raises(DataSourceError) as caught:
        read(_csv(tmp_path / "a.csv", text))
    assert caught.value.message_id == "error.import.no_header"


def test_points_for_parks_are_told_before_the_reference_system_is_asked(
    read: ReadFile, tmp_path: Path
) -> None:
    """A table with points only is no table of parks: said at once, and the reference system never matters."""
    lines = [f"{row};255000;533000" for row in _rows(2)]
    path = _csv(tmp_path / "a.csv", f"{HEADER};x;y", *lines)
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.only_points"
    assert (caught.value.option, caught.value.choices) == ("--join-geometry", ("without_geometry",))
    delivery, report = read(path, accepted=["without_geometry"])
    assert list(delivery.batches[0].geometries_wkb) == [None, None]
    assert issues_of(report, "issue.geometry_point.left_out") == [(1, "flagged", ""), (2, "flagged", "")]


def test_points_of_parks_give_way_to_the_areas_of_another_file(read: ReadFile, tmp_path: Path) -> None:
    """The other answer: a file with the areas."""
    lines = [f"{row};255000;533000" for row in _rows(2)]
    path = _csv(tmp_path / "a.csv", f"{HEADER};x;y", *lines)
    areas = parks_file(tmp_path / "b.geojson", park(0), park(1), park(2))
    delivery, report = read(path, join_geometry=areas, join_on="rin_nummer=RIN_NUMMER")
    assert refused_rows(report) == []
    assert None not in delivery.batches[0].geometries_wkb
    assert "note.coordinates" not in {each.id for each in report.notes}


# --- join ---------------------------------------------------------------------------


def test_a_table_without_geometry_asks_for_it(read: ReadFile, tmp_path: Path) -> None:
    """A table without geometry asks for it."""
    path = _csv(tmp_path / "a.csv", HEADER, *_rows(2))
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.option == "--join-geometry"
    delivery, _ = read(path, accepted=["without_geometry"])
    assert list(delivery.batches[0].geometries_wkb) == [None, None]


def test_join_asks_on_what(read: ReadFile, tmp_path: Path) -> None:
    """Join asks on what."""
    layer = parks_file(tmp_path / "a.geojson", park(0), park(1))
    with pytest.raises(QuestionError) as caught:
        read(_csv(tmp_path / "a.csv", HEADER, *_rows(2)), join_geometry=layer)
    assert caught.value.option == "--join-on"
    assert "rin_nummer" in caught.value.choices


def test_join_tells_what_stands_on_one_side_only(read: ReadFile, tmp_path: Path) -> None:
    """Join tells what stands on one side only."""
    layer = parks_file(tmp_path / "a.geojson", park(0), park(7))
    path = _csv(tmp_path / "a.csv", HEADER, *_rows(2))
    _, report = read(path, join_geometry=layer, join_on="RIN_NUMMER")
    assert issues_of(report, "issue.geometry_null") == [(2, "flagged", "")]
    note = next(each for each in report.notes if each.id == "note.join_unused")
    assert note.named == {"count": 1, "examples": ("7",)}


def test_join_unites_several_geometries_of_one_key(read: ReadFile, tmp_path: Path) -> None:
    """Join unites several geometries of one key."""
    layer = geojson(tmp_path / "a.geojson", [(park(0), apart(0)), (park(0), apart(1))])
    path = _csv(tmp_path / "a.csv", HEADER, *_rows(1, gross="2.0"))
    delivery, _ = read(path, join_geometry=layer, join_on="rin_nummer")
    assert shapely.from_wkb(delivery.batches[0].geometries_wkb[0] or b"").area == 20000


def test_join_that_finds_nothing_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Join that finds nothing is refused."""
    layer = parks_file(tmp_path / "a.geojson", park(77))
    with pytest.raises(DataSourceError) as caught:
        read(_csv(tmp_path / "a.csv", HEADER, *_rows(2)), join_geometry=layer, join_on="rin_nummer")
    assert caught.value.message_id == "error.import.join_finds_nothing"


def test_join_on_a_column_that_is_not_there_is_refused(read: ReadFile, tmp_path: Path) -> None:
    """Join on a column that is not there is refused."""
    layer = parks_file(tmp_path / "a.geojson", park(0))
    with pytest.raises(InputError) as caught:
        read(_csv(tmp_path / "a.csv", HEADER, *_rows(2)), join_geometry=layer, join_on="RIN")
    assert caught.value.field == "--join-on"


# --- layers and shapefiles ----------------------------------------------------------


def _two_layers(path: Path) -> Path:
    for layer in ("parken", "kavels"):
        wkb = [shapely.to_wkb(apart(each)) for each in range(2)]
        geopackage(path, ibis_columns(2), wkb, layer=layer, append=path.exists())
    return path


def test_several_layers_are_asked(read: ReadFile, tmp_path: Path) -> None:
    """Several layers are asked."""
    path = _two_layers(tmp_path / "a.gpkg")
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert (caught.value.option, set(caught.value.choices)) == ("--layer", {"parken", "kavels"})
    _, report = read(path, layer="kavels")
    assert report.site_count == 2


def test_a_layer_that_is_not_there_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """A layer that is not there is asked."""
    with pytest.raises(QuestionError) as caught:
        read(_two_layers(tmp_path / "a.gpkg"), layer="wegen")
    assert caught.value.message_id == "error.import.no_such_layer"


def test_loose_shapefile(read: ReadFile, tmp_path: Path) -> None:
    """Loose shapefile."""
    wkb = [shapely.to_wkb(apart(each)) for each in range(3)]
    path = tmp_path / "terreinen.shp"
    geopackage(path, ibis_columns(3), wkb, layer="terreinen", driver="ESRI Shapefile")
    delivery, report = read(path)
    assert report.site_count == 3
    assert column(delivery, "gross_ha") == [1.0, 1.0, 1.0]
    assert "note.encoding" in {each.id for each in report.notes}


def test_shapefile_without_prj_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """Shapefile without prj is asked."""
    path = tmp_path / "terreinen.shp"
    wkb = [shapely.to_wkb(apart(0))]
    geopackage(path, ibis_columns(1), wkb, layer="terreinen", driver="ESRI Shapefile")
    path.with_suffix(".prj").unlink()
    with pytest.raises(QuestionError) as caught:
        read(path)
    assert caught.value.option == "--crs"


# --- our own exchange format --------------------------------------------------------


def _kept(kind: str, **more: str) -> dict[str, str]:
    return {"kind": kind, "source": "Gemeente Emmen", "as_of": "2026-11-01"} | more


def test_native_plots(read: ReadFile, tmp_path: Path) -> None:
    """Native plots."""
    row = {"id": "k1", "name": "Kavel 1", "park_id": "p1", "area_m2": 10000, "status": "available"}
    other = row | {"id": "k2", "as_of": "2025", "source": "Makelaar"}
    path = geojson(tmp_path / "a.geojson", [(row, apart(1)), (other, apart(2))], drentsportal=_kept("plots"))
    delivery, report = read(path)
    assert delivery.batches[0].kind is SiteKind.PLOT
    assert (delivery.source, report.kind, report.site_count) == ("Gemeente Emmen", "plot", 2)
    assert [each.iso for each in delivery.batches[0].as_of] == ["2026-11-01", "2025"]
    # One delivery has one source: a row that names another is said, not silently put under the first.
    assert issues_of(report, "issue.source_of_row") == [(2, "flagged", "source")]
    assert "price_eur_m2" not in delivery.batches[0].columns


def test_native_columns_that_nobody_reads_are_told(read: ReadFile, tmp_path: Path) -> None:
    """Native columns that nobody reads are told."""
    row = {"id": "k1", "name": "Kavel 1", "are_m2": 10000}
    _, report = read(geojson(tmp_path / "a.geojson", [(row, square())], drentsportal=_kept("plots")))
    assert [each.named for each in report.notes if each.id == "note.columns_unread"] == [
        {"columns": ("are_m2",)}
    ]


def test_native_landmarks(read: ReadFile, tmp_path: Path) -> None:
    """Native landmarks."""
    rows: list[tuple[dict[str, object], object]] = [
        ({"id": "l1", "kind": "place", "name": "Emmen", "rank": 2}, shapely.Point(257000, 534000)),
        ({"id": "l2", "kind": "toren", "name": "X"}, shapely.Point(257000, 534000)),
        ({"id": "l1", "kind": "hub", "name": "Y"}, shapely.Point(257000, 534000)),
        ({"id": "l4", "kind": "road", "name": "A37"}, None),
    ]
    delivery, report = read(geojson(tmp_path / "a.geojson", rows, drentsportal=_kept("landmarks")))
    (made,) = delivery.landmarks
    assert (made.id, made.kind, made.rank, made.source) == ("l1", LandmarkKind.PLACE, 2, "Gemeente Emmen")
    assert refused_rows(report) == [2, 3, 4]


def test_native_municipalities(read: ReadFile, tmp_path: Path) -> None:
    """Native municipalities."""
    rows: list[tuple[dict[str, object], object]] = [
        ({"id": "GM0114", "name": "Emmen"}, square()),
        ({"id": "GM0114", "name": "Emmen"}, square()),
        ({"id": "GM0106"}, square()),
        ({"id": "GM0109", "name": "Coevorden"}, None),
    ]
    delivery, report = read(geojson(tmp_path / "a.geojson", rows, drentsportal=_kept("municipalities")))
    assert [each.code for each in delivery.municipalities] == ["GM0114"]
    assert refused_rows(report) == [2, 3, 4]
    assert report.municipality_count == 1


def _plain(path: Path, kind: str, *rows: object, **more: Any) -> Path:  # noqa: ANN401 - members as JSON
    path.write_text(json.dumps({"drentsportal": _kept(kind), "rows": list(rows), **more}), encoding="utf-8")
    return path


def test_native_contact_points(read: ReadFile, tmp_path: Path) -> None:
    """Native contact points."""
    row = {
        "id": "c1",
        "scope": "GM0114",
        "function": "Accountmanager",
        "telephone": "0591",
        "as_of": "2025-02",
    }
    path = _plain(
        tmp_path / "a.json", "contact_points", row, row, {"id": "c2"}, row | {"id": "c3", "as_of": "x"}
    )
    delivery, report = read(path)
    (made,) = delivery.contact_points
    assert (made.telephone, made.mail, made.as_of.iso) == ("0591", "", "2025-02")
    assert refused_rows(report) == [2, 3, 4]
    assert (report.feature_count, report.site_count) == (4, 1)


def test_native_claims_stand_side_by_side(read: ReadFile, tmp_path: Path) -> None:
    """Native claims stand side by side."""
    row = {"level": "municipality", "subject_id": "GM0114", "list_name": "A"}
    rows = (row, row | {"list_name": "B"}, row | {"level": "straat"}, row)
    delivery, report = read(_plain(tmp_path / "a.json", "restructuring_claims", *rows))
    assert [each.list_name for each in delivery.restructuring_claims] == ["A", "B"]
    assert refused_rows(report) == [3, 4]


@pytest.mark.parametrize(
    ("content", "message_id"),
    [
        ({"rows": []}, "error.import.exchange_rows"),
        ({"drentsportal": {"kind": "contact_points"}, "rows": {"a": 1}}, "error.import.exchange_rows"),
        ({"drentsportal": {"kind": "contact_points"}, "rows": ["a"]}, "error.import.exchange_rows"),
        ({"drentsportal": {"kind": "parks"}, "rows": []}, "error.import.exchange_kind"),
        ({"drentsportal": {"kind": "sterren"}, "rows": []}, "error.import.exchange_kind"),
        ({"drentsportal": {"kind": "plots", "as_of": "ooit"}, "rows": []}, "error.import.exchange_header"),
        ({"type": "Topology"}, "error.import.unknown_format"),
        ([1, 2], "error.import.unknown_format"),
        ({"type": "FeatureCollection", "features": ["a"]}, "error.import.not_a_feature"),
    ],
)
def test_wrong_json_is_refused(read: ReadFile, tmp_path: Path, content: object, message_id: str) -> None:
    """Wrong JSON is refused."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == message_id


def test_cancelling_stops_the_reading(reader: GeoSiteReader, tmp_path: Path) -> None:
    """Cancelling stops the reading."""

    class Impatient:
        def step(self, done: int, total: int, what: str = "") -> None:
            if done == 2:
                raise CancelledError(done, total, what)

    with pytest.raises(CancelledError):
        reader.read(parks_file(tmp_path / "a.geojson", park(1)), ImportOptions(), Impatient())
