"""Gemeenten, landmarks, contacts and claims."""

import re
from collections import Counter

import shapely
from shapely.geometry import Polygon

from drentsportal.domain.vocabulary import (
    CEMT_CLASSES,
    MUNICIPALITIES,
    GridState,
    LandmarkKind,
    category_rank,
)
from drentsportal.paths import resources_dir
from sample_data.making.tables import PARK_MANAGEMENT, management_id
from tests.unit.sample_data.files import document, features, folder, geometries, properties

TEXTS = ("*.geojson", "*.json", "requests/**/*.json", "README.md")


def test_gemeenten_cover_the_province_without_gap_or_overlap() -> None:
    """Twelve valid polygons that make one coverage without holes."""
    shapes = geometries("municipalities.geojson")
    names = {row["id"]: row["name"] for row in properties("municipalities.geojson")}
    assert names == MUNICIPALITIES
    assert shapely.coverage_is_valid(list(shapes.values()))
    province = shapely.union_all(list(shapes.values()))
    assert isinstance(province, Polygon)
    assert len(province.interiors) == 0


def test_places_lie_in_their_gemeente() -> None:
    """Each gemeente that has the name of a place holds that place."""
    shapes = geometries("municipalities.geojson")
    places = {row["name"]: point for row, point in features("landmarks.geojson") if row["kind"] == "place"}
    for code, name in MUNICIPALITIES.items():
        if name in places:
            assert shapes[code].contains(places[name])
    assert {"Assen", "Coevorden", "Emmen", "Hoogeveen", "Meppel"} <= places.keys()


def test_landmarks_of_every_kind() -> None:
    """Places with a rank, junctions on their motorway, roads and water as lines, hubs with a source."""
    rows = properties("landmarks.geojson")
    kinds = Counter(row["kind"] for row in rows)
    assert set(kinds) == set(LandmarkKind)
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(row["label"] and 1 <= row["rank"] <= 4 for row in rows)
    shapes = geometries("landmarks.geojson")
    for row in rows:
        expected = {"road": "LineString", "water": "LineString", "protected_nature": "Polygon"}
        assert shapes[row["id"]].geom_type == expected.get(row["kind"], "Point")
        assert row.get("cemt_class", "Va") in CEMT_CLASSES
        assert "cemt_class" not in row or row["kind"] == "quay"
        if row["kind"] == "motorway_junction":
            road = shapes[f"weg-{row['name'].split(' ')[0].lower()}"]
            assert road.distance(shapes[row["id"]]) < 0.02
        if row["kind"] == "hub":
            assert re.search(r"paragraaf|hoofdstuk|bijlage", row["source"])
    roads = {row["label"] for row in rows if row["kind"] == "road"}
    assert roads == {"A28", "A32", "A37", "N34", "N33", "N381", "N48"}


def test_one_contact_for_every_scope() -> None:
    """One function per gemeente and park management organisation, NOM, the province and the grid operator."""
    rows = document("contact_points.json")["rows"]
    wanted = {
        *MUNICIPALITIES,
        "nom",
        "province",
        "netbeheerder",
        *(f"pmo:{management_id(name)}" for name in PARK_MANAGEMENT),
    }
    assert sorted(row["scope"] for row in rows) == sorted(wanted)
    assert all(re.fullmatch(r"\+31 000 000 0\d\d", row["telephone"]) for row in rows)
    assert all(re.fullmatch(r"[a-z.-]+@bedrijvenportal\.example", row["mail"]) for row in rows)
    functions = {
        "Accountmanager",
        "Parkmanager",
        "Accountmanager acquisitie",
        "Schakelpunt bedrijven",
        "Klantteam aansluitingen",
    }
    assert {row["function"] for row in rows} == functions


