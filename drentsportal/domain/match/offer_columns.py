"""Columns of what is known about offers: whole numbers between two bounds, and sets of ids.

Both kinds carry what is known and what is not in the same arrays, so that a verdict and a score are a few
comparisons over all offers at once: an exact value has equal bounds, a range has two, an unknown one none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]

UNBOUNDED: Final = 10**15
"""Stands for "no bound known": larger than any area in m², distance in m, price in cents or day number."""

NO_ROW: Final = -1
"""A row number that names no row; what is taken from it is unknown."""


class Basis(IntEnum):
    """Where the value of an offer comes from, and how much it says.

    ``PARK_TOTAL``: own area at least, at most what the park has in all. ``NOT_COMPUTED``: nothing is known
    because nothing was computed. ``ADJOINING``: the sum of plots that share edges. ``CONTRADICTED``: nothing
    is known because what is stated cannot all be true. Numbers are kept with matches and never change.
    """

    UNKNOWN = 0
    OWN = 1
    PARK = 2
    TOTAL = 3
    TOTAL_LATER = 4
    MAIN_CATEGORY = 5
    STATUS = 6
    COMBINED = 7
    COMPUTED = 8
    NOT_APPLICABLE = 9
    PARK_TOTAL = 10
    NOT_COMPUTED = 11
    ADJOINING = 12
    CONTRADICTED = 13


@dataclass(frozen=True, slots=True, eq=False)
class IntervalColumn:
    """A number per offer in the criterion's exact unit, known to lie in ``[low, high]``.

    ``low == high`` where it is known exactly; ``-UNBOUNDED`` and ``UNBOUNDED`` where a bound is unknown.
    ``record_ids`` names the record that gave the value, 0 where a person's choice or nothing did.
    """

    low: IntArray
    high: IntArray
    basis: NDArray[np.int8]
    record_ids: IntArray

    def __len__(self) -> int:
        """Return number of offers."""
        return len(self.low)

    @classmethod
    def exact(
        cls, values: IntArray, known: NDArray[np.bool_], basis: Basis, record_ids: IntArray
    ) -> IntervalColumn:
        """Make a column of exact values; unknown where ``known`` is False."""
        return cls.between(
            np.where(known, values, -UNBOUNDED), np.where(known, values, UNBOUNDED), basis, record_ids
        )

    @classmethod
    def between(cls, low: IntArray, high: IntArray, basis: Basis, record_ids: IntArray) -> IntervalColumn:
        """Make a column of ranges; unknown where neither bound is."""
        unknown = (low == -UNBOUNDED) & (high == UNBOUNDED)
        return cls(
            low,
            high,
            np.where(unknown, Basis.UNKNOWN, basis).astype(np.int8),
            np.where(unknown, 0, record_ids),
        )

    @classmethod
    def constant(cls, count: int, value: int, basis: Basis) -> IntervalColumn:
        """Make a column with one value for all."""
        values = np.full(count, value, np.int64)
        return cls(values, values.copy(), np.full(count, basis, np.int8), np.zeros(count, np.int64))

    @classmethod
    def unknown(cls, count: int) -> IntervalColumn:
        """Make a column of which nothing is known."""
        return cls(
            np.full(count, -UNBOUNDED, np.int64),
            np.full(count, UNBOUNDED, np.int64),
            np.zeros(count, np.int8),
            np.zeros(count, np.int64),
        )

    def contradicted(self, wrong: NDArray[np.bool_]) -> IntervalColumn:
        """Take nothing for known in some rows, since what is stated of them contradicts itself."""
        return IntervalColumn(
            np.where(wrong, -UNBOUNDED, self.low),
            np.where(wrong, UNBOUNDED, self.high),
            np.where(wrong, Basis.CONTRADICTED, self.basis).astype(np.int8),
            np.where(wrong, 0, self.record_ids),
        )

    @classmethod
    def joined(cls, parts: Sequence[IntervalColumn]) -> IntervalColumn:
        """Put columns one under the other."""
        return cls(
            np.concatenate([part.low for part in parts]),
            np.concatenate([part.high for part in parts]),
            np.concatenate([part.basis for part in parts]),
            np.concatenate([part.record_ids for part in parts]),
        )

    @classmethod
    def not_computed(cls, count: int) -> IntervalColumn:
        """Make a column that could be computed but was not."""
        nothing = cls.unknown(count)
        return replace(nothing, basis=np.full(count, Basis.NOT_COMPUTED, np.int8))

    def take(self, rows: IntArray) -> IntervalColumn:
        """Pick rows; ``NO_ROW`` gives unknown."""
        if not len(self):
            return IntervalColumn.unknown(len(rows))
        absent = rows == NO_ROW
        return IntervalColumn(
            np.where(absent, -UNBOUNDED, self.low[rows]),
            np.where(absent, UNBOUNDED, self.high[rows]),
            np.where(absent, Basis.UNKNOWN, self.basis[rows]).astype(np.int8),
            np.where(absent, 0, self.record_ids[rows]),
        )

    def or_else(self, other: IntervalColumn) -> IntervalColumn:
        """Fill what is unknown here from another column of the same offers."""
        unknown = self.basis == Basis.UNKNOWN
        return IntervalColumn(
            np.where(unknown, other.low, self.low),
            np.where(unknown, other.high, self.high),
            np.where(unknown, other.basis, self.basis),
            np.where(unknown, other.record_ids, self.record_ids),
        )

    def handed_down(self) -> IntervalColumn:
        """Return a park's values as those of what lies in it."""
        return IntervalColumn(self.low, self.high, _handed_down(self.basis), self.record_ids)

    def spread_rows(self) -> NDArray[np.intp]:
        """Return the rows of which the value is not exactly known."""
        return np.flatnonzero(self.low != self.high)

    def reduced(self, starts: IntArray) -> IntervalColumn:
        """Span groups of rows, from lowest to highest, ``starts`` being the first row of each.

        A group whose rows agree keeps basis and record of its first row.
        """
        if not len(starts):
            return IntervalColumn.unknown(0)
        low, high = np.minimum.reduceat(self.low, starts), np.maximum.reduceat(self.high, starts)
        agree = low == high
        basis = np.where(agree, self.basis[starts], Basis.COMBINED)
        basis = np.where((low == -UNBOUNDED) & (high == UNBOUNDED), Basis.UNKNOWN, basis).astype(np.int8)
        return IntervalColumn(low, high, basis, np.where(agree, self.record_ids[starts], 0))


