"""From what the workspace holds to layers of the map: GeoJSON in lon/lat, thinned in metres before.

Calculation never reads these layers: they are thinned for the eye, full geometry stays in the workspace.
Names go in as plain text properties; the page shows them as text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon

from drentsportal.domain.projection import geometries_to_lonlat
from drentsportal.domain.vocabulary import MUNICIPALITIES, LandmarkKind, PlanPhase, SiteKind
from drentsportal.mapview.around import SiteMarks, around_features

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Landmark, Municipality
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable
    from drentsportal.domain.sites.surroundings import PlanZone

NO_MARKS: Final = SiteMarks()
"""A map that knows nothing of the grid, nor of what sources deliver."""

_BORDER_TOLERANCE_M: Final = 15.0
_LINE_TOLERANCE_M: Final = 10.0
_SITE_TOLERANCE_M: Final = 2.0
_INSCRIBED_TOLERANCE_M: Final = 500.0
_DECIMALS: Final = 6  # about a decimetre
_TOWN_RANK: Final = 2
_SETTLEMENT_RADIUS_M: Final = {1: 1900.0, 2: 1150.0, 3: 750.0}
_SMALL_SETTLEMENT_M: Final = 450.0
_PLACE_MIN_ZOOM: Final = {1: 0.0, 2: 0.0, 3: 9.25}
_SMALL_PLACE_MIN_ZOOM: Final = 10.25


def base_layer(
    municipalities: Sequence[Municipality], landmarks: Sequence[Landmark], zones: Sequence[PlanZone] = ()
) -> dict[str, Any]:
    """Make the ground of the map: land, borders, settlements, water, roads, and what lies around sites."""
    around = around_features(landmarks, zones)
    return _collection([*_ground(municipalities), *_reference(landmarks), *around])


def site_layer(table: SiteTable, marks: SiteMarks = NO_MARKS) -> dict[str, Any]:
    """Make the layer of parks and premises; a site without geometry cannot be drawn and is left out."""
    return _collection([*_sites(table.parks, marks), *_sites(table.premises, marks)])


def to_bytes(data: dict[str, Any] | list[list[str]]) -> bytes:
    """Write the data as the page fetches them."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _feature(geometry_lonlat: BaseGeometry, **properties: object) -> dict[str, Any]:
    rounded = shapely.transform(geometry_lonlat, lambda xy: np.round(xy, _DECIMALS))
    return {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(rounded)}


def _in_degrees(geometries_rd: Iterable[BaseGeometry]) -> NDArray[np.object_]:
    made = list(geometries_rd)
    array = np.empty(len(made), dtype=object)
    array[:] = made
    return geometries_to_lonlat(shapely.force_2d(array))


# --- the ground ------------------------------------------------------------------------


def _ground(municipalities: Sequence[Municipality]) -> list[dict[str, Any]]:
    if not municipalities:
        return []
    areas = [shapely.make_valid(each.geometry_rd) for each in municipalities]
    land = shapely.union_all(areas)
    # Every border once: two dashed lines on top of each other would close each other's gaps.
    lines = shapely.union_all([each.boundary for each in areas])
    inner = shapely.line_merge(shapely.difference(lines, land.boundary.buffer(1.0)))
    labels = [_label_point(each) for each in areas]
    land_thin = shapely.simplify(land, _BORDER_TOLERANCE_M)
    drawn = [land_thin, shapely.simplify(inner, _BORDER_TOLERANCE_M), land_thin.boundary, *labels]
    degrees = _in_degrees(drawn)
    layers = ("land", "municipality", "province")
    features = [
        _feature(shape, layer=layer)
        for shape, layer in zip(degrees[:3], layers, strict=True)
        if not shape.is_empty
    ]
    named = zip(municipalities, degrees[3:], strict=True)
    features += [_feature(point, layer="municipality_label", name=each.name) for each, point in named]
    return features


def _label_point(area: BaseGeometry) -> BaseGeometry:
    """Find the middle of the roomiest part, where the name of a gemeente has most space."""
    if not isinstance(area, Polygon | MultiPolygon):
        return area.point_on_surface()
    line = shapely.maximum_inscribed_circle(area, tolerance=_INSCRIBED_TOLERANCE_M)
    return Point(line.coords[0])


