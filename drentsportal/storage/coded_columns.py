"""Values of one attribute as numbers: themselves, or codes of texts in the order of the texts."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.sites.attributes import ValueType
from drentsportal.domain.sites.site_table import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.REAL, ValueType.BOOLEAN})


@dataclass(frozen=True, slots=True)
class CodedValues:
    """Values as numbers: themselves, NaN where unknown, or codes of texts, 0 where unknown."""

    values: NDArray[Any]
    known: NDArray[np.bool_]
    categories: tuple[str, ...] = ()

    def without_unused(self) -> CodedValues:
        """Drop the texts that no value is."""
        if not self.categories:
            return self
        used = np.unique(self.values[self.known])
        code_of = np.zeros(len(self.categories), np.int32)
        code_of[used] = np.arange(len(used))
        codes = np.where(self.known, code_of[self.values], 0).astype(np.int32)
        return CodedValues(codes, self.known, tuple(self.categories[code] for code in used.tolist()))

    def column(self, record_ids: NDArray[np.int64]) -> Column:
        """Return the column of a table."""
        return Column(self.values, self.known, record_ids, self.categories)


def coded_values(values: Sequence[Any], value_type: ValueType) -> CodedValues:
    """Turn values of one attribute, ``None`` where unknown, into numbers."""
    if value_type not in _NUMBERS:
        return coded_texts(values)
    # None becomes NaN, which no database keeps as a value.
    numbers = np.array(values, dtype=np.float64)
    return CodedValues(numbers, ~np.isnan(numbers))


def coded_texts(texts: Sequence[Any]) -> CodedValues:
    """Texts as codes in the order of the texts."""
    count = len(texts)
    if texts.count(None) == count:
        return CodedValues(np.zeros(count, np.int32), np.zeros(count, np.bool_))
    # Numbered as they come, in one pass; then renumbered in their order.
    numbers: defaultdict[str | None, int] = defaultdict(itertools.count().__next__)
    as_they_come = np.fromiter(map(numbers.__getitem__, texts), dtype=np.int32, count=count)
    categories = sorted(text for text in numbers if text is not None)
    code_of = np.full(len(numbers), -1, np.int32)
    code_of[[numbers[text] for text in categories]] = np.arange(len(categories))
    codes = code_of[as_they_come]
    known = codes >= 0
    codes[~known] = 0
    return CodedValues(codes, known, tuple(categories))
