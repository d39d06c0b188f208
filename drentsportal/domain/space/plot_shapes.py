"""Drawing on the map: snapping, splitting and merging of shapes, exact in EPSG:28992.

A corner that two plots share stays the same two numbers in both, so that no sliver opens between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.ops import polygonize, unary_union

from drentsportal.domain.projection import RD_BOX
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

Position = tuple[float, float]

SMALLEST_AREA_M2: Final = 1.0
"""Less than this is a slip of the mouse."""

_SAME_PLACE_M: Final = 1e-6


def check_shape(shape: BaseGeometry) -> None:
    """Raise ``InputError`` when a shape cannot be the outline of a park or plot; EPSG:28992."""
    if not shape.geom_type.endswith("Polygon") or shape.is_empty:
        raise InputError("error.shape.not_an_area", field="geometry_rd")
    if not shape.is_valid:
        raise InputError("error.shape.crosses_itself", field="geometry_rd")
    if shape.area < SMALLEST_AREA_M2:
        raise InputError("error.shape.too_small", field="geometry_rd")
    if not RD_BOX.holds(np.array([shape.bounds])).all():
        raise InputError("error.shape.elsewhere", field="geometry_rd")


def split(shape: BaseGeometry, line: Sequence[Position]) -> tuple[Polygon | MultiPolygon, ...]:
    """Cut a shape along a line; the parts from west to east, together exactly the shape.

    Raises ``InputError`` when the line does not cut it, or when a part would be next to nothing. A part of
    the shape that the line does not touch stays with the side that it lies nearest to.
    """
    if len(line) < 2:  # noqa: PLR2004 - a line has two ends
        raise InputError("error.shape.no_line", field="geometry_rd")
    cut = LineString(line)
    pieces: list[Polygon] = []
    untouched: list[Polygon] = []
    for part in _parts(shape):
        cells = _cells(part, cut)
        (pieces if len(cells) > 1 else untouched).extend(cells)
    if len(pieces) < 2:  # noqa: PLR2004 - nothing was cut
        raise InputError("error.shape.line_does_not_cut", field="geometry_rd")
    if any(piece.area < SMALLEST_AREA_M2 for piece in pieces):
        raise InputError("error.shape.part_too_small", field="geometry_rd")
    pieces.sort(key=lambda each: (each.centroid.x, each.centroid.y))
    return _with_untouched(pieces, untouched)


def merged(shapes: Sequence[BaseGeometry]) -> Polygon | MultiPolygon:
    """Return adjoining shapes as one.

    Raises ``InputError`` for fewer than two, and when they do not form one whole: shapes that touch in a
    corner only, or not at all, are not adjoining.
    """
    if len(shapes) < 2:  # noqa: PLR2004 - one shape is merged already
        raise InputError("error.shape.merge_two", field="geometry_rd")
    parts = [part for shape in shapes for part in _parts(shape)]
    whole = unary_union(parts)
    if not _is_chained(shapes):
        raise InputError("error.shape.not_adjoining", field="geometry_rd")
    if not isinstance(whole, Polygon | MultiPolygon) or not whole.is_valid:
        raise InputError("error.shape.crosses_itself", field="geometry_rd")
    return whole


def moved(shape: BaseGeometry, east_m: float, north_m: float) -> BaseGeometry:
    """Return a shape moved as a whole. Raises ``InputError`` when it would lie elsewhere."""
    result: BaseGeometry = shapely.transform(shape, lambda positions: positions + (east_m, north_m))  # noqa: RUF005 - numpy adds per column
    check_shape(result)
    return result


def adjoin(one: BaseGeometry, other: BaseGeometry) -> bool:
    """Whether two shapes share an edge of some length, or overlap."""
    shared = one.intersection(other)
    return bool(shared.length > _SAME_PLACE_M)


def _is_chained(shapes: Sequence[BaseGeometry]) -> bool:
    """Whether every shape can be reached from the first over shared edges."""
    reached, waiting = [shapes[0]], list(shapes[1:])
    while waiting:
        nearby = next((each for each in waiting if any(adjoin(each, other) for other in reached)), None)
        if nearby is None:
            return False
        waiting.remove(nearby)
        reached.append(nearby)
    return True


def _parts(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(shape).tolist() if isinstance(part, Polygon)]


def _cells(part: Polygon, cut: LineString) -> list[Polygon]:
    """Return the faces of a polygon that a line makes; the polygon itself where it makes none."""
    noded = unary_union([part.boundary, cut])
    inside = [face for face in polygonize(noded) if part.contains(face.representative_point())]
    return inside if len(inside) > 1 else [part]


def _with_untouched(pieces: list[Polygon], untouched: list[Polygon]) -> tuple[Polygon | MultiPolygon, ...]:
    groups = [[piece] for piece in pieces]
    for part in untouched:
        nearest = min(range(len(pieces)), key=lambda place: (pieces[place].distance(part), place))
        groups[nearest].append(part)
    return tuple(group[0] if len(group) == 1 else MultiPolygon(group) for group in groups)
