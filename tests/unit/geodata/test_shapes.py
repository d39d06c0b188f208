"""Design section 8, row 3: odd geometry is listed by row, and repaired only on request, with a record."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
import shapely

from tests.unit.geodata.conftest import (
    apart,
    column,
    geojson,
    geopackage,
    ibis_columns,
    issues_of,
    park,
    refused_rows,
    square,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

OPEN = {
    "type": "Polygon",
    "coordinates": [[[255000, 533000], [255100, 533000], [255100, 533100], [255000, 533100]]],
}
BOW_TIE = shapely.Polygon([(255000, 533000), (255100, 533100), (255100, 533000), (255000, 533100)])
RAISED = shapely.force_3d(square(), 12.5)
LINE = shapely.LineString([(255000, 533000), (255100, 533100)])
POINT = shapely.Point(255000, 533000)
COLLECTION = shapely.GeometryCollection([square(), POINT])


def circle_wkb() -> bytes:
    """Make a CURVEPOLYGON with one circle of 50 m radius, which shapely cannot write."""
    points = [(230000, 550000), (230050, 550050), (230100, 550000), (230050, 549950), (230000, 550000)]
    ring = struct.pack("<BII", 1, 8, len(points)) + b"".join(struct.pack("<dd", *point) for point in points)
    return struct.pack("<BII", 1, 10, 1) + ring


@pytest.mark.parametrize(
    ("geometry", "message_id"),
    [
        (BOW_TIE, "issue.geometry_invalid"),
        (RAISED, "issue.geometry_3d"),
        (COLLECTION, "issue.geometry_collection"),
        (LINE, "issue.geometry_line"),
        (POINT, "issue.geometry_point"),
        (OPEN, "issue.geometry_open"),
        ({"type": "Polygon", "coordinates": [[[255000, 533000]]]}, "issue.geometry_unreadable"),
        ({"type": "Polygon", "coordinates": [[["a", "b"]]]}, "issue.geometry_unreadable"),
        ({"type": "Zeshoek", "coordinates": [1]}, "issue.geometry_unreadable"),
        ({"type": "Polygon"}, "issue.geometry_unreadable"),
    ],
)
def test_odd_geometry_is_refused_by_row(
    read: ReadFile, tmp_path: Path, geometry: object, message_id: str
) -> None:
    """Odd geometry is refused by row."""
    rows = [(park(1), apart(1)), (park(2), geometry), (park(3), apart(3))]
    delivery, report = read(geojson(tmp_path / "a.geojson", rows))
    assert issues_of(report, message_id) == [(2, "refused", "")]
    assert refused_rows(report) == [2]
    assert column(delivery, "rin") == ["1", "3"]


@pytest.mark.parametrize(
    ("geometries", "rows"),
    [((BOW_TIE, RAISED, LINE), 2), ((COLLECTION, OPEN, POINT), 2), ((LINE, POINT, LINE), None)],
)
def test_the_answer_that_may_help_refused_rows_is_named_once(
    read: ReadFile, tmp_path: Path, geometries: tuple[object, ...], rows: int | None
) -> None:
    """How many rows a repair may help, and the rule to accept; nothing where it helps none."""
    features = [(park(0), apart(0)), *((park(row), each) for row, each in enumerate(geometries, 1))]
    path = geojson(tmp_path / "a.geojson", features)
    told = [each.named for each in read(path)[1].notes if each.id == "note.repairable"]
    assert told == ([{"rows": rows, "rule": "repair_geometry"}] if rows else [])
    accepted = read(path, accepted=["repair_geometry"])[1]
    assert "note.repairable" not in {each.id for each in accepted.notes}


@pytest.mark.parametrize(
    "geometry", [BOW_TIE, RAISED, COLLECTION, OPEN], ids=["invalid", "3D", "collection", "open"]
)
def test_geometry_is_repaired_on_request_and_the_repair_recorded(
    read: ReadFile, tmp_path: Path, geometry: object
) -> None:
    """Geometry is repaired on request and the repair recorded."""
    path = geojson(tmp_path / "a.geojson", [(park(1), apart(1)), (park(2), geometry)])
    delivery, report = read(path, accepted=["repair_geometry"])
    wkb = delivery.batches[0].geometries_wkb[1]
    repaired = shapely.from_wkb(wkb if wkb is not None else b"")
    assert repaired.is_valid
    assert not repaired.has_z
    assert repaired.geom_type in {"Polygon", "MultiPolygon"}
    issue = next(each for each in report.issues if each.message.id == "issue.geometry_repaired")
    assert (issue.row, issue.outcome.value) == (2, "flagged")
    assert issue.message.named["after_m2"] == round(repaired.area)
    assert refused_rows(report) == []


@pytest.mark.parametrize("geometry", [LINE, POINT], ids=["line", "point"])
def test_a_line_or_point_cannot_be_repaired_into_an_area(
    read: ReadFile, tmp_path: Path, geometry: shapely.Geometry
) -> None:
    """A line or point cannot be repaired into an area."""
    path = geojson(tmp_path / "a.geojson", [(park(1), apart(1)), (park(2), geometry)])
    _, report = read(path, accepted=["repair_geometry"])
    assert refused_rows(report) == [2]


def test_unusable_geometry_is_left_out_on_request(read: ReadFile, tmp_path: Path) -> None:
    """Unusable geometry is left out on request."""
    path = geojson(tmp_path / "a.geojson", [(park(1), apart(1)), (park(2), POINT)])
    delivery, report = read(path, accepted=["without_geometry"])
    assert delivery.batches[0].geometries_wkb[1] is None
    assert issues_of(report, "issue.geometry_point.left_out") == [(2, "flagged", "")]


def test_null_and_empty_geometry_are_flagged_and_taken_without(read: ReadFile, tmp_path: Path) -> None:
    """Null and empty geometry are flagged and taken without."""
    empty = {"type": "Polygon", "coordinates": []}
    path = geojson(tmp_path / "a.geojson", [(park(1), apart(1)), (park(2), None), (park(3), empty)])
    delivery, report = read(path)
    assert issues_of(report, "issue.geometry_null") == [(2, "flagged", "")]
    assert issues_of(report, "issue.geometry_empty") == [(3, "flagged", "")]
    assert [each is None for each in delivery.batches[0].geometries_wkb] == [False, True, True]


def test_curved_geometry_is_noticed_although_gdal_straightens_it(read: ReadFile, tmp_path: Path) -> None:
    """Curved geometry is noticed although GDAL straightens it."""
    wkb = [shapely.to_wkb(apart(0)), circle_wkb()]
    path = geopackage(tmp_path / "a.gpkg", ibis_columns(2), wkb, geometry_type="Unknown")
    _, report = read(path)
    assert issues_of(report, "issue.geometry_curved") == [(2, "refused", "")]
    delivery, report = read(path, accepted=["repair_geometry"])
    issue = next(each for each in report.issues if each.message.id == "issue.geometry_repaired")
    assert issue.row == 2
    straight = shapely.from_wkb(delivery.batches[0].geometries_wkb[1] or b"")
    assert straight.area == pytest.approx(3.14159 * 50**2, rel=0.01)


def test_multipolygons_and_holes_are_good(read: ReadFile, tmp_path: Path) -> None:
    """Multipolygons and holes are good."""
    two = shapely.MultiPolygon([apart(1), apart(2)])
    hole = shapely.difference(square(side_m=100), shapely.box(255040, 533040, 255060, 533060))
    rows = [(park(1, HA_BRUTO=2.0), two), (park(2, HA_BRUTO=0.96), hole)]
    delivery, report = read(geojson(tmp_path / "a.geojson", rows))
    assert report.issues == ()
    assert [shapely.from_wkb(each or b"").area for each in delivery.batches[0].geometries_wkb] == [
        20000,
        9600,
    ]


def test_premises_may_be_points(read: ReadFile, tmp_path: Path) -> None:
    """Premises may be points."""
    kept = {"kind": "premises", "source": "Gemeente", "as_of": "2026-11-01"}
    row = {"id": "p1", "name": "Hal", "municipality_code": "GM0114", "premises_kind": "industrial"}
    delivery, report = read(geojson(tmp_path / "a.geojson", [(row, POINT)], drentsportal=kept))
    assert report.issues == ()
    assert shapely.from_wkb(delivery.batches[0].geometries_wkb[0] or b"").equals(POINT)
