"""Random parks, plots, premises and requests, from few values so that ties and edges are common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st
from shapely import Point, Polygon, box
from shapely.affinity import rotate

from drentsportal.domain.asking.request import (
    Building,
    Combining,
    Housing,
    Limit,
    LocationRequest,
    Origin,
    Preference,
    Requirement,
    StaffPoint,
    Vehicle,
)
from drentsportal.domain.match.match_facts import MatchFacts, RegionalAccents
from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.sites.surroundings import PostcodeGrid
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import GridState, LandmarkKind

if TYPE_CHECKING:
    from drentsportal.domain.match.offer_building import OffersOnGround

Row = dict[str, Any]
Sites = tuple[list[Row], list[Row], list[Row]]

ORIGIN = Origin("midden", 235_000, 540_000)

_AS_OF = PartialDate(2026)
LANDMARKS = tuple(
    Landmark(f"{kind}-{place}", kind, "punt", point, "test", _AS_OF)
    for kind, points in (
        (LandmarkKind.MOTORWAY_JUNCTION, [Point(236_000, 541_000), Point(241_000, 553_000)]),
        (LandmarkKind.RAIL_TERMINAL, [Point(250_000, 548_000)]),
        (LandmarkKind.PLACE, [Point(235_000, 540_000)]),
    )
    for place, point in enumerate(points)
)
"""There is no quay, so that the distance to one is unknown."""

ACCENTS = {"GM0114": "accent", "GM0106": "none"}
GRID = {
    "7811AP": PostcodeGrid("7811AP", GridState.TRANSPARENT, None, "", "Capaciteitskaart", _AS_OF),
    "7811AB": PostcodeGrid("7811AB", GridState.RED, GridState.AMBER, "", "Capaciteitskaart", _AS_OF),
}


def seconds_to(site_id: str, criterion_id: str) -> int:
    """Give each site a time by road, -1 for some; the terminal is out of reach of all."""
    if criterion_id == "terminal_minutes":
        return -1
    return (-1, 599, 600, 899, 1_500, 3_000)[(len(criterion_id) + int(site_id[-1])) % 6]


def facts_for(ground: OffersOnGround) -> MatchFacts:
    """Tell what is known beside the sites: times for all criteria but one, accents and the grid."""
    sites = ground.offers.site_ids.tolist()
    return MatchFacts(
        drive_times={
            criterion_id: np.array([seconds_to(each, criterion_id) for each in sites], np.int64)
            for criterion_id in ("present_minutes", "junction_minutes", "terminal_minutes")
        },
        accents=RegionalAccents(
            {code: (accent, "rule") if accent == "accent" else (accent,) for code, accent in ACCENTS.items()},
            {"rule": "Chemie is een accent (Economische Koers)"},
        ),
        grid=GRID,
    )


_POINTS = st.sampled_from([None, Point(235_000, 540_000), Point(238_000, 544_000), Point(240_000, 552_000.4)])
_SHAPES = st.sampled_from(
    [
        None,
        Point(238_000, 544_000),
        box(235_000, 540_000, 235_100, 540_100),
        box(235_100, 540_000, 235_200, 540_100),
        box(235_100, 540_000, 235_200, 540_100),
        box(235_200, 540_050, 235_300, 540_150),
        box(235_000, 540_100, 235_100, 540_200),
        box(236_000, 540_000, 236_100, 540_100),
        rotate(box(237_000, 540_000, 237_150, 540_080), 30),
        Polygon(
            [
                (239_000, 540_000),
                (239_150, 540_000),
                (239_150, 540_060),
                (239_060, 540_060),
                (239_060, 540_150),
                (239_000, 540_150),
            ]
        ),
    ]
)
"""Plots in a row, one above the first, three apart: a square, a slanted rectangle, a hook."""

_PARK_OUTLINES = st.sampled_from(
    [
        None,
        Point(235_000, 540_000),
        Point(238_000, 544_000),
        Point(240_000, 552_000.4),
        box(234_500, 539_500, 236_500, 541_500),
        box(238_000, 544_000, 238_900, 544_060),
    ]
)
"""Some a point, one wide, one a strip."""

BUILDINGS = (
    Building(1_000, 1_000),
    Building(900, 900, 50),
    Building(900, 900, 51),
    Building(1_200, 200),
    Building(1_250, 300, 20),
    Building(1_900, 900, 50),
    Building(700, 1_900),
    Building(2_800, 400, 30),
    Building(400, 400, 30),
    Building(1_455, 333, 12),
    Building(3_000, 2_500, 50),
)
"""What a square of 100 m just holds or just does not, also slanted, and what only plots together hold."""

_CODES = st.sampled_from([None, "GM0106", "GM0114", "GM1731"])
_SEGMENTS = st.sampled_from([None, ("logistics",), ("logistics", "mixed_modern"), ("heavy_industry",)])
_RANK_TEXTS = st.sampled_from([None, "1", "2", "3.1", "3.2", "4.2", "6"])
_DATES = st.sampled_from([None, "2026-05-01", "2027", "2028-01-01", "2031-06-30"])
_NAMES = st.sampled_from(["a", "B", "b", "Zuid", "zuid"])
_HEIGHTS = st.sampled_from([None, 8.0, 10.0, 12.5, 15.0])
_PRICES = st.sampled_from([None, 40.0, 55.5, 80.0, 120.0])


def _row(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(columns)


_ANSWERS = st.sampled_from([None, False, True])
_SCARCITY = st.sampled_from([None, "good", "limited", "none"])

_PARKS = _row(
    name=_NAMES,
    municipality_code=_CODES,
    segments=_SEGMENTS,
    available_now_ha=st.sampled_from([None, 0.0, 0.8, 1.5, 2.0, 10.0]),
    available_later_ha=st.sampled_from([None, 0.0, 3.0]),
    category_main_max=st.sampled_from([None, 2, 3, 4, 5]),
    issue_category_min=st.sampled_from([None, None, "1", "3.1"]),
    issue_category_max=st.sampled_from([None, None, "2", "3.2", "5.1"]),
    max_height_m=_HEIGHTS,
    price_min_eur_m2=_PRICES,
    price_max_eur_m2=_PRICES,
    park_management=_ANSWERS,
    broadband=_ANSWERS,
    web_shop_allowed=_ANSWERS,
    storage_allowed=_ANSWERS,
    external_safety_allowed=_ANSWERS,
    scarcity_grid=_SCARCITY,
    scarcity_water=_SCARCITY,
    scarcity_nitrogen=_SCARCITY,
    scarcity_labour=_SCARCITY,
    postcode=st.sampled_from([None, "7811AP", "7811 ab"]),
    reuse_class=st.sampled_from([None, "reuse", "existing", "new"]),
    available_from=_DATES,
    geometry=_PARK_OUTLINES,
)
_PLOTS = _row(
    name=_NAMES,
    municipality_code=_CODES,
    segments=_SEGMENTS,
    status=st.sampled_from(
        [None, "available", "available", "available", "planned", "option", "sold", "reserved"]
    ),
    area_m2=st.sampled_from([None, 4_000, 8_000, 15_000, 20_050]),
    category_min=st.sampled_from([None, "1", "3.1"]),
    category_max=_RANK_TEXTS,
    max_height_m=_HEIGHTS,
    price_eur_m2=_PRICES,
    available_from=_DATES,
    geometry=_SHAPES,
    seller=st.sampled_from([None, "municipality", "municipality", "province", "private"]),
)
_PREMISES = _row(
    name=_NAMES,
    municipality_code=_CODES,
    segments=_SEGMENTS,
    floor_area_m2=st.sampled_from([None, 900, 1_500, 9_400]),
    premises_plot_area_m2=st.sampled_from([None, 5_000, 18_500]),
    category_min=st.sampled_from([None, "1", "3.1"]),
    category_max=_RANK_TEXTS,
    max_height_m=_HEIGHTS,
    reuse_class=st.sampled_from([None, "reuse"]),
    rent_eur_m2_year=st.sampled_from([None, 35.0, 49.99, 120.0]),
    sale_price_eur_m2=st.sampled_from([None, 45.0, 60.25, 850.0]),
    broadband=_ANSWERS,
    available_from=_DATES,
    geometry=_POINTS,
)


@st.composite
def sites(draw: st.DrawFn) -> Sites:
    """Draw parks, plots and premises; some plots and premises lie in no known park."""
    parks = _numbered("park", draw(st.lists(_PARKS, max_size=4)))
    plots = _numbered("plot", draw(st.lists(_PLOTS, max_size=8)))
    premises = _numbered("premises", draw(st.lists(_PREMISES, max_size=2)))
    park_ids = [park["id"] for park in parks]
    for row in [*plots, *premises]:
        row["park_id"] = draw(st.sampled_from([*park_ids, *park_ids, None]))
    return parks, plots, premises


_LIMITS: dict[str, st.SearchStrategy[Limit]] = {
    "plot_area": st.sampled_from([100, 8_000, 15_000, 15_050, 25_000]),
    "floor_area": st.sampled_from([500, 1_500, 5_005]),
    "category": st.integers(1, 10),
    "segment": st.sampled_from([("logistics",), ("heavy_industry", "campus_office")]),
    "available_by": st.sampled_from([739_700, 740_100, 740_300]),
    "price": st.sampled_from([4_000, 5_550, 9_999]),
    "municipality": st.sampled_from([("zuid_drenthe",), ("GM0106", "zuid_drenthe"), ("GM1731",)]),
    "present_distance": st.sampled_from([0, 4_999, 5_000, 15_000]),
    "height": st.sampled_from([80, 102, 125, 140]),
    "park_management": st.just(value=True),
    "expansion_area": st.sampled_from([100, 8_000, 30_000, 45_000]),
    "rent": st.sampled_from([3_500, 4_500, 12_000]),
    "web_shop": st.just(value=True),
    "storage": st.just(value=True),
    "external_safety": st.just(value=True),
    "broadband": st.just(value=True),
    "grid_demand": st.sampled_from([True, 500, 2_500]),
    "grid_feed": st.sampled_from([True, 500]),
    "water": st.sampled_from([True, 12_500]),
    "nitrogen": st.just(value=True),
    "labour": st.sampled_from([True, 1, 40]),
    "junction_distance": st.sampled_from([2_000, 5_000]),
    "terminal_distance": st.sampled_from([2_000, 15_000]),
    "quay_distance": st.sampled_from([2_000, 15_000]),
    "present_minutes": st.sampled_from([600, 899, 900]),
    "junction_minutes": st.sampled_from([600, 899, 900]),
    "terminal_minutes": st.sampled_from([600, 899, 900]),
    "staff_minutes": st.sampled_from([600, 899, 900]),
}
_PREFERABLE = (
    "plot_area",
    "floor_area",
    "segment",
    "available_by",
    "price",
    "present_distance",
    "park_management",
    "reuse",
    "expansion_area",
    "rent",
    "regional_profile",
    "storage",
    "broadband",
    "grid_demand",
    "grid_feed",
    "water",
    "nitrogen",
    "labour",
    "junction_distance",
    "terminal_distance",
    "quay_distance",
    "present_minutes",
    "junction_minutes",
    "terminal_minutes",
    "staff_minutes",
)


@st.composite
def requests(draw: st.DrawFn, buildings: tuple[Building | None, ...] = (None,)) -> LocationRequest:
    """Draw a request with any requirements, one of some buildings, and at least one weighted preference."""
    required = draw(st.lists(st.sampled_from(list(_LIMITS)), unique=True, max_size=5))
    preferred = draw(st.lists(st.sampled_from(_PREFERABLE), unique=True, min_size=1, max_size=5))
    return LocationRequest(
        title="random",
        housing=draw(st.sampled_from([Housing.EITHER, Housing.EITHER, Housing.PLOT, Housing.PREMISES])),
        origin=ORIGIN,
        staff_points=(StaffPoint("7811", 236_000, 541_000, 3),),
        detour_percent=draw(st.sampled_from([100, 130])),
        vehicle=draw(st.sampled_from(list(Vehicle))),
        combining=Combining(
            same_seller_only=draw(st.booleans()), most_plots=draw(st.sampled_from([1, 3, 4]))
        ),
        requirements=tuple(Requirement(each, draw(_LIMITS[each])) for each in required),
        building=draw(st.sampled_from(buildings)),
        preferences=tuple(
            Preference(each, draw(st.integers(0, 40)), ("logistics",) if each == "segment" else ())
            for each in preferred
        ),
    )


def _numbered(kind: str, rows: list[Row]) -> list[Row]:
    return [{"id": f"{kind}-{place}", **row} for place, row in enumerate(rows)]
