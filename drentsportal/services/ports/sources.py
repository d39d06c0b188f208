"""What the use cases need of sources: the remembered ones, what fetches them, what takes in photographs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.merge.data_source import DataSource, DataSourceKind, SourceState
    from drentsportal.domain.message import Message
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.ports.desk import Progress


class SourceReader(Protocol):
    """The sources that the workspace remembers."""

    def all(self) -> tuple[SourceState, ...]:
        """Return every remembered source with how it stands, ordered by title."""
        ...

    def get(self, source_id: str) -> SourceState:
        """Return one. Raises ``NotFoundError``."""
        ...


class SourceStore(SourceReader, Protocol):
    """The sources in a unit of work."""

    def put(self, state: SourceState) -> None:
        """Store a source, new or changed."""
        ...

    def remove(self, source_id: str) -> None:
        """Forget a source; what it delivered stays. Raises ``NotFoundError``."""
        ...


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much of a service is read at most: seconds in all, bytes in all, and pages."""

    seconds: int = 600
    size_bytes: int = 2_000_000_000
    pages: int = 10_000


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """What was fetched from a service: one file that the reader of files can read, complete and checked."""

    path: Path
    sha256: str
    feature_count: int
    crs: str
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerOffer:
    """A layer, feature type or collection on offer; ``feature_count`` is ``None`` where it is not said."""

    name: str
    title: str
    crs: tuple[str, ...] = ()
    feature_count: int | None = None


class SourceFetcher(Protocol):
    """Reads services of the web into a file; in a process of its own, within limits."""

    def layers(
        self, kind: DataSourceKind, address: str, limits: FetchLimits, progress: Progress
    ) -> tuple[LayerOffer, ...]:
        """Ask a service what it offers. Raises ``DataSourceError`` and ``CancelledError``."""
        ...

    def fetch(self, source: DataSource, folder: Path, limits: FetchLimits, progress: Progress) -> FetchedFile:
        """Fetch the whole of a layer into ``folder``.

        Raises ``DataSourceError`` when it is not complete, not what it says it is, or past a limit, and
        ``CancelledError``; no file is left then.
        """
        ...


@dataclass(frozen=True, slots=True)
class PreparedPhotograph:
    """A photograph fit to keep: upright, scaled, without metadata.

    ``taken_on`` is the day that the camera noted, ``None`` where it did not; nothing else of the metadata
    is passed on.
    """

    content: bytes
    media_type: str
    width_px: int
    height_px: int
    taken_on: PartialDate | None


class PhotographPreparer(Protocol):
    """Makes photographs fit to keep."""

    def prepare(self, path: Path) -> PreparedPhotograph:
        """Read a picture file. Raises ``DataSourceError`` when it is none, or too large to open safely."""
        ...
