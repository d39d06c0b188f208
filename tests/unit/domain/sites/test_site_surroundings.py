"""What follows for a site from what lies around it: shares, distances, who manages it, what is claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.checks.plan_supply import SupplyClass, supply_by_class
from drentsportal.domain.sites.site import ContactPoint, Landmark, RestructuringClaim, Site
from drentsportal.domain.sites.site_surroundings import (
    claims_on,
    grid_area_of,
    management_of,
    nearest_of,
    zones_on,
)
from drentsportal.domain.sites.surroundings import (
    GridArea,
    GridSide,
    ParkManagementOrganisation,
    PlanZone,
    PostcodeGrid,
)
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import LandmarkKind, SiteKind
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SOURCE, DATE = "Bron", PartialDate(2026)


def site(shape: BaseGeometry | None, **values: object) -> Site:
    """Make a park."""
    stated = {name: Known(value, SOURCE, DATE) for name, value in values.items()}
    return Site("park-1", SiteKind.PARK, stated, shape)


def zone(zone_id: str, shape: BaseGeometry, park_id: str = "") -> PlanZone:
    """Make a plan zone."""
    return PlanZone(zone_id, "Plan", "", park_id, None, "3.2", None, "", None, None, "", shape, SOURCE, DATE)


def test_a_zone_covers_a_share_of_a_site() -> None:
    """Three quarters and a quarter; a zone that only touches the border is none."""
    shape = shapely.box(0, 0, 100, 100)
    found = zones_on(
        site(shape),
        [
            zone("right", shapely.box(75, -10, 200, 110)),
            zone("left", shapely.box(-50, -50, 75, 150)),
            zone("beside", shapely.box(100, 0, 200, 100)),
            zone("hair", shapely.box(99.95, 0, 300, 100)),
            zone("far", shapely.box(500, 500, 600, 600)),
        ],
    )
    assert [each.zone.id for each in found] == ["left", "right"]
    assert [each.share for each in found] == pytest.approx([0.75, 0.25])


def test_a_point_lies_in_a_zone_without_a_share() -> None:
    """Of a building that is a point no share can be told."""
    found = zones_on(site(shapely.Point(5, 5)), [zone("z", shapely.box(0, 0, 10, 10))])
    assert [(each.zone.id, each.share) for each in found] == [("z", None)]


def test_without_geometry_only_what_names_the_site() -> None:
    """Nothing is measured, and what the zone says itself still counts."""
    box = shapely.box(0, 0, 10, 10)
    found = zones_on(site(None), [zone("a", box, "park-1"), zone("b", box)])
    assert [(each.zone.id, each.share) for each in found] == [("a", None)]


@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(1, 60), st.integers(1, 60)), max_size=6
    )
)
def test_shares_stay_between_zero_and_one(boxes: list[tuple[int, int, int, int]]) -> None:
    """Whatever zones overlap, each share is one of the site, and never more than all of it."""
    zones = [zone(str(row), shapely.box(x, y, x + w, y + h)) for row, (x, y, w, h) in enumerate(boxes)]
    shares = [each.share for each in zones_on(site(shapely.box(0, 0, 100, 100)), zones)]
    assert all(share is not None and 0 < share <= 1 for share in shares)


def test_the_nearest_of_each_kind() -> None:
    """From the nearest point of the site; 0 inside; kinds that nobody delivered are absent."""
    landmarks = [
        Landmark("h1", LandmarkKind.HUB, "Hub", shapely.Point(1_100, 50), SOURCE, DATE),
        Landmark("h2", LandmarkKind.HUB, "Hub 2", shapely.Point(100, 250), SOURCE, DATE),
        Landmark("n", LandmarkKind.PROTECTED_NATURE, "Natuur", shapely.box(-50, 0, 10, 50), SOURCE, DATE),
        Landmark("p", LandmarkKind.PLACE, "Plaats", shapely.Point(0, 0), SOURCE, DATE),
    ]
    found = nearest_of(shapely.box(0, 0, 100, 100), landmarks)
    assert {kind: (each.landmark.id, each.distance_m) for kind, each in found.items()} == {
        LandmarkKind.HUB: ("h2", 150),
        LandmarkKind.PROTECTED_NATURE: ("n", 0),
    }
    assert nearest_of(None, landmarks) == {}


def pmo(pmo_id: str, parks: tuple[str, ...], codes: tuple[str, ...]) -> ParkManagementOrganisation:
    """Make a park management organisation."""
    return ParkManagementOrganisation(pmo_id, f"PMO {pmo_id}", parks, codes, ("inkoop",), "", SOURCE, DATE)


def test_park_management_is_certain_only_where_it_is_said() -> None:
    """Working in the gemeente is not managing the park; the contact goes by the id of the organisation."""
    contact = ContactPoint("c", "pmo:b", "parkmanager", "PMO b", "", "", SOURCE, DATE)
    here = site(None, municipality_code="GM0119")
    some = [pmo("a", (), ("GM0119",)), pmo("b", ("park-1",), ()), pmo("c", (), ("GM0114",))]
    (found,) = management_of(here, some, [contact])
    assert (found.organisation.id, found.is_certain, found.contact) == ("b", True, contact)
    (possible,) = management_of(here, some[:1], [])
    assert (possible.is_certain, possible.contact) == (False, None)
    by_name = site(None, municipality_code="GM0106", park_management_organisation="PMO c")
    assert [each.organisation.id for each in management_of(by_name, some[2:], [])] == ["c"]
    assert management_of(None, some, []) == ()


def test_a_claim_about_a_gemeente_names_no_park() -> None:
    """Level gemeente reads: one park here, which one is unknown."""
    claims = [
        RestructuringClaim("municipality", "GM0119", "B", "", "", SOURCE, DATE),
        RestructuringClaim("park", "park-1", "A", "gestart", "", SOURCE, DATE),
        RestructuringClaim("park", "park-2", "A", "", "", SOURCE, DATE),
    ]
    found = claims_on(site(None), "GM0119", claims)
    assert [(each.claim.list_name, each.names_this_park) for each in found] == [("A", True), ("B", False)]


def test_the_newest_year_of_a_supply_area() -> None:
    """Areas are not stable over the years, so the newest is told, with its year."""
    side = GridSide(None)
    areas = [GridArea("BEI", "", "", year, side, side, SOURCE, DATE) for year in (2025, 2027, 2026)]
    found = grid_area_of(PostcodeGrid("9411AB", None, None, "BEI", SOURCE, DATE), areas)
    assert found is not None
    assert found.year == 2027
    assert grid_area_of(PostcodeGrid("9411AB", None, None, "", SOURCE, DATE), areas) is None


def test_hard_and_soft_supply_stand_apart() -> None:
    """Without a phase a park is neither, and what nobody states is no zero."""
    table = site_table(
        [
            {"id": "a", "plan_phase": "adopted", "available_now_ha": 2.0, "available_later_ha": 1.0},
            {"id": "b", "plan_phase": "irrevocable", "available_now_ha": 0.5},
            {"id": "c", "plan_phase": "draft", "available_later_ha": 4.0},
            {"id": "d", "plan_phase": "draft"},
            {"id": "e", "available_now_ha": 8.0},
        ]
    )
    found = supply_by_class(table.parks, np.ones(5, np.bool_))
    assert (found[SupplyClass.HARD].available_now_ha, found[SupplyClass.HARD].available_later_ha) == (
        2.5,
        1.0,
    )
    soft = found[SupplyClass.SOFT]
    assert (soft.park_count, soft.available_now_ha, soft.available_later_ha, soft.silent_count) == (
        2,
        None,
        4.0,
        1,
    )
    assert found[SupplyClass.UNKNOWN].available_now_ha == 8.0