@dataclass(frozen=True, slots=True, eq=False)
class SetColumn:
    """A set of ids per offer, as codes into ``sets``.

    ``sure`` names the ids that certainly hold, ``possible`` those that may; they are equal where the set is
    known and ``NO_ROW`` where it is not.
    """

    sure: IntArray
    possible: IntArray
    basis: NDArray[np.int8]
    record_ids: IntArray
    sets: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        """Return number of offers."""
        return len(self.sure)

    @classmethod
    def unknown(cls, count: int, sets: tuple[tuple[str, ...], ...] = ()) -> SetColumn:
        """Make a column of which nothing is known."""
        return cls(
            np.full(count, NO_ROW, np.int64),
            np.full(count, NO_ROW, np.int64),
            np.zeros(count, np.int8),
            np.zeros(count, np.int64),
            sets,
        )

    @classmethod
    def joined(cls, parts: Sequence[SetColumn]) -> SetColumn:
        """Put columns one under the other, each with its own list of sets."""
        place: dict[tuple[str, ...], int] = {}
        sure, possible = [], []
        for part in parts:
            codes = np.array([place.setdefault(each, len(place)) for each in part.sets] + [NO_ROW], np.int64)
            sure.append(codes[part.sure])
            possible.append(codes[part.possible])
        return cls(
            np.concatenate(sure),
            np.concatenate(possible),
            np.concatenate([part.basis for part in parts]),
            np.concatenate([part.record_ids for part in parts]),
            tuple(place),
        )

    def take(self, rows: IntArray) -> SetColumn:
        """Pick rows; ``NO_ROW`` gives unknown."""
        if not len(self):
            return SetColumn.unknown(len(rows), self.sets)
        absent = rows == NO_ROW
        return SetColumn(
            np.where(absent, NO_ROW, self.sure[rows]),
            np.where(absent, NO_ROW, self.possible[rows]),
            np.where(absent, Basis.UNKNOWN, self.basis[rows]).astype(np.int8),
            np.where(absent, 0, self.record_ids[rows]),
            self.sets,
        )

    def or_else(self, other: SetColumn) -> SetColumn:
        """Fill what is unknown here from another column of the same offers."""
        both = SetColumn.joined([self, other])
        count = len(self)
        own = np.arange(count)
        rows = np.where(self.basis == Basis.UNKNOWN, own + count, own)
        return both.take(rows)

    def handed_down(self) -> SetColumn:
        """Return a park's sets as those of what lies in it."""
        return SetColumn(self.sure, self.possible, _handed_down(self.basis), self.record_ids, self.sets)

    def reduced(self, starts: IntArray) -> SetColumn:
        """Span groups of rows: sure is what all rows of a group have, possible what one of them has."""
        if not len(starts):
            return SetColumn.unknown(0, self.sets)
        ends = np.append(starts[1:], len(self))
        place = {each: code for code, each in enumerate(self.sets)}
        result = self.take(starts)
        for group in np.flatnonzero(self._differs(starts)).tolist():
            rows = slice(int(starts[group]), int(ends[group]))
            result.basis[group], result.record_ids[group] = Basis.COMBINED, 0
            result.sure[group] = _code(place, self._common(frozenset(self.sure[rows].tolist())))
            result.possible[group] = _code(place, self._union(frozenset(self.possible[rows].tolist())))
        return SetColumn(result.sure, result.possible, result.basis, result.record_ids, tuple(place))

    def text_sets(self, row: int) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
        """Return the sure and the possible ids of one offer, ``None`` where unknown."""
        sure, possible = int(self.sure[row]), int(self.possible[row])
        return (
            None if sure == NO_ROW else self.sets[sure],
            None if possible == NO_ROW else self.sets[possible],
        )

    def overlap(self, wanted: tuple[str, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether an offer surely, and possibly, has one of ``wanted``."""
        hits = np.array([not set(wanted).isdisjoint(each) for each in self.sets] + [False], np.bool_)
        return hits[self.sure], hits[self.possible] | (self.possible == NO_ROW)

    def _differs(self, starts: IntArray) -> NDArray[np.bool_]:
        """Whether the rows of a group are not all the same."""
        varies = np.not_equal(self.sure, self.possible)
        for codes in (self.sure, self.possible):
            varies |= codes != np.repeat(codes[starts], np.diff(np.append(starts, len(self))))
        differs: NDArray[np.bool_] = np.logical_or.reduceat(varies, starts)
        return differs

    def _common(self, codes: frozenset[int]) -> tuple[str, ...]:
        if NO_ROW in codes:
            return ()
        return tuple(sorted(set.intersection(*(set(self.sets[code]) for code in codes))))

    def _union(self, codes: frozenset[int]) -> tuple[str, ...] | None:
        if NO_ROW in codes:
            return None
        return tuple(sorted(set.union(*(set(self.sets[code]) for code in codes))))


def _code(place: dict[tuple[str, ...], int], ids: tuple[str, ...] | None) -> int:
    return NO_ROW if ids is None else place.setdefault(ids, len(place))


def _handed_down(basis: NDArray[np.int8]) -> NDArray[np.int8]:
    return np.where(basis == Basis.OWN, Basis.PARK, basis).astype(np.int8)