def _reference(landmarks: Sequence[Landmark]) -> list[dict[str, Any]]:
    drawn: list[tuple[BaseGeometry, dict[str, object]]] = []
    for each in landmarks:
        if each.geometry_rd.is_empty:
            continue
        if each.kind is LandmarkKind.PLACE:
            drawn += _place(each)
        elif each.kind in {LandmarkKind.ROAD, LandmarkKind.WATER}:
            drawn.append((shapely.simplify(each.geometry_rd, _LINE_TOLERANCE_M), _line_properties(each)))
    degrees = _in_degrees(shape for shape, _ in drawn)
    return [_feature(shape, **what) for shape, (_, what) in zip(degrees, drawn, strict=True)]


def _place(place: Landmark) -> list[tuple[BaseGeometry, dict[str, object]]]:
    shape = place.geometry_rd
    ground: BaseGeometry
    if isinstance(shape, Point):
        ground = shape.buffer(_SETTLEMENT_RADIUS_M.get(place.rank, _SMALL_SETTLEMENT_M), quad_segs=8)
    else:
        ground = shapely.simplify(shape, _LINE_TOLERANCE_M)
    name: dict[str, object] = {
        "layer": "place",
        "name": place.name,
        "town": 1 <= place.rank <= _TOWN_RANK,
        "min_zoom": _PLACE_MIN_ZOOM.get(place.rank, _SMALL_PLACE_MIN_ZOOM),
        "rank": place.rank,
    }
    return [(ground, {"layer": "settlement"}), (shape.centroid, name)]


def _line_properties(line: Landmark) -> dict[str, object]:
    if line.kind is LandmarkKind.WATER:
        return {"layer": "water", "name": line.name}
    label = line.label or line.name
    is_motorway = label.startswith("A") and label[1:2].isdigit()
    return {"layer": "road", "name": label, "road": "motorway" if is_motorway else "road"}


# --- sites -----------------------------------------------------------------------------


def _sites(rows: SiteRows, marks: SiteMarks) -> list[dict[str, Any]]:
    shapes = rows.geometries_rd
    drawable = np.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes))
    if not len(drawable):
        return []
    thin = shapely.simplify(shapely.force_2d(shapes[drawable]), _SITE_TOLERANCE_M)
    # Where a hair-thin part would vanish, the full shape stays.
    thin = np.where(shapely.is_empty(thin), shapes[drawable], thin)
    anchors = geometries_to_lonlat(shapely.point_on_surface(thin))
    degrees = geometries_to_lonlat(thin)
    return [
        _site_feature(rows, int(row), (shape, anchor), marks)
        for row, shape, anchor in zip(drawable, degrees, anchors, strict=True)
    ]


def _site_feature(
    rows: SiteRows, row: int, drawn: tuple[BaseGeometry, Point], marks: SiteMarks
) -> dict[str, Any]:
    shape, anchor = drawn
    postcode = rows.columns.get("postcode")
    is_area = isinstance(shape, Polygon | MultiPolygon)
    code = rows.columns["municipality_code"].text_at(row) or ""
    lon, lat = (round(float(value), _DECIMALS) for value in (anchor.x, anchor.y))
    return _feature(
        shape if is_area else anchor,
        id=str(rows.ids[row]),
        kind=rows.kind.value,
        name=rows.columns["name"].text_at(row) or str(rows.ids[row]),
        place=MUNICIPALITIES.get(code, code),
        plan=_plan(rows, row),
        anchor=[lon, lat],
        **marks.of(str(rows.ids[row]), None if postcode is None else postcode.text_at(row)),
    )


def _plan(rows: SiteRows, row: int) -> str:
    """Hard or soft supply, apart on the map; without a stated phase a park is neither."""
    if rows.kind is not SiteKind.PARK:
        return "hard"
    phase = rows.columns["plan_phase"].text_at(row)
    if phase is None:
        return "unknown"
    return "hard" if PlanPhase(phase).is_hard else "soft"
