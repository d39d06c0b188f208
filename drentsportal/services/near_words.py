"""Words one letter away from what was typed: another, missing, surplus or swapped with its neighbour.

What was typed may be the beginning of a word. All words are folded (``word_folding``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_LETTERS: Final = 4
"""A shorter word is near too many others to mean one of them."""

_LAST: Final = "\U0010ffff"
"""Stands after every sign of a folded word."""


def may_be_mistyped(word: str) -> bool:
    """Whether a word is long enough, and letters only: another figure is another number."""
    return len(word) >= LEAST_LETTERS and word.isalpha()


def is_near(typed: str, word: str) -> bool:
    """Whether one letter makes ``typed`` the beginning of ``word``; as it stands counts too."""
    at = next((n for n, sign in enumerate(typed) if word[n : n + 1] != sign), len(typed))
    if at == len(typed):
        return True
    rest = typed[at + 1 :]
    is_another = at < len(word) and word.startswith(rest, at + 1)
    is_surplus = word.startswith(rest, at)
    is_missing = at < len(word) and word.startswith(typed[at:], at + 1)
    swapped = typed[at + 1 : at + 2] + typed[at]
    is_swapped = len(swapped) > 1 and word.startswith(swapped + typed[at + 2 :], at)
    return is_another or is_surplus or is_missing or is_swapped


class NearWords:
    """All words that could be meant, prepared so that few of them are compared letter by letter."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep the words that could be meant, each once."""
        self._words = sorted({each for each in words if may_be_mistyped(each)})

    def of(self, typed: str) -> list[str]:
        """Return the words that are one letter away, in the order of the alphabet."""
        if not may_be_mistyped(typed):
            return []
        # Of one mistake either what stands before the middle is right, or all that comes after it.
        middle = len(typed) // 2
        head, tail = typed[: middle - 1], typed[middle:]
        begin, end = bisect_left(self._words, head), bisect_left(self._words, head + _LAST)
        maybe = {*self._words[begin:end], *(each for each in self._words if tail in each)}
        return sorted(each for each in maybe if is_near(typed, each))
