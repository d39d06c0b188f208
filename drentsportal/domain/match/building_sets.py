"""Plots taken together because of the building that is asked for: where no plot and no smallest set holds it.

Area alone would pass by a site on which two plots side by side hold a building that neither holds by itself,
though one of them is large enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.match.building_column import metres_of
from drentsportal.domain.space.building_widths import PlotOutlines
from drentsportal.domain.space.plot_masks import MOST_JOINED, PlotMasks, joined_groups
from drentsportal.domain.space.plot_sets import NO_OWNER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Building, Combining
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.space.plot_adjacency import PlotAdjacency

MOST_SEARCHES: Final = 200
"""Outlines searched for a building of one request, a few milliseconds each; own choice."""

MOST_SETS: Final = 1_500
"""Sets of plots measured for one request, a tenth of a millisecond each; own choice."""

MOST_GROWN: Final = 100_000
"""Sets of one size that larger ones are made from."""

_Rows = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PlotsOfParks:
    """The plots that may be taken together, a place each: their rows on the ground, their parks.

    ``area_m2`` is 0 where outline or area are unknown, ``owners`` below 0 where the seller is; ``pairs`` tell
    by place what adjoins.
    """

    rows: IntArray
    parks: IntArray
    area_m2: IntArray
    owners: IntArray
    pairs: PlotAdjacency


class BuildingSets:
    """One building on the plots of many parks."""

    def __init__(
        self, ground: OffersOnGround, plots: PlotsOfParks, building: Building, asked: Combining
    ) -> None:
        """Keep what is asked; measures nothing yet."""
        self._ground, self._plots, self._building, self._asked = ground, plots, building, asked
        self._searches_left = MOST_SEARCHES
        self._sets_left = MOST_SETS

    def beside(
        self, found: Sequence[_Rows], wanted_m2: int, per_park: int
    ) -> tuple[list[_Rows], frozenset[int]]:
        """Return the smallest sets that hold the building, where a park has no plot or set that does.

        ``found`` are the sets that reach the area, by place. At most ``per_park`` each, of the fewest plots
        and then the least area. Also the parks in which not all sets could be looked at.
        """
        plots = self._plots
        large = np.flatnonzero(plots.area_m2 >= wanted_m2)
        whole = [each for each in found if all(plots.area_m2[list(each)] > 0)]
        reaching = [(int(place),) for place in large] + whole
        # A park that nothing reaches the area in is no question of the building.
        parks = {int(plots.parks[each[0]]) for each in reaching}
        for each, holds in zip(reaching, self._may_hold(reaching), strict=True):
            if holds:
                parks.discard(int(plots.parks[each[0]]))
        sets, unseen = self._large_sets(parks, wanted_m2)
        holding: dict[int, list[_Rows]] = {}
        for each, holds in zip(sets, self._may_hold(sets), strict=True):
            if holds:
                holding.setdefault(int(plots.parks[each[0]]), []).append(each)
        made = [each for park in sorted(holding) for each in _smallest(holding[park])[:per_park]]
        return made, frozenset(unseen - holding.keys())

    def _large_sets(self, parks: set[int], wanted_m2: int) -> tuple[list[_Rows], set[int]]:
        """Return the sets in some parks that are large enough, smallest first, and the parks with more."""
        plots, most = self._plots, self._asked.most_plots
        pairs = plots.pairs.where(np.isin(plots.parks[plots.pairs.first], sorted(parks)))
        groups, is_joined_by_too_many = joined_groups(pairs, len(plots.rows), MOST_JOINED)
        unseen = set(plots.parks[is_joined_by_too_many].tolist())
        inside = groups[pairs.first] >= 0
        if not inside.any():
            return [], unseen
        owners = plots.owners if self._asked.same_seller_only else np.full(len(plots.rows), NO_OWNER)
        masks = PlotMasks(
            plots.area_m2,
            np.maximum(owners, NO_OWNER),
            groups,
            (pairs.first[inside], pairs.second[inside]),
            wanted_m2,
        )
        park_of = masks.of_groups(plots.parks)
        grown = masks.single(np.arange(len(masks.sizes)), most)
        found: list[IntArray] = []
        for size in range(2, most + 1):
            if len(grown) > MOST_GROWN:
                unseen |= set(park_of[grown.group].tolist())
                break
            grown = masks.grown(grown, most - size)
            enough = grown.take(np.flatnonzero(grown.total_m2 >= wanted_m2))
            rows = masks.rows_of(enough, size)
            rows = rows[np.lexsort((enough.total_m2, plots.parks[rows[:, 0]]))]
            found.append(rows[self._are_long(rows)])
        # In the order of the plots, as every other set is told: so that the same plots are one set.
        seen = [tuple(sorted(each)) for rows in found for each in rows.tolist()]
        unseen |= {int(plots.parks[each[0]]) for each in seen[MOST_SETS:]}
        return seen[:MOST_SETS], unseen

    def _are_long(self, places: IntArray) -> NDArray[np.bool_]:
        """Whether the box around plots is as long as the building: without a union, so in no time."""
        around = shapely.bounds(self._ground.geometries_rd[self._plots.rows])[places]
        least, most = around[:, :, :2].min(axis=1), around[:, :, 2:].max(axis=1)
        width_m, depth_m, _ = metres_of(self._building)
        are_long: NDArray[np.bool_] = np.hypot(*(most - least).T) >= np.hypot(width_m, depth_m)
        return are_long

    def _may_hold(self, sets: Sequence[_Rows]) -> NDArray[np.bool_]:
        """Tell which plots or sets hold the building, or may where the searches are used up."""
        outlines = np.empty(len(sets), object)
        for number, places in enumerate(sets):
            rows = self._plots.rows[list(places)].tolist()
            outlines[number] = (
                self._ground.geometries_rd[rows[0]] if len(rows) == 1 else self._ground.union_rd(rows)
            )
        widths = PlotOutlines(outlines).widths(*metres_of(self._building), most_searches=self._searches_left)
        self._searches_left -= min(self._searches_left, widths.searched)
        may_hold: NDArray[np.bool_] = widths.high_width_dm >= self._building.width_dm
        return may_hold


def _smallest(sets: Sequence[_Rows]) -> list[_Rows]:
    """Keep of sets, fewest plots first, those that hold no other within them."""
    kept: list[_Rows] = []
    for each in sets:
        if not any(set(one) <= set(each) for one in kept):
            kept.append(each)
    return kept
