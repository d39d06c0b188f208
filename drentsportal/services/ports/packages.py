"""What an information package is made of, and the ports behind which it is read and written.

Nothing internal has a place in a subject: no company name, no note, no reason why a part does not apply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.domain.message import Message
    from drentsportal.domain.package.parts import PackagePart, PackageRound, PartState
    from drentsportal.domain.package.permit_list import PermitDocument
    from drentsportal.domain.sites.site import ContactPoint, Site
    from drentsportal.domain.sites.site_surroundings import ZoneOnSite
    from drentsportal.services.documents import FactsheetSubject, Surroundings
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument

MOST_OWN_BYTES: Final = 25_000_000
"""The most that an own file may weigh: a package must still go by mail, and is kept in the workspace."""

MOST_OWN_PAGES: Final = 300
"""The most pages of an own file."""

PICTURE_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
OWN_SUFFIXES: Final = (".pdf", *PICTURE_SUFFIXES)
"""Endings of the files that a person may add; what is in them decides whether they are what they say."""


@dataclass(frozen=True, slots=True)
class OwnPages:
    """A file of somebody else as pages that may go out: a PDF in which nothing acts or is attached.

    ``left_out`` says what was in it and is not any more, in the reader's words.
    """

    content: bytes
    page_count: int
    left_out: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that somebody added to a part; ``title`` is what the list of contents calls it."""

    part: PackagePart
    title: str
    pages: OwnPages


@dataclass(frozen=True, slots=True)
class BuildingRules:
    """What is known of the rules for one site: its own values, those of its park, the plan zones on it."""

    site: Site
    park: Site | None
    zones: tuple[ZoneOnSite, ...] = ()


@dataclass(frozen=True, slots=True)
class PlotDrawing:
    """One plot as it is drawn; ``dxf`` is the drawing for a CAD program in metres of RD New."""

    plot: Site
    park: Site | None
    neighbours: tuple[Site, ...]
    dxf: bytes


@dataclass(frozen=True, slots=True)
class PackageSubject:
    """One package. ``states`` tells of all eight parts how they stand; those of the other round as planned.

    ``contacts`` are the accountmanagers of the gemeenten of its sites, one of each that has one.

    ``unfit_count`` of the confirmed instruments do not fit. ``files`` are in the order of the parts.
    ``drawings_note`` names the sites with and without a drawing, where not all have one.
    """

    number: str
    round: PackageRound
    made_at_utc: datetime
    states: Mapping[PackagePart, PartState]
    sheets: tuple[FactsheetSubject, ...]
    surroundings: Surroundings
    contacts: tuple[ContactPoint, ...] = ()
    files: tuple[OwnFile, ...] = ()
    instruments: tuple[AdvisableInstrument, ...] = ()
    unfit_count: int = 0
    rules: tuple[BuildingRules, ...] = ()
    drawings: tuple[PlotDrawing, ...] = ()
    permits: tuple[PermitDocument, ...] = ()
    municipality_codes: tuple[str, ...] = field(default=())
    drawings_note: Message | None = None


class OwnFileReader(Protocol):
    """Makes pages that may go out of a file that somebody added."""

    def pages(self, name: str, content: bytes) -> OwnPages:
        """Read a PDF or a picture, by the ending of its name.

        Raises ``InputError`` naming the file when it is too large, locked, damaged, or no such file.
        """
        ...


class PackageWriter(Protocol):
    """Writes a package; a file appears under its name only when it is complete."""

    def styled(self, style: DocumentStyle) -> PackageWriter:
        """Return the writer of a style; raises ``ReportError`` for a theme, ``InputError`` for a language."""
        ...

    def package(self, subject: PackageSubject, pdf: Path, archive: Path) -> tuple[MadeDocument, ...]:
        """Write a package as one PDF with bookmarks and as ZIP with a list of contents.

        Raises ``ReportError``; then neither file is there.
        """
        ...
