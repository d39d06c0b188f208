"""Ouderdom: how many values are past their age, per gemeente, and which sites they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.domain.checks.quality import COUNTED_CODES
from drentsportal.ui.guide.explanations import explanations
from drentsportal.ui.models.quality_rows import municipality_text, name_order, named_sites, stale_remarks
from drentsportal.ui.panels.quality_sites import QualitySites
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import ROW_HEIGHT, TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from drentsportal.domain.checks.quality_age import AgeOfMunicipality
    from drentsportal.language import Language
    from drentsportal.services.quality import QualityReport
    from drentsportal.ui.theme import Theme

_COLUMNS: Final = ("municipality", "sites", "stale_sites", "stale_share", "oldest")
_WIDTHS: Final = (190, 190, 130, 150)
_DAYS_IN_YEAR: Final = 365.25


class QualityAgesPanel(QWidget):
    """A line per gemeente; the chosen one's sites with stale values stand below.

    Signals: ``site_opened(site_id)``.
    """

    site_opened = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._language = language
        self._report: QualityReport | None = None
        self._lines: tuple[AgeOfMunicipality, ...] = ()
        say = language.text
        self._note = label("", "small", wrap=True)
        self.model = TextTableModel(
            [say(f"ui.quality.column.{each}") for each in _COLUMNS],
            frozenset({1, 2, 3}),
            explanations(language, "quality", _COLUMNS),
        )
        self._delegate = TextTableDelegate(theme)
        self.view = text_table(self.model, self._delegate, "ages", say("ui.quality.ages"))
        header = self.view.horizontalHeader()
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        theme.changed.connect(self.view.viewport().update)
        self.all_button = button(say("ui.quality.all_stale"), "link", name="all_stale")
        self.all_button.clicked.connect(self.show_all)
        self.sites = QualitySites(theme, language, "stale_sites")
        self.sites.site_opened.connect(self.site_opened)
        heading = row(label(say("ui.quality.ages"), "section"), None, self.all_button)
        body = column(heading, self._note, self.view, self.sites, spacing=8, margin=16)
        body.setStretch(3, 1)
        self.setLayout(column(panel(body)))

    def show_report(self, report: QualityReport) -> None:
        """Show another report, with the stale values of all gemeenten."""
        self._report = report
        self._lines = tuple(
            each
            for each in sorted(
                report.age_by_municipality, key=lambda line: name_order(line.municipality_code)
            )
            if each.municipality_code or each.sites
        )
        self.model.show_rows(len(self._lines), self._cells)
        self.view.setFixedHeight((len(self._lines) + 1) * ROW_HEIGHT + 8)
        self._note.setText(self._language.text("ui.quality.ages_note", count=report.stale_sites))
        self.show_all()

    def show_all(self) -> None:
        """Show the sites with stale values of all gemeenten."""
        self.view.clearSelection()
        self._show(None)

    def _on_selection(self) -> None:
        chosen = self.view.selectionModel().selectedRows()
        if chosen:
            self._show(self._lines[chosen[0].row()].municipality_code)

    def _show(self, code: str | None) -> None:
        if self._report is None:
            return
        place = None if code is None else COUNTED_CODES.index(code)
        sites = named_sites(self._report, self._language, stale_remarks(self._report, self._language, place))
        say = self._language.text
        if code is None:
            heading = say("ui.quality.stale_everywhere", count=len(sites))
        else:
            name = municipality_text(self._language, code)
            heading = say("ui.quality.stale_in", municipality=name, count=len(sites))
        self.sites.show_sites(heading, sites)

    def _cells(self, number: int) -> tuple[TextCell, ...]:
        line, say = self._lines[number], self._language.text
        share = line.stale_share
        mark = "stale" if line.stale_sites else ""
        oldest = line.oldest
        words = (
            ""
            if oldest is None
            else say(
                "ui.quality.oldest",
                attribute=say(f"attribute.{oldest.attribute_id}"),
                years=oldest.age_days / _DAYS_IN_YEAR,
            )
        )
        return (
            TextCell(municipality_text(self._language, line.municipality_code)),
            TextCell(str(line.sites), right=True),
            TextCell(str(line.stale_sites), right=True, mark=mark, mark_role="check_text"),
            TextCell("", chip=say("word.unknown"), right=True)
            if share is None
            else TextCell(self._language.value(round(share, 2), "percent"), right=True),
            TextCell(words, quiet=True),
        )
