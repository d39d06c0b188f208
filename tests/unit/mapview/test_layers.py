"""The layers of the map: what is drawn, where, and what is left out."""

from __future__ import annotations

import json

import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon, box

from drentsportal.domain.sites.site import Landmark, Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.mapview.layers import base_layer, site_layer, to_bytes
from tests.unit.mapview.site_tables import site_table

_AS_OF = PartialDate(2026)
_EMMEN_RD = (257500.0, 533500.0)


def _municipality(code: str, shape: Polygon) -> Municipality:
    return Municipality(code, f"naam {code}", shape, "bron", _AS_OF)


def _landmark(kind: LandmarkKind, shape: shapely.Geometry, label: str = "", rank: int = 0) -> Landmark:
    return Landmark("l", kind, "naam", shape, "bron", _AS_OF, label, rank)  # type: ignore[arg-type]  # any shape


def _layers(layer: dict[str, object]) -> list[str]:
    features = json.loads(to_bytes(layer))["features"]
    return [feature["properties"]["layer"] for feature in features]


def test_a_border_between_two_gemeenten_is_drawn_once() -> None:
    """A border between two gemeenten is drawn once."""
    west = box(230000, 530000, 240000, 540000)
    east = box(240000, 530000, 250000, 540000)
    layer = base_layer([_municipality("GM1", west), _municipality("GM2", east)], [])
    borders = [f for f in layer["features"] if f["properties"]["layer"] == "municipality"]
    assert len(borders) == 1
    shape = shapely.geometry.shape(borders[0]["geometry"])
    # 10 km of shared border, less the metre at each end where it meets the border of the province.
    assert shape.geom_type == "LineString"
    assert len(shape.coords) == 2


def test_the_ground_has_land_border_and_a_name_per_gemeente() -> None:
    """The ground has land border and a name per gemeente."""
    layer = base_layer([_municipality("GM1", box(230000, 530000, 240000, 540000))], [])
    assert _layers(layer) == ["land", "province", "municipality_label"]


def test_an_empty_workspace_has_an_empty_ground() -> None:
    """An empty workspace has an empty ground."""
    assert base_layer([], [])["features"] == []


@pytest.mark.parametrize(("label", "road"), [("A37", "motorway"), ("N34", "road"), ("Aweg", "road")])
def test_a_road_is_a_motorway_by_its_number(label: str, road: str) -> None:
    """A road is a motorway by its number."""
    line = LineString([(230000, 530000), (240000, 531000)])
    layer = base_layer([], [_landmark(LandmarkKind.ROAD, line, label)])
    assert layer["features"][0]["properties"] == {"layer": "road", "name": label, "road": road}


def test_a_place_has_ground_and_a_name_and_a_hub_waits_in_its_own_layer() -> None:
    """A place has ground and a name; a hub is drawn when somebody asks for it."""
    place = _landmark(LandmarkKind.PLACE, Point(_EMMEN_RD), rank=1)
    hub = _landmark(LandmarkKind.HUB, Point(_EMMEN_RD))
    layer = base_layer([], [place, hub])
    assert _layers(layer) == ["settlement", "place", "around"]
    assert layer["features"][1]["properties"]["town"] is True


def test_a_place_of_unknown_rank_is_small() -> None:
    """A place of unknown rank is small."""
    layer = base_layer([], [_landmark(LandmarkKind.PLACE, Point(_EMMEN_RD))])
    properties = layer["features"][1]["properties"]
    assert properties["town"] is False
    assert properties["min_zoom"] > 10


def test_sites_lie_in_degrees_with_their_anchor_inside() -> None:
    """Sites lie in degrees with their anchor inside."""
    park = Point(_EMMEN_RD).buffer(400)
    layer = site_layer(site_table(parks=[("p1", park, {"name": "Noord", "municipality_code": "GM0114"})]))
    feature = layer["features"][0]
    shape = shapely.geometry.shape(feature["geometry"])
    assert shape.contains(Point(feature["properties"]["anchor"]))
    # Emmen, published position: 52.78 north, 6.90 east.
    assert feature["properties"]["anchor"] == pytest.approx([6.897, 52.784], abs=0.01)
    assert feature["properties"]["name"] == "Noord"
    assert feature["properties"]["place"] == "Emmen"


def test_a_site_without_geometry_is_left_out_and_without_a_name_shows_its_id() -> None:
    """A site without geometry is left out and without a name shows its id."""
    park = Point(_EMMEN_RD).buffer(400)
    layer = site_layer(
        site_table(parks=[("p1", None, {"name": "Weg"}), ("p2", park, {}), ("p3", Polygon(), {})])
    )
    assert [f["properties"]["name"] for f in layer["features"]] == ["p2"]


@pytest.mark.parametrize(
    ("phase", "plan"),
    [
        ("irrevocable", "hard"),
        ("adopted", "hard"),
        ("draft", "soft"),
        ("structural_vision", "soft"),
        (None, "unknown"),
    ],
)
def test_hard_and_soft_supply_stay_apart_and_unknown_is_neither(phase: str | None, plan: str) -> None:
    """Hard and soft supply stay apart and unknown is neither."""
    park = Point(_EMMEN_RD).buffer(400)
    layer = site_layer(site_table(parks=[("p1", park, {"plan_phase": phase})]))
    assert layer["features"][0]["properties"]["plan"] == plan


def test_premises_are_points_even_when_delivered_as_a_line() -> None:
    """Premises are points even when delivered as a line."""
    layer = site_layer(
        site_table(premises=[("g1", LineString([_EMMEN_RD, (257600, 533500)]), {"name": "Hal"})])
    )
    assert layer["features"][0]["geometry"]["type"] == "Point"


def test_drawing_thins_a_copy_and_leaves_the_geometry_as_it_was() -> None:
    """Drawing thins a copy and leaves the geometry as it was."""
    park = Point(_EMMEN_RD).buffer(400, quad_segs=200)
    before = park.wkb
    table = site_table(parks=[("p1", park, {})])
    drawn = shapely.geometry.shape(site_layer(table)["features"][0]["geometry"])
    assert shapely.get_num_coordinates(drawn) < shapely.get_num_coordinates(park) / 4
    assert table.parks.geometries_rd[0].wkb == before


def test_a_speck_smaller_than_the_thinning_is_still_drawn() -> None:
    """A speck smaller than the thinning is still drawn."""
    speck = box(257500, 533500, 257501, 533501)
    layer = site_layer(site_table(parks=[("p1", speck, {})]))
    assert len(layer["features"]) == 1
