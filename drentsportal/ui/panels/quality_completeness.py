"""Volledigheid: which share of what is needed is known, per gemeente and attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drentsportal.domain.checks.quality_completeness import NEEDED, NEEDED_IDS, sites_lacking
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.ui.models.quality_rows import (
    TOTAL_KEY,
    heat_headings,
    heat_rows,
    municipality_text,
    named_sites,
    part_of,
)
from drentsportal.ui.panels.quality_sites import QualitySites
from drentsportal.ui.widgets.heat_table import HeatTable
from drentsportal.ui.widgets.parts import column, label, panel, row
from drentsportal.ui.widgets.spoken_combo import SpokenCombo

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.services.quality import QualityReport
    from drentsportal.ui.theme import Theme

_REASONS = {(each.kind, each.attribute_id): each.reason for each in NEEDED}


class QualityCompletenessPanel(QWidget):
    """The heat table, and below it the sites that lack what was chosen.

    Signals: ``site_opened(site_id)``.
    """

    site_opened = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build it, empty."""
        super().__init__()
        self._language = language
        self._report: QualityReport | None = None
        say = language.text
        self.kind = SpokenCombo()
        self.kind.setObjectName("completeness_kind")
        self.kind.setAccessibleName(say("ui.quality.kind"))
        for kind in SiteKind:
            self.kind.addItem(say(f"ui.quality.kind.{kind.value}"), kind.value)
        self.kind.currentIndexChanged.connect(self._refresh)
        self._note = label("", "small", wrap=True)
        self.table = HeatTable(theme, "completeness", say("ui.quality.completeness"))
        self.table.cell_chosen.connect(self._on_cell)
        self.sites = QualitySites(theme, language, "lacking_sites")
        self.sites.site_opened.connect(self.site_opened)
        heading = row(label(say("ui.quality.completeness"), "section"), None, self.kind)
        body = column(heading, self._note, self.table, self.sites, spacing=8, margin=16)
        body.setStretch(3, 1)
        self.setLayout(column(panel(body)))

    def show_report(self, report: QualityReport) -> None:
        """Show another report; kind and list stay where they still mean something."""
        self._report = report
        self._refresh()

    def choose(self, code: str, attribute_id: str) -> None:
        """Show the parks of a gemeente that lack an attribute."""
        self.kind.setCurrentIndex(self.kind.findData(SiteKind.PARK.value))
        self._on_cell(code, attribute_id)
        self.sites.focus_list()

    def _refresh(self) -> None:
        report = self._report
        if report is None:
            return
        kind = self._kind()
        self.table.heat.show_rows(
            heat_headings(self._language, kind), heat_rows(report, self._language, kind)
        )
        self.table.setFixedHeight(self.table.height_for_rows())
        share = part_of(report, kind).overall_share()
        self._note.setText(
            self._language.text(
                "ui.quality.completeness_note", share=None if share is None else round(share, 3)
            )
        )
        self.sites.show_sites(self._language.text("ui.quality.choose_cell"), ())

    def _kind(self) -> SiteKind:
        return SiteKind(self.kind.currentData())

    def _on_cell(self, code: str, attribute_id: str) -> None:
        report, kind, say = self._report, self._kind(), self._language.text
        if report is None:
            return
        ids = NEEDED_IDS[kind] if attribute_id == TOTAL_KEY else (attribute_id,)
        lacking: dict[str, list[str]] = {}
        for each in ids:
            for site_id in sites_lacking(report.table, kind, each, code):
                lacking.setdefault(site_id, []).append(say(f"attribute.{each}"))
        remarks = {site_id: ", ".join(names) for site_id, names in lacking.items()}
        sites = named_sites(report, self._language, remarks)
        name = municipality_text(self._language, code)
        if attribute_id == TOTAL_KEY:
            heading = say("ui.quality.lacking_any", municipality=name, count=len(sites))
        else:
            heading = say(
                "ui.quality.lacking",
                municipality=name,
                attribute=say(f"attribute.{attribute_id}"),
                count=len(sites),
                reason=say(f"needed.{_REASONS[kind, attribute_id]}"),
            )
        self.sites.show_sites(heading, sites)
