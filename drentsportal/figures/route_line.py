"""The order of stops on a map: a line from each to the next, with an arrow that says which way."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drentsportal.figures.marks import Line, Mark, Polygon, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.figures.marks import Point
    from drentsportal.figures.symbology import MapColours

_LINE_MM: Final = 0.7
_ARROW_MM: Final = 3.2
_ARROW_AT: Final = 0.58
"""Past the middle, so that the arrows there and back lie apart."""
_SHORTEST_MM: Final = 7.0
"""Between nearer symbols there is no room for an arrow; the numbers tell the order."""


def route_line(points: Sequence[Point], colours: MapColours) -> Iterator[Mark]:
    """Draw the way along points on paper; it is the order, not the road that is driven."""
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return
    yield Line(tuple(points), Style(None, colours.halo, _LINE_MM + 0.9, round_ends=True))
    yield Line(tuple(points), Style(None, colours.site, _LINE_MM, dash_mm=(2.0, 1.2)))
    for start, end in pairwise(points):
        if math.dist(start, end) >= _SHORTEST_MM:
            yield _arrow(start, end, colours)


def _arrow(start: Point, end: Point, colours: MapColours) -> Polygon:
    length = math.dist(start, end)
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    across = (-along[1], along[0])
    middle = (
        start[0] + (end[0] - start[0]) * _ARROW_AT,
        start[1] + (end[1] - start[1]) * _ARROW_AT,
    )
    half = _ARROW_MM / 2

    def corner(forward: float, aside: float) -> Point:
        return (
            middle[0] + along[0] * forward + across[0] * aside,
            middle[1] + along[1] * forward + across[1] * aside,
        )

    ring = (corner(half, 0), corner(-half, half), corner(-half / 2, 0), corner(-half, -half))
    return Polygon((ring,), Style(colours.site, colours.halo, 0.3))
