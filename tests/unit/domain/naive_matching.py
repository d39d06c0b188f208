"""Matching once more, slowly, on plain dictionaries: written from design section 3, shares no code with it.

Only what a test compares is here: order, scores, verdicts, shown offers. Plots are points, boxes that
touch, or stand apart. What is told of a building is what ``naive_building`` knows; where a match need not
measure it, or how far too small ground is that is no rectangle, the twin does not know either, and says so
(``is_open``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from shapely import Point, Polygon, union_all

from tests.unit.domain.naive_building import (
    ground_taken_m2,
    holds,
    is_rectangle,
    widest_in_rectangle_dm,
    widest_on_area_dm,
)

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Building, Limit, LocationRequest
    from drentsportal.domain.match.criteria import CriteriaProfile, Scale

FAILS, CHECK, FITS = 0, 1, 2
TOP = 1_000_000
RANKS = ("1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6")
LAST_RANK = {1: 1, 2: 2, 3: 4, 4: 6, 5: 9, 6: 10}
REGIONS = {
    "groningen_assen": {"GM0106", "GM1730", "GM1699"},
    "zuid_drenthe": {"GM0119", "GM1690", "GM0118", "GM0109", "GM0114"},
}
STRAIGHT = ("junction_distance", "terminal_distance", "quay_distance")
BY_ROAD = ("present_minutes", "junction_minutes", "terminal_minutes", "staff_minutes")
LOWER_IS_BETTER = {"available_by", "price", "rent", "present_distance", *STRAIGHT, *BY_ROAD}
STEP = {
    "plot_area": 100,
    "building": 5,
    "expansion_area": 100,
    "floor_area": 10,
    "price": 100,
    "rent": 100,
    "present_distance": 100,
    "height": 5,
    **dict.fromkeys(STRAIGHT, 100),
    **dict.fromkeys(BY_ROAD, 60),
}
ANSWERS = {
    "park_management": "park_management",
    "broadband": "broadband",
    "web_shop": "web_shop_allowed",
    "storage": "storage_allowed",
    "external_safety": "external_safety_allowed",
}
NEEDS = {
    "grid_demand": "scarcity_grid",
    "grid_feed": "scarcity_grid",
    "water": "scarcity_water",
    "nitrogen": "scarcity_nitrogen",
    "labour": "scarcity_labour",
}
FAR = 10**15
NEVER = 10**12

Span = tuple[int | None, int | None]
Sets = tuple[frozenset[str] | None, frozenset[str] | None]
Row = dict[str, Any]


@dataclass
class Ways:
    """Where one comes from and goes to: points, a factor, seconds per site, accents per gemeente, queues."""

    origin: tuple[int, int]
    landmarks: dict[str, list[tuple[float, ...]]] = field(default_factory=dict)
    detour_percent: int = 100
    seconds: dict[str, dict[str, int]] | None = None
    accents: dict[str, str] = field(default_factory=dict)
    queues: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wanted_m2: int | None = None
    most_plots: int = 4
    same_seller_only: bool = False
    building: Building | None = None


@dataclass
class NaiveOffer:
    """One offer: spans of numbers (``None``: that bound is unknown), pairs of sure and possible sets.

    ``ground`` is the outline of its own plots, ``None`` where one has none; ``around`` that of its park.
    """

    kind: str
    plots: tuple[str, ...]
    spans: dict[str, Span]
    sets: dict[str, Sets]
    pieced: bool = False
    ground: BaseGeometry | None = None
    around: BaseGeometry | None = None


@dataclass
class NaiveCandidate:
    """A candidate with its offers and, once judged, its outcome."""

    id: str
    name: str
    offers: list[NaiveOffer] = field(default_factory=list)


@dataclass
class NaiveOutcome:
    """What is compared: qualifiers in order with scores, rejected in order, shown plots and verdicts.

    ``is_open`` names those that are excluded, of which the twin does not know by how little.
    """

    ranking: list[tuple[str, int, int, int]]
    rejected: list[str]
    shown_plots: dict[str, tuple[str, ...]]
    verdicts: dict[str, dict[str, int]]
    is_open: set[str]


def candidates_of(
    parks: list[Row], plots: list[Row], premises: list[Row], ways: Ways
) -> list[NaiveCandidate]:
    """Make every candidate with all its offers."""
    made = []
    by_id = {park["id"]: park for park in parks}
    for park in parks:
        mine = sorted(
            (plot for plot in plots if plot.get("park_id") == park["id"]), key=lambda row: row["id"]
        )
        made.append(
            NaiveCandidate(park["id"], park.get("name") or park["id"], _park_offers(park, mine, ways))
        )
    lone = [plot for plot in plots if plot.get("park_id") not in by_id]
    made.extend(
        NaiveCandidate(plot["id"], plot.get("name") or plot["id"], [_plot(plot, {}, ways)])
        for plot in lone
        if plot.get("status") in {"available", "planned"}
    )
    made.extend(
        NaiveCandidate(
            building["id"],
            building.get("name") or building["id"],
            [_building(building, by_id.get(building.get("park_id"), {}), ways)],
        )
        for building in premises
    )
    postcodes = {row["id"]: row.get("postcode") or "" for row in (*parks, *lone, *premises)}
    for candidate in made:
        postcode = postcodes[candidate.id].replace(" ", "").upper()
        for criterion in ways.queues.get(postcode, ()):
            for offer in candidate.offers:
                if offer.sets[criterion] == (frozenset({"good"}), frozenset({"good"})):
                    offer.sets[criterion] = (frozenset({"limited"}), frozenset({"good", "limited"}))
    return made


def _park_offers(park: Row, plots: list[Row], ways: Ways) -> list[NaiveOffer]:
    available = [plot for plot in plots if plot.get("status") == "available"]
    planned = [plot for plot in plots if plot.get("status") == "planned"]
    offers = [
        _grown(_plot(plot, park, ways), plot, available)
        for plot in plots
        if plot in available or plot in planned
    ]
    now, later = _m2(park.get("available_now_ha")), _m2(park.get("available_later_ha"))
    listed = [
        plot.get("area_m2") for plot in plots if plot.get("status") in {"available", "option", "reserved"}
    ]
    stated = [area for area in listed if area is not None]
    missing = now is not None and len(stated) == len(listed) and now * 100 > sum(stated) * 105
    if not available or missing:
        offers.append(_total(park, now, ways, "total", pieced=bool(available)))
    if later and not planned:
        in_all = None if now is None else later + now
        offers.append(_total(park, in_all, ways, "later", pieced=True))
    for rows, is_whole in _combined(available, ways):
        members = [_grown(_plot(plot, park, ways), plot, available) for plot in rows]
        offers.append(_together(members, park, is_whole=is_whole))
    return offers


def _combined(plots: list[Row], ways: Ways) -> list[tuple[list[Row], bool]]:
    """List what is offered together, and whether it is surely one piece of one seller."""
    wanted_m2 = _wanted(ways.wanted_m2, ways.building)
    if wanted_m2 is None or len(plots) < 2 or ways.most_plots < 2:
        return []
    clear = [plot for plot in plots if plot.get("area_m2") and isinstance(plot.get("geometry"), Polygon)]
    sets = [
        rows
        for size in range(2, ways.most_plots + 1)
        for rows in combinations(clear, size)
        if _is_connected(rows, ways)
    ]
    reaching = [rows for rows in sets if _area(rows) >= wanted_m2]
    alone = {plot["id"] for plot in plots if (plot.get("area_m2") or 0) >= wanted_m2}
    minimal = [
        rows
        for rows in reaching
        if not alone & set(_ids(rows)) and not any(set(_ids(less)) < set(_ids(rows)) for less in reaching)
    ]
    best = _fewest(minimal)
    singles = [(plot,) for plot in clear if plot["id"] in alone]
    if ways.building is not None and not any(_hold(rows, ways.building) for rows in (*singles, *best)):
        best += [rows for rows in _fewest(_smallest_holding(reaching, ways.building)) if singles or best]
    if best:
        return [(list(rows), _one_seller(rows)) for rows in best]
    if alone:
        return []
    if len(clear) < len(plots):
        return [(plots, False)]
    most = max(sets, key=_area, default=None)
    return [] if most is None else [(list(most), _one_seller(most))]


def _wanted(area_m2: int | None, building: Building | None) -> int | None:
    """Return the area that plots are taken together for: the one asked, else what the building takes."""
    return ground_taken_m2(building) if area_m2 is None and building is not None else area_m2


def _fewest(sets: list[tuple[Row, ...]]) -> list[tuple[Row, ...]]:
    return sorted(sets, key=lambda rows: (len(rows), _area(rows), _ids(rows)))[:3]


def _hold(rows: tuple[Row, ...], building: Building) -> bool:
    return _is_held_by(union_all([row["geometry"] for row in rows]), building)


def _smallest_holding(sets: list[tuple[Row, ...]], building: Building) -> list[tuple[Row, ...]]:
    holding = [rows for rows in sets if _hold(rows, building)]
    return [rows for rows in holding if not any(set(_ids(less)) < set(_ids(rows)) for less in holding)]


def _ids(rows: tuple[Row, ...]) -> list[str]:
    return [row["id"] for row in rows]


def _area(rows: tuple[Row, ...]) -> int:
    return sum(row["area_m2"] for row in rows)


def _one_seller(rows: tuple[Row, ...]) -> bool:
    sellers = {row.get("seller") for row in rows}
    return len(sellers) == 1 and not sellers & {None, "private"}


def _grown(offer: NaiveOffer, plot: Row, available: list[Row]) -> NaiveOffer:
    """Let an available plot grow over all that it is joined to, plot by plot, of the one seller known."""
    reached = [plot] if plot in available and isinstance(plot.get("geometry"), Polygon) else []
    for row in reached:
        reached.extend(
            each
            for each in available
            if each not in reached
            and isinstance(each.get("geometry"), Polygon)
            and _one_seller((row, each))
            and _share_an_edge(row, each)
        )
    if len(reached) > 1:
        joined = sum(row.get("area_m2") or 0 for row in reached)
        least, most = offer.spans["expansion_area"]
        offer.spans["expansion_area"] = (max(least or 0, joined), None if most is None else max(most, joined))
    return offer


def _is_connected(rows: tuple[Row, ...], ways: Ways) -> bool:
    reached = [rows[0]]
    for row in reached:
        reached.extend(each for each in rows if each not in reached and _adjoin(row, each, ways))
    return len(reached) == len(rows)


def _adjoin(one: Row, two: Row, ways: Ways) -> bool:
    known = {one.get("seller"), two.get("seller")} - {None, "private"}
    if ways.same_seller_only and len(known) > 1:
        return False
    return _share_an_edge(one, two)


def _share_an_edge(one: Row, two: Row) -> bool:
    (west, south, east, north), (w, s, e, n) = one["geometry"].bounds, two["geometry"].bounds
    beside = (east == w or e == west) and min(north, n) > max(south, s)
    above = (north == s or n == south) and min(east, e) > max(west, w)
    return bool(beside or above)


def _plot(plot: Row, park: Row, ways: Ways) -> NaiveOffer:
    day = _days(plot.get("available_from"))
    if day == (None, None):
        day = (0, 0) if plot["status"] == "available" else _days(park.get("available_from"))
    price = _same(_times(plot.get("price_eur_m2"), 100))
    least, most = _ends(plot, "category")
    height = plot.get("max_height_m") if plot.get("max_height_m") is not None else park.get("max_height_m")
    place = plot.get("geometry") or park.get("geometry")
    spans = {
        "plot_area": _plot_area(plot),
        "floor_area": (0, 0),
        "category_min": least if least != (None, None) else _issued(park)[0],
        "category_max": most if most != (None, None) else _issued(park)[1],
        "available_by": day,
        "price": price if price != (None, None) else _price(park),
        "height": _same(_times(height, 10)),
        **_answers(park, {}),
        "rent": (FAR, FAR),
        "expansion_area": _growth(plot.get("area_m2"), park),
        **_ways(plot["id"], place, ways),
    }
    drawn = plot.get("geometry")
    ground = drawn if isinstance(drawn, Polygon) else None
    sets = _own_sets(plot, park, ways)
    return NaiveOffer(
        "plot", (plot["id"],), _consistent(spans), sets, ground=ground, around=park.get("geometry")
    )


def _total(park: Row, total: int | None, ways: Ways, kind: str, *, pieced: bool) -> NaiveOffer:
    spans = {
        "plot_area": (None, None) if total is None else (0, total),
        "floor_area": (0, 0),
        "category_min": _issued(park)[0],
        "category_max": _issued(park)[1],
        "available_by": _days(park.get("available_from")),
        "price": _price(park),
        "height": _same(_times(park.get("max_height_m"), 10)),
        **_answers(park, {}),
        "rent": (FAR, FAR),
        "expansion_area": (None, None) if _all_of(park) is None else (0, _all_of(park)),
        **_ways(park["id"], park.get("geometry"), ways),
    }
    sets = _own_sets(park, {}, ways)
    return NaiveOffer(kind, (), _consistent(spans), sets, pieced=pieced, around=park.get("geometry"))


def _building(building: Row, park: Row, ways: Ways) -> NaiveOffer:
    least, most = _ends(building, "category")
    height = building.get("max_height_m")
    height = height if height is not None else park.get("max_height_m")
    spans = {
        "plot_area": _same(building.get("premises_plot_area_m2")),
        "floor_area": _same(building.get("floor_area_m2")),
        "category_min": least,
        "category_max": most if most != (None, None) else _main(park),
        "available_by": _days(building.get("available_from")),
        "price": _same(_times(building.get("sale_price_eur_m2"), 100)),
        "height": _same(_times(height, 10)),
        **_answers(park, {"broadband": building.get("broadband")}),
        "rent": _same(_times(building.get("rent_eur_m2_year"), 100)),
        "expansion_area": _same(building.get("premises_plot_area_m2")),
        **_ways(building["id"], building.get("geometry") or park.get("geometry"), ways),
    }
    return NaiveOffer("premises", (), _consistent(spans), _own_sets(building, park, ways))


def _together(plots: list[NaiveOffer], park: Row, *, is_whole: bool) -> NaiveOffer:
    spans: dict[str, Span] = {}
    for name in plots[0].spans:
        lows, highs = [plot.spans[name][0] for plot in plots], [plot.spans[name][1] for plot in plots]
        low = None if None in lows else min(each for each in lows if each is not None)
        high = None if None in highs else max(each for each in highs if each is not None)
        spans[name] = (low, high)
    areas = [plot.spans["plot_area"][0] for plot in plots]
    stated = [area for area in areas if area is not None]
    most = [plot.spans["plot_area"][1] for plot in plots]
    total = None if None in most else sum(each for each in most if each is not None)
    least = total if is_whole else max(stated, default=None)
    spans["plot_area"] = (least, total)
    in_all = _all_of(park)
    grown = [plot.spans["expansion_area"][0] for plot in plots]
    room = max([each for each in (*grown, least) if each is not None], default=None)
    spans["expansion_area"] = (
        (room, None) if in_all is None else (room or 0, max(in_all, total or 0, room or 0))
    )
    sets: dict[str, Sets] = {}
    for name in plots[0].sets:
        pairs = [plot.sets[name] for plot in plots]
        sure = [pair[0] for pair in pairs if pair[0] is not None]
        possible = [pair[1] for pair in pairs if pair[1] is not None]
        if not sure:
            sets[name] = (None, None)
            continue
        common = frozenset.intersection(*sure) if len(sure) == len(pairs) else frozenset()
        union = frozenset.union(*possible) if len(possible) == len(pairs) else None
        sets[name] = (common, union)
    drawn = [plot.ground for plot in plots if plot.ground is not None]
    return NaiveOffer(
        "together",
        tuple(plot.plots[0] for plot in plots),
        spans,
        sets,
        pieced=True,
        ground=union_all(drawn) if len(drawn) == len(plots) else None,
        around=park.get("geometry"),
    )


def _own_sets(site: Row, park: Row, ways: Ways) -> dict[str, Sets]:
    found: dict[str, Sets] = {}
    for criterion, attribute in (
        ("segment", "segments"),
        ("municipality", "municipality_code"),
        ("reuse", "reuse_class"),
        *NEEDS.items(),
    ):
        value = site.get(attribute) if site.get(attribute) is not None else park.get(attribute)
        ids = None if value is None else frozenset(value if isinstance(value, tuple) else (value,))
        found[criterion] = (ids, ids)
    # The gemeente of the candidate: of a building its own before that of its park, else that of the park.
    is_plot = "status" in site and park
    code = park.get("municipality_code") if is_plot else None
    if not is_plot:
        code = site.get("municipality_code") or park.get("municipality_code")
    accent = frozenset({ways.accents[code]}) if code in ways.accents else None
    found["regional_profile"] = (accent, accent)
    return found


def _answers(park: Row, own: Row) -> dict[str, Span]:
    return {
        criterion: _same(own[criterion] if own.get(criterion) is not None else park.get(attribute))
        for criterion, attribute in ANSWERS.items()
    }


def _all_of(park: Row) -> int | None:
    now, later = _m2(park.get("available_now_ha")), _m2(park.get("available_later_ha"))
    return None if now is None or later is None else now + later


def _growth(area: int | None, park: Row) -> Span:
    total = _all_of(park)
    if total is None:
        return (area, None)
    return (area or 0, max(total, area or 0))


def _ways(site_id: str, place: BaseGeometry | None, ways: Ways) -> dict[str, Span]:
    found = {"present_distance": _distance(place, [ways.origin], ways)}
    for criterion in STRAIGHT:
        found[criterion] = _distance(place, ways.landmarks.get(criterion, []), ways)
    for criterion in BY_ROAD:
        found[criterion] = _same(
            None if place is None else (ways.seconds or {}).get(criterion, {}).get(site_id)
        )
    return found


def _plot_area(plot: Row) -> Span:
    """Read what is stated, else that it is no more than what is drawn."""
    place = plot.get("geometry")
    if plot.get("area_m2") is None and isinstance(place, Polygon):
        return (0, math.ceil(place.area))
    return _same(plot.get("area_m2"))


def _same(value: float | str | None) -> Span:
    return (None, None) if value is None else (int(value), int(value))


def _times(value: float | None, factor: int) -> int | None:
    return None if value is None else round(value * factor)


def _m2(hectares: float | None) -> int | None:
    return _times(hectares, 10_000)


def _rank(category: str | None) -> int | None:
    return None if category is None else RANKS.index(category) + 1


def _ends(row: Row, stem: str) -> tuple[Span, Span]:
    """Return both ends of a range of categories; a lowest above the highest says nothing."""
    low, high = (_rank(row.get(f"{stem}_{end}")) for end in ("min", "max"))
    if low is not None and high is not None and low > high:
        return (None, None), (None, None)
    return _same(low), _same(high)


def _issued(park: Row) -> tuple[Span, Span]:
    """Return least and most that the plan admits on the land of a park; the most by its main number else."""
    least, most = _ends(park, "issue_category")
    return least, most if most != (None, None) else _main(park)


def _consistent(spans: dict[str, Span]) -> dict[str, Span]:
    """Say nothing of the category where the least admitted is above the most: one of both is wrong."""
    least, most = spans["category_min"][0], spans["category_max"][1]
    if least is not None and most is not None and least > most:
        return spans | dict.fromkeys(("category_min", "category_max"), (None, None))
    return spans


def _main(park: Row) -> Span:
    main = park.get("category_main_max")
    return (None, None if main is None else LAST_RANK[main])


def _price(park: Row) -> Span:
    low, high = _times(park.get("price_min_eur_m2"), 100), _times(park.get("price_max_eur_m2"), 100)
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def _days(text: str | None) -> Span:
    if text is None:
        return (None, None)
    if len(text) == 4:
        return (date(int(text), 1, 1).toordinal(), date(int(text), 12, 31).toordinal())
    return (date.fromisoformat(text).toordinal(),) * 2


def _distance(place: BaseGeometry | None, targets: list[tuple[float, ...]], ways: Ways) -> Span:
    if place is None or not targets:
        return (None, None)
    straight = min(place.distance(Point(target)) for target in targets)
    return _same(round(straight * ways.detour_percent / 100))


def verdict_of(offer: NaiveOffer, criterion: str, limit: Limit, margin_dm: int) -> int:
    """Judge one requirement on one offer, case by case."""
    is_building = offer.kind == "premises"
    if criterion in {"segment", "municipality"}:
        return _set_verdict(offer, criterion, limit)
    if criterion in NEEDS:
        return _need_verdict(offer, criterion)
    if criterion == "housing":
        return FITS if is_building == (limit == "premises") else FAILS
    if (criterion == "supply" and is_building) or (criterion in {"floor_area", "rent"} and not is_building):
        return FITS
    if criterion == "price" and is_building and offer.spans["price"] == (FAR, FAR):
        return FITS
    return _value_verdict(offer, criterion, limit, margin_dm)


def _value_verdict(offer: NaiveOffer, criterion: str, limit: Limit, margin_dm: int) -> int:
    if criterion == "supply":
        most = offer.spans["plot_area"][1]
        return CHECK if most is None else FITS if most > 0 else FAILS
    assert isinstance(limit, int)
    if criterion == "category":
        return _category_verdict(offer, limit)
    return _number_verdict(offer, criterion, int(limit), margin_dm if criterion == "height" else 0)


def _need_verdict(offer: NaiveOffer, criterion: str) -> int:
    sure, possible = offer.sets[criterion]
    if sure == frozenset({"good"}):
        return FITS
    return FAILS if possible == frozenset({"none"}) else CHECK


def _set_verdict(offer: NaiveOffer, criterion: str, limit: Limit) -> int:
    assert isinstance(limit, tuple)
    wanted = set().union(*(REGIONS.get(each, {each}) for each in limit))
    sure, possible = offer.sets[criterion]
    if possible is not None and not possible & wanted:
        return FAILS
    return FITS if sure is not None and sure & wanted else CHECK


def _number_verdict(offer: NaiveOffer, criterion: str, limit: int, margin: int) -> int:
    low, high = offer.spans[criterion]
    if criterion in LOWER_IS_BETTER:
        if high is not None and high <= limit:
            return FITS
        return FAILS if low is not None and low > limit else CHECK
    if low is not None and low >= limit:
        return FITS
    return FAILS if high is not None and high + margin < limit else CHECK


def _category_verdict(offer: NaiveOffer, rank: int) -> int:
    least, most = offer.spans["category_min"], offer.spans["category_max"]
    if (most[1] is not None and most[1] < rank) or (least[0] is not None and rank < least[0]):
        return FAILS
    surely = least[1] is not None and least[1] <= rank and most[0] is not None and rank <= most[0]
    return FITS if surely else CHECK


def building_of(offer: NaiveOffer, building: Building, *, is_excluded: bool) -> tuple[int, int] | None:
    """Judge the building and return the change that it needs; ``None`` where the twin does not know.

    Ground of their own is measured, but slanted only where nothing else excludes the offer. Else a building
    is no wider than the park's outline and the area allow, or the floor of premises, and it is asked.
    """
    if offer.ground is None:
        widest = _widest_unmeasured_dm(offer, building)
        if widest is None or widest >= building.width_dm:
            return CHECK, 0
        return FAILS, _change_to(widest, building)
    if not is_rectangle(offer.ground):
        fits = None if is_excluded else holds(offer.ground, building)
        return (FITS, 0) if fits else None
    widest = widest_in_rectangle_dm(offer.ground, building)
    if widest < building.width_dm:
        return FAILS, _change_to(widest, building)
    straight = widest_in_rectangle_dm(offer.ground, building, slanted=False)
    return (CHECK if is_excluded and straight < building.width_dm else FITS), 0


def _widest_unmeasured_dm(offer: NaiveOffer, building: Building) -> int | None:
    if offer.kind == "premises":
        floor_m2 = offer.spans["floor_area"][1]
        return None if floor_m2 is None else widest_on_area_dm(floor_m2, building, setback=False)
    bounds = []
    if isinstance(offer.around, Polygon):
        bounds.append(widest_in_rectangle_dm(offer.around, building))
    area_m2 = offer.spans["plot_area"][1]
    if area_m2 is not None:
        bounds.append(widest_on_area_dm(area_m2, building))
    return min(bounds, default=None)


def _change_to(widest_dm: int, building: Building) -> int:
    needed = widest_dm // STEP["building"] * STEP["building"]
    return (building.width_dm - needed) * TOP // building.width_dm if needed else NEVER


def _is_held_by(ground: BaseGeometry, building: Building) -> bool:
    if is_rectangle(ground):
        return widest_in_rectangle_dm(ground, building) >= building.width_dm
    return holds(ground, building)


def change_of(offer: NaiveOffer, criterion: str, limit: Limit, margin_dm: int) -> int:
    """Return the relative change that lets a failing offer in, in millionths."""
    if criterion == "supply":
        return NEVER
    if criterion in {"segment", "municipality"}:
        return TOP if offer.sets[criterion][1] else NEVER
    if criterion == "housing" or criterion in ANSWERS or criterion in NEEDS:
        return TOP
    assert isinstance(limit, int)
    if criterion == "category":
        most, least = offer.spans["category_max"][1], offer.spans["category_min"][0]
        needed = most if most is not None and most < limit else least
        assert needed is not None
        if (least is not None and needed < least) or (most is not None and needed > most):
            return NEVER
        return abs(needed - limit) * TOP // 10
    return _number_change(offer, criterion, limit, margin_dm if criterion == "height" else 0)


def _number_change(offer: NaiveOffer, criterion: str, limit: int, margin: int) -> int:
    step = STEP.get(criterion, 1)
    low, high = offer.spans[criterion]
    if criterion in LOWER_IS_BETTER:
        assert low is not None
        needed = math.ceil(low / step) * step
    else:
        assert high is not None
        needed = (high + margin) // step * step
        if needed <= 0:
            return NEVER
    return abs(needed - limit) * TOP // (365 if criterion == "available_by" else max(limit, 1))


def worth_of(
    offer: NaiveOffer, criterion: str, target: tuple[str, ...], profile: CriteriaProfile
) -> tuple[int, int]:
    """Return the least and the most that a preference is worth on one offer."""
    scale = profile.scales[criterion]
    if criterion in {"segment", "reuse", "regional_profile", *NEEDS}:
        sure, possible = offer.sets[criterion]

        def worth(ids: frozenset[str]) -> int:
            if target:
                return int(scale.classes["match" if ids & set(target) else "none"])
            return max((scale.classes.get(each, 0) for each in ids), default=0)

        return (0 if sure is None else worth(sure), TOP if possible is None else worth(possible))
    low, high = offer.spans[criterion]
    if criterion in ANSWERS:
        return (0 if low is None else low * TOP, TOP if high is None else high * TOP)
    # The worth at both ends and at every break point between is enough for a shape of straight pieces.
    ends = [-FAR if low is None else low, FAR if high is None else high]
    looked = [*ends, *(value for value, _ in scale.points if ends[0] <= value <= ends[1])]
    found = [_worth(value, scale) for value in looked]
    return min(found), max(found)


def _worth(value: int, scale: Scale) -> int:
    if scale.shape == "linear":
        return min(TOP, max(0, (value - scale.worst) * TOP // (scale.best - scale.worst)))
    if scale.shape == "decay":
        beyond, top = max(0, value - scale.best), TOP
        while beyond >= scale.halving and top:
            beyond, top = beyond - scale.halving, top // 2
        return top + (top // 2 - top) * min(beyond, scale.halving) // scale.halving
    if value <= scale.points[0][0]:
        return scale.points[0][1]
    for (left, before), (right, after) in zip(scale.points, scale.points[1:], strict=False):
        if value <= right:
            return before + (value - left) * (after - before) // (right - left)
    return scale.points[-1][1]


def shares_of(weights: list[int]) -> list[int]:
    """Normalise weights to 10,000 by the largest remainder."""
    if not sum(weights):
        return [0] * len(weights)
    exact = [weight * 10_000 / sum(weights) for weight in weights]
    whole = [weight * 10_000 // sum(weights) for weight in weights]
    while sum(whole) < 10_000:
        rests = [
            (weight * 10_000 % sum(weights)) if whole[place] == math.floor(exact[place]) else -1
            for place, weight in enumerate(weights)
        ]
        whole[rests.index(max(rests))] += 1
    return whole


def _as_asked(offer: NaiveOffer, request: LocationRequest) -> NaiveOffer:
    """Leave the price of a building out where land is sought as well."""
    if offer.kind != "premises" or request.housing == "premises":
        return offer
    return replace(offer, spans={**offer.spans, "price": (FAR, FAR)})


def naive_match(
    candidates: list[NaiveCandidate], request: LocationRequest, profile: CriteriaProfile
) -> NaiveOutcome:
    """Judge, score, choose and order, one candidate after the other."""
    limits = _limits(request)
    order = list(profile.scales)
    preferences = sorted(request.preferences, key=lambda each: order.index(each.criterion_id))
    shares = shares_of([each.weight for each in preferences])
    ranked, rejected = [], []
    outcome = NaiveOutcome([], [], {}, {}, set())
    required = request.requirement("plot_area")
    wanted_m2 = _wanted(None if required is None else int(str(required.limit)), request.building)
    for candidate in candidates:
        passing, failing, is_open = [], [], False
        for place, offered in enumerate(candidate.offers):
            offer = _as_asked(offered, request)
            verdicts = {
                criterion: verdict_of(offer, criterion, limit, profile.permit_margin_dm)
                for criterion, limit in limits.items()
            }
            fails = [criterion for criterion in limits if verdicts[criterion] == FAILS]
            changes = [change_of(offer, each, limits[each], profile.permit_margin_dm) for each in fails]
            if request.building is not None:
                judged = building_of(offer, request.building, is_excluded=bool(fails))
                if judged is None:
                    is_open = True
                    continue
                verdicts["building"], needed = judged
                if verdicts["building"] == FAILS:
                    fails, changes = [*fails, "building"], [*changes, needed]
            if fails:
                change = sum(changes)
                failing.append(
                    (len(fails), change, list(verdicts.values()).count(CHECK), place, offer, verdicts)
                )
                continue
            worths = [worth_of(offer, each.criterion_id, each.target, profile) for each in preferences]
            low = sum(share * least for share, (least, _) in zip(shares, worths, strict=True))
            point = sum(share * ((a + b) // 2) for share, (a, b) in zip(shares, worths, strict=True))
            high = sum(share * most for share, (_, most) in zip(shares, worths, strict=True))
            checks = list(verdicts.values()).count(CHECK)
            plots = (len(offer.plots) or FAR) if offer.pieced else 1
            ties = (offer.pieced, plots, checks, _beyond(offer, wanted_m2))
            passing.append((-low, -high, ties, place, point, offer, verdicts))
        if passing:
            low, high, _, _, point, offer, verdicts = min(passing, key=lambda each: each[:4])
            ranked.append((low, high, candidate.name.casefold(), candidate.id, point))
        elif is_open:
            outcome.is_open.add(candidate.id)
            continue
        else:
            count, change, _, _, offer, verdicts = min(failing, key=lambda each: each[:4])
            rejected.append((count, change, candidate.name.casefold(), candidate.id))
        outcome.shown_plots[candidate.id] = offer.plots
        outcome.verdicts[candidate.id] = verdicts
    outcome.ranking = [(each[3], -each[0], each[4], -each[1]) for each in sorted(ranked)]
    outcome.rejected = [each[3] for each in sorted(rejected)]
    return outcome


def _beyond(offer: NaiveOffer, wanted: int | None) -> int:
    """Return how far the area that is certain lies from what is asked."""
    if wanted is None:
        return 0
    least = offer.spans["plot_area"][0]
    return FAR if least is None else min(FAR, abs(least - wanted))


def _limits(request: LocationRequest) -> dict[str, Limit]:
    limits: dict[str, Limit] = {}
    if request.housing != "either":
        limits["housing"] = str(request.housing)
    required = {each.criterion_id: each.limit for each in request.requirements}
    if "plot_area" not in required:
        limits["supply"] = 1
    return limits | required
