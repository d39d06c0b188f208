"""What a bidbook is made of, and the port behind which its files are written, kept and recognised again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.vocabulary import PlotStatus
    from drentsportal.errors import ReportError
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A file of a batch as its record has it.

    ``made_of`` is a checksum of all that stands on it and of what set it; ``sha256`` one of the file.
    """

    file_name: str
    sha256: str
    made_of: str


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """What lies in the folder of a batch: at which data version, when and in which style it was begun."""

    data_version: int
    made_at_utc: datetime
    style: DocumentStyle
    sheets: Mapping[str, KeptSheet]
    book: KeptSheet | None = None


@dataclass(frozen=True, slots=True)
class SheetJob:
    """One factsheet of a batch: what stands on it, its file, and what the record has of it."""

    subject: FactsheetSubject
    path: Path
    kept: KeptSheet | None = None


@dataclass(frozen=True, slots=True)
class SheetOutcome:
    """How one factsheet of a batch went: its file, or why there is none.

    ``is_new`` is false where the file was there and unchanged.
    """

    job: SheetJob
    result: KeptSheet | ReportError
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class BookSubject:
    """The combined document: its title, the sites in order, and which gemeenten they lie in.

    ``left_out_count`` sites more are told of on the title page than there are sheets: in a preview.
    ``missing`` are sites whose sheet could not be made, each with its park: the title page names them.
    ``taken`` counts the plots that are sold, reserved or under option.
    """

    title: str
    site_ids: tuple[str, ...]
    municipality_names: tuple[str, ...]
    data_version: int
    made_at_utc: datetime
    left_out_count: int = 0
    missing: tuple[tuple[Site, Site | None], ...] = ()
    taken: tuple[tuple[PlotStatus, int], ...] = ()


class BidbookFiles(Protocol):
    """The files of one batch; keeps what it has set until the combined document is made."""

    @property
    def style(self) -> DocumentStyle:
        """In which style the files are made."""
        ...

    def record(self, folder: Path) -> BatchRecord | None:
        """Read what lies in a folder; ``None`` where there is no record that can be read."""
        ...

    def keep_record(self, folder: Path, record: BatchRecord) -> None:
        """Write what lies in a folder. Raises ``ReportError``."""
        ...

    def take_away(self, folder: Path, kept: Sequence[KeptSheet]) -> None:
        """Remove files of an earlier batch that nobody changed since. Raises ``ReportError``."""
        ...

    def sheets(self, jobs: Iterable[SheetJob]) -> Generator[SheetOutcome]:
        """Make factsheets in order, several at a time; the jobs are taken as they are needed.

        Closing it ends the work: no file is half. A ``CancelledError`` thrown into it begins no other either,
        and gives those that were being made before it ends.
        """
        ...

    def book(
        self, subject: BookSubject, path: Path, kept: KeptSheet | None, watch: Callable[[], None]
    ) -> tuple[MadeDocument, KeptSheet]:
        """Write the sheets that were made as one document, or keep it. Raises ``ReportError``.

        ``watch`` is called meanwhile; what it raises ends the work and leaves the file as it was.
        """
        ...


class BidbookWriter(Protocol):
    """Gives what makes the files of a batch."""

    def styled(self, style: DocumentStyle) -> BidbookWriter:
        """Return the writer of a style; raises ``ReportError`` for a theme, ``InputError`` for a language."""
        ...

    def bidbook_files(self) -> BidbookFiles:
        """Begin a batch."""
        ...
