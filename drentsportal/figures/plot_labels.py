"""The shortest words by which the plots of a map are told apart: 09 where all are called Kavel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.figures.labels import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST: Final = 14


def short_labels(names: Sequence[str]) -> tuple[str, ...]:
    """Return a label for each name, without the words with which all of them begin.

    Where the cut labels would be alike, the end of a name stands for it, which mostly holds its number.
    """
    common = _common_words(names)
    labels = [" ".join(each.split()[common:]) for each in names]
    told_apart = len(set(labels))
    for cut in (shortened, _end):
        made = tuple(cut(each, _LONGEST) for each in labels)
        if len(set(made)) == told_apart:
            return made
    return tuple(labels)


def _common_words(names: Sequence[str]) -> int:
    """Return how many words without a digit all names begin with; each keeps at least one word."""
    split = [each.split() for each in names]
    if len(split) < 2:  # noqa: PLR2004 - a name alone has nothing in common with another
        return 0
    most = min(len(each) for each in split) - 1
    for place in range(most):
        word = split[0][place]
        if not word.isalpha() or any(each[place] != word for each in split):
            return place
    return max(most, 0)


def _end(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"…{text[1 - longest :].lstrip()}"
