"""Which sites become offers, and what is known of each."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from shapely import Point, box

from drentsportal.domain.asking.request import LocationRequest, Origin
from drentsportal.domain.match.distance import with_distances
from drentsportal.domain.match.offer_building import build_offers
from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis
from drentsportal.domain.match.offers import OfferKind, OfferTable
from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from tests.unit.domain.site_tables import site_table

Bounds = tuple[int, int]
OPEN: Bounds = (-UNBOUNDED, UNBOUNDED)


def _from(origin: Origin | None, detour_percent: int = 100) -> LocationRequest:
    return LocationRequest("test", origin=origin, detour_percent=detour_percent)


def plot(number: int, status: str | None = "available", **columns: object) -> dict[str, object]:
    """Make a plot of park p."""
    return {"id": f"p-{number}", "park_id": "p", "status": status, **columns}


def offers_of(
    park: dict[str, object] | None = None,
    plots: list[dict[str, object]] | None = None,
    premises: list[dict[str, object]] | None = None,
) -> OfferTable:
    """Make the offers of one park with what lies in it."""
    return build_offers(site_table([{"id": "p", **(park or {})}], plots or [], premises or [])).offers


def kinds(offers: OfferTable) -> list[OfferKind]:
    """Name the offers in order."""
    return [OfferKind(kind) for kind in offers.kinds.tolist()]


def bounds(offers: OfferTable, criterion_id: str, row: int = 0) -> Bounds:
    """Read what is known of a number."""
    column = offers.intervals[criterion_id]
    return int(column.low[row]), int(column.high[row])


def test_only_available_and_planned_plots_are_offered() -> None:
    """Option, reserved, sold and unknown are not to be issued."""
    statuses = ["available", "option", "reserved", "sold", "planned", None]
    offers = offers_of({}, [plot(number, status) for number, status in enumerate(statuses)])
    assert kinds(offers) == [OfferKind.PLOT, OfferKind.PLANNED_PLOT]
    assert offers.site_ids.tolist() == ["p-0", "p-4"]


def test_a_park_without_available_plots_is_offered_by_its_total() -> None:
    """The total says otherwise than its sold plots; unknown stays unknown."""
    offers = offers_of({"available_now_ha": 3.25}, [plot(1, "sold", area_m2=90_000)])
    assert kinds(offers) == [OfferKind.TOTAL]
    assert bounds(offers, "plot_area") == (0, 32_500)
    assert bounds(offers_of(), "plot_area") == OPEN


@pytest.mark.parametrize(("total_ha", "is_offered"), [(2.0, False), (2.1, False), (2.2, True)])
def test_a_total_that_its_plots_do_not_explain_stays_an_offer(total_ha: float, *, is_offered: bool) -> None:
    """Beyond five percent over plots available, in option and reserved, plots are missing from the list."""
    plots = [plot(1, area_m2=10_000), plot(2, "option", area_m2=6_000), plot(3, "reserved", area_m2=4_000)]
    offers = offers_of({"available_now_ha": total_ha}, plots)
    assert (OfferKind.TOTAL in kinds(offers)) == is_offered


def test_a_later_total_is_offered_where_no_planned_plot_is_listed() -> None:
    """Now and later together are the most that can be contiguous."""
    park: dict[str, object] = {"available_now_ha": 1.0, "available_later_ha": 2.5}
    offers = offers_of(park)
    assert kinds(offers) == [OfferKind.TOTAL, OfferKind.TOTAL_LATER]
    assert bounds(offers, "plot_area", 1) == (0, 35_000)
    assert OfferKind.TOTAL_LATER not in kinds(offers_of(park, [plot(1, "planned")]))


def test_a_plot_takes_from_its_park_what_it_does_not_state() -> None:
    """Own before park; the park's price range and main category stay what they are."""
    park: dict[str, object] = {
        "municipality_code": "GM0114",
        "segments": ("logistics",),
        "category_main_max": 4,
        "max_height_m": 12.5,
        "price_min_eur_m2": 40.0,
        "price_max_eur_m2": 60.25,
        "park_management": True,
    }
    offers = offers_of(park, [plot(1), plot(2, max_height_m=8.0, price_eur_m2=55.5, category_max="3.2")])
    assert bounds(offers, "price", 0) == (4_000, 6_025)
    assert bounds(offers, "price", 1) == (5_550, 5_550)
    assert bounds(offers, "height", 0) == (125, 125)
    assert bounds(offers, "height", 1) == (80, 80)
    assert bounds(offers, "category_max", 0) == (-UNBOUNDED, 6)
    assert bounds(offers, "category_max", 1) == (4, 4)
    assert bounds(offers, "park_management", 1) == (1, 1)
    assert offers.intervals["height"].basis.tolist()[:2] == [Basis.PARK, Basis.OWN]
    assert offers.intervals["category_max"].basis.tolist()[:2] == [Basis.MAIN_CATEGORY, Basis.OWN]
    assert offers.sets["segment"].text_sets(0) == (("logistics",), ("logistics",))
    assert offers.sets["municipality"].text_sets(1) == (("GM0114",), ("GM0114",))


