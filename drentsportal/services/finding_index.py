"""Things of one kind by name, prepared so that a hundred thousand are looked through at every letter typed.

A thing is found when each word that was typed stands in its name or in what is told beside it, at the
beginning of a word or within one of letters only. Adding a letter therefore never adds a thing. Only
where nothing but the inside of words was found, names count that are one letter away from what was typed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from drentsportal.services.near_words import NearWords, may_be_mistyped
from drentsportal.services.word_folding import folded
from drentsportal.services.word_postings import LAST_SIGN, WordPostings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from drentsportal.services.word_postings import Mask


_FIGURES: Final = re.compile("[0-9]+")
_PARTS: Final = re.compile(r"[0-9]+|[^\W0-9]+")
_WIDEST: Final = 8


class Nearness(IntEnum):
    """How near a thing is to what was typed, the nearest first."""

    EXACT = 0
    START = 1
    WORD = 2
    BESIDE = 3
    INSIDE = 4
    MISTYPED = 5
    SCATTERED = 6


class FindingRow(NamedTuple):
    """One thing: ``name`` is what is shown and sorted by, ``codes`` are numbers and postcodes of it.

    A code is found with its parts written as one and apart. ``beside`` is what else it is found by.
    """

    id: str
    name: str
    codes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexHits:
    """How many things were found, and the nearest of them by name, each with how near it is."""

    count: int
    nearest: tuple[tuple[str, Nearness], ...]


NO_HITS: Final = IndexHits(0, ())


class FindingIndex:
    """The things of one kind; it never changes once it is made."""

    def __init__(self, rows: Iterable[FindingRow] = ()) -> None:
        """Fold the words of every thing."""
        words = _Folder()
        ordered = sorted(rows, key=lambda each: (words.counted(each.name), each.id))
        names = [words.of(each.name) for each in ordered]
        self._ids = [each.id for each in ordered]
        self._by_name = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
        self._names = [names[at] for at in self._by_name]
        self._of_name = WordPostings([(name,) for name in names])
        self._of_all = WordPostings([_texts(row, words) for row in ordered])
        self._of_code: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(ordered):
            for code in filter(None, row.codes):
                self._of_code[_joined(words.of(code))].append(at)
        self._near = NearWords(self._of_name.words)

    def __len__(self) -> int:
        """Return how many things there are."""
        return len(self._ids)

    def find(self, typed: str, most: int) -> IndexHits:
        """Return what has all the words of ``typed``, the ``most`` nearest; nothing without a word."""
        name = folded(typed)
        if not name:
            return NO_HITS
        words = name.split()
        found = _all_of(words, self._standing)
        nearest = self._ranked(found, name, words, most) if found.any() else {}
        if min(nearest.values(), default=Nearness.INSIDE) is Nearness.INSIDE:
            meant = self._meant(words) & ~found
            found |= meant
            _take(nearest, meant, Nearness.MISTYPED, most)
        shown = tuple((self._ids[at], near) for at, near in nearest.items())
        return IndexHits(int(found.sum()), shown)

    def _standing(self, word: str) -> Mask:
        """Return where a word stands; a number is not sought in the middle of another one."""
        return self._of_all.having(word) if word.isalpha() else self._of_all.beginning(word)

    def _ranked(self, found: Mask, name: str, words: Sequence[str], most: int) -> dict[int, Nearness]:
        """Return the nearest of what was found; a farther class is looked at only where there is room."""
        names, nearest = self._names, dict[int, Nearness]()
        begin, end = bisect_left(names, name), bisect_left(names, name + LAST_SIGN)
        exact, start = np.zeros(len(names), np.bool_), np.zeros(len(names), np.bool_)
        exact[self._of_code.get(_joined(name), [])] = True
        exact[self._by_name[begin : bisect_left(names, f"{name} ", begin, end)]] = True
        exact &= found
        start[self._by_name[begin:end]] = True
        classes: tuple[tuple[Nearness, Callable[[], Mask]], ...] = (
            (Nearness.EXACT, lambda: exact),
            (Nearness.START, lambda: start),
            (Nearness.WORD, lambda: _all_of(words, self._of_name.beginning)),
            (Nearness.BESIDE, lambda: _all_of(words, self._of_all.beginning)),
            (Nearness.INSIDE, lambda: found),
        )
        for nearness, mask in classes:
            if len(nearest) >= most:
                break
            _take(nearest, mask(), nearness, most)
        return nearest

    def _meant(self, words: Sequence[str]) -> Mask:
        """Return the things whose names have each word, one letter set right where that helps."""
        if not any(may_be_mistyped(each) for each in words):
            return np.zeros(len(self), np.bool_)
        return _all_of(words, self._meant_by)

    def _meant_by(self, word: str) -> Mask:
        mask: Mask = self._of_all.beginning(word) | self._of_name.of_words(self._near.of(word))
        return mask


class _Folder:
    """Folds each text once: gemeenten and parks come back a hundred thousand times."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = folded(text)
        return known

    def counted(self, text: str) -> str:
        """Return the words as they are sorted: 2 before 10."""
        return _FIGURES.sub(lambda found: found[0].zfill(_WIDEST), self.of(text))


def _texts(row: FindingRow, words: _Folder) -> list[str]:
    codes = [words.of(code) for code in row.codes]
    written = dict.fromkeys(way for each in codes for way in (each, _joined(each), _parted(each)))
    return [words.of(row.name), *written, *map(words.of, row.beside)]


def _parted(code: str) -> str:
    """Set figures and letters of a code apart: a postcode is kept as one word and written as two."""
    return " ".join(_PARTS.findall(code))


def _joined(name: str) -> str:
    return name.replace(" ", "")


def _all_of(words: Sequence[str], mask: Callable[[str], Mask]) -> Mask:
    return reduce(np.logical_and, map(mask, words))


def _take(nearest: dict[int, Nearness], mask: Mask, nearness: Nearness, most: int) -> None:
    """Fill what room is left with the first of a class, by name."""
    for at in np.flatnonzero(mask).tolist():
        if len(nearest) >= most:
            return
        nearest.setdefault(at, nearness)
