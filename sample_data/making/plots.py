"""Plots: rows along internal streets, back to back, cut to the park's outline."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from shapely import affinity
from shapely.geometry import Polygon, box

from sample_data.making.exchange import Feature, feature, rounded
from sample_data.making.parks import Park, PriceRange, happens, random_of
from sample_data.making.shapes import polygons_of

_GREEN_M: Final = 22
_STREET_M: Final = 16
_DITCH_M: Final = 14


@dataclass(frozen=True, slots=True)
class Layout:
    """How plots are cut: the depth of a row and the range of widths, in metres; the smallest plot in m2."""

    depth_m: float
    width_m: tuple[float, float]
    smallest_m2: float


LAYOUTS: Final = {
    "small": Layout(62, (38, 85), 1_400),
    "mixed": Layout(96, (65, 150), 3_500),
    "large": Layout(150, (100, 250), 9_000),
}

_STATUSES: Final = ("available", "option", "reserved", "planned")
_SHARES: Final = (0.64, 0.13, 0.11, 0.12)
_PROCEDURES: Final = ("selection", "lot", "order_of_arrival", "single_candidate")
_SOLD_SHARE: Final = 0.58
_SUB_CATEGORIES: Final = {
    2: ("1", "2"),
    3: ("3.1", "3.2"),
    4: ("3.2", "4.1", "4.2"),
    5: ("4.2", "5.1", "5.2"),
}


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot as it is delivered; area in m2, measured on the written geometry."""

    park: Park
    name: str
    polygon: Polygon
    status: str

    @property
    def area_m2(self) -> int:
        """Area in whole square metres."""
        return round(self.polygon.area)


def make_plots(parks: list[Park]) -> list[Plot]:
    """Cut the plots of every park that has a layout, in order of park and name."""
    return [plot for park in parks if park.layout for plot in _plots_of(park)]


def _plots_of(park: Park) -> list[Plot]:
    layout = LAYOUTS[park.layout]
    outline = park.outline
    centre = outline.polygon.centroid
    straight = affinity.rotate(outline.polygon, -outline.angle_deg, origin=centre)
    room = straight.buffer(-_GREEN_M, join_style="mitre")
    cut = [
        (name, rounded(affinity.rotate(piece, outline.angle_deg, origin=centre)), piece.centroid.x)
        for name, piece in _cut(room, layout, random_of(park.id, 4))
    ]
    statuses = _statuses(park, [x for _, _, x in cut])
    return [
        Plot(park, name, polygon, status) for (name, polygon, _), status in zip(cut, statuses, strict=True)
    ]


def _cut(room: Polygon, layout: Layout, random: np.random.Generator) -> Iterator[tuple[str, Polygon]]:
    """Cut the room into rows, the rows into plots; left-overs too small for a plot stay green."""
    west, _, east, _ = room.bounds
    crossing = west + (east - west) * random.uniform(0.4, 0.6)
    for letter, (south, north) in zip("ABCDEFGHIJKLMNOP", _rows(room, layout), strict=False):
        number = 0
        for left, right in _columns((west, crossing, east), layout, random):
            piece = polygons_of(room.intersection(box(left, south, right, north)))
            if piece and piece[0].area >= layout.smallest_m2:
                number += 1
                yield f"{letter}{number}", piece[0]


def _rows(room: Polygon, layout: Layout) -> list[tuple[float, float]]:
    """Rows from north to south: two rows share a street, the next pair lies back to back or past a ditch."""
    _, south, _, north = room.bounds
    pair_m = 2 * layout.depth_m + _STREET_M
    pairs = max(1, int((north - south + _DITCH_M) / (pair_m + _DITCH_M)))
    stretched = ((north - south) - pairs * _STREET_M - (pairs - 1) * _DITCH_M) / (2 * pairs)
    rows, top = [], north
    for _ in range(pairs):
        for _side in range(2):
            rows.append((top - stretched, top))
            top -= stretched + _STREET_M
        top += _STREET_M - _DITCH_M
    return rows


def _columns(
    ends: tuple[float, float, float], layout: Layout, random: np.random.Generator
) -> Iterator[tuple[float, float]]:
    """Widths of plots on both sides of the crossing street, without a sliver at either end."""
    west, crossing, east = ends
    for start, stop in ((west, crossing - _STREET_M / 2), (crossing + _STREET_M / 2, east)):
        low, high = layout.width_m
        count = max(1, round((stop - start) / random.uniform(low * 1.15, high * 0.85)))
        shares = random.uniform(0.75, 1.25, count)
        borders = start + np.concatenate([[0.0], np.cumsum(shares) / shares.sum()]) * (stop - start)
        yield from ((float(a), float(b)) for a, b in pairwise(borders))


