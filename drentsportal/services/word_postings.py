"""Which things have which words: the beginning of a word is one slice, however many things have it.

Things are numbered; an answer is a mask over them. A hundred thousand things share some thousands of words,
so that only those few are looked at letter by letter.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

LAST_SIGN: Final = "\U0010ffff"
"""Stands after every sign of a folded word."""


class WordPostings:
    """The words of things, in the order of the alphabet, each with the things that have it."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Take in the folded texts of each thing; of equal texts only the first is taken apart."""
        self._count = len(texts)
        ids: dict[str, int] = {}
        known: dict[str, list[int]] = {}
        found, rows = list[int](), list[int]()
        for at, told in enumerate(texts):
            for text in told:
                of_text = known.get(text)
                if of_text is None:
                    of_text = known[text] = [ids.setdefault(each, len(ids)) for each in set(text.split())]
                found += of_text
                rows += [at] * len(of_text)
        self.words = sorted(ids)
        place = np.empty(len(ids), np.int32)
        place[[ids[each] for each in self.words]] = np.arange(len(ids), dtype=np.int32)
        of_posting = place[found]
        order = np.argsort(of_posting, kind="stable")
        self._of_posting = of_posting[order]
        self._rows = np.array(rows, np.int32)[order]
        self._starts = np.searchsorted(self._of_posting, np.arange(len(ids) + 1))
        self._letters = [(at, each) for at, each in enumerate(self.words) if each.isalpha()]

    def beginning(self, start: str) -> Mask:
        """Return the things with a word that begins with ``start``."""
        begin, end = bisect_left(self.words, start), bisect_left(self.words, start + LAST_SIGN)
        return self._mask(self._rows[self._starts[begin] : self._starts[end]])

    def having(self, part: str) -> Mask:
        """Return the things with ``part`` anywhere in a word of letters, or at the beginning of any word."""
        mask, inside = self.beginning(part), [at for at, each in self._letters if part in each]
        if inside:
            wanted = np.zeros(len(self.words), np.bool_)
            wanted[inside] = True
            mask[self._rows[wanted[self._of_posting]]] = True
        return mask

    def of_words(self, words: Iterable[str]) -> Mask:
        """Return the things with any of ``words``, all of them known ones."""
        mask = self._mask(self._rows[:0])
        for each in words:
            at = bisect_left(self.words, each)
            mask[self._rows[self._starts[at] : self._starts[at + 1]]] = True
        return mask

    def _mask(self, rows: NDArray[np.int32]) -> Mask:
        mask = np.zeros(self._count, np.bool_)
        mask[rows] = True
        return mask