def test_an_available_plot_is_available_at_once_by_its_status() -> None:
    """Its own date says more; a planned plot and a total do not say when."""
    park: dict[str, object] = {"available_from": "2029-07"}
    offers = offers_of(park, [plot(1), plot(2, available_from="2028-05-01"), plot(3, "planned")])
    assert bounds(offers, "available_by", 0) == (0, 0)
    assert offers.intervals["available_by"].basis[0] == Basis.STATUS
    assert bounds(offers, "available_by", 1) == (date(2028, 5, 1).toordinal(),) * 2
    assert bounds(offers, "available_by", 2) == (date(2029, 7, 1).toordinal(), date(2029, 7, 31).toordinal())
    assert bounds(offers_of({"available_now_ha": 2.0}), "available_by") == OPEN


@pytest.mark.parametrize(("sale_price", "expected"), [(None, OPEN), (850.5, (85_050, 85_050)), (0.0, (0, 0))])
def test_a_building_has_its_own_sale_price_and_never_the_land_price_of_its_park(
    sale_price: float | None, expected: tuple[int, int]
) -> None:
    """What a square metre of floor costs; the park asks 40 to 60 euro for a square metre of land."""
    hall: dict[str, object] = {"id": "hal", "park_id": "p", "sale_price_eur_m2": sale_price}
    offers = offers_of({"price_min_eur_m2": 40.0, "price_max_eur_m2": 60.0}, [], [hall])
    assert bounds(offers, "price", kinds(offers).index(OfferKind.PREMISES)) == expected
    assert bounds(offers, "price", 0) == (4_000, 6_000)


def test_a_building_has_no_land_price_and_takes_category_from_its_park() -> None:
    """A rent cannot be compared with a price."""
    hall: dict[str, object] = {"id": "hal", "park_id": "p", "floor_area_m2": 9_400, "rent_eur_m2_year": 45.0}
    offers = offers_of({"category_main_max": 3, "price_min_eur_m2": 40.0}, [], [hall])
    row = kinds(offers).index(OfferKind.PREMISES)
    assert bounds(offers, "price", row) == OPEN
    assert bounds(offers, "floor_area", row) == (9_400, 9_400)
    assert bounds(offers, "plot_area", row) == OPEN
    assert bounds(offers, "category_max", row) == (-UNBOUNDED, 4)


def test_a_plot_without_a_known_park_is_a_candidate_of_its_own() -> None:
    """It is not lost."""
    offers = build_offers(site_table([], [{"id": "los", "park_id": "weg", "status": "available"}])).offers
    assert offers.candidates.ids == ("los",)


