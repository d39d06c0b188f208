"""What lies around sites goes to the page as its own layer, with one class per kind, state and category."""

from __future__ import annotations

import pytest
from shapely.geometry import Point, box

from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.sites.surroundings import PlanZone, PostcodeGrid
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import CATEGORIES, GridState, LandmarkKind
from drentsportal.figures.around_classes import (
    grid_classes,
    landmark_classes,
    nature_class,
    zone_class_id,
    zone_classes,
)
from drentsportal.figures.symbology import Theme
from drentsportal.mapview.around import SiteMarks, around_features
from drentsportal.mapview.layers import site_layer
from drentsportal.mapview.styles import theme_message
from tests.unit.domain.site_tables import site_table

DATE = PartialDate(2026)


def zone(category: str | None) -> PlanZone:
    """Make a plan zone near Emmen."""
    shape = box(257_000, 533_000, 257_500, 533_400)
    return PlanZone("z", "Plan", "", "", None, category, None, "", None, None, "", shape, "Bron", DATE)


def test_every_kind_becomes_a_feature_with_its_class() -> None:
    """Points for hubs and quays, areas for nature and zones; names stay plain text."""
    landmarks = [
        Landmark("h", LandmarkKind.HUB, "<b>Hub</b>", Point(257_000, 533_000), "Bron", DATE),
        Landmark("q", LandmarkKind.QUAY, "Kade", Point(257_000, 533_100), "Bron", DATE, cemt_class="Va"),
        Landmark("n", LandmarkKind.PROTECTED_NATURE, "N", box(0, 400_000, 9, 400_009), "Bron", DATE),
        Landmark("w", LandmarkKind.WATER, "W", Point(257_000, 533_000), "Bron", DATE),
    ]
    made = [each["properties"] for each in around_features(landmarks, [zone("3.2")])]
    assert [(each["kind"], each.get("name"), each.get("cls")) for each in made] == [
        ("hub", "<b>Hub</b>", None),
        ("quay", "Kade", None),
        ("protected_nature", "N", None),
        ("plan_zone", "Plan", "zone_3"),
    ]
    assert made[1]["cemt"] == "Va"
    said = {name: made[3][name] for name in ("least", "most", "height", "source", "as_of")}
    assert said == {"least": None, "most": "3.2", "height": None, "source": "Bron", "as_of": "2026"}
    assert around_features([], []) == []


def test_every_category_has_a_class_and_unknown_has_its_own() -> None:
    """Unknown is never drawn as the lightest class."""
    ids = {style.id for style in zone_classes(Theme.LIGHT)}
    found = {category: zone_class_id(category) for category in CATEGORIES}
    assert set(found.values()) == ids - {"zone_unknown"}
    assert (found["2"], found["3.1"], found["4.2"], found["6"]) == (
        "zone_1_2",
        "zone_3",
        "zone_4",
        "zone_5_6",
    )
    assert zone_class_id(None) == "zone_unknown"


@pytest.mark.parametrize("theme", list(Theme))
def test_classes_differ_in_more_than_colour(theme: Theme) -> None:
    """By shape for landmarks; by pattern or outline for zones and grid, on paper without colour too."""
    assert len({style.shape for style in landmark_classes(theme)}) == 4
    for styles in (zone_classes(theme), grid_classes(theme)):
        signs = [
            (style.area.pattern.kind if style.area.pattern else None, style.area.dash_mm) for style in styles
        ]
        assert len(set(signs)) == len(styles)
    assert all(style.area.fill is None for style in zone_classes(theme)), "a zone covers what lies under it"
    assert nature_class(theme).area.pattern is not None
    assert {style.id for style in grid_classes(theme)} == {*GridState, "unknown"}


def test_sites_carry_the_grid_and_what_vanished() -> None:
    """A postcode that the map does not hold, and a side that it does not tell, stay absent."""
    spot = Point(257_000, 533_000)
    table = site_table(
        [
            {"id": "a", "postcode": "7811SS", "geometry": spot},
            {"id": "b", "postcode": "7812SS", "geometry": spot},
            {"id": "c", "geometry": spot},
        ]
    )
    grid = {"7811SS": PostcodeGrid("7811SS", GridState.RED, None, "", "Bron", DATE)}
    layer = site_layer(table, SiteMarks(grid, {"b": ("Gemeente", "IBIS")}))
    said = {each["properties"]["id"]: each["properties"] for each in layer["features"]}
    assert (said["a"]["grid_demand"], said["a"]["grid_year"]) == ("red", 2026)
    assert "grid_generation" not in said["a"]
    assert said["b"]["vanished"] == "Gemeente; IBIS"
    assert not {"grid_demand", "vanished"} & said["c"].keys()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_page_gets_every_class(name: str) -> None:
    """Shapes and patterns come from the one place that paper draws from."""
    around = theme_message(name).around
    assert {each["id"] for each in around["landmarks"]} == {
        "hub",
        "motorway_junction",
        "rail_terminal",
        "quay",
    }
    assert len(around["zones"]) == 5
    assert [each["hatch"] is None for each in around["grid"]] == [True, False, False, False, True]
