"""Bevindingen: everything that is wrong or remarkable, filtered by rule and gemeente."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QStackedWidget, QWidget

from drentsportal.domain.checks.quality import COUNTED_CODES, RULES, Severity
from drentsportal.ui.guide.explanations import explanation, explanations
from drentsportal.ui.models.quality_rows import municipality_text, named_sites
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.spoken_combo import SpokenCombo
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from drentsportal.domain.checks.quality import Finding
    from drentsportal.language import Language
    from drentsportal.services.quality import QualityReport
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("severity", "rule", "site", "municipality", "text")
_WIDTHS: Final = (120, 210, 190, 130)
_TONES: Final = {Severity.FAULT: "fails", Severity.WARNING: "check", Severity.NOTE: "info"}


class QualityFindingsPanel(QWidget):
    """The table of findings.

    Signals: ``site_opened(site_id)`` on a double click, on Enter and by the button.
    """

    site_opened = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._language = language
        self._report: QualityReport | None = None
        self._names: dict[str, str] = {}
        self._shown: tuple[Finding, ...] = ()
        say = language.text
        self.rule = self._choice("finding_rule", "ui.quality.all_rules")
        self.municipality = self._choice("finding_municipality", "ui.quality.all_municipalities")
        self._count = label("", "small")
        self.model = TextTableModel(
            [say(f"ui.quality.column.{each}") for each in _COLUMNS],
            explained=explanations(language, "quality", _COLUMNS),
        )
        self._delegate = TextTableDelegate(theme)
        self.view = text_table(self.model, self._delegate, "findings", say("ui.quality.findings"))
        header = self.view.horizontalHeader()
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        self.view.activated.connect(lambda at: self._open(at.row()))
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self.open_button = button(say("ui.quality.open_site"), name="finding_open")
        self.open_button.clicked.connect(self._open_current)
        theme.changed.connect(self.view.viewport().update)
        self._none = label(say("ui.quality.no_findings"), "secondary", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(panel(column(self._none, None)))
        heading = row(label(say("ui.quality.findings"), "section"), 8, self._count, None)
        tools = row(self.rule, self.municipality, None, self.open_button)
        self.setLayout(column(panel(column(heading, tools, self._stack, spacing=8, margin=16))))

    def show_report(self, report: QualityReport) -> None:
        """Show another report; the filters stay where they still let something through."""
        self._report = report
        ids = {each.site_id: "" for each in report.findings}
        self._names = {each.id: each.name for each in named_sites(report, self._language, ids)}
        found = {each.rule for each in report.findings}
        rules = [(self._language.text(f"finding_rule.{each}"), each) for each in RULES if each in found]
        codes = {each.municipality_code for each in report.findings}
        named = [(municipality_text(self._language, each), each) for each in COUNTED_CODES if each in codes]
        self._offer(self.rule, rules)
        self._offer(self.municipality, named)
        self._refresh()

    def _choice(self, name: str, all_id: str) -> QComboBox:
        made = SpokenCombo()
        made.setObjectName(name)
        made.setAccessibleName(self._language.text(f"ui.quality.{name}"))
        made.addItem(self._language.text(all_id), None)
        made.currentIndexChanged.connect(self._refresh)
        return made

    def _offer(self, box: QComboBox, choices: list[tuple[str, str]]) -> None:
        blocked = QSignalBlocker(box)
        kept = box.currentData()
        while box.count() > 1:
            box.removeItem(1)
        for text, key in choices:
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(kept)) if kept is not None else 0)
        del blocked

    def _refresh(self) -> None:
        if self._report is None:
            return
        rule, code = self.rule.currentData(), self.municipality.currentData()
        self._shown = tuple(
            each
            for each in self._report.findings
            if rule in {None, each.rule} and code in {None, each.municipality_code}
        )
        self.model.show_rows(len(self._shown), self._cells)
        self._count.setText(
            self._language.text(
                "ui.quality.finding_count", shown=len(self._shown), count=len(self._report.findings)
            )
        )
        self._stack.setCurrentIndex(0 if self._shown else 1)
        self._enable()

    def _cells(self, number: int) -> tuple[TextCell, ...]:
        finding, say = self._shown[number], self._language.text
        severity = finding.severity
        return (
            TextCell(
                "",
                chip=say(f"severity.{severity.value}"),
                tone=_TONES[severity],
                what=explanation(self._language, f"severity.{severity.value}"),
            ),
            TextCell(say(f"finding_rule.{finding.rule}")),
            TextCell(self._names.get(finding.site_id, finding.site_id)),
            TextCell(municipality_text(self._language, finding.municipality_code), quiet=True),
            TextCell(self._language.text(finding.message), quiet=True),
        )

    def _enable(self) -> None:
        self.open_button.setEnabled(bool(self.view.selectionModel().selectedRows()))

    def _open_current(self) -> None:
        for at in self.view.selectionModel().selectedRows():
            self._open(at.row())

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._shown):
            self.site_opened.emit(self._shown[number].site_id)
