"""Regions, park management, plan zones and landmarks: read, checked, and every fault listed by row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely

from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import PlanPhase
from drentsportal.errors import DataSourceError
from tests.unit.geodata.conftest import geojson, issues_of, refused_rows, square

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile


def rows_file(path: Path, kind: str, rows: object) -> Path:
    """Write rows in our own exchange format."""
    header = {"kind": kind, "source": "Voorbeeld", "as_of": "2026-11-01"}
    path.write_text(json.dumps({"drentsportal": header, "rows": rows}), encoding="utf-8")
    return path


def zones_file(path: Path, *rows: tuple[Mapping[str, object], object]) -> Path:
    """Write plan zones as GeoJSON in our own exchange format."""
    header = {"kind": "plan_zones", "source": "Voorbeeld", "as_of": "2026-11-01"}
    return geojson(path, rows, drentsportal=header)


def test_a_region_goes_by_codes_or_names(tmp_path: Path, read: ReadFile) -> None:
    """A list in JSON and a text joined by semicolons mean the same; names become codes."""
    rows = [
        {"id": "techzone", "name": "Dutch TechZone", "municipality_codes": ["GM0114", "Coevorden"]},
        {"id": "zwolle", "name": "Regio Zwolle", "municipality_codes": "GM0119;westerveld"},
    ]
    delivery, report = read(rows_file(tmp_path / "regions.json", "regions", rows))
    assert [(each.id, each.municipality_codes) for each in delivery.regions] == [
        ("techzone", ("GM0114", "GM0109")),
        ("zwolle", ("GM0119", "GM1701")),
    ]
    assert delivery.regions[0].as_of == PartialDate(2026, 11, 1)
    assert not report.issues
    assert report.site_count == 2


def test_a_region_with_unknown_members_says_so(tmp_path: Path, read: ReadFile) -> None:
    """A name that is no gemeente is left out and listed; a region without any member is flagged."""
    rows = [
        {"id": "a", "name": "A", "municipality_codes": "Atlantis"},
        {"id": "", "name": "B"},
        {"id": "c", "name": ""},
        {"id": "a", "name": "Nog eens"},
    ]
    delivery, report = read(rows_file(tmp_path / "regions.json", "regions", rows))
    assert [each.municipality_codes for each in delivery.regions] == [()]
    assert issues_of(report, "issue.member_unknown") == [(1, "flagged", "municipality_codes")]
    assert issues_of(report, "issue.region_without_members") == [(1, "flagged", "municipality_codes")]
    assert refused_rows(report) == [2, 3, 4]


def test_park_management_from_csv(tmp_path: Path, read: ReadFile) -> None:
    """A table with our own column names is read when its mapping is named; lists keep their order."""
    path = tmp_path / "pmo.csv"
    path.write_text(
        "id,name,park_ids,municipality_codes,benefits,website,as_of\n"
        'meppel,Parkmanagement Meppel,p-1;p-2,Meppel,"beveiliging;inkoop",,2026-11-01\n',
        encoding="utf-8",
    )
    delivery, report = read(path, mapping="park_management_organisations")
    (made,) = delivery.park_management_organisations
    assert (made.park_ids, made.municipality_codes, made.benefits) == (
        ("p-1", "p-2"),
        ("GM0119",),
        ("beveiliging", "inkoop"),
    )
    assert not report.issues


def test_a_plan_zone_with_its_rules(tmp_path: Path, read: ReadFile) -> None:
    """Everything that a zone says comes in with its type; what it does not say stays unknown."""
    full = {
        "id": "z1",
        "plan_name": "Bedrijventerrein X",
        "zone_name": "Bedrijf - 2",
        "category_min": "2",
        "category_max": "3,2",
        "max_height_m": 12.5,
        "web_shop_allowed": "nee",
        "plan_phase": "irrevocable",
    }
    delivery, report = read(
        zones_file(
            tmp_path / "zones.geojson",
            (full, square()),
            ({"id": "z2", "plan_name": "X"}, square(x_m=255_500)),
        )
    )
    first, second = delivery.plan_zones
    assert (first.category_min, first.category_max, first.max_height_m) == ("2", "3.2", 12.5)
    assert (first.web_shop_allowed, first.plan_phase) == (False, PlanPhase.IRREVOCABLE)
    assert (second.category_max, second.max_height_m, second.web_shop_allowed) == (None, None, None)
    assert not report.issues


def test_a_bad_plan_zone_is_listed_by_row(tmp_path: Path, read: ReadFile) -> None:
    """Geometry faults, unknown codes and heights that nothing has are told by row and column."""
    bowtie = shapely.Polygon([(255_000, 533_000), (255_100, 533_100), (255_100, 533_000), (255_000, 533_100)])
    rows: list[tuple[dict[str, object], object]] = [
        ({"id": "z1", "plan_name": "X"}, None),
        ({"id": "z2", "plan_name": "X"}, bowtie),
        ({"id": "z3", "plan_name": "X"}, shapely.Point(255_000, 533_000)),
        ({"id": "z4", "plan_name": ""}, square()),
        ({"id": "z5", "plan_name": "X", "category_max": "7", "max_height_m": -3}, square()),
        ({"id": "z6", "plan_name": "X", "category_min": "4.1", "category_max": "2"}, square()),
        ({"id": "z7", "plan_name": "X", "max_height_m": "hoog", "plan_phase": "ooit"}, square()),
    ]
    delivery, report = read(zones_file(tmp_path / "zones.geojson", *rows))
    assert refused_rows(report) == [1, 2, 3, 4]
    assert [each.id for each in delivery.plan_zones] == ["z5", "z6", "z7"]
    assert delivery.plan_zones[0].category_max is None
    assert delivery.plan_zones[0].max_height_m is None
    assert issues_of(report, "issue.code_not_listed") == [
        (5, "flagged", "category_max"),
        (7, "flagged", "plan_phase"),
    ]
    assert issues_of(report, "issue.category_min_over_max") == [(6, "flagged", "category_min")]
    assert issues_of(report, "issue.not_a_number") == [(7, "flagged", "max_height_m")]


def test_a_bowtie_is_repaired_on_request(tmp_path: Path, read: ReadFile) -> None:
    """As with parks: the repair is asked for, done and recorded."""
    bowtie = shapely.Polygon([(255_000, 533_000), (255_100, 533_100), (255_100, 533_000), (255_000, 533_100)])
    path = zones_file(tmp_path / "zones.geojson", ({"id": "z", "plan_name": "X"}, bowtie))
    delivery, report = read(path, accepted=["repair_geometry"])
    assert delivery.plan_zones[0].geometry_rd.is_valid
    assert issues_of(report, "issue.geometry_repaired") == [(1, "flagged", "")]


def test_a_quay_has_a_class_and_nature_is_an_area(tmp_path: Path, read: ReadFile) -> None:
    """The CEMT class is read in capitals or not; one that does not exist is flagged and left unknown."""
    rows = [
        ({"id": "k1", "kind": "quay", "name": "Kade", "cemt_class": "va"}, shapely.Point(255_000, 533_000)),
        ({"id": "k2", "kind": "quay", "name": "Kade", "cemt_class": "X"}, shapely.Point(255_000, 533_000)),
        ({"id": "n1", "kind": "protected_nature", "name": "Natuur"}, square()),
        ({"id": "r1", "kind": "rail_terminal", "name": "Terminal"}, shapely.Point(255_000, 533_000)),
    ]
    header = {"kind": "landmarks", "source": "Voorbeeld", "as_of": "2026-11-01"}
    delivery, report = read(geojson(tmp_path / "landmarks.geojson", rows, drentsportal=header))
    assert [each.cemt_class for each in delivery.landmarks] == ["Va", "", "", ""]
    assert delivery.landmarks[2].geometry_rd.area == pytest.approx(10_000)
    assert issues_of(report, "issue.code_not_listed") == [(2, "flagged", "cemt_class")]


def test_contact_points_from_csv(tmp_path: Path, read: ReadFile) -> None:
    """Functions to ask come in as a table too, also those of a park management organisation."""
    path = tmp_path / "contact.csv"
    path.write_text(
        "id,scope,function,organisation,telephone,mail,as_of\n"
        "c1,pmo:meppel,parkmanager,Parkmanagement Meppel,,,2026-11-01\n",
        encoding="utf-8",
    )
    delivery, _ = read(path, mapping="contact_points")
    assert [each.scope for each in delivery.contact_points] == ["pmo:meppel"]


@pytest.mark.parametrize("rows", [[], "geen lijst", [1]])
def test_rows_that_are_none(tmp_path: Path, read: ReadFile, rows: object) -> None:
    """A file without rows, or with something else in their place, is refused."""
    with pytest.raises(DataSourceError):
        read(rows_file(tmp_path / "regions.json", "regions", rows))
