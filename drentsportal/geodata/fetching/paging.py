"""Pages of features, and the proof that together they are everything, once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.server_text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

JsonObject = dict[str, Any]

_MADE_UP_IDS: Final = "fid-"
"""GeoServer makes such ids anew for every answer where a table has no key; they prove nothing."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: GeoJSON features, and what it says of itself.

    ``matched`` is how many features there are in all, ``returned`` how many this answer says that it holds,
    ``None`` where it does not say. ``next_url`` is where the next page is, "" where none is named.
    ``stated_crs`` is the reference system that the answer names, "" for none.
    """

    features: list[JsonObject]
    matched: int | None = None
    returned: int | None = None
    next_url: str = ""
    stated_crs: str = ""


@dataclass(slots=True)
class Tally:
    """Counts what came in and refuses what cannot be the whole, each feature once.

    ``expected`` is what the service says that there are, ``None`` as long as it does not say.
    """

    address: str
    most_pages: int
    expected: int | None = None
    received: int = 0
    pages: int = 0
    _ids: set[str] = field(default_factory=set)
    _contents: set[bytes] = field(default_factory=set)
    _alike: int = 0

    def add(self, page: Page) -> None:
        """Count a page in.

        Raises ``DataSourceError`` when it came before, holds a feature that came before, holds fewer than
        it says, when the total changes on the way or is passed, and for one page too many.
        """
        self._expect(page.matched)
        self.pages += bool(page.features)
        if self.pages > self.most_pages:
            raise DataSourceError("error.fetch.page_limit", address=self.address, pages=self.most_pages)
        if page.returned is not None and page.returned != len(page.features):
            raise self._incomplete(self.received + len(page.features), self.received + page.returned)
        contents = [_digest(each) for each in page.features]
        if len(contents) > 1 and self._contents.issuperset(contents):
            raise DataSourceError("error.fetch.repeated_page", address=self.address, received=self.received)
        for feature, content in zip(page.features, contents, strict=True):
            self._add_feature(feature, content)
        self._contents.update(contents)
        self.received += len(page.features)
        if self.expected is not None and self.received > self.expected:
            raise DataSourceError(
                "error.fetch.too_many", address=self.address, received=self.received, expected=self.expected
            )

    def finish(self) -> tuple[Message, ...]:
        """Close the count and say what it rests on. Raises ``DataSourceError`` when features are missing."""
        if self.expected is not None and self.received < self.expected:
            raise self._incomplete(self.received, self.expected)
        if not self.received:
            raise DataSourceError("error.fetch.no_features", address=self.address)
        return tuple(self._notes())

    def _notes(self) -> Iterator[Message]:
        if self.expected is None:
            yield message("note.fetch.total_not_stated", count=self.received, pages=self.pages)
        else:
            yield message("note.fetch.complete", count=self.received, pages=self.pages)
        if self._alike:
            yield message("note.fetch.alike", count=self._alike)

    def _expect(self, matched: int | None) -> None:
        if matched is None:
            return
        if self.expected is not None and matched != self.expected:
            raise DataSourceError(
                "error.fetch.changed", address=self.address, before=self.expected, after=matched
            )
        self.expected = matched

    def _add_feature(self, feature: JsonObject, content: bytes) -> None:
        name = feature.get("id")
        is_known = isinstance(name, str | int) and not str(name).startswith(_MADE_UP_IDS)
        if is_known and str(name) in self._ids:
            raise DataSourceError("error.fetch.repeated_feature", address=self.address, name=shown(name))
        if content in self._contents:
            if not is_known:
                raise DataSourceError(
                    "error.fetch.repeated_feature", address=self.address, name=_first_value(feature)
                )
            self._alike += 1
        if is_known:
            self._ids.add(str(name))

    def _incomplete(self, received: int, expected: int) -> DataSourceError:
        return DataSourceError(
            "error.fetch.incomplete", address=self.address, received=received, expected=expected
        )


def stated_count(value: object) -> int | None:
    """Return a count as a service states it; ``None`` for "unknown" and anything else."""
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _digest(feature: JsonObject) -> bytes:
    """Digest of what a feature says, without its id."""
    content = [feature.get("properties"), feature.get("geometry")]
    return hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).digest()


def _first_value(feature: JsonObject) -> str:
    """Return the first value of a feature without id, by which a person can find it."""
    properties = feature.get("properties") or {}
    return shown(next((value for value in properties.values() if value is not None), "-"))
