"""Vacant premises: a lot of its own in a park, on an issued plot where plots are drawn, or near a place."""

import math
from typing import Any, Final

from shapely import affinity
from shapely.geometry import Point, Polygon, box

from sample_data.making.exchange import Feature, feature, table
from sample_data.making.ground import Ground
from sample_data.making.parks import Park
from sample_data.making.plots import Plot

_DEPTH_PER_WIDTH: Final = 1.4


def premises_features(ground: Ground, parks: list[Park], plots: list[Plot]) -> list[Feature]:
    """Deliver the vacant premises; the polygon is the lot, not the building."""
    by_id = {park.id: park for park in parks}
    features = []
    for row in table("premises"):
        park = by_id.get(row["park_id"])
        place = ground.places[park.row["locality"] if park else row["locality"]]
        if park:
            lot = _lot_in_park(park, plots, float(row["premises_plot_area_m2"]))
        else:
            bearing, distance = math.radians(float(row["bearing_deg"])), float(row["distance_m"])
            x = place.point.x + distance * math.sin(bearing)
            y = place.point.y + distance * math.cos(bearing)
            lot = _lot(Point(x, y), float(row["premises_plot_area_m2"]), float(row["bearing_deg"]) % 45)
        features.append(feature(lot, _attributes(row, place.municipality_code, place.name)))
    return features


def _lot(centre: Point, area_m2: float, angle_deg: float) -> Polygon:
    width = math.sqrt(area_m2 / _DEPTH_PER_WIDTH)
    depth = width * _DEPTH_PER_WIDTH
    x, y = centre.x, centre.y
    upright = box(x - width / 2, y - depth / 2, x + width / 2, y + depth / 2)
    return affinity.rotate(upright, angle_deg, origin=centre)


def _lot_in_park(park: Park, plots: list[Plot], area_m2: float) -> Polygon:
    """Take the first issued plot that the lot fits on; in a park without plots its middle."""
    issued = [plot.polygon for plot in plots if plot.park is park and plot.status == "sold"]
    for ground in issued or [park.outline.polygon]:
        for turn_deg in (0, 90):
            lot = _lot(ground.representative_point(), area_m2, park.outline.angle_deg + turn_deg)
            if ground.contains(lot):
                return lot
    raise ValueError((park.id, area_m2))


def _attributes(row: dict[str, str], municipality_code: str, locality: str) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["name"],
        "municipality_code": municipality_code,
        "park_id": row["park_id"] or None,
        "locality": locality,
        "segments": sorted(row["segments"].split(",")) if row["segments"] else None,
        "category_max": row["category_max"] or None,
        "reuse_class": "reuse",
        "broadband": True if row["premises_kind"] == "office" else None,
        "available_from": row["available_from"] or None,
        "premises_kind": row["premises_kind"],
        "floor_area_m2": int(row["floor_area_m2"]),
        "premises_plot_area_m2": int(row["premises_plot_area_m2"]),
        "rent_eur_m2_year": float(row["rent_eur_m2_year"]) if row["rent_eur_m2_year"] else None,
    }
