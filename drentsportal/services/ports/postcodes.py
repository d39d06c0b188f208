"""What the places of postcodes need from the outside: a file of areas or points, and a place to keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.roads.postcode_places import PostcodePlaces
    from drentsportal.services.ports.desk import Progress


@dataclass(frozen=True, slots=True)
class PostcodeOptions:
    """The person's answers to what a file of postcodes leaves open; ``None`` means: refuse and ask.

    ``column``: the column that holds the postcode. ``layer``, ``crs`` and ``accepted`` as for an import.
    """

    column: str | None = None
    layer: str | None = None
    crs: str | None = None
    accepted: frozenset[str] = frozenset()


class PostcodeReader(Protocol):
    """Reads a file of four-digit postcodes; never the live workspace."""

    def read(self, path: Path, options: PostcodeOptions, progress: Progress) -> PostcodePlaces:
        """Read a layer of areas, or a table with coordinates.

        Raises ``QuestionError`` when a choice is needed and ``DataSourceError`` when it cannot be read or
        holds no postcode with a place.
        """
        ...


class PostcodeShelf(Protocol):
    """Keeps the places that are in use on this computer, apart from the file that they came from."""

    def load(self) -> PostcodePlaces | None:
        """Return what is kept, ``None`` for nothing. Raises ``DataSourceError`` when it is damaged."""
        ...

    def keep(self, places: PostcodePlaces) -> None:
        """Keep these in the place of what was there. Raises ``StorageError`` when it cannot be written."""
        ...

    def forget(self) -> None:
        """Keep nothing any more. Raises ``StorageError`` when it cannot be removed."""
        ...
