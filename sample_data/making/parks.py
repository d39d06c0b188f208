"""The business parks: outlines from the table, areas that add up to the totals, gaps where unknown."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from shapely.geometry import Point

from sample_data.making.exchange import Feature, feature, table
from sample_data.making.ground import Ground
from sample_data.making.shapes import Obstacles, Outline, block, lay

SEED: Final = 20261101
AVAILABLE_NOW_M2: Final = 4_250_000
AVAILABLE_LATER_M2: Final = 750_000
"""Just over 500 ha (KEI-jaarprogramma 2014, bijlage 1, 1.2, and 2, 2.2), almost 85 % of it at once."""

_HA: Final = 10_000
_ROUND_M2: Final = 1_000
_SOFT: Final = {"draft", "structural_vision"}


@dataclass(frozen=True, slots=True)
class Park:
    """One park as far as it is the same for its plots and premises."""

    id: str
    row: dict[str, str]
    municipality_code: str
    outline: Outline

    @property
    def layout(self) -> str:
        """``large``, ``mixed`` or ``small`` plots; empty where only totals are known."""
        return self.row["layout"]

    @property
    def segments(self) -> list[str] | None:
        """Idss of the segments, ``None`` where unknown."""
        return sorted(self.row["segments"].split(",")) if self.row["segments"] else None

    @property
    def category_main(self) -> int | None:
        """Main number of the highest environmental category, ``None`` where unknown."""
        return int(self.row["category_main"]) if self.row["category_main"] else None

    @property
    def height_m(self) -> float:
        """The height that the plan allows, drawn once so that park and plots agree."""
        return float(random_of(self.id, 7).choice([8, 10, 12, 12, 15, 15, 20]))

    @property
    def price_eur_m2(self) -> float:
        """The price that plots of the park start from."""
        return float(random_of(self.id, 8).choice([42.5, 45, 47.5, 50, 55, 60, 65]))


def random_of(park_id: str, purpose: int) -> np.random.Generator:
    """Give the draws of one park for one purpose, so that a changed row changes no other park."""
    return np.random.default_rng([SEED, int(park_id.removeprefix("vb-")), purpose])


def happens(random: np.random.Generator, share: float) -> bool:
    """Draw whether something is so, in ``share`` of the cases."""
    return bool(random.random() < share)


def make_parks(ground: Ground) -> list[Park]:
    """Lay the parks, the large ones first since they find room least easily; in the order of the table."""
    taken = Obstacles(ground)
    rows = table("parks")
    laid: dict[str, Park] = {}
    for row in sorted(rows, key=lambda each: (-float(each["gross_ha"]), each["id"])):
        laid[row["id"]] = _lay_park(row, ground, taken)
    return [laid[row["id"]] for row in rows]


def _lay_park(row: dict[str, str], ground: Ground, taken: Obstacles) -> Park:
    random = random_of(row["id"], 1)
    drawn_m2 = float(row["gross_ha"]) * _HA * random.uniform(0.97, 1.03)
    shape = block(random, drawn_m2, notched=not row["layout"] and happens(random, 0.5))
    place = ground.places[row["locality"]]
    bearing, distance = math.radians(float(row["bearing_deg"])), float(row["distance_m"])
    wanted = Point(place.point.x + distance * math.sin(bearing), place.point.y + distance * math.cos(bearing))
    area = ground.municipalities[place.municipality_code]
    outline = lay(shape, round(random.uniform(-40, 40), 1), wanted, area, taken)
    taken.take(outline.polygon)
    return Park(row["id"], row, place.municipality_code, outline)


def supply(
    parks: list[Park], of_plots: Mapping[str, int], *, column: str, total_m2: int
) -> dict[str, int | None]:
    """Tell what is available per park in m2: the sum of its plots, or the table's figure scaled to the total.

    A park whose figure is not in the table stays unknown. The last scaled park takes what rounding leaves,
    so that the sum is ``total_m2`` to the square metre.
    """
    known: dict[str, int | None] = {park.id: of_plots.get(park.id) for park in parks}
    written = {park.id: float(park.row[column]) for park in parks if park.row[column] and not park.layout}
    left = total_m2 - sum(of_plots.values())
    scale = left / sum(written.values())
    for park_id, figure in written.items():
        known[park_id] = round(figure * scale / _ROUND_M2) * _ROUND_M2
    largest = max(written, key=lambda park_id: (written[park_id], park_id))
    spread = total_m2 - sum(value for value in known.values() if value is not None)
    known[largest] = (known[largest] or 0) + spread
    return known


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas per park, m2: available now and later, ``None`` where unknown; all plots where there are any."""

    now: Mapping[str, int | None]
    later: Mapping[str, int | None]
    plots: Mapping[str, int]


