"""What search needs of an index of words: in memory only, since its words would lie open on a disk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


class TextField(StrEnum):
    """Where words stand, the weightiest first."""

    NAME = "name"
    TITLE = "title"
    COMPANY = "company"
    PLACE = "place"
    REQUEST = "request"
    CONTACTS = "contacts"
    NOTES = "notes"
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class IndexedText:
    """A thing that can be found: ``kind`` and ``id`` name it, ``fields`` are its words, a line each."""

    kind: str
    id: str
    fields: Mapping[TextField, tuple[str, ...]]


class TextIndex(Protocol):
    """Finds things by the beginnings of words, whatever the accents and capitals."""

    def put(self, texts: Iterable[IndexedText]) -> None:
        """Put things in, each in the place of what was there under its kind and id."""
        ...

    def remove(self, kind: str, ids: Collection[str]) -> None:
        """Take things out; unknown ones are passed over."""
        ...

    def find(self, words: Sequence[str], limit: int) -> tuple[IndexedText, ...]:
        """Find what has, for each of ``words``, one that begins with it; the best first."""
        ...

    def clear(self) -> None:
        """Take everything out, and leave nothing of it in memory that was ours."""
        ...
