"""The plots that a map names, as they lie on paper, and what a name may not lie on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.figures.labels import MM_PER_PT
from drentsportal.figures.marks import Anchor, Point, TextStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_HALO: Final = 0.1


@dataclass(frozen=True, slots=True)
class NamedPlot:
    """A plot on paper (mm) with its words; a quiet one has its name only where that fits, without a line.

    One that ``is_needed`` (a free one, one that the sheet is about) is named before all others.
    """

    shape: BaseGeometry
    name: str
    area: str
    colour: str
    halo: str
    is_quiet: bool
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What a name may not lie on: every plot, and the boundary of the site as a line."""

    plots: Sequence[NamedPlot]
    tree: shapely.STRtree
    edge: BaseGeometry

    @classmethod
    def of(cls, plots: Sequence[NamedPlot], boundary: BaseGeometry | None) -> Ground:
        """Return the ground of these plots within the boundary of their site, if it has one."""
        edge = shapely.Point() if boundary is None else boundary.boundary
        return cls(plots, shapely.STRtree([each.shape for each in plots]), edge)

    def is_on_another(self, plot: NamedPlot, box: BaseGeometry) -> bool:
        """Whether a box covers ground of a plot that is not the own one."""
        found = self.tree.query(box, predicate="intersects")
        return any(self.plots[each] is not plot for each in found.tolist())

    def open_of(self, boxes: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Tell of each box whether it lies on no plot and not on the boundary."""
        is_open = ~shapely.intersects(self.edge, boxes)
        is_open[self.tree.query(boxes, predicate="intersects")[0]] = False
        return is_open

    def under(self, at: Point) -> NDArray[np.bool_]:
        """Tell of each plot whether a point lies in it: where plots overlap, that is more than one."""
        found = np.zeros(len(self.plots), dtype=bool)
        found[self.tree.query(shapely.Point(at), predicate="intersects")] = True
        return found

    def passes_of(self, at: Point, lines: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Tell of each line from a point whether it runs over a plot in which that does not lie."""
        passes = np.zeros(len(lines), dtype=bool)
        line, other = self.tree.query(lines, predicate="intersects")
        passes[line[~self.under(at)[other]]] = True
        return passes


def name_style(plot: NamedPlot, size_pt: float, weight: int, anchor: Anchor = Anchor.MIDDLE) -> TextStyle:
    """Return the type of a name, on a halo of the colour of its plot."""
    size_mm = size_pt * MM_PER_PT
    return TextStyle(size_mm, plot.colour, weight, halo=plot.halo, halo_mm=_HALO * size_pt, anchor=anchor)


def middle(shape: BaseGeometry) -> Point:
    """Return the centre of a shape, or a point inside it where the centre is not."""
    centre = shape.centroid
    if not shape.contains(centre):
        centre = shape.representative_point()
    return centre.x, centre.y
