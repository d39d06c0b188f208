"""Makes GeoJSON geometry of GML (3.2, 3.1 and the older ``coordinates``), in the order of axes as delivered.

What has no plain form, such as an arc, becomes a geometry that only has a type: the reader of files then
lists that row as unreadable, instead of a line that was straightened in silence.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from drentsportal.geodata.fetching.xml_tree import local_name, namespace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

JsonObject = dict[str, Any]
Position = list[float]

_GML: Final = "http://www.opengis.net/gml"
_PLANE: Final = 2


class _NotPlainError(Exception):
    """The geometry has no plain form."""


def is_geometry(element: Element) -> bool:
    """Whether an element is a geometry of GML."""
    return namespace(element.tag).startswith(_GML) and local_name(element.tag) in _READERS


def geojson_of(element: Element) -> JsonObject:
    """Make a GeoJSON geometry; one that cannot be read has no coordinates."""
    kind = local_name(element.tag)
    try:
        return _READERS[kind](element, _dimension(element, _PLANE))
    except (_NotPlainError, ValueError, IndexError):
        return {"type": f"GML {kind}"}


def srs_names(element: Element) -> set[str]:
    """Return the names of reference systems that a geometry carries, on itself or on its parts."""
    return {name for each in element.iter() if (name := each.get("srsName"))}


def _dimension(element: Element, otherwise: int) -> int:
    return int(element.get("srsDimension") or otherwise)


def _below(element: Element, *names: str) -> Iterator[Element]:
    """Give the children with these names; of a property that holds several, each of them."""
    return (each for each in element if local_name(each.tag) in names)


def _grouped(element: Element, number: int) -> list[Position]:
    values = [float(text) for text in (element.text or "").split()]
    size = _dimension(element, number)
    if not values or size < _PLANE or len(values) % size or not all(map(math.isfinite, values)):
        raise ValueError(len(values))
    return [values[start : start + size] for start in range(0, len(values), size)]


def _positions(element: Element, number: int) -> list[Position]:
    """Read the positions that stand directly in a point, ring or line, in any of their notations."""
    number = _dimension(element, number)
    found: list[Position] = []
    for each in element:
        name = local_name(each.tag)
        if name == "pos":
            # One position: its dimension is often not said, and plain to see.
            found += _grouped(each, len((each.text or "").split()) or number)
        elif name == "posList":
            found += _grouped(each, number)
        elif name == "coordinates":
            found += _old_notation(each)
        elif name in {"pointProperty", "pointRep"}:
            found += [position for point in each for position in _positions(point, number)]
    if not found:
        raise _NotPlainError
    return found


def _old_notation(element: Element) -> list[Position]:
    if element.get("decimal", ".") != "." or element.get("cs", ",") != ",":
        raise _NotPlainError
    positions = [[float(part) for part in text.split(",")] for text in (element.text or "").split()]
    if not all(math.isfinite(value) for position in positions for value in position):
        raise ValueError(len(positions))
    return positions


def _line(element: Element, number: int) -> list[Position]:
    """Read a line: plain positions, or a curve of straight segments."""
    number = _dimension(element, number)
    segments = [each for holder in _below(element, "segments") for each in holder]
    if not segments and local_name(element.tag) in {"LineString", "LinearRing", "LineStringSegment"}:
        return _positions(element, number)
    if not segments or any(local_name(each.tag) != "LineStringSegment" for each in segments):
        raise _NotPlainError
    return _joined([_positions(each, number) for each in segments])


def _joined(parts: list[list[Position]]) -> list[Position]:
    whole = list(parts[0])
    for part in parts[1:]:
        whole += part[1:] if part[0] == whole[-1] else part
    return whole


def _ring(holder: Element, number: int) -> list[Position]:
    ring = next(iter(holder), None)
    if ring is None:
        raise _NotPlainError
    if local_name(ring.tag) == "LinearRing":
        return _positions(ring, number)
    members = [each for member in _below(ring, "curveMember") for each in member]
    if local_name(ring.tag) != "Ring" or not members:
        raise _NotPlainError
    return _joined([_line(each, _dimension(ring, number)) for each in members])


def _rings(element: Element, number: int) -> list[list[Position]]:
    """Read a polygon or a patch: its outer ring, then its holes."""
    number = _dimension(element, number)
    outer = [_ring(each, number) for each in _below(element, "exterior", "outerBoundaryIs")]
    if len(outer) != 1:
        raise _NotPlainError
    return outer + [_ring(each, number) for each in _below(element, "interior", "innerBoundaryIs")]


def _surfaces(element: Element, number: int) -> list[list[list[Position]]]:
    """Read every polygon of a surface, whatever it is made of."""
    number = _dimension(element, number)
    kind = local_name(element.tag)
    if kind in {"Polygon", "PolygonPatch", "Rectangle"}:
        return [_rings(element, number)]
    holders = list(_below(element, "patches", "surfaceMember", "surfaceMembers", "polygonMember"))
    parts = [part for holder in holders for part in holder]
    if kind not in {"Surface", "CompositeSurface", "MultiSurface", "MultiPolygon"} or not parts:
        raise _NotPlainError
    return [polygon for part in parts for polygon in _surfaces(part, number)]


def _polygonal(element: Element, number: int) -> JsonObject:
    polygons = _surfaces(element, number)
    if len(polygons) == 1 and not local_name(element.tag).startswith("Multi"):
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _point(element: Element, number: int) -> JsonObject:
    return {"type": "Point", "coordinates": _positions(element, number)[0]}


def _points(element: Element, number: int) -> JsonObject:
    members = [each for holder in _below(element, "pointMember", "pointMembers") for each in holder]
    return {"type": "MultiPoint", "coordinates": [_positions(each, number)[0] for each in members]}


def _plain_line(element: Element, number: int) -> JsonObject:
    return {"type": "LineString", "coordinates": _line(element, number)}


def _lines(element: Element, number: int) -> JsonObject:
    holders = _below(element, "curveMember", "curveMembers", "lineStringMember")
    members = [each for holder in holders for each in holder]
    return {"type": "MultiLineString", "coordinates": [_line(each, number) for each in members]}


def _none(element: Element, number: int) -> JsonObject:
    raise _NotPlainError(local_name(element.tag), number)


_READERS: Final[dict[str, Callable[[Element, int], JsonObject]]] = {
    "Point": _point,
    "MultiPoint": _points,
    "LineString": _plain_line,
    "Curve": _plain_line,
    "MultiCurve": _lines,
    "MultiLineString": _lines,
    "Polygon": _polygonal,
    "Surface": _polygonal,
    "CompositeSurface": _polygonal,
    "MultiSurface": _polygonal,
    "MultiPolygon": _polygonal,
    "MultiGeometry": _none,
    "CompositeCurve": _none,
    "OrientableSurface": _none,
    "OrientableCurve": _none,
    "Solid": _none,
}
