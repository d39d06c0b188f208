"""The documents that an application for a permit needs, as far as a source names them.

The list ships with the application and is edited by the province; the gemeente decides what it asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.values import PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping


_WORDS: Final = ("name", "tells")


@dataclass(frozen=True, slots=True)
class PermitDocument:
    """One document: what it is, what it tells, and which source names it on which date.

    ``translated`` holds ``name`` and ``tells`` by language code, for the languages that the list has.
    """

    id: str
    name: str
    tells: str
    source: str
    as_of: PartialDate
    translated: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)


def permit_list_from_data(data: Mapping[str, Any]) -> tuple[PermitDocument, ...]:
    """Read the list from plain data.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for an entry without one of its texts, above all
    without its source, and ``InputError`` for a date that is none.
    """
    found = tuple(_document(each) for each in data.get("document", ()))
    if len({each.id for each in found}) != len(found):
        raise ValueError("id")
    return found


def _document(entry: Mapping[str, Any]) -> PermitDocument:
    texts = _texts(entry, ("id", *_WORDS, "source", "as_of"))
    # What is a table of its own is a language.
    translated = {code: _texts(words, _WORDS) for code, words in entry.items() if isinstance(words, dict)}
    as_of = PartialDate.parse(texts.pop("as_of"))
    return PermitDocument(**texts, as_of=as_of, translated=translated)


def _texts(entry: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    texts = {name: entry[name] for name in names}
    for name, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(name)
    return texts
