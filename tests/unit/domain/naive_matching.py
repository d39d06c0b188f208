"""Matching once more, slowly, on plain dictionaries: written from design section 3, shares no code with it.

Only what a test compares is here: order, scores, verdicts, shown offers. Plots and parks are points, so that
distances are Pythagoras.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely import Point

    from drentsportal.domain.criteria import CriteriaProfile
    from drentsportal.domain.request import Limit, LocationRequest

FAILS, CHECK, FITS = 0, 1, 2
TOP = 1_000_000
RANKS = ("1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6")
LAST_RANK = {1: 1, 2: 2, 3: 4, 4: 6, 5: 9, 6: 10}
REGIONS = {
    "groningen_assen": {"GM0106", "GM1730", "GM1699"},
    "zuid_drenthe": {"GM0119", "GM1690", "GM0118", "GM0109", "GM0114"},
}
LOWER_IS_BETTER = {"available_by", "price", "present_distance", "junction_distance"}
STEP = {"plot_area": 100, "floor_area": 10, "price": 100, "present_distance": 100, "height": 5}
NEVER = 10**12

Span = tuple[int | None, int | None]
Sets = tuple[frozenset[str] | None, frozenset[str] | None]
Row = dict[str, Any]


@dataclass
class NaiveOffer:
    """One offer: spans of numbers (``None``: that bound is unknown), pairs of sure and possible sets."""

    kind: str
    plots: tuple[str, ...]
    spans: dict[str, Span]
    sets: dict[str, Sets]
    pieced: bool = False


@dataclass
class NaiveCandidate:
    """A candidate with its offers and, once judged, its outcome."""

    id: str
    name: str
    offers: list[NaiveOffer] = field(default_factory=list)


@dataclass
class NaiveOutcome:
    """What is compared: qualifiers in order with scores, rejected in order, shown plots and verdicts."""

    ranking: list[tuple[str, int, int, int]]
    rejected: list[str]
    shown_plots: dict[str, tuple[str, ...]]
    verdicts: dict[str, dict[str, int]]


def candidates_of(
    parks: list[Row], plots: list[Row], premises: list[Row], origin: tuple[int, int]
) -> list[NaiveCandidate]:
    """Make every candidate with all its offers."""
    made = []
    by_id = {park["id"]: park for park in parks}
    for park in parks:
        mine = sorted(
            (plot for plot in plots if plot.get("park_id") == park["id"]), key=lambda row: row["id"]
        )
        made.append(
            NaiveCandidate(park["id"], park.get("name") or park["id"], _park_offers(park, mine, origin))
        )
    lone = [plot for plot in plots if plot.get("park_id") not in by_id]
    made.extend(
        NaiveCandidate(plot["id"], plot.get("name") or plot["id"], [_plot(plot, {}, origin)])
        for plot in lone
        if plot.get("status") in {"available", "planned"}
    )
    made.extend(
        NaiveCandidate(
            building["id"],
            building.get("name") or building["id"],
            [_building(building, by_id.get(building.get("park_id"), {}), origin)],
        )
        for building in premises
    )
    return made


def _park_offers(park: Row, plots: list[Row], origin: tuple[int, int]) -> list[NaiveOffer]:
    available = [plot for plot in plots if plot.get("status") == "available"]
    planned = [plot for plot in plots if plot.get("status") == "planned"]
    offers = [_plot(plot, park, origin) for plot in plots if plot in available or plot in planned]
    now, later = _m2(park.get("available_now_ha")), _m2(park.get("available_later_ha"))
    listed = [
        plot.get("area_m2") for plot in plots if plot.get("status") in {"available", "option", "reserved"}
    ]
    stated = [area for area in listed if area is not None]
    missing = now is not None and len(stated) == len(listed) and now * 100 > sum(stated) * 105
    if not available or missing:
        offers.append(_total(park, now, origin, "total", pieced=bool(available)))
    if later and not planned:
        offers.append(_total(park, later + (now or 0), origin, "later", pieced=True))
    if len(available) > 1:
        offers.append(_together([_plot(plot, park, origin) for plot in available]))
    return offers


def _plot(plot: Row, park: Row, origin: tuple[int, int]) -> NaiveOffer:
    day = _days(plot.get("available_from"))
    if day == (None, None):
        day = (0, 0) if plot["status"] == "available" else _days(park.get("available_from"))
    price = _same(_times(plot.get("price_eur_m2"), 100))
    most = _same(_rank(plot.get("category_max")))
    height = plot.get("max_height_m") if plot.get("max_height_m") is not None else park.get("max_height_m")
    place = plot.get("geometry") or park.get("geometry")
    spans = {
        "plot_area": _same(plot.get("area_m2")),
        "floor_area": (0, 0),
        "category_min": _same(_rank(plot.get("category_min"))),
        "category_max": most if most != (None, None) else _main(park),
        "available_by": day,
        "price": price if price != (None, None) else _price(park),
        "height": _same(_times(height, 10)),
        "park_management": _same(park.get("park_management")),
        "present_distance": _distance(place, origin),
    }
    return NaiveOffer("plot", (plot["id"],), spans, _own_sets(plot, park))


def _total(park: Row, total: int | None, origin: tuple[int, int], kind: str, *, pieced: bool) -> NaiveOffer:
    spans = {
        "plot_area": (None, None) if total is None else (0, total),
        "floor_area": (0, 0),
        "category_min": (None, None),
        "category_max": _main(park),
        "available_by": _days(park.get("available_from")),
        "price": _price(park),
        "height": _same(_times(park.get("max_height_m"), 10)),
        "park_management": _same(park.get("park_management")),
        "present_distance": _distance(park.get("geometry"), origin),
    }
    return NaiveOffer(kind, (), spans, _own_sets(park, {}), pieced=pieced)


def _building(building: Row, park: Row, origin: tuple[int, int]) -> NaiveOffer:
    most = _same(_rank(building.get("category_max")))
    height = building.get("max_height_m")
    height = height if height is not None else park.get("max_height_m")
    spans = {
        "plot_area": _same(building.get("premises_plot_area_m2")),
        "floor_area": _same(building.get("floor_area_m2")),
        "category_min": _same(_rank(building.get("category_min"))),
        "category_max": most if most != (None, None) else _main(park),
        "available_by": _days(building.get("available_from")),
        "price": (None, None),
        "height": _same(_times(height, 10)),
        "park_management": _same(park.get("park_management")),
        "present_distance": _distance(building.get("geometry") or park.get("geometry"), origin),
    }
    return NaiveOffer("premises", (), spans, _own_sets(building, park))


def _together(plots: list[NaiveOffer]) -> NaiveOffer:
    spans: dict[str, Span] = {}
    for name in plots[0].spans:
        lows, highs = [plot.spans[name][0] for plot in plots], [plot.spans[name][1] for plot in plots]
        low = None if None in lows else min(each for each in lows if each is not None)
        high = None if None in highs else max(each for each in highs if each is not None)
        spans[name] = (low, high)
    areas = [plot.spans["plot_area"][0] for plot in plots]
    stated = [area for area in areas if area is not None]
    spans["plot_area"] = (max(stated, default=None), sum(stated) if len(stated) == len(areas) else None)
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
    return NaiveOffer("together", tuple(plot.plots[0] for plot in plots), spans, sets, pieced=True)


def _own_sets(site: Row, park: Row) -> dict[str, Sets]:
    found: dict[str, Sets] = {}
    for criterion, attribute in (
        ("segment", "segments"),
        ("municipality", "municipality_code"),
        ("reuse", "reuse_class"),
    ):
        value = site.get(attribute) if site.get(attribute) is not None else park.get(attribute)
        ids = None if value is None else frozenset(value if isinstance(value, tuple) else (value,))
        found[criterion] = (ids, ids)
    return found


def _same(value: float | str | None) -> Span:
    return (None, None) if value is None else (int(value), int(value))


def _times(value: float | None, factor: int) -> int | None:
    return None if value is None else round(value * factor)


def _m2(hectares: float | None) -> int | None:
    return _times(hectares, 10_000)


def _rank(category: str | None) -> int | None:
    return None if category is None else RANKS.index(category) + 1


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


def _distance(place: Point | None, origin: tuple[int, int]) -> Span:
    return (
        (None, None) if place is None else _same(round(math.hypot(place.x - origin[0], place.y - origin[1])))
    )


def verdict_of(offer: NaiveOffer, criterion: str, limit: Limit, margin_dm: int) -> int:
    """Judge one requirement on one offer, case by case."""
    is_building = offer.kind == "premises"
    if criterion in {"segment", "municipality"}:
        return _set_verdict(offer, criterion, limit)
    if criterion == "housing":
        return FITS if is_building == (limit == "premises") else FAILS
    if (criterion == "supply" and is_building) or (criterion == "floor_area" and not is_building):
        return FITS
    if criterion == "supply":
        most = offer.spans["plot_area"][1]
        return CHECK if most is None else FITS if most > 0 else FAILS
    assert isinstance(limit, int)
    if criterion == "category":
        return _category_verdict(offer, limit)
    return _number_verdict(offer, criterion, int(limit), margin_dm if criterion == "height" else 0)


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


def change_of(offer: NaiveOffer, criterion: str, limit: Limit, margin_dm: int) -> int:
    """Return the relative change that lets a failing offer in, in millionths."""
    if criterion == "supply":
        return NEVER
    if criterion in {"segment", "municipality"}:
        return TOP if offer.sets[criterion][1] else NEVER
    if criterion in {"housing", "park_management"}:
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
    if criterion in {"segment", "reuse"}:
        sure, possible = offer.sets[criterion]

        def worth(ids: frozenset[str]) -> int:
            if target:
                return int(scale.classes["match" if ids & set(target) else "none"])
            return max((scale.classes.get(each, 0) for each in ids), default=0)

        return (0 if sure is None else worth(sure), TOP if possible is None else worth(possible))
    low, high = offer.spans[criterion]
    if criterion == "park_management":
        return (0 if low is None else low * TOP, TOP if high is None else high * TOP)

    def mapped(value: int | None, otherwise: int) -> int:
        if value is None:
            return otherwise
        share = (value - scale.worst) * TOP // (scale.best - scale.worst)
        return min(TOP, max(0, share))

    if scale.best > scale.worst:
        return mapped(low, 0), mapped(high, TOP)
    return mapped(high, 0), mapped(low, TOP)


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


def naive_match(
    candidates: list[NaiveCandidate], request: LocationRequest, profile: CriteriaProfile
) -> NaiveOutcome:
    """Judge, score, choose and order, one candidate after the other."""
    limits = _limits(request)
    order = list(profile.scales)
    preferences = sorted(request.preferences, key=lambda each: order.index(each.criterion_id))
    shares = shares_of([each.weight for each in preferences])
    ranked, rejected = [], []
    outcome = NaiveOutcome([], [], {}, {})
    for candidate in candidates:
        passing, failing = [], []
        for place, offer in enumerate(candidate.offers):
            verdicts = {
                criterion: verdict_of(offer, criterion, limit, profile.permit_margin_dm)
                for criterion, limit in limits.items()
            }
            fails = [criterion for criterion in limits if verdicts[criterion] == FAILS]
            if fails:
                change = sum(change_of(offer, each, limits[each], profile.permit_margin_dm) for each in fails)
                failing.append(
                    (len(fails), change, list(verdicts.values()).count(CHECK), place, offer, verdicts)
                )
                continue
            worths = [worth_of(offer, each.criterion_id, each.target, profile) for each in preferences]
            low = sum(share * least for share, (least, _) in zip(shares, worths, strict=True))
            point = sum(share * ((a + b) // 2) for share, (a, b) in zip(shares, worths, strict=True))
            high = sum(share * most for share, (_, most) in zip(shares, worths, strict=True))
            checks = list(verdicts.values()).count(CHECK)
            passing.append((offer.pieced, -low, -high, checks, place, point, offer, verdicts))
        if passing:
            _, low, high, _, _, point, offer, verdicts = min(passing, key=lambda each: each[:5])
            ranked.append((low, high, candidate.name.casefold(), candidate.id, point))
        else:
            count, change, _, _, offer, verdicts = min(failing, key=lambda each: each[:4])
            rejected.append((count, change, candidate.name.casefold(), candidate.id))
        outcome.shown_plots[candidate.id] = offer.plots
        outcome.verdicts[candidate.id] = verdicts
    outcome.ranking = [(each[3], -each[0], each[4], -each[1]) for each in sorted(ranked)]
    outcome.rejected = [each[3] for each in sorted(rejected)]
    return outcome


def _limits(request: LocationRequest) -> dict[str, Limit]:
    limits: dict[str, Limit] = {}
    if request.housing != "either":
        limits["housing"] = str(request.housing)
    required = {each.criterion_id: each.limit for each in request.requirements}
    if "plot_area" not in required:
        limits["supply"] = 1
    return limits | required
