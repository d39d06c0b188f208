"""Overzicht: supply, where it lies, the check against known totals, and completeness, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from drentsportal.domain.checks.quality_supply import supply_by_municipality
from drentsportal.domain.vocabulary import MUNICIPALITIES, SiteKind
from drentsportal.figures.municipality_map import municipality_map
from drentsportal.figures.symbology import Theme as MapTheme
from drentsportal.ui.models.quality_rows import heat_headings, heat_rows, municipality_text
from drentsportal.ui.panels.quality_totals import QualityTotals
from drentsportal.ui.widgets.heat_table import HeatTable
from drentsportal.ui.widgets.parts import column, label
from drentsportal.ui.widgets.picture_view import PictureView
from drentsportal.ui.widgets.supply_bars import SupplyBars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from drentsportal.domain.sites.site import Municipality
    from drentsportal.figures.marks import Picture
    from drentsportal.language import Language
    from drentsportal.services.quality import QualityReport
    from drentsportal.ui.theme import Theme

_SHOWN = (
    "segments",
    "available_now_ha",
    "category_main_max",
    "max_height_m",
    "plan_phase",
    "park_management",
    "broadband",
    "price_min_eur_m2",
    "scarcity_grid",
)
"""What stands in the small table; the page Volledigheid has all of it."""

_WIDE_PX = 1080
_WIDE = {"supply": (0, 0, 1, 1), "map": (0, 1, 1, 1), "totals": (0, 2, 2, 1), "completeness": (1, 0, 1, 2)}
_NARROW = {"supply": (0, 0, 1, 1), "map": (0, 1, 1, 1), "completeness": (1, 0, 1, 2), "totals": (2, 0, 1, 2)}
"""Row, column and how many of both each card takes."""

_LEAST_MM = 20
"""Below this there is no room for a map."""


class QualityOverviewPanel(QWidget):
    """Four cards.

    Signals: ``completeness_asked(municipality code, attribute id)`` when a cell of the heat table is chosen.
    """

    completeness_asked = Signal(str, str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the cards, empty."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._boundaries: tuple[Municipality, ...] = ()
        self._amounts: dict[str, tuple[float | None, str]] = {}
        say = language.text
        self.bars = SupplyBars(theme, language)
        self.map = PictureView(self._draw_map, say("ui.quality.map"), say("ui.quality.no_boundaries"))
        self.map.setMinimumHeight(300)
        self.totals = QualityTotals(language)
        self.table = HeatTable(theme, "overview_completeness", say("ui.quality.completeness"))
        self.table.cell_chosen.connect(self.completeness_asked)
        self._supply_note, self._completeness_note = label("", "small"), label("", "small")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(16, 12, 16, 16)
        self._grid.setSpacing(12)
        map_note, totals_note = label(say("ui.quality.map_note"), "small"), label("", "small")
        totals_note.setText(say("ui.quality.totals_note"))
        self._cards = {
            "supply": self._card("ui.quality.supply", self._supply_note, self.bars),
            "map": self._card("ui.quality.map", map_note, self.map),
            "totals": self._card("ui.quality.totals", totals_note, self.totals),
            "completeness": self._card("ui.quality.completeness", self._completeness_note, self.table),
        }
        self._is_wide: bool | None = None
        self._arrange(wide=True)
        holder = QWidget()
        holder.setLayout(self._grid)
        scroll = QScrollArea()
        scroll.setObjectName("overview_scroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        self.setLayout(column(scroll))
        theme.changed.connect(self.map.refresh)

    def show_boundaries(self, municipalities: Sequence[Municipality]) -> None:
        """Show the map with other boundaries."""
        self._boundaries = tuple(each for each in municipalities if each.code in MUNICIPALITIES)
        self.map.refresh()

    def show_report(self, report: QualityReport) -> None:
        """Show another report."""
        language = self._language
        supply = supply_by_municipality(report.table)
        lines = [
            (municipality_text(language, each.municipality_code), each)
            for each in supply
            if each.municipality_code or each.parks
        ]
        self.bars.show_supply(lines)
        known = [each.now_ha for each in supply if each.now_ha is not None]
        self._supply_note.setText(
            language.text(
                "ui.quality.supply_note",
                total_ha=round(sum(known), 6) if known else None,
                parks=len(report.table.parks),
                silent=sum(each.silent_parks for each in supply),
                silent_later=sum(each.silent_later for each in supply),
            )
        )
        self._amounts = {
            each.municipality_code: (
                each.now_ha,
                language.text("word.unknown") if each.now_ha is None else language.value(each.now_ha, "dec1"),
            )
            for each in supply
        }
        self.map.refresh()
        self.totals.show_totals(report.totals)
        kind = SiteKind.PARK
        self.table.heat.show_rows(
            heat_headings(language, kind, _SHOWN), heat_rows(report, language, kind, _SHOWN)
        )
        self.table.setFixedHeight(self.table.height_for_rows())
        self._completeness_note.setText(language.text("ui.quality.overview_completeness_note"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the known totals below where three cards do not fit side by side."""
        self._arrange(wide=event.size().width() >= _WIDE_PX)
        super().resizeEvent(event)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._is_wide:
            return
        self._is_wide = wide
        for name, place in (_WIDE if wide else _NARROW).items():
            self._grid.addWidget(self._cards[name], *place)
        for number, stretch in enumerate((5, 4, 3) if wide else (5, 4, 0)):
            self._grid.setColumnStretch(number, stretch)
        self._grid.setRowStretch(1, 1 if wide else 0)

    def _draw_map(self, width_mm: float, height_mm: float) -> Picture | None:
        theme = MapTheme.DARK if self._theme.name == "dark" else MapTheme.LIGHT
        if not self._boundaries or min(width_mm, height_mm) < _LEAST_MM:
            return None
        return municipality_map(self._boundaries, self._amounts, (width_mm, height_mm), theme)

    def _card(self, title_id: str, note: QWidget, body: QWidget) -> QFrame:
        made = QFrame()
        made.setObjectName("card")
        inner = column(label(self._language.text(title_id), "section"), note, 4, body, spacing=2, margin=14)
        inner.setStretch(inner.count() - 1, 1)
        made.setLayout(inner)
        return made
