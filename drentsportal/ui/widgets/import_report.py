"""What an import takes, flags and refuses: counts, totals in ha, and every row with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import chip, clear, column, label
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from drentsportal.domain.merge.delivery import ImportReport, MergeCounts, RowIssue
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("row", "outcome", "site", "field", "reason")
_WIDTHS: Final = (56, 132, 168, 136, 320)
_TONES: Final = {RowOutcome.TAKEN: "fits", RowOutcome.FLAGGED: "check", RowOutcome.REFUSED: "fails"}
_ROW_HEIGHT: Final = 50
_ORDER: Final = (RowOutcome.REFUSED, RowOutcome.FLAGGED, RowOutcome.TAKEN)


class ImportReportView(QWidget):
    """The report of an import or of its preview; refused rows first."""

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start hidden, without a report."""
        super().__init__()
        self._language = language
        self._say = language.text
        self._what = label("", "small", wrap=True)
        self._counts = FlowLayout()
        self._totals = label("", "strong", wrap=True)
        self._notes = label("", "small", wrap=True)
        headings = [self._say(f"ui.import.column.{name}") for name in _COLUMNS]
        self.issues = TextTableModel(headings, frozenset({0}))
        self._delegate = TextTableDelegate(theme, wraps=True)
        self.view = text_table(self.issues, self._delegate, "import_issues", self._say("ui.import.issues"))
        self.view.setProperty("framed", "true")
        self.view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.view.horizontalHeader()
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setSectionResizeMode(len(_COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        body = column(self._what, self._counts, self._totals, self._notes, spacing=8)
        body.addWidget(self.view, 1)
        self.setLayout(body)
        self.hide()

    def show_report(self, report: ImportReport) -> None:
        """Show a report."""
        self._what.setText(
            self._say(
                "ui.import.read",
                count=report.feature_count,
                file=report.file_name,
                source=report.source,
                mapping=self._mapping(report.mapping_id),
            )
        )
        self._fill_counts(report)
        total = report.totals
        stated = (total.gross_ha, total.net_ha, total.available_now_ha)
        self._totals.setVisible(any(each is not None for each in stated))
        self._totals.setText(
            self._say("ui.import.totals", gross_ha=stated[0], net_ha=stated[1], available_ha=stated[2])
        )
        self._notes.setText("\n".join(self._say(note) for note in report.notes))
        self._notes.setVisible(bool(report.notes))
        ordered = sorted(report.issues, key=lambda issue: (_ORDER.index(issue.outcome), issue.row))
        self.view.setVisible(bool(ordered))
        self.issues.show_rows(len(ordered), lambda number: self._cells(ordered[number]))
        self.show()

    def _mapping(self, mapping_id: str) -> str:
        shipped = mapping_id.partition("+")[0]
        message_id = f"ui.import.choice.{shipped}"
        return self._say(message_id) if message_id in self._language else shipped

    def _fill_counts(self, report: ImportReport) -> None:
        clear(self._counts)
        if report.municipality_count and not report.site_count:
            taken = self._say("ui.import.municipalities", count=report.municipality_count)
        else:
            taken = self._say("ui.import.taken", count=report.site_count)
        self._counts.addWidget(chip(taken, "chip_fits"))
        self._fill_merge(report.merge)
        for outcome, role in ((RowOutcome.FLAGGED, "chip_check"), (RowOutcome.REFUSED, "chip_fails")):
            count = report.count(outcome)
            text = self._say(f"ui.import.{outcome.value}", count=count)
            self._counts.addWidget(chip(text, role if count else "chip_outline"))

    def _fill_merge(self, counts: MergeCounts | None) -> None:
        """Say how the sites stand to what is in use, where not all of them are new."""
        if counts is None or counts.is_plain:
            return
        told = (("conflicting", "chip_check"), ("changed", "chip_info"), ("vanished", "chip_outline"))
        for name, role in told:
            count = getattr(counts, name)
            if count:
                self._counts.addWidget(chip(self._say(f"merge.tab.{name}", count=count), role))

    def _cells(self, issue: RowIssue) -> tuple[TextCell, ...]:
        outcome = self._say(f"ui.import.outcome.{issue.outcome.value}")
        return (
            TextCell(str(issue.row), right=True),
            TextCell(chip=outcome, tone=_TONES[issue.outcome]),
            TextCell(issue.site_name or issue.site_id or self._say("ui.import.no_name"), strong=True),
            TextCell(issue.field or self._say("ui.import.whole_row"), quiet=not issue.field),
            TextCell(self._say(issue.message)),
        )
