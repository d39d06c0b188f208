"""Who is ahead of whom whatever is drawn: whole numbers, so surely so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.firmness.draw_plan import DrawPlan
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.score_matrix import ScoreMatrix

TOP_COUNT: Final = 3
"""Places that count as the top of the list."""

_REFERENCES: Final = 12
"""So many of the strongest are held against everyone."""


class Duels:
    """Settles every pair of candidates that all weights and worths of a plan settle the same way."""

    def __init__(self, matrix: ScoreMatrix, plan: DrawPlan) -> None:
        """Take the least and the most of every worth and weight."""
        self._low, self._high = matrix.low, matrix.high
        self._least, self._most = plan.ends

    def may_lead(self) -> NDArray[np.bool_]:
        """Tell who may be in a top three: who is not behind three of the strongest at all times."""
        behind = np.zeros(len(self._low), np.int64)
        for row in range(min(_REFERENCES, len(self._low))):
            behind += self.behind(row)
        return behind < TOP_COUNT

    def ahead_of(self, row: int) -> NDArray[np.bool_]:
        """Tell who is ahead of a candidate in every draw."""
        ahead: NDArray[np.bool_] = self._least_lead(self._low - self._high[row]) > 0
        return ahead

    def behind(self, row: int) -> NDArray[np.bool_]:
        """Tell who is behind a candidate in every draw."""
        behind: NDArray[np.bool_] = self._least_lead(self._low[row] - self._high) > 0
        return behind

    def _least_lead(self, gaps: IntArray) -> IntArray:
        """Return the smallest weighted sum of gaps over all weights that can be drawn."""
        won, lost = np.maximum(gaps, 0), np.minimum(gaps, 0)
        return (won @ self._least + lost @ self._most).astype(np.int64)