def test_nothing_gives_no_offers() -> None:
    """An empty workspace is not an error."""
    offers = build_offers(site_table()).offers
    assert len(offers) == len(offers.candidates) == 0


def test_distances_are_straight_to_the_nearest_point_in_whole_metres() -> None:
    """From the origin, and to the nearest motorway junction; a plot without a place lies in its park."""
    park: dict[str, object] = {"id": "p", "geometry": box(1_000, 0, 2_000, 100)}
    plots = [
        plot(1, geometry=box(1_000, 0, 1_100, 100)),
        plot(2, geometry=box(1_400, 0, 1_500, 100.4)),
        plot(3),
    ]
    ground = build_offers(site_table([park], plots))
    junctions = [
        Landmark(str(x), LandmarkKind.MOTORWAY_JUNCTION, "oprit", Point(x, 50), "test", PartialDate(2026))
        for x in (-3_000, 1_800)
    ]
    place = Landmark("x", LandmarkKind.PLACE, "dorp", Point(1_050, 50), "test", PartialDate(2026))
    wanted = ("present_distance", "junction_distance")
    offers = with_distances(ground, wanted, _from(Origin("hier", 0, 50)), [place, *junctions])
    assert [bounds(offers, "present_distance", row)[0] for row in range(3)] == [1_000, 1_400, 1_000]
    assert [bounds(offers, "junction_distance", row)[0] for row in range(3)] == [700, 300, 0]


def test_distances_are_unknown_without_place_origin_or_junction() -> None:
    """Unknown, not zero and not far."""
    ground = build_offers(site_table([{"id": "p"}, {"id": "q", "geometry": Point(0, 0)}]))
    offers = with_distances(ground, ("present_distance", "junction_distance"), _from(None), [])
    for criterion_id in ("present_distance", "junction_distance"):
        assert [bounds(offers, criterion_id, row) for row in range(2)] == [OPEN, OPEN]
    offers = with_distances(ground, ("present_distance",), _from(Origin("hier", 30, 40)), [])
    assert [bounds(offers, "present_distance", row) for row in range(2)] == [OPEN, (50, 50)]


def test_a_detour_factor_stretches_every_straight_distance() -> None:
    """Rounded once, after stretching: 10.5 m x 1.3 is 13.65 m."""
    ground = build_offers(site_table([{"id": "q", "geometry": Point(10.5, 0)}]))
    landmarks = [
        Landmark("t", LandmarkKind.RAIL_TERMINAL, "terminal", Point(0, 0), "test", PartialDate(2026)),
        Landmark("k", LandmarkKind.QUAY, "kade", Point(110.5, 0), "test", PartialDate(2026)),
    ]
    wanted = ("present_distance", "terminal_distance", "quay_distance", "junction_distance")
    offers = with_distances(ground, wanted, _from(Origin("hier", 0, 0), 130), landmarks)
    assert [bounds(offers, each, 0) for each in wanted] == [(14, 14), (14, 14), (130, 130), OPEN]


def test_the_nearest_of_many_junctions_is_found_exactly() -> None:
    """The short cut by bounding boxes measures what measuring everything gives."""
    draw = np.random.default_rng(5)
    boxes = [box(x, y, x + width, y + 500) for x, y, width in draw.uniform(0, 50_000, (200, 3)).tolist()]
    parks = [{"id": f"{number:03}", "geometry": shape} for number, shape in enumerate(boxes)]
    points = [Point(each) for each in draw.uniform(0, 50_000, (60, 2))]
    landmarks = [
        Landmark(str(n), LandmarkKind.MOTORWAY_JUNCTION, "oprit", point, "test", PartialDate(2026))
        for n, point in enumerate(points)
    ]
    offers = with_distances(build_offers(site_table(parks)), ("junction_distance",), _from(None), landmarks)
    for row, shape in enumerate(boxes):
        assert bounds(offers, "junction_distance", row)[0] == round(min(p.distance(shape) for p in points))
