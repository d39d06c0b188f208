"""The card of one site: what is known, how old it is, what contradicts, and whom to ask for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QStackedWidget, QTabWidget, QWidget

from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus, SiteKind
from drentsportal.ui.icons import icon
from drentsportal.ui.models.case_list import municipality_name
from drentsportal.ui.models.site_table import age_text
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, name_tabs, panel, row, scrolled
from drentsportal.ui.widgets.restructuring import RestructuringView
from drentsportal.ui.widgets.site_facts import FactList, contact_for, read_facts, value_words
from drentsportal.ui.widgets.site_surroundings import SurroundingsView
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from drentsportal.domain.site import ContactPoint, Site
    from drentsportal.domain.values import PartialDate
    from drentsportal.language import Language
    from drentsportal.reports.value_words import ValueWords
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.widgets.site_facts import FactReading

TABS: Final = ("general", "plots", "surroundings", "php", "sources")
_PLOT_COLUMNS: Final = ("plot", "area", "status", "price", "category")
_SOURCE_COLUMNS: Final = ("source", "as_of", "values", "age")
_NUMBERS: Final = frozenset({1, 3})
_WIDTHS: Final = {"plots": (82, 108, 92, 74), "sources": (92, 80, 112)}
"""The widths of all columns but the first, which takes the rest."""

_SHORT: Final = {"area_m2": "ha", "price_eur_m2": "eur"}
"""How a value is written where the heading names the rest of its unit."""

_STATUS_TONES: Final = {
    PlotStatus.AVAILABLE: "fits",
    PlotStatus.OPTION: "check",
    PlotStatus.RESERVED: "check",
    PlotStatus.PLANNED: "info",
    PlotStatus.SOLD: "fails",
}


class SiteCardPanel(QWidget):
    """Everything about the selected site.

    Signals: ``factsheet_asked(site_id)``; ``plot_selected(site_id)`` on Enter or double click on a plot.
    """

    factsheet_asked = Signal(str)
    plot_selected = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the frame; the card follows with the selection."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._subject: FactsheetSubject | None = None
        self._words: ValueWords | None = None
        self._build_head()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        # Five tabs must fit in a dock of 360 px.
        self._tabs.tabBar().setStyleSheet("QTabBar::tab { padding-left: 8px; padding-right: 8px; }")
        name_tabs(self._tabs, language.text("ui.dock.site_card"))
        self._plots_note = label("", "small", wrap=True)
        self._build_tables()
        self._general = QWidget()
        self._around = QWidget()
        self._claims = QWidget()
        self._tabs.addTab(self._general, "")
        self._tabs.addTab(self._padded_plots(), "")
        self._tabs.addTab(self._around, "")
        self._tabs.addTab(self._claims, "")
        self._tabs.addTab(self._sources_view, "")
        for number, name in enumerate(TABS):
            self._tabs.setTabText(number, language.text(f"ui.site.tab.{name}"))
        head = panel(self._head)
        card = panel(column(head, self._tabs, spacing=0))
        empty = panel(column(label(language.text("ui.site.empty"), "secondary", wrap=True), None, margin=16))
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(card)
        self.setLayout(column(self._stack))
        theme.changed.connect(self._recolour)

    def show_nothing(self) -> None:
        """Say that a site can be selected."""
        self._subject = None
        self._stack.setCurrentIndex(0)

    def show_site(self, subject: FactsheetSubject | None) -> None:
        """Show a site with its plots or park, its surroundings and the day on which it is read."""
        if subject is None:
            self.show_nothing()
            return
        self._subject = subject
        self._words = value_words(subject, self._language)
        self._fill_head(subject, read_facts(subject, self._words))
        self._replace(0, self._general_page(subject))
        claims = RestructuringView(self._theme, self._language, subject.site, subject.surroundings.claims)
        self._replace(TABS.index("surroundings"), SurroundingsView(self._language, subject.around))
        self._replace(TABS.index("php"), claims)
        self._fill_plots(subject)
        self._fill_sources(subject)
        self._stack.setCurrentIndex(1)

    # -- frame ----------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self._name = label("", "title", wrap=True)
        self._place = label("", "small", wrap=True)
        self._chips = FlowLayout()
        self.factsheet = button(
            self._language.text("ui.site.factsheet"),
            "",
            icon("factsheet", self._theme),
            name="site_factsheet",
        )
        self.factsheet.clicked.connect(self._on_factsheet)
        top = row(spacing=8)
        top.addWidget(self._name, 1)
        top.addWidget(self.factsheet)
        self._head = column(top, self._place, self._chips, spacing=6)
        self._head.setContentsMargins(16, 14, 16, 10)

    def _build_tables(self) -> None:
        say = self._language.text
        self.plots = TextTableModel([say(f"ui.site.plots.{name}") for name in _PLOT_COLUMNS], _NUMBERS)
        self._plots_view = text_table(
            self.plots, TextTableDelegate(self._theme, first_padding=16), "plots", say("ui.site.tab.plots")
        )
        self._plots_view.activated.connect(self._on_plot)
        self.sources = TextTableModel([say(f"ui.site.sources.{name}") for name in _SOURCE_COLUMNS])
        self._sources_view = text_table(
            self.sources,
            TextTableDelegate(self._theme, wraps=True, first_padding=16),
            "sources",
            say("ui.site.tab.sources"),
        )
        self._sources_view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for view in (self._plots_view, self._sources_view):
            header = view.horizontalHeader()
            header.setStyleSheet("QHeaderView::section:first { padding-left: 16px; }")
            for section, width in enumerate(_WIDTHS[view.objectName()], start=1):
                header.resizeSection(section, width)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(64)

    def _padded_plots(self) -> QWidget:
        note = column(self._plots_note)
        note.setContentsMargins(16, 10, 16, 8)
        return panel(column(note, self._plots_view, spacing=0))

    def _replace(self, number: int, page: QWidget) -> None:
        current = self._tabs.currentIndex()
        old = self._tabs.widget(number)
        name = self._language.text(f"ui.site.tab.{TABS[number]}")
        self._tabs.removeTab(number)
        self._tabs.insertTab(number, scrolled(page), name)
        self._tabs.setCurrentIndex(current)
        if old is not None:
            old.deleteLater()

    def _recolour(self) -> None:
        self.factsheet.setIcon(icon("factsheet", self._theme))
        self.show_site(self._subject)

    # -- content --------------------------------------------------------------------------------------

    def _fill_head(self, subject: FactsheetSubject, facts: FactReading) -> None:
        say = self._language.text
        site = subject.site
        self._name.setText(site.name)
        rin = site.value("rin")
        code = site.municipality_code
        asked = contact_for(subject)
        parts = (
            municipality_name(code) if code else say("ui.site.no_municipality"),
            subject.park.name if subject.park else "",
            say("ui.site.rin", rin=rin) if isinstance(rin, str) else "",
            f"{asked.function} {asked.organisation}" if asked else "",
        )
        self._place.setText(" · ".join(part for part in parts if part))
        clear(self._chips)
        self._chips.addWidget(chip(say(f"ui.site.kind.{site.kind.value}"), "chip_outline"))
        if facts.oldest_days is not None:
            age = say("ui.site.oldest", age=age_text(self._language, facts.oldest_days))
            self._chips.addWidget(chip(age, "chip_check" if facts.stale_count else "chip_outline"))
        unknown = facts.unknown_count
        self._chips.addWidget(
            chip(say("ui.site.unknown", count=unknown), "chip_unknown" if unknown else "chip_fits")
        )
        if facts.conflict_count:
            self._chips.addWidget(chip(say("ui.site.conflicts", count=facts.conflict_count), "chip_check"))

    def _general_page(self, subject: FactsheetSubject) -> QWidget:
        made = QWidget()
        body = column(spacing=12, margin=16)
        asked = contact_for(subject)
        if asked is not None:
            body.addWidget(self._contact(asked))
        body.addWidget(FactList(self._theme, self._language, subject))
        body.addStretch(1)
        made.setLayout(body)
        return made

    def _contact(self, contact: ContactPoint) -> QFrame:
        say = self._language.text
        made = QFrame()
        made.setObjectName("card")
        who = say("ui.site.contact", function=contact.function, organisation=contact.organisation)
        # An address may break after its sign, or it would be cut off where the dock is narrow.
        mail = contact.mail.replace("@", "@\u200b")
        reach = "\n".join(part for part in (contact.telephone, mail) if part)
        inner = column(
            label(who, "strong", wrap=True),
            label(reach or say("ui.site.contact_unknown"), "small", wrap=True),
        )
        inner.setSpacing(2)
        inner.setContentsMargins(10, 8, 10, 8)
        made.setLayout(inner)
        return made

    def _fill_plots(self, subject: FactsheetSubject) -> None:
        plots = subject.plots
        self._plots_note.setText(self._plots_text(subject))
        self._plots_view.setVisible(bool(plots))
        self.plots.show_rows(len(plots), lambda number: self._plot_cells(plots[number]))

    def _plots_text(self, subject: FactsheetSubject) -> str:
        say = self._language.text
        if subject.site.kind is SiteKind.PREMISES:
            return say("ui.site.plots.not_for_premises")
        if not subject.plots:
            return say("ui.site.plots.none")
        free = [each for each in subject.plots if each.value("status") == PlotStatus.AVAILABLE.value]
        areas = [area for each in free if isinstance(area := each.value("area_m2"), int)]
        parts = [say("ui.site.plots.count", count=len(subject.plots))]
        if areas or not free:
            parts.append(say("ui.site.plots.free", count=len(areas), area_m2=sum(areas)))
        if len(areas) < len(free):
            parts.append(say("ui.site.plots.free_unknown", count=len(free) - len(areas)))
        return " · ".join(parts)

    def _plot_cells(self, plot: Site) -> tuple[TextCell, ...]:
        status = plot.value("status")
        known = status in set(PlotStatus)
        shown = self._cell(plot, "status")
        if known:
            shown = TextCell(chip=shown.text, tone=_STATUS_TONES[PlotStatus(str(status))])
        return (
            TextCell(plot.name, strong=True),
            self._cell(plot, "area_m2", right=True),
            shown,
            self._cell(plot, "price_eur_m2", right=True),
            self._cell(plot, "category_max"),
        )

    def _cell(self, site: Site, attribute_id: str, *, right: bool = False) -> TextCell:
        attribute = site.attribute(attribute_id)
        if not isinstance(attribute, Known) or self._words is None:
            return TextCell(chip=self._language.text("word.unknown"), right=right)
        if attribute_id in _SHORT:
            return TextCell(self._language.value(attribute.value, _SHORT[attribute_id]), right=right)
        return TextCell(self._words.plain(attribute_id, attribute.value), right=right)

    def _fill_sources(self, subject: FactsheetSubject) -> None:
        counted: dict[tuple[str, PartialDate], int] = {}
        site = subject.site
        stated = [each for each in site.attributes.values() if isinstance(each, Known)]
        for known in (*stated, *(other for others in site.conflicts.values() for other in others)):
            counted[known.source, known.as_of] = counted.get((known.source, known.as_of), 0) + 1
        entries = sorted(counted.items(), key=lambda each: each[0][1], reverse=True)
        self.sources.show_rows(len(entries), lambda number: self._source_cells(*entries[number]))

    def _source_cells(self, said: tuple[str, PartialDate], count: int) -> tuple[TextCell, ...]:
        source, as_of = said
        today = self._words.today if self._words else as_of.earliest
        return (
            TextCell(source, strong=True),
            TextCell(self._language.value(as_of, "date")),
            TextCell(self._language.value(count, "int")),
            TextCell(age_text(self._language, max(0, as_of.age_days(today)))),
        )

    def _on_factsheet(self) -> None:
        if self._subject is not None:
            self.factsheet_asked.emit(self._subject.site.id)

    def _on_plot(self, current: QModelIndex) -> None:
        if current.isValid() and self._subject is not None:
            self.plot_selected.emit(self._subject.plots[current.row()].id)
