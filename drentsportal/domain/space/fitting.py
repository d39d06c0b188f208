"""What one offer measures on the ground: its plots as one outline, and the building that is asked on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.space.building_fit import BuildingFit, buildable_rd, fits, largest_building
from drentsportal.domain.space.plot_adjacency import DRAWN_APART_M, union_rd
from drentsportal.domain.space.plot_combination import SameOwner
from drentsportal.domain.space.rectangle_contact import is_area
from drentsportal.domain.vocabulary import Seller
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Building

_DM_PER_M: Final = 10


@dataclass(frozen=True, slots=True, eq=False)
class FittingPlot:
    """One plot (or park) of what is offered; ``area_m2`` and ``seller`` ``None`` where unknown.

    ``geometry_rd`` is its own outline in EPSG:28992.
    """

    id: str
    name: str
    geometry_rd: BaseGeometry
    area_m2: int | None = None
    seller: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fitting:
    """Plots taken together and the building on them, for one picture; lengths in metres, EPSG:28992.

    ``outline_rd``: the plots as one, strips between them closed. ``gap_m``: the widest strip that must be
    bridged to walk over all plots, 0 where they adjoin. ``sellers``: ``None`` for one plot. ``left_rd``: the
    ground that the free strip leaves, ``None`` without a building. ``place``: where the building fits;
    ``largest``: where it does not, the largest of its proportions that does, ``None`` where none does.
    ``fault_id``: why the ground cannot be judged (``InputError``), empty where it can.
    """

    plots: tuple[FittingPlot, ...]
    outline_rd: BaseGeometry
    gap_m: float
    sellers: SameOwner | None
    building: Building | None = None
    left_rd: BaseGeometry | None = None
    place: BuildingFit | None = None
    largest: BuildingFit | None = None
    fault_id: str = ""

    @property
    def area_m2(self) -> int | None:
        """The recorded areas together; ``None`` where that of one is unknown."""
        areas = [each.area_m2 for each in self.plots]
        return None if None in areas else sum(each for each in areas if each is not None)

    @property
    def drawn(self) -> BuildingFit | None:
        """The building that is drawn: the one asked, else the largest that fits."""
        return self.place or self.largest


def fit_on(plots: Sequence[FittingPlot], building: Building | None) -> Fitting:
    """Take plots together and try a building on them; at least one plot.

    A building may span only ground that is truly joined (``plot_adjacency.union_rd`` with gap 0).
    """
    outlines = [each.geometry_rd for each in plots]
    gap_m = bridged_m(outlines)
    sellers = None if len(plots) == 1 else same_seller([each.seller for each in plots])
    if not all(is_area(each) for each in outlines):
        # Which ground is meant is not known: it is drawn as it is, and not judged.
        parts = shapely.multipolygons([each for one in outlines for each in shapely.get_parts(one)])
        return Fitting(tuple(plots), parts, gap_m, sellers, building, fault_id="error.shape.crosses_itself")
    outline_rd = outlines[0] if len(outlines) == 1 else union_rd(outlines, gap_m)
    plain = Fitting(tuple(plots), outline_rd, gap_m, sellers, building)
    if building is None:
        return plain
    sides_m = building.width_dm / _DM_PER_M, building.depth_dm / _DM_PER_M
    setback_m = building.setback_dm / _DM_PER_M
    try:
        ground = outlines[0] if len(outlines) == 1 else union_rd(outlines)
        left_rd = buildable_rd(ground, setback_m)
        place = fits(ground, *sides_m, setback_m)
        largest = None if place is not None else largest_building(ground, *sides_m, setback_m)
    except InputError as error:
        return replace(plain, fault_id=error.message_id)
    return replace(plain, left_rd=left_rd, place=place, largest=largest)


def bridged_m(outlines_rd: Sequence[BaseGeometry]) -> float:
    """Return the widest strip on the shortest way over all outlines; 0 where that is only a drawing error."""
    joined, apart, widest = [outlines_rd[0]], list(outlines_rd[1:]), 0.0
    while apart:
        near = [min(float(shapely.distance(each, one)) for one in joined) for each in apart]
        nearest = near.index(min(near))
        widest = max(widest, near[nearest])
        joined.append(apart.pop(nearest))
    return widest if widest > DRAWN_APART_M else 0.0


def same_seller(sellers: Sequence[str | None]) -> SameOwner:
    """Say whether plots have one seller; private sellers may differ from each other, so that is not known."""
    known = {each for each in sellers if each is not None}
    if len(known) > 1:
        return SameOwner.DIFFERENT
    is_open = None in sellers or Seller.PRIVATE.value in known
    return SameOwner.UNKNOWN if is_open else SameOwner.SAME