PriceRange = tuple[float, float]
"""Lowest and highest price in euro per m2."""


def park_features(
    parks: list[Park],
    areas_m2: Areas,
    prices_of_plots: Mapping[str, PriceRange],
    around: Mapping[str, dict[str, Any]],
) -> list[Feature]:
    """Deliver the parks; the price range of a park with plots is that of its plots.

    ``around``: what each park has from its surroundings, such as its postcode.
    """
    features = []
    for park in parks:
        areas = {
            "net_ha": _net_ha(park, areas_m2.plots.get(park.id)),
            "available_now_ha": _ha(areas_m2.now[park.id]),
            "available_later_ha": _ha(areas_m2.later[park.id]),
        }
        prices = _prices(park, prices_of_plots.get(park.id))
        values = _attributes(park) | areas | _sometimes(park) | prices | around.get(park.id, {})
        features.append(feature(park.outline.polygon, values))
    return features


def _ha(area_m2: int | None) -> float | None:
    return None if area_m2 is None else area_m2 / _HA


def _net_ha(park: Park, plots_m2: int | None) -> float | None:
    """Tell the net area: all plots together where they are drawn, unknown for a mere vision."""
    if plots_m2 is not None:
        return math.ceil(plots_m2 / _ROUND_M2) * _ROUND_M2 / _HA
    if park.row["plan_phase"] == "structural_vision":
        return None
    return round(float(park.row["gross_ha"]) * random_of(park.id, 2).uniform(0.76, 0.86), 1)


def _attributes(park: Park) -> dict[str, Any]:
    row = park.row
    return {
        "id": park.id,
        "name": row["name"],
        "municipality_code": park.municipality_code,
        "locality": row["locality"],
        "as_of": row["as_of"] or None,
        "location_type": "C" if row["segments"] == "campus_office" else "B",
        "plan_phase": row["plan_phase"],
        "segments": park.segments,
        "gross_ha": float(row["gross_ha"]),
        "net_ha": None,
        "category_main_max": park.category_main,
        "reuse_class": row["reuse_class"],
    }


def _prices(park: Park, of_plots: PriceRange | None) -> dict[str, float]:
    """Give the price range where it is known; a park without plots or prices of plots may still have one."""
    known = not park.layout and park.row["plan_phase"] not in _SOFT and happens(random_of(park.id, 9), 0.5)
    if of_plots is None and not known:
        return {}
    low, high = of_plots or (park.price_eur_m2, park.price_eur_m2 + 15)
    return {"price_min_eur_m2": low, "price_max_eur_m2": high}


def _sometimes(park: Park) -> dict[str, Any]:
    """Fill what only a part of the parks has: unknown must really occur, also in the sample."""
    random = random_of(park.id, 3)
    pmo = park.row["pmo"]
    soft = park.row["plan_phase"] in _SOFT
    known = [happens(random, share) for share in (0.6, 0.8, 0.6, 0.7, 0.55, 0.4)]
    values = [happens(random, share) for share in (0.65, 0.6)]
    return {
        "start_year": int(random.integers(1962, 2016)) if known[1] and not soft else None,
        "max_height_m": park.height_m if known[2] and not soft else None,
        "plan_name": f"Voorbeeldplan {park.row['name']}" if known[3] else None,
        "park_management": True if pmo else (False if known[0] else None),
        "park_management_organisation": f"Parkmanagement {pmo}" if pmo else None,
        "broadband": values[0] if known[4] else None,
        "web_shop_allowed": values[1] if known[5] else None,
        "available_from": "2029-01-01" if soft else None,
    }
