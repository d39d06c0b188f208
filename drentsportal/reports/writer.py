"""Writes every kind of document to a file: the adapter behind ``DocumentWriter``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.errors import ReportError
from drentsportal.reports.advice.fitted import fitted_advice
from drentsportal.reports.advice.letter import letter_bytes
from drentsportal.reports.assessment.content import assessment_model
from drentsportal.reports.assessment.workbook import assessment_bytes
from drentsportal.reports.bidbook.batch import SHEET_TEMPLATE, BatchFiles, BatchTools
from drentsportal.reports.comparison.comparison_files import comparison_content
from drentsportal.reports.fact_finding.day_calendar import calendar_bytes
from drentsportal.reports.fact_finding.day_files import programme_pdf
from drentsportal.reports.factsheet.content import FactsheetContent
from drentsportal.reports.factsheet.locator_grounds import LocatorGrounds
from drentsportal.reports.factsheet.photograph import photograph_file
from drentsportal.reports.package.package_files import PackageFiles
from drentsportal.reports.sheets.ranking_workbook import ranking_bytes
from drentsportal.reports.sheets.site_sheets import SiteSheets
from drentsportal.reports.typeset.document_theme import read_theme
from drentsportal.reports.typeset.finished_file import write_finished, write_finished_by
from drentsportal.reports.typeset.typesetter import Typesetter
from drentsportal.services.documents import DocumentKind
from drentsportal.services.ports.documents import ComparisonForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language
    from drentsportal.reports.advice.fitted import FittedAdvice
    from drentsportal.reports.typeset.document_theme import DocumentTheme
    from drentsportal.services.assessing import AssessmentSubject
    from drentsportal.services.compared_sites import ComparisonTable
    from drentsportal.services.day_subject import DaySubject
    from drentsportal.services.documents import AdviceSubject, FactsheetSubject, SheetFormat
    from drentsportal.services.ports.documents import DocumentStyle, MadeDocument
    from drentsportal.services.ports.packages import PackageSubject

_MOST_CODES: Final = 12


class ReportWriter:
    """Makes documents in one language; keeps one typesetter for all of them."""

    def __init__(
        self,
        language: Language,
        templates_dir: Path,
        theme: DocumentTheme | None = None,
        own_templates_dir: Path | None = None,
    ) -> None:
        """Keep the words, the folder ``resources/documents``, and what the sender put over it."""
        self._language = language
        self._templates_dir = templates_dir
        self._theme = theme or read_theme(templates_dir / "themes" / "neutral.toml")
        self._own_templates_dir = own_templates_dir
        self._made_typesetter: Typesetter | None = None
        look = self._theme.look
        self._factsheets = FactsheetContent(language, LocatorGrounds(look), look, self._theme.sender)

    @property
    def _typesetter(self) -> Typesetter:
        if self._made_typesetter is None:
            self._made_typesetter = self._open_typesetter()
        return self._made_typesetter

    def _open_typesetter(self) -> Typesetter:
        return Typesetter(self._templates_dir, self._theme, self._own_templates_dir)

    def factsheet(self, subject: FactsheetSubject, path: Path) -> MadeDocument:
        """Write a factsheet as PDF. Raises ``ReportError``."""
        return write_finished(path, self._fitted(subject)[1], DocumentKind.FACTSHEET.value)

    def _fitted(self, subject: FactsheetSubject) -> tuple[dict[str, object], bytes]:
        """Return the model of a factsheet and its PDF."""
        model = self._factsheet(subject)
        return model, self._typesetter.pdf(SHEET_TEMPLATE, model, subject.made_at_utc)

    def _factsheet(self, subject: FactsheetSubject) -> dict[str, object]:
        model = self._factsheets.model(subject)
        if subject.photograph is not None:
            self._typesetter.keep_picture(photograph_file(subject.photograph), subject.photograph.content)
        model["not_shown"] = self._not_shown(model)
        return model

    def bidbook_files(self, style: DocumentStyle) -> BatchFiles:
        """Begin a batch of factsheets; ``style`` is that of this writer."""
        tools = BatchTools(
            self._language, style, self._factsheet, self._not_shown, self._typesetter, self._open_typesetter
        )
        return BatchFiles(tools)

    def package(self, subject: PackageSubject, pdf: Path, archive: Path) -> tuple[MadeDocument, ...]:
        """Write a package as one PDF and as ZIP; raises ``ReportError``, and then neither is there."""
        files = PackageFiles(
            self._language, self._typesetter, self._fitted, self._not_shown, self._theme.look
        )
        bound, packed = files.make(subject)
        made = write_finished(pdf, bound, DocumentKind.PACKAGE.value)
        try:
            return made, write_finished(archive, packed, DocumentKind.PACKAGE.value)
        except ReportError:
            pdf.unlink(missing_ok=True)
            raise

    def day_programme(self, subject: DaySubject, path: Path) -> MadeDocument:
        """Write the programme of a day with its factsheets as PDF. Raises ``ReportError``."""
        content = programme_pdf(
            subject, self._language, self._typesetter, lambda sheet: self._fitted(sheet)[0], self._not_shown
        )
        return write_finished(path, content, DocumentKind.FACT_FINDING.value)

    def day_calendar(self, subject: DaySubject, path: Path) -> MadeDocument:
        """Write a day for calendar programs. Raises ``ReportError``."""
        return write_finished(path, calendar_bytes(subject, self._language), DocumentKind.FACT_FINDING.value)

    def _not_shown(self, model: Mapping[str, object]) -> str:
        """Return the line that names what the font could not show; empty where it shows all."""
        lost = self._typesetter.not_shown(model)
        if not lost:
            return ""
        codes = tuple(f"U+{ord(each):04X}" for each in lost[:_MOST_CODES])
        key = "doc.sources.not_shown" if len(lost) <= _MOST_CODES else "doc.sources.not_shown.more"
        return self._language.text(key, lost_count=len(lost), codes=codes)

    def advice(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        """Write an advice as PDF. Raises ``ReportError``."""
        return write_finished(path, self._advice(subject).pdf, DocumentKind.ADVICE.value)

    def letter(self, subject: AdviceSubject, path: Path) -> MadeDocument:
        """Write the advice as an editable letter (DOCX). Raises ``ReportError``."""
        page = self._advice(subject).page
        content = letter_bytes(page, self._typesetter, subject.clock.made_at_utc, self._theme)
        return write_finished(path, content, DocumentKind.LETTER.value)

    def _advice(self, subject: AdviceSubject) -> FittedAdvice:
        return fitted_advice(subject, self._language, self._theme, self._typesetter, self._not_shown)

    def assessment(self, subject: AssessmentSubject, path: Path) -> MadeDocument:
        """Write an assessment for the bestuur as PDF. Raises ``ReportError``."""
        model = assessment_model(subject, self._language)
        model["not_shown"] = self._not_shown(model)
        content = self._typesetter.pdf("assessment.typ", model, subject.made_at_utc)
        return write_finished(path, content, DocumentKind.ASSESSMENT.value)

    def assessment_sheet(self, subject: AssessmentSubject, path: Path) -> MadeDocument:
        """Write an assessment as XLSX whose total follows its weights and answers. Raises ``ReportError``."""
        content = assessment_bytes(subject, self._language)
        return write_finished(path, content, DocumentKind.ASSESSMENT.value)

    def comparison(
        self, table: ComparisonTable, path: Path, form: ComparisonForm = ComparisonForm.XLSX
    ) -> MadeDocument:
        """Write a comparison in a form. Raises ``ReportError``."""

        def pages(model: Mapping[str, object]) -> bytes:
            told = {**model, "not_shown": self._not_shown(model)}
            return self._typesetter.pdf("comparison.typ", told, table.made_at_utc)

        content = comparison_content(table, form, self._language, self._theme, pages)
        return write_finished(path, content, DocumentKind.COMPARISON.value)

    def ranking(
        self, result: MatchResult, case_number: str | None, path: Path, plot_names: Mapping[str, str]
    ) -> MadeDocument:
        """Write a match as XLSX in which weights can be changed. Raises ``ReportError``.

        ``plot_names`` names plots by id; a plot that is not in it is told by its id.
        """
        text = self._language.text
        title = (
            text("doc.ranking.title")
            if case_number is None
            else text("doc.ranking.title_case", number=case_number)
        )
        content = ranking_bytes(result, title, self._language, plot_names)
        return write_finished(path, content, DocumentKind.RANKING.value)

    def site_sheet(
        self, sites: Sequence[Site], form: SheetFormat, made_at_utc: datetime, path: Path
    ) -> MadeDocument:
        """Write a list of sites with every value, source and date. Raises ``ReportError``."""
        sheets = SiteSheets(self._language)
        return write_finished_by(
            path, lambda stream: sheets.write(stream, sites, form, made_at_utc), DocumentKind.SITES.value
        )
