"""The weights of every draw and the stream of random numbers: the same for ever, on every machine.

The stream is raw output of PCG64, which numpy keeps as it is; of its numbers everything is made with whole
numbers here, since numpy may change its own distributions.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.criteria import WEIGHT_SUM
from drentsportal.domain.match.weights import normalised_weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray

GENERATOR: Final = "numpy.PCG64.random_raw"
"""What makes the random numbers; 64 bits each, seeded with one whole number."""

BLOCK: Final = 500
"""Draws that are worked out together. Part of the method: the place of a draw in the stream rests on it."""

WORTH_LEVELS: Final = 1 << 16
"""How many worths a draw can give between the least and the most."""

_PER_NUMBER: Final = 4
"""Worths that one number of the stream gives, from its low 16 bits up."""

_WEIGHT_BITS: Final = 14
_WEIGHT_LEVELS: Final = (1 << _WEIGHT_BITS) - 1
_MOST_RAW: Final = 2600
"""Sum of weights up to which 2,600 x 200 x 2**14 x 1,000,000 stays below 2**53."""

_WHOLE_PERCENT: Final = 100


def small_weights(raw_weights: list[int]) -> IntArray:
    """Return the weights as set; those of a sum beyond ``_MOST_RAW`` in proportion, rounded to that sum.

    No request that the portal admits has such weights; a profile made elsewhere might.
    """
    divisor = max(math.gcd(*raw_weights), 1) if raw_weights else 1
    total = sum(raw_weights) // divisor
    if total <= _MOST_RAW:
        return np.array([each // divisor for each in raw_weights], np.int64)
    shares = normalised_weights(raw_weights)
    return np.array([share * _MOST_RAW // WEIGHT_SUM for share in shares], np.int64)


class DrawPlan:
    """The weights of every draw, and where in the stream the draws of unknown worths stand.

    The stream begins with the weights, a number for each criterion of the first draw, then of the second.
    After that come blocks of ``BLOCK`` draws; in each a run of numbers per unknown worth, by candidate in the
    order of the ranking, then by criterion, one number for four draws.
    """

    def __init__(self, raw_weights: list[int], seed: int, count: int, spread_percent: int) -> None:
        """Draw the weights. Raises ``ValueError`` for a spread outside 0 to 100 or no draws."""
        if not 0 <= spread_percent <= _WHOLE_PERCENT or count < 1:
            raise ValueError(spread_percent, count)
        self.count = count
        self.base = small_weights(raw_weights)
        self.spread_percent = spread_percent
        self._seed = seed
        raw = np.random.PCG64(seed).random_raw(count * len(self.base)).astype("<u8")
        self.weights_sha256 = hashlib.sha256(raw.tobytes()).hexdigest()
        levels = (raw >> (64 - _WEIGHT_BITS)).astype(np.int64).reshape(count, len(self.base))
        factors = (100 - spread_percent) * _WEIGHT_LEVELS + 2 * spread_percent * levels
        self.weights: NDArray[np.float64] = (factors * self.base).astype(np.float64)

    @property
    def ends(self) -> tuple[IntArray, IntArray]:
        """The least and the most that each weight can be, on one scale."""
        return (100 - self.spread_percent) * self.base, (100 + self.spread_percent) * self.base

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield the first draw of each block and the one after its last."""
        for start in range(0, self.count, BLOCK):
            yield start, min(start + BLOCK, self.count)

    def worth_numbers(self, block: tuple[int, int], cells: IntArray, cell_count: int) -> NDArray[np.uint16]:
        """Draw the numbers of some unknown worths, of ``cell_count`` in all, for the draws of a block."""
        start, end = block
        size = -(-(end - start) // _PER_NUMBER)
        drawn = np.empty((len(cells), size), "<u8")
        generator = np.random.PCG64(self._seed)
        # Every block before is full, and ``BLOCK`` a multiple of ``_PER_NUMBER``.
        generator.advance(self.count * len(self.base) + cell_count * (start // _PER_NUMBER))
        at = 0
        ends = [*(np.flatnonzero(np.diff(cells) != 1) + 1).tolist(), len(cells)]
        for first, last in zip([0, *ends[:-1]], ends, strict=True):
            place = int(cells[first]) * size
            if place != at:
                generator.advance(place - at)
            drawn[first:last] = generator.random_raw((last - first) * size).reshape(-1, size)
            at = place + (last - first) * size
        return drawn.view("<u2")[:, : end - start]
