"""Writes quarter reports and weekly lists to files: the adapter behind the ports of their services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.reports.quarter_cells import NumberKind
from drentsportal.reports.quarter_content import quarter_model
from drentsportal.reports.quarter_sections import definitions, quarter_remarks, quarter_sections
from drentsportal.reports.quarter_weekly import (
    team_name,
    weekly_header,
    weekly_model,
    weekly_row,
    weekly_sentence,
)
from drentsportal.reports.sheets.workbook import FormattedNumber, Workbook
from drentsportal.reports.typeset.document_theme import read_theme
from drentsportal.reports.typeset.finished_file import write_finished
from drentsportal.reports.typeset.typesetter import Typesetter
from drentsportal.services.report_files import WRITING_STEPS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from drentsportal.language import Language
    from drentsportal.reports.quarter_cells import SectionCell
    from drentsportal.reports.sheets.workbook import SheetValue
    from drentsportal.reports.typeset.document_theme import DocumentTheme
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.quarter_report import QuarterSubject
    from drentsportal.services.weekly_list import WeeklySubject

QUARTER_KIND: Final = "kwartaaloverzicht"
WEEKLY_KIND: Final = "weeklijst"
_S_PER_DAY: Final = 86_400
_FORMATS: Final = {
    NumberKind.COUNT: "#,##0",
    NumberKind.SHARE: "0.0%",
    NumberKind.TIME_S: "[h]:mm:ss",
    NumberKind.AREA_HA: '#,##0.00" ha"',
    NumberKind.AREA_M2: '#,##0" m²"',
    NumberKind.AMOUNT_EUR: '"€" #,##0',
}
"""How a spreadsheet shows each kind of number; times are parts of a day there."""


class DeskReportWriter:
    """Makes reports of the desk in one language; none of them names a company or a person."""

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
        self._typesetter: Typesetter | None = None

    def quarter(self, subject: QuarterSubject, path: Path, progress: Progress | None = None) -> MadeDocument:
        """Write a quarter report as PDF. Raises ``ReportError``."""
        model = quarter_model(subject, self._language, self._theme.look)
        content = self._pdf("quarter.typ", model, subject.made_at_utc)
        return _write(path, content, QUARTER_KIND, progress)

    def quarter_sheet(
        self, subject: QuarterSubject, path: Path, progress: Progress | None = None
    ) -> MadeDocument:
        """Write a quarter report as XLSX, a sheet per section. Raises ``ReportError``."""
        say = self._language.text
        quarter = subject.figures.quarter
        book = Workbook(say(f"quarter.title.{quarter.number}", year=quarter.year), subject.made_at_utc)
        notes: list[tuple[str, str]] = []
        for each in quarter_sections(subject, self._language):
            rows = [tuple(map(_sheet_value, row)) for row in each.rows]
            book.add_sheet(each.title, each.columns, rows)
            notes += [(each.title, each.note)] if each.note else []
        notes[:0] = [(str(quarter), each) for each in quarter_remarks(subject, self._language)]
        defined = definitions(self._language, in_working_hours=subject.in_working_hours)
        header = (say("quarter.sheet.name"), say("quarter.sheet.meaning"))
        book.add_sheet(say("quarter.definitions"), header, [*defined, *notes])
        return _write(path, book.content(), QUARTER_KIND, progress)

    def weekly(self, subject: WeeklySubject, path: Path, progress: Progress | None = None) -> MadeDocument:
        """Write a weekly list as PDF. Raises ``ReportError``."""
        model = weekly_model(subject, self._language)
        content = self._pdf("weekly.typ", model, subject.made_at_utc)
        return _write(path, content, WEEKLY_KIND, progress)

    def weekly_sheet(
        self, subject: WeeklySubject, path: Path, progress: Progress | None = None
    ) -> MadeDocument:
        """Write a weekly list as XLSX, a row per case and gemeente. Raises ``ReportError``."""
        language = self._language
        book = Workbook(language.text("weekly.title"), subject.made_at_utc)
        rows = [
            (team_name(team, language), *weekly_row(case, language))
            for team in subject.teams
            for case in team.cases
        ]
        header = (language.text("weekly.column.team"), *weekly_header(language))
        book.add_sheet(language.text("weekly.title"), header, rows)
        told = [(weekly_sentence(subject, language),), (language.text("weekly.reading"),)]
        book.add_sheet(
            language.text("weekly.sheet.explained"), (language.text("weekly.sheet.explained"),), told
        )
        return _write(path, book.content(), WEEKLY_KIND, progress)

    def _pdf(self, template: str, model: Mapping[str, object], made_at_utc: datetime) -> bytes:
        if self._typesetter is None:
            self._typesetter = Typesetter(self._templates_dir, self._theme, self._own_templates_dir)
        lost = self._typesetter.not_shown(model)
        codes = tuple(f"U+{ord(each):04X}" for each in lost[:12])
        told = self._language.text("doc.sources.not_shown", lost_count=len(lost), codes=codes) if lost else ""
        return self._typesetter.pdf(template, {**model, "not_shown": told}, made_at_utc)


def _sheet_value(cell: SectionCell) -> SheetValue:
    """Return a figure with its unit, as a spreadsheet counts with it; what is no number as its words."""
    if cell.number is None:
        return cell.text
    number = cell.number / _S_PER_DAY if cell.kind is NumberKind.TIME_S else cell.number
    return FormattedNumber(number, _FORMATS[cell.kind], cell.text)


def _write(path: Path, content: bytes, kind: str, progress: Progress | None) -> MadeDocument:
    """Write what was made, unless somebody stopped it meanwhile."""
    if progress is not None:
        progress.step(1, WRITING_STEPS, "progress.report.writing")
    return write_finished(path, content, kind)
