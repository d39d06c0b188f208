"""The port behind which documents are written: in which style, and how to recognise what was made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.services.documents import AdviceSubject, FactsheetSubject, SheetFormat


@dataclass(frozen=True, slots=True)
class DocumentStyle:
    """In which language and house style a document is made.

    ``theme_id`` is the name of a theme file without ending.
    """

    language_code: str = "nl"
    theme_id: str = "neutral"


class ComparisonForm(StrEnum):
    """The forms in which sites side by side leave the portal; the value is the ending of the file."""

    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"


class AdviceForm(StrEnum):
    """How much an advice tells; the value is that of the option of the command.

    The short form has two pages for three sites: its reasons give way, never its open questions.
    """

    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document that was written: path, kind and checksum."""

    path: Path
    kind: str
    sha256: str


class DocumentWriter(Protocol):
    """Writes documents; a file appears under its name only when it is complete."""

    def styled(self, style: DocumentStyle) -> DocumentWriter:
        """Return the writer of a style; raises ``ReportError`` for a theme, ``InputError`` for a language."""
        ...

    def factsheet(self, subject: FactsheetSubject, path: Path) -> MadeDocument:
        """Write a factsheet as PDF. Raises ``ReportError``."""
        ...

    def advice(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        """Write an advice as PDF. Raises ``ReportError``."""
        ...

    def letter(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        """Write the advice as an editable letter (DOCX). Raises ``ReportError``."""
        ...

    def comparison(
        self, table: ComparisonTable, path: Path, form: ComparisonForm = ComparisonForm.XLSX
    ) -> MadeDocument:
        """Write a comparison in a form. Raises ``ReportError``."""
        ...

    def ranking(
        self, result: MatchResult, case_number: str | None, path: Path, plot_names: Mapping[str, str]
    ) -> MadeDocument:
        """Write a match as XLSX in which weights can be changed. Raises ``ReportError``.

        ``plot_names`` names plots by id; a plot that is not in it is told by its id.
        """
        ...

    def site_sheet(
        self, sites: Sequence[Site], form: SheetFormat, made_at_utc: datetime, path: Path
    ) -> MadeDocument:
        """Write a list of sites with every value, source and date. Raises ``ReportError``."""
        ...
