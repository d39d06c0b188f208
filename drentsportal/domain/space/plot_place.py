"""Where a drawn plot lies beside what is there: over other plots, or outside its park; EPSG:28992."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.message import Message, message
from drentsportal.domain.space.plot_shapes import SMALLEST_AREA_M2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

PlaceRemarks = tuple[Message, ...]
"""What looks odd of the place of a drawing; never a reason to refuse."""

NamedShape = tuple[str, "BaseGeometry"]

_MOST_NAMED: Final = 5


def overlap_remarks(shape: BaseGeometry, plots: Sequence[NamedShape]) -> PlaceRemarks:
    """Name the plots that a shape lies over, by how much in m2, the largest overlap first.

    Less than 1 m2 is no overlap: corners that were drawn by hand never meet to the millimetre.
    """
    found = [
        (float(shape.intersection(outline).area), name)
        for name, outline in plots
        if shape.intersects(outline)
    ]
    over = sorted(
        (each for each in found if each[0] >= SMALLEST_AREA_M2), key=lambda each: (-each[0], each[1])
    )
    named = [
        message("warning.shape.overlaps", plot=name, overlap_m2=area) for area, name in over[:_MOST_NAMED]
    ]
    rest = over[_MOST_NAMED:]
    if rest:
        overlap_m2 = sum(area for area, _ in rest)
        named.append(message("warning.shape.overlaps_more", count=len(rest), overlap_m2=overlap_m2))
    return tuple(named)


def outside_remarks(shape: BaseGeometry, park: NamedShape) -> PlaceRemarks:
    """Say how much of a plot, in m2, lies outside its park; less than 1 m2 is not outside."""
    name, outline = park
    outside_m2 = float(shape.difference(outline).area)
    if outside_m2 < SMALLEST_AREA_M2:
        return ()
    if shape.area - outside_m2 < SMALLEST_AREA_M2:
        return (message("warning.shape.all_outside", park=name),)
    return (message("warning.shape.partly_outside", park=name, outside_m2=outside_m2),)


def left_outside_remarks(park_shape: BaseGeometry, plots: Sequence[NamedShape]) -> PlaceRemarks:
    """Name the plots of a park that another outline of it would leave outside, in whole or in part."""
    names = sorted(name for name, outline in plots if outline.difference(park_shape).area >= SMALLEST_AREA_M2)
    if not names:
        return ()
    shown = tuple(names[:_MOST_NAMED])
    return (message("warning.shape.plots_outside", plots=shown, count=len(names)),)
