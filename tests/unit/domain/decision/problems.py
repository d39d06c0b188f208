"""Random decision problems for the laws of the methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 1000


@dataclass(frozen=True, eq=False)
class Drawn:
    """Whole values 0 to ``MOST``, whole weights of which the first is above zero, and directions."""

    matrix: NDArray[np.float64]
    weights: NDArray[np.float64]
    directions: NDArray[np.float64]


@st.composite
def problems(draw: st.DrawFn, fewest: int = 2) -> Drawn:
    """Draw up to 8 alternatives on up to 5 criteria; few different values, so that there are ties."""
    rows = draw(st.integers(fewest, 8))
    columns = draw(st.integers(1, 5))
    values = st.integers(0, 4).map(lambda each: each * MOST // 4) | st.integers(0, MOST)
    cells = draw(st.lists(values, min_size=rows * columns, max_size=rows * columns))
    rest = draw(st.lists(st.integers(0, 100), min_size=columns - 1, max_size=columns - 1))
    signs = draw(st.lists(st.sampled_from((-1, 1)), min_size=columns, max_size=columns))
    return Drawn(
        np.array(cells, np.float64).reshape(rows, columns),
        np.array([draw(st.integers(1, 100)), *rest], np.float64),
        np.array(signs, np.float64),
    )
