"""The schematic ground: gemeenten around their places, roads and canals, hubs and motorway junctions."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry

from drentsportal.domain.vocabulary import MUNICIPALITIES
from sample_data.making.exchange import Feature, feature, rounded, table

_HULL_RATIO: Final = 0.25
_MARGIN_M: Final = 2700
_SMOOTHING_M: Final = 5000
_SIMPLIFY_M: Final = 900
_BEYOND_BORDER_M: Final = 1500
_PLACES_SOURCE: Final = "GeoNames (CC BY 4.0), positie afgerond op 100 m"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its position in RD New, rounded to 100 m."""

    name: str
    municipality_code: str
    point: Point
    rank: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What the sites are laid on, all in EPSG:28992."""

    places: dict[str, Place]
    municipalities: dict[str, Polygon]
    lines: dict[str, LineString]


def make_ground() -> Ground:
    """Draw the gemeenten around the places and lay the roads and canals."""
    places = {
        row["name"]: Place(
            row["name"],
            row["municipality_code"],
            Point(int(row["x_rd"]), int(row["y_rd"])),
            int(row["rank"]),
        )
        for row in table("places")
    }
    municipalities = _municipalities(places)
    province = shapely.union_all(list(municipalities.values()))
    area = province.buffer(_BEYOND_BORDER_M)
    lines = {row["id"]: _line(row["points"], area) for row in table("lines")}
    return Ground(places, municipalities, lines)


def _municipalities(places: dict[str, Place]) -> dict[str, Polygon]:
    """Merge the Voronoi cells of the places per gemeente inside a smoothed outline: no gap, no overlap."""
    seeds = [(place.municipality_code, place.point) for place in places.values()]
    seeds += [(r["municipality_code"], Point(int(r["x_rd"]), int(r["y_rd"]))) for r in table("border_points")]
    points = MultiPoint([point for _, point in seeds])
    hull = shapely.concave_hull(points, ratio=_HULL_RATIO)
    outline = hull.buffer(_MARGIN_M + _SMOOTHING_M).buffer(-_SMOOTHING_M)
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=outline, ordered=True))
    merged = [
        shapely.union_all([cell for cell, (owner, _) in zip(cells, seeds, strict=True) if owner == code])
        for code in sorted(MUNICIPALITIES)
    ]
    clipped = [each.intersection(outline) for each in merged]
    simple = shapely.coverage_simplify(clipped, _SIMPLIFY_M)
    return {
        code: rounded(Polygon(area.exterior, area.interiors))
        for code, area in zip(sorted(MUNICIPALITIES), simple, strict=True)
    }


def _line(points: str, area: BaseGeometry) -> LineString:
    """Read corner points in hectometres, round the corners, and keep the part on the ground."""
    corners = [(int(x) * 100.0, int(y) * 100.0) for x, y in (pair.split(" ") for pair in points.split(","))]
    for _ in range(3):
        corners = _cut_corners(corners)
    kept = LineString(corners).intersection(area)
    longest = max(shapely.get_parts(kept), key=lambda part: float(part.length))
    return rounded(LineString(longest.simplify(8).coords))


def _cut_corners(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """One step of Chaikin's corner cutting; the ends stay."""
    cut: list[tuple[float, float]] = [corners[0]]
    for (ax, ay), (bx, by) in pairwise(corners):
        cut += [
            (ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25),
            (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75),
        ]
    return [*cut, corners[-1]]


def municipality_features(ground: Ground) -> list[Feature]:
    """Deliver the twelve gemeenten, ordered by code."""
    return [
        feature(geometry, {"id": code, "name": MUNICIPALITIES[code]})
        for code, geometry in ground.municipalities.items()
    ]


def landmark_features(ground: Ground) -> list[Feature]:
    """Deliver places, roads, canals, junctions and hubs; the label of the lowest rank gives way last."""
    features = [_place_feature(place) for place in ground.places.values()]
    features += [
        feature(ground.lines[row["id"]], _landmark(row, name=row["name"], label=row["label"]))
        for row in table("lines")
    ]
    for row in table("junctions"):
        near = Point(int(row["x_rd"]), int(row["y_rd"]))
        line = ground.lines[row["line"]]
        point = line.interpolate(line.project(near))
        features.append(feature(point, _landmark(row, name=row["name"], label=row["name"])))
    for row in table("hubs"):
        point = Point(int(row["x_rd"]), int(row["y_rd"]))
        extra = {"source": row["source"], "as_of": row["as_of"]}
        features.append(
            feature(point, _landmark(row, name=row["name"], label=row["label"]) | _class_of(row) | extra)
        )
    return features


def _class_of(row: dict[str, str]) -> dict[str, str]:
    """Give the class of ships at a quay where it is known."""
    return {"cemt_class": row["cemt_class"]} if row["cemt_class"] else {}


def _place_feature(place: Place) -> Feature:
    slug = place.name.lower().replace(" ", "-").replace("ë", "e")
    return feature(
        place.point,
        {
            "id": f"plaats-{slug}",
            "kind": "place",
            "name": place.name,
            "label": place.name,
            "rank": place.rank,
            "source": _PLACES_SOURCE,
        },
    )


def _landmark(row: dict[str, str], *, name: str, label: str) -> dict[str, object]:
    return {
        "id": row["id"],
        "kind": row["kind"],
        "name": name,
        "label": label,
        "rank": int(row["rank"]),
    }
