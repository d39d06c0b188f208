"""Where a site lies in Drenthe: gemeenten, the own one tinted, ring and dot on the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.figures import base_map
from drentsportal.figures.labels import LabelField
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Circle, Mark, Picture, Style
from drentsportal.figures.scales import MapFrame, frame_around
from drentsportal.figures.symbology import Look, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.sites.site import Landmark, Municipality

_EMPTY_BOUNDS_RD: Final = (203_000.0, 517_000.0, 270_000.0, 577_000.0)
"""The extent of Drenthe in EPSG:28992, for a workspace without gemeente boundaries."""


@dataclass(frozen=True, slots=True)
class LocatorGround:
    """What does not depend on the site: gemeenten, water and roads, drawn once for a batch."""

    frame: MapFrame
    marks: tuple[Mark, ...]
    landmarks: Sequence[Landmark]
    theme: Look


def locator_ground(
    municipalities: Sequence[Municipality],
    landmarks: Sequence[Landmark],
    own_code: str | None,
    size_mm: tuple[float, float],
    theme: Look = Theme.PRINT,
) -> LocatorGround:
    """Draw the province with one gemeente tinted."""
    bounds: Sequence[float] = _EMPTY_BOUNDS_RD
    if municipalities:
        bounds = shapely.total_bounds([each.geometry_rd for each in municipalities]).tolist()
    frame = frame_around(bounds, *size_mm, margin_mm=0.6, round_scale=False)
    colours = map_colours(theme)
    marks = (
        *base_map.land(frame, municipalities, own_code, colours),
        *base_map.province_border(frame, municipalities, colours),
        *base_map.ways(frame, landmarks, colours),
    )
    return LocatorGround(frame, marks, landmarks, theme)


def locator_map(ground: LocatorGround, site_rd: tuple[float, float] | None) -> Picture:
    """Draw a site (EPSG:28992) on its ground; without ``site_rd`` the tinted gemeente is all that is told."""
    frame, landmarks = ground.frame, ground.landmarks
    colours = map_colours(ground.theme)
    width = frame.width_mm
    field = LabelField((0, 0, width, frame.height_mm))
    field.reserve((width - 26, 0, width, 5))
    site: list[Mark] = []
    if site_rd is not None:
        x, y = frame.place(*site_rd)
        field.reserve((x - 2, y - 2, x + 2, y + 2))
        site.append(Circle((x, y), 1.7, Style(colours.plate, colours.site, 0.7)))
        site.append(Circle((x, y), 0.75, Style(colours.site)))
    marks = (
        *ground.marks,
        *base_map.road_badges(frame, landmarks, field, colours),
        *base_map.places(frame, landmarks, field, colours, most=9),
        *site,
        base_map.scale_bar(frame, width - 1, 3.2, colours),
    )
    return Picture(width, frame.height_mm, marks)
