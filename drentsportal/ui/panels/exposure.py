"""Evenwicht: how often each gemeente came into view over a period, beside its share of the supply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from drentsportal.services.exposure import COUNTS
from drentsportal.ui.models.exposure_rows import RIGHT_COLUMNS, as_csv, cells, headings, municipality_name
from drentsportal.ui.widgets.exposure_bars import ExposureBars, SharePair
from drentsportal.ui.widgets.parts import button, clear, column, label, panel, row
from drentsportal.ui.widgets.steady_combo import SteadyCombo
from drentsportal.ui.widgets.text_table import ROW_HEIGHT, TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.exposure import ExposureReport
    from drentsportal.ui.theme import Theme

PERIODS: Final = ("all", "year", "months", "own")
_HEADER_PX: Final = 30
_DAY_SIGNS: Final = 12


class ExposurePanel(QWidget):
    """Bars, table and how to read them.

    Signals: ``count_asked(period, first, last)`` with one of ``PERIODS`` and, for a period of one's own, the
    days as typed.
    """

    count_asked = Signal(str, str, str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._language = language
        self._say = say = language.text
        self._report: ExposureReport | None = None
        periods = [(say(f"ui.exposure.period.{each}"), each) for each in PERIODS]
        self.period = SteadyCombo(periods, "exposure_period", say("ui.exposure.period"))
        measures = [(say(f"ui.exposure.measure.{each}"), each) for each in COUNTS]
        self.measure = SteadyCombo(measures, "exposure_measure", say("ui.exposure.measure"))
        self.first, self.last = self._day("from"), self._day("to")
        self.count_button = button(say("ui.exposure.count"), name="count_exposure")
        self.copy_button = button(say("ui.exposure.copy"), name="copy_exposure")
        self.bars = ExposureBars(theme, language)
        self.model = TextTableModel(headings(language), RIGHT_COLUMNS)
        self.table = text_table(
            self.model, TextTableDelegate(theme), "exposure_table", say("ui.exposure.table")
        )
        self._told = label("", "small", wrap=True)
        self._told.setObjectName("exposure_told")
        self._empty = label(say("ui.exposure.empty"), "secondary", wrap=True)
        self._readings = column(spacing=4)
        self._build()
        self.period.currentIndexChanged.connect(lambda _: self._on_period())
        self.measure.currentIndexChanged.connect(lambda _: self._show_bars())
        for field in (self.first, self.last):
            field.returnPressed.connect(self.ask)
        self.count_button.clicked.connect(self.ask)
        self.copy_button.clicked.connect(self._on_copy)
        self._on_period()

    def ask(self) -> None:
        """Ask for the figures of the period that is chosen."""
        self.tell("")
        period = str(self.period.currentData())
        self.count_asked.emit(period, self.first.text().strip(), self.last.text().strip())

    def show_report(self, report: ExposureReport) -> None:
        """Show other figures."""
        self._report = report
        rows = [cells(self._language, report, line) for line in report.lines]
        self.model.show_rows(len(rows), lambda place: rows[place])
        self.table.setFixedHeight(_HEADER_PX + ROW_HEIGHT * len(rows) + 6)
        self._show_bars()
        self._show_readings(report)
        counted = report.case_count > 0 or any(report.total(name) for name in COUNTS)
        self._empty.setVisible(not counted)
        self.bars.setVisible(counted)
        self.copy_button.setEnabled(True)

    def tell(self, text: str, *, fault: bool = False) -> None:
        """Say what happened, or what is wrong with the period."""
        self._told.setText(text)
        self._told.setProperty("role", "error" if fault else "small")
        self._told.style().polish(self._told)
        self._told.setVisible(bool(text))

    def _day(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"exposure_{name}")
        spoken = self._say(f"ui.exposure.{name}")
        field.setAccessibleName(spoken)
        field.setPlaceholderText(spoken)
        field.setMinimumWidth(field.fontMetrics().horizontalAdvance(spoken) + _DAY_SIGNS * 3)
        return field

    def _build(self) -> None:
        say = self._say
        self._own = QWidget()
        self._own.setLayout(row(self.first, self.last, self.count_button, spacing=8))
        chosen = row(spacing=12)
        for text_id, box in (("ui.exposure.period", self.period), ("ui.exposure.measure", self.measure)):
            chosen.addLayout(column(label(say(text_id), "small"), box, spacing=3), 1)
        chosen.addStretch(1)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        # An area with its share is the widest of the figures, and a figure is never cut off.
        header.setSectionResizeMode(header.count() - 1, QHeaderView.ResizeMode.ResizeToContents)
        self.copy_button.setEnabled(False)
        heading = row(label(say("ui.monitor.exposure"), "section"), None, self.copy_button)
        body = column(
            heading,
            label(say("ui.exposure.intro"), "secondary", wrap=True),
            chosen,
            row(self._own, None),
            self._told,
            self._empty,
            self.bars,
            4,
            label(say("ui.exposure.readings"), "group"),
            self._readings,
            4,
            self.table,
            None,
            spacing=8,
            margin=16,
        )
        self._told.hide()
        self.setLayout(column(panel(body)))

    def _show_bars(self) -> None:
        report = self._report
        if report is None:
            return
        name = str(self.measure.currentData())
        pairs = [
            SharePair(
                municipality_name(self._language, each), report.share(each, name), report.supply_share(each)
            )
            for each in report.lines
        ]
        self.bars.show_pairs(self.measure.currentText(), pairs)

    def _show_readings(self, report: ExposureReport) -> None:
        clear(self._readings)
        for each in report.readings:
            self._readings.addWidget(label("• " + self._say(each), "small", wrap=True))

    def _on_period(self) -> None:
        is_own = self.period.currentData() == "own"
        self._own.setVisible(is_own)
        if not is_own:
            self.ask()

    def _on_copy(self) -> None:
        if self._report is not None:
            QGuiApplication.clipboard().setText(as_csv(self._language, self._report))
            self.tell(self._say("ui.exposure.copied"))