def _statuses(park: Park, along: list[float]) -> list[str]:
    """Sold plots lie at the old end of the park, the others at the new end, as parks are really issued."""
    random = random_of(park.id, 5)
    position = np.array(along) + random.normal(0, 0.12, len(along)) * (max(along) - min(along))
    order = np.argsort(position if happens(random, 0.5) else -position, kind="stable")
    share = _SOLD_SHARE + random.uniform(-0.08, 0.06)
    statuses = [""] * len(along)
    for rank, index in enumerate(order):
        sold = rank < share * len(along)
        statuses[index] = "sold" if sold else str(random.choice(_STATUSES, p=_SHARES))
    return statuses


def price_ranges(features: list[Feature]) -> dict[str, PriceRange]:
    """Find the lowest and highest known price per park, from the plots as they are delivered."""
    prices: dict[str, list[float]] = {}
    for each in features:
        if "price_eur_m2" in each["properties"]:
            prices.setdefault(each["properties"]["park_id"], []).append(each["properties"]["price_eur_m2"])
    return {park_id: (min(known), max(known)) for park_id, known in prices.items()}


def plot_features(plots: list[Plot]) -> list[Feature]:
    """Deliver the plots."""
    return [feature(plot.polygon, _attributes(plot)) for plot in plots]


def _random_of(plot: Plot, purpose: int) -> np.random.Generator:
    """Give the draws of one plot for one purpose."""
    letter, number = ord(plot.name[0]), int(plot.name[1:])
    return np.random.default_rng([int(plot.park.id.removeprefix("vb-")), letter, number, purpose])


def _attributes(plot: Plot) -> dict[str, Any]:
    park = plot.park
    known = _random_of(plot, 1).random(2) < (0.8, 0.6)
    lowest, highest = _categories(plot)
    values: dict[str, Any] = {
        "id": f"{park.id}-{plot.name}",
        "name": plot.name,
        "municipality_code": park.municipality_code,
        "park_id": park.id,
        "segments": park.segments if known[0] else None,
        "category_min": lowest,
        "category_max": highest,
        "max_height_m": park.height_m if known[1] else None,
        "status": plot.status,
        "area_m2": plot.area_m2,
    }
    return values if plot.status == "sold" else values | _issue(plot) | _sale(plot)


def _categories(plot: Plot) -> tuple[str | None, str | None]:
    """Give the range of the plan zone, one zone per row; a minimum keeps light use off heavy ground."""
    main = plot.park.category_main
    random = np.random.default_rng([int(plot.park.id.removeprefix("vb-")), ord(plot.name[0])])
    highest = str(random.choice(_SUB_CATEGORIES[main])) if main else None
    if highest is None or happens(random, 0.15):
        return None, None
    if main == max(_SUB_CATEGORIES):
        return "3.1", highest
    return ("1" if happens(random, 0.7) else None), highest


def _issue(plot: Plot) -> dict[str, Any]:
    """Tell until when an option or reservation runs, when a planned plot comes, and a known price."""
    random = _random_of(plot, 2)
    until = {
        "option": ("2026-12-31", "2027-01-31", "2027-03-01"),
        "reserved": ("2027-02-01", "2027-06-30", ""),
    }.get(plot.status)
    start = ("2027-07-01", "2028-01-01", "2028-07-01", "2029-01-01") if plot.status == "planned" else None
    priced = happens(random_of(plot.park.id, 10), 0.7) and happens(random, 0.85)
    steps = float(random.choice([0, 0, 2.5, 5, 10]))
    return {
        "status_until": (str(random.choice(until)) or None) if until else None,
        "available_from": str(random.choice(start)) if start else None,
        "price_eur_m2": plot.park.price_eur_m2 + steps if priced else None,
    }


def _sale(plot: Plot) -> dict[str, Any]:
    """Who sells and how candidates are chosen: one procedure per park, unknown for a part (Didam)."""
    random = _random_of(plot, 3)
    seller = "private" if happens(random, 0.05) else plot.park.row["seller"]
    of_park = random_of(plot.park.id, 11)
    if seller == "private" or happens(of_park, 0.3) or happens(random, 0.1):
        return {"seller": seller}
    slug = f"{plot.park.id}-{plot.name}".lower()
    return {
        "seller": seller,
        "allocation_procedure": str(of_park.choice(_PROCEDURES)),
        "allocation_published_on": str(of_park.choice(["2026-03-02", "2026-05-18", "2026-09-07"])),
        "allocation_link": f"https://www.bedrijvenportal.example/uitgifte/{slug}",
    }