def test_both_lists_of_the_php_stand_side_by_side() -> None:
    """Two lists of gemeenten that differ, with their place in the document, and one park that is named."""
    rows = document("restructuring_claims.json")["rows"]
    lists: dict[str, set[str]] = {}
    for row in rows:
        if row["level"] == "municipality":
            lists.setdefault(row["list_name"], set()).add(MUNICIPALITIES[row["subject_id"]])
    first, second = lists.values()
    assert first == {"Emmen", "Coevorden", "Noordenveld", "Assen"}
    assert second == {"Emmen", "Assen", "Hoogeveen", "Meppel"}
    assert [row["subject_id"] for row in rows if row["level"] == "park"] == ["vb-001"]
    assert all(re.search(r"2014, (paragraaf|bijlage) \d", row["source"]) for row in rows)


def test_park_management_is_that_of_the_parks() -> None:
    """Every organisation lists the parks that name it, with the benefits that the document gives."""
    rows = document("park_management_organisations.json")["rows"]
    named: dict[str, set[str]] = {}
    for park in properties("business_parks.geojson"):
        if park.get("park_management_organisation"):
            named.setdefault(park["park_management_organisation"], set()).add(park["id"])
    assert {row["name"]: set(row["park_ids"]) for row in rows} == named
    assert all("paragraaf 2.2.2" in row["source"] and "verzonnen" in row["source"] for row in rows)


def test_plan_zones_lie_in_their_park() -> None:
    """Two zones share a park without overlap; the heavier one admits what the park's main number says."""
    parks = geometries("business_parks.geojson")
    mains = {row["id"]: row.get("category_main_max") for row in properties("business_parks.geojson")}
    zones = features("plan_zones.geojson")
    assert len(zones) >= 40
    for row, shape in zones:
        assert shape.is_valid
        assert shape.difference(parks[row["park_id"]].buffer(0.1)).area < 1
        assert category_rank(row["category_max"]) > 0
        if row["id"].endswith("-heavy"):
            assert int(row["category_max"][0]) == mains[row["park_id"]]
    shapes = [shape for _, shape in zones]
    assert sum(shape.area for shape in shapes) - shapely.union_all(shapes).area < 10


def test_the_grid_is_that_of_postcodes_that_cannot_exist() -> None:
    """The letters SS are never issued; some parks have no postcode, and some postcodes are not on the map."""
    rows = document("grid_postcodes.json")["rows"]
    parks = properties("business_parks.geojson")
    postcodes = {park["postcode"] for park in parks if "postcode" in park}
    assert all(row["postcode"].endswith("SS") for row in rows)
    assert {row["postcode"] for row in rows} < postcodes
    assert 0 < len(postcodes) < len(parks)
    assert {row["demand"] for row in rows} == set(GridState)
    assert any(row["generation"] is None for row in rows)
    areas = {row["id"] for row in document("grid_areas.json")["rows"]}
    assert {row["area_id"] for row in rows} <= areas


def test_no_real_number_address_or_person() -> None:
    """No telephone number but the fictitious form, no address but the reserved domain, no initials."""
    paths = [path for pattern in TEXTS for path in sorted(folder().glob(pattern))]
    paths += sorted(resources_dir().glob("*.toml"))
    assert len(paths) == 12 + 9 + 1 + len(list(resources_dir().glob("*.toml")))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        numbers = re.findall(r"(?:\+31|\b0)[ -]?\d{1,3}[ -]?\d{3}[ -]?\d{3,4}\b", text)
        assert all(number.startswith("+31 000 000 0") for number in numbers), path.name
        addresses = re.findall(r"@([\w.-]*\w)", text)
        assert set(addresses) <= {"bedrijvenportal.example"}, path.name
        links = re.findall(r"https?://([\w.-]+)", text)
        assert set(links) <= {"www.bedrijvenportal.example"}, path.name
        assert not re.search(r"\b(dhr|mevr|drs|ir|mr|ing)\.\s", text), path.name
        assert not re.search(r"\b[A-Z]\.(?:[A-Z]\.)* (?:van |de |der )*[A-Z][a-z]+", text), path.name
