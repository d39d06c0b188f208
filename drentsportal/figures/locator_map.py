"""Where a site lies in Drenthe: gemeenten, the own one tinted, ring and dot on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.figures import base_map
from drentsportal.figures.labels import LabelField
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Circle, Mark, Picture, Style
from drentsportal.figures.scales import frame_around
from drentsportal.figures.symbology import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.site import Landmark, Municipality

_EMPTY_BOUNDS_RD: Final = (203_000.0, 517_000.0, 270_000.0, 577_000.0)
"""The extent of Drenthe in EPSG:28992, for a workspace without gemeente boundaries."""


def locator_map(
    municipalities: Sequence[Municipality],
    landmarks: Sequence[Landmark],
    own_code: str | None,
    site_rd: tuple[float, float] | None,
    size_mm: tuple[float, float],
    theme: Theme = Theme.PRINT,
) -> Picture:
    """Draw the province with the site in it; without ``site_rd`` only the gemeente is tinted."""
    colours = map_colours(theme)
    width, height = size_mm
    bounds: Sequence[float] = _EMPTY_BOUNDS_RD
    if municipalities:
        shapes = [each.geometry_rd for each in municipalities]
        bounds = shapely.total_bounds(shapes).tolist()
    frame = frame_around(bounds, width, height, margin_mm=0.6, round_scale=False)
    field = LabelField((0, 0, width, height))
    marks: list[Mark] = [
        *base_map.land(frame, municipalities, own_code, colours),
        *base_map.province_border(frame, municipalities, colours),
        *base_map.ways(frame, landmarks, colours),
    ]
    if site_rd is not None:
        x, y = frame.place(*site_rd)
        field.reserve((x - 2, y - 2, x + 2, y + 2))
    field.reserve((width - 26, 0, width, 5))
    marks.extend(base_map.road_badges(frame, landmarks, field, colours))
    marks.extend(base_map.places(frame, landmarks, field, colours, most=9))
    if site_rd is not None:
        marks.append(Circle((x, y), 1.7, Style("#FFFFFF", colours.site, 0.7)))
        marks.append(Circle((x, y), 0.75, Style(colours.site)))
    marks.append(base_map.scale_bar(frame, width - 1, 3.2, colours))
    return Picture(width, height, tuple(marks))
