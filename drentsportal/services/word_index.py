"""What is searched, in memory: folded words of things, looked through from the first to the last.

Looking through fifteen million signs for the beginning of a word takes a hundredth of a second, so nothing
has to be prepared: what was read just now is found at once, and there is no second form of the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.services.ports.text_index import TextField
from drentsportal.services.word_folding import FIELD_END, folded

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_WEIGHTS: Final = {
    TextField.NAME: 20,
    TextField.TITLE: 10,
    TextField.COMPANY: 10,
    TextField.PLACE: 5,
    TextField.REQUEST: 4,
    TextField.CONTACTS: 3,
    TextField.NOTES: 2,
    TextField.TIMELINE: 1,
    TextField.FILES: 1,
}
_BY_PLACE: Final = (*(_WEIGHTS[each] for each in TextField), _WEIGHTS[TextField.COMPANY])
"""By the place of a field in a text. Behind all others can stand what else a company is called."""


class WordIndex:
    """Things of one kind by id, each with its folded fields (``word_folding.folded_fields``)."""

    def __init__(self) -> None:
        """Start empty."""
        self._texts: dict[str, str] = {}

    def put(self, texts: Mapping[str, str]) -> None:
        """Put things in, each in the place of what was there under its id."""
        self._texts |= texts

    def remove(self, ids: Collection[str]) -> None:
        """Take things out; unknown ones are passed over."""
        for each in ids:
            self._texts.pop(each, None)

    def find(self, words: Sequence[str]) -> list[tuple[int, str]]:
        """Return weight and id of what has, for each of ``words``, one that begins with it, unordered.

        A word with signs in it is looked for as its parts, one after the other. A thing weighs the more the
        weightier the fields are in which the words stand. Without a word nothing is found.
        """
        wanted = [text for each in words if (text := folded(each))]
        if not wanted:
            return []
        first, *others = wanted
        # The first look goes through everything: a plain comparison in a list is the quickest there is.
        found = [item for item in self._texts.items() if first in item[1]]
        for each in others:
            found = [item for item in found if each in item[1]]
        return [(sum(_weight(text, each) for each in wanted), name) for name, text in found]


def _weight(text: str, wanted: str) -> int:
    """Return the weight of the weightiest field with a word; fields stand in that order, but the last."""
    place = text.count(FIELD_END, 0, text.index(wanted))
    last = text.count(FIELD_END) if place else 0
    if last < len(TextField) or wanted not in text[text.rindex(FIELD_END) :]:
        return _BY_PLACE[place]
    return max(_BY_PLACE[place], _BY_PLACE[last])
