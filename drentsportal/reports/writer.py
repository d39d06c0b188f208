"""Writes every kind of document to a file: the adapter behind ``DocumentWriter``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.figures.symbology import Theme
from drentsportal.reports.factsheet_content import FactsheetContent
from drentsportal.reports.finished_file import write_finished
from drentsportal.reports.typesetter import Typesetter
from drentsportal.services.documents import DocumentKind

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.services.ports import MadeDocument


class ReportWriter:
    """Makes documents in one language; keeps one typesetter for all of them."""

    def __init__(self, language: Language, templates_dir: Path) -> None:
        """Keep the words and the folder ``resources/documents``."""
        self._language = language
        self._templates_dir = templates_dir
        self._made_typesetter: Typesetter | None = None

    @property
    def _typesetter(self) -> Typesetter:
        if self._made_typesetter is None:
            self._made_typesetter = Typesetter(self._templates_dir)
        return self._made_typesetter

    def factsheet(self, subject: FactsheetSubject, path: Path) -> MadeDocument:
        """Write a factsheet as PDF. Raises ``ReportError``."""
        model = FactsheetContent(self._language, Theme.PRINT).model(subject)
        content = self._typesetter.pdf("factsheet.typ", model, subject.made_at_utc)
        return write_finished(path, content, DocumentKind.FACTSHEET.value)
