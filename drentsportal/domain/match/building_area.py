"""How wide a building can be where only an area is known: no wider than it holds at the proportions asked.

Of a park known by its total, of a plot without outline and of plots together without outlines it is not known
where a building would stand. But what needs more ground than they measure surely does not fit on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis, IntervalColumn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Building
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import OfferTable

_DM2_PER_M2: Final = 100
_HALVINGS: Final = 62
"""Enough to search the widths of any whole number of m2."""


def ground_needed_m2(building: Building) -> int:
    """Return the ground that a building takes with its setback all around, rounded up to a m2."""
    around = 2 * building.setback_dm
    return -(-(building.width_dm + around) * (building.depth_dm + around) // _DM2_PER_M2)


def widest_dm(area_m2: IntArray, building: Building, setback_dm: int = 0) -> IntArray:
    """Return the widest building of the proportions asked that takes no more than each area; 0: none.

    The depth is rounded down to a decimetre, as ``relaxation.resized`` has it.
    """
    area_dm2 = np.maximum(area_m2, 0) * _DM2_PER_M2
    ratio = building.width_dm / building.depth_dm
    around = 2 * setback_dm
    least = np.zeros(len(area_dm2), np.int64)
    most = np.sqrt(area_dm2 * ratio).astype(np.int64) + int(ratio) + 2
    for _ in range(_HALVINGS):
        middle = (least + most + 1) // 2
        depth_dm = np.maximum(1, building.depth_dm * middle // building.width_dm)
        holds = (middle + around) * (depth_dm + around) <= area_dm2
        least, most = np.where(holds, middle, least), np.where(holds, most, middle - 1)
        if (least >= most).all():
            break
    return least


def with_area(
    column: IntervalColumn, offers: OfferTable, is_measured: NDArray[np.bool_], building: Building
) -> IntervalColumn:
    """Bound the width of a building by the area of what is offered, but where its own outline is measured.

    The area is the most that "plot area" is judged by: of a total all that it has, now, later or both. What
    the area alone excludes is told so, even where no outline is known.
    """
    area = offers.intervals["plot_area"]
    bounded = ~is_measured & ~offers.is_premises() & (area.high < UNBOUNDED)
    if not bounded.any():
        return column
    high = column.high.copy()
    high[bounded] = np.minimum(high[bounded], widest_dm(area.high[bounded], building, building.setback_dm))
    newly = bounded & (column.basis == Basis.UNKNOWN) & (high < building.width_dm)
    return IntervalColumn(
        np.where(bounded, np.maximum(column.low, 0), column.low),
        high,
        np.where(newly, Basis.TOTAL, column.basis).astype(np.int8),
        np.where(newly, offers.site_records, column.record_ids),
    )


def widest_on_area_dm(offers: OfferTable, offer: int, building: Building) -> int:
    """Return how wide a building the area of one offer allows; ``UNBOUNDED`` where the area is unknown."""
    area_m2 = offers.intervals["plot_area"].high[offer : offer + 1]
    if area_m2[0] >= UNBOUNDED:
        return UNBOUNDED
    return int(widest_dm(area_m2, building, building.setback_dm)[0])


def area_that_excludes_m2(offers: OfferTable, offer: int, building: Building) -> int | None:
    """Return the area of an offer where it is what bounds the width of the building; ``None`` elsewhere.

    Told from the columns, so that a match kept before areas bounded keeps the words of its outlines.
    """
    width = offers.intervals["building"]
    by_area = widest_on_area_dm(offers, offer, building)
    if width.basis[offer] != Basis.TOTAL or not width.high[offer] == by_area < building.width_dm:
        return None
    return max(0, int(offers.intervals["plot_area"].high[offer]))
