"""Where in a shown text stands what was typed, so that it can be marked."""

from __future__ import annotations

from drentsportal.services.near_words import is_near, may_be_mistyped
from drentsportal.services.word_folding import folded, plain_signs

Span = tuple[int, int]
"""Begin and end of a part of a text, the end not in it."""


def match_spans(text: str, typed: str, *, is_mistyped: bool = False) -> tuple[Span, ...]:
    """Return the parts of ``text`` that answer the words of ``typed``, in order and apart.

    A word is marked where words begin with it, else where it stands within one; of a text that was found by
    setting a letter right (``is_mistyped``) else the words that are one letter away.
    """
    plain = plain_signs(text)
    marked = {
        at
        for word in folded(typed).split()
        for begin, end in _of_word(plain, word, is_mistyped=is_mistyped)
        for at in range(begin, end)
    }
    return joined_spans(marked)


def scattered_spans(text: str, typed: str) -> tuple[Span, ...]:
    """Return where the letters of ``typed`` stand in ``text`` one after the other, empty without."""
    plain = plain_signs(text)
    marked: set[int] = set()
    at = 0
    for sign in folded(typed).replace(" ", ""):
        at = plain.find(sign, at)
        if at < 0:
            return ()
        marked.add(at)
        at += 1
    return joined_spans(marked)


def joined_spans(places: set[int]) -> tuple[Span, ...]:
    """Return the parts that single places make."""
    spans: list[Span] = []
    for at in sorted(places):
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return tuple(spans)


def _of_word(plain: str, word: str, *, is_mistyped: bool) -> list[Span]:
    inside = [(at, at + len(word)) for at in range(len(plain)) if plain.startswith(word, at)]
    starting = [span for span in inside if span[0] == 0 or not plain[span[0] - 1].isalnum()]
    if starting or (inside and word.isalpha()):
        return starting or inside
    if not is_mistyped or not may_be_mistyped(word):
        return []
    return [span for span in _words(plain) if is_near(word, plain[slice(*span)])]


def _words(plain: str) -> list[Span]:
    return list(joined_spans({at for at, sign in enumerate(plain) if sign.isalnum()}))
