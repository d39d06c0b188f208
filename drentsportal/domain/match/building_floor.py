"""How wide a building can be that premises are: no wider than its floor area allows at the proportions asked.

The sides of a building that stands are not known, only its floor area, all storeys together. So a floor area
that is less than width x depth surely excludes, and one that is enough leaves the sides to be asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.match.building_area import widest_dm
from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis, IntervalColumn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Building


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
