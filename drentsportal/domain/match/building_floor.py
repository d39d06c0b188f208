"""How wide a building can be that premises are: no wider than its floor area allows at the proportions asked.

The sides of a building that stands are not known, only its floor area, all storeys together. So a floor area
that is less than width x depth surely excludes, and one that is enough leaves the sides to be asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis, IntervalColumn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Building
    from drentsportal.domain.match.offer_columns import IntArray

_DM2_PER_M2: Final = 100
_HALVINGS: Final = 62
"""Enough to search the widths of any whole number of m2."""


def with_floor(
    column: IntervalColumn, floor: IntervalColumn, premises: NDArray[np.bool_], building: Building
) -> IntervalColumn:
    """Bound the width of buildings that stand by their floor area; the ground of land keeps its own.

    ``column`` holds widths in dm, ``floor`` floor areas in m2, both of all offers.
    """
    known = premises & (floor.basis != Basis.UNKNOWN)
    high = np.full(len(column), UNBOUNDED, np.int64)
    high[known] = widest_dm(floor.high[known], building)
    return IntervalColumn(
        column.low,
        np.where(premises, high, column.high),
        np.where(premises, np.where(known, Basis.OWN, Basis.UNKNOWN), column.basis).astype(np.int8),
        np.where(premises, np.where(known, floor.record_ids, 0), column.record_ids),
    )


def widest_dm(floor_m2: IntArray, building: Building) -> IntArray:
    """Return the widest building of the proportions asked whose ground floor is no more than each area.

    The depth is rounded down to a decimetre, as ``relaxation.resized`` has it.
    """
    area_dm2 = np.maximum(floor_m2, 0) * _DM2_PER_M2
    ratio = building.width_dm / building.depth_dm
    least = np.zeros(len(area_dm2), np.int64)
    most = np.sqrt(area_dm2 * ratio).astype(np.int64) + int(ratio) + 2
    for _ in range(_HALVINGS):
        middle = (least + most + 1) // 2
        depth_dm = np.maximum(1, building.depth_dm * middle // building.width_dm)
        holds = middle * depth_dm <= area_dm2
        least, most = np.where(holds, middle, least), np.where(holds, most, middle - 1)
        if (least >= most).all():
            break
    return least
