"""The card of one site: what is known, how old it is, what contradicts, and whom to ask for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QStackedWidget, QTabWidget, QWidget

from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import PlotStatus
from drentsportal.ui.guide.explanations import explain, explanations
from drentsportal.ui.icons import icon
from drentsportal.ui.models.case_list import municipality_name
from drentsportal.ui.models.site_kept import SiteKept
from drentsportal.ui.models.site_table import age_text
from drentsportal.ui.widgets.attachments_page import AttachmentsPage
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import button, chip, clear, column, label, name_tabs, panel, scrolled
from drentsportal.ui.widgets.photograph_banner import PhotographBanner
from drentsportal.ui.widgets.plots_page import STATUS_TONES, PlotsPage, size_columns
from drentsportal.ui.widgets.restructuring import RestructuringView
from drentsportal.ui.widgets.site_facts import FactList, contact_for, read_facts, value_words
from drentsportal.ui.widgets.site_surroundings import SurroundingsView
from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table
from drentsportal.ui.widgets.word_label import WordLabel

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.sites.site import ContactPoint, Site
    from drentsportal.language import Language
    from drentsportal.reports.typeset.value_words import ValueWords
    from drentsportal.services.documents import FactsheetSubject
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.widgets.site_facts import FactReading

TABS: Final = ("general", "plots", "surroundings", "attachments", "php", "sources")
_SOURCE_COLUMNS: Final = ("source", "as_of", "values", "age")
_SOURCE_WIDTHS: Final = (92, 80, 112)
"""The widths of all columns but the first, which takes the rest."""


class SiteCardPanel(QWidget):
    """Everything about the selected site.

    Signals: ``factsheet_asked(site_id)``; ``plot_selected(site_id)`` on Enter or double click on a plot;
    ``edit_asked(site_id, attribute_id)``, the latter "" for the form as a whole; ``record_chosen(site_id,
    attribute_id, record_id, reason)``; ``act_asked(action_id, site_id)`` for plots; ``files_given(site_id,
    paths)``, without paths to choose some; ``attachment_asked(what, attachment)`` to open, save or remove.
    """

    factsheet_asked = Signal(str)
    plot_selected = Signal(str)
    edit_asked = Signal(str, str)
    record_chosen = Signal(str, str, int, str)
    act_asked = Signal(str, str)
    files_given = Signal(str, object)
    attachment_asked = Signal(str, object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the frame; the card follows with the selection."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._subject: FactsheetSubject | None = None
        self._kept = SiteKept()
        self._words: ValueWords | None = None
        self._build_head()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        # Six tabs must fit in a dock of 360 px.
        self._tabs.tabBar().setStyleSheet("QTabBar::tab { padding-left: 5px; padding-right: 5px; }")
        name_tabs(self._tabs, language.text("ui.dock.site_card"))
        self._build_pages()
        pages = {"plots": self._plots_page, "sources": self._sources_view}
        for name in TABS:
            self._tabs.addTab(pages.get(name, QWidget()), language.text(f"ui.site.tab.{name}"))
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

    def show_site(self, subject: FactsheetSubject | None, kept: SiteKept | None = None) -> None:
        """Show a site with its plots or park, its surroundings and the day on which it is read.

        ``kept`` tells who decided what, and holds the attachments.
        """
        if subject is None:
            self.show_nothing()
            return
        self._subject = subject
        self._kept = kept = kept or SiteKept()
        self._words = value_words(subject, self._language)
        self._fill_head(subject, read_facts(subject, self._words))
        self._photograph.show_image(kept.first_preview, kept.first_title)
        self._replace(0, self._general_page(subject, kept))
        self._replace(TABS.index("attachments"), self._attachments_page(kept))
        claims = RestructuringView(self._theme, self._language, subject.site, subject.surroundings.claims)
        self._replace(TABS.index("surroundings"), SurroundingsView(self._language, subject.around))
        self._replace(TABS.index("php"), claims)
        self._plots_page.show_plots(subject, self._words)
        self._fill_sources(subject)
        self._stack.setCurrentIndex(1)

    # -- frame ----------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self._name = WordLabel("", "title")
        self._place = WordLabel("", "small")
        self._status = label("", "small", wrap=True)
        self._chips = FlowLayout()
        self._photograph = PhotographBanner(self._theme)
        self.edit = button(
            self._language.text("ui.site.edit"), "", icon("edit", self._theme), name="site_edit"
        )
        self.edit.clicked.connect(lambda: self._on_edit(""))
        self.factsheet = button(
            self._language.text("ui.site.factsheet"),
            "",
            icon("factsheet", self._theme),
            name="site_factsheet",
        )
        self.factsheet.clicked.connect(self._on_factsheet)
        tools = FlowLayout()
        tools.addWidget(self.edit)
        tools.addWidget(self.factsheet)
        texts = column(self._name, self._place, self._chips, self._status, tools, spacing=6)
        texts.setContentsMargins(16, 12, 16, 10)
        self._head = column(self._photograph, texts, spacing=0)

    def _build_pages(self) -> None:
        say = self._language.text
        self._plots_page = PlotsPage(self._theme, self._language)
        self._plots_page.plot_opened.connect(self.plot_selected)
        self._plots_page.act_asked.connect(self.act_asked)
        self.plots = self._plots_page.model
        self.sources = TextTableModel(
            [say(f"ui.site.sources.{name}") for name in _SOURCE_COLUMNS],
            explained=explanations(self._language, "site_sources", _SOURCE_COLUMNS),
        )
        self._sources_view = text_table(
            self.sources,
            TextTableDelegate(self._theme, wraps=True, first_padding=16),
            "sources",
            say("ui.site.tab.sources"),
        )
        self._sources_view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        size_columns(self._sources_view.horizontalHeader(), _SOURCE_WIDTHS)

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
        self.edit.setIcon(icon("edit", self._theme))
        self._plots_page.recolour()
        self.show_site(self._subject, self._kept)

    # -- content --------------------------------------------------------------------------------------

    def _fill_head(self, subject: FactsheetSubject, facts: FactReading) -> None:
        say = self._language.text
        site = subject.site
        self._name.show_text(site.name)
        rin = site.value("rin")
        code = site.municipality_code
        asked = contact_for(subject)
        parts = (
            municipality_name(code) if code else say("ui.site.no_municipality"),
            subject.park.name if subject.park else "",
            say("ui.site.rin", rin=rin) if isinstance(rin, str) else "",
            f"{asked.function} {asked.organisation}" if asked else "",
        )
        self._place.show_text(" · ".join(part for part in parts if part))
        clear(self._chips)
        self._chips.addWidget(chip(say(f"ui.site.kind.{site.kind.value}"), "chip_outline"))
        self._fill_status(site)
        if facts.oldest_days is not None:
            age = say("ui.site.oldest", age=age_text(self._language, facts.oldest_days))
            self._add_chip("value.age", age, "chip_check" if facts.stale_count else "chip_outline")
        unknown = facts.unknown_count
        role = "chip_unknown" if unknown else "chip_fits"
        self._add_chip("value.unknown", say("ui.site.unknown", count=unknown), role)
        if facts.conflict_count:
            differs = say("ui.site.conflicts", count=facts.conflict_count)
            self._add_chip("value.conflict", differs, "chip_check")

    def _add_chip(self, subject: str, text: str, role: str) -> None:
        """Add a chip that says what it is about."""
        made = chip(text, role)
        explain(self._language, subject, made)
        self._chips.addWidget(made)

    def _fill_status(self, site: Site) -> None:
        """Show the status of a plot with its term, its day and who said so."""
        status, known = site.value("status"), site.attribute("status")
        is_told = isinstance(known, Known) and status in set(PlotStatus)
        self._status.setVisible(is_told)
        if not isinstance(known, Known) or not is_told:
            return
        say = self._language.text
        text = say(f"choice.status.{status}")
        until = site.value("status_until")
        if isinstance(until, str):
            text = say("ui.site.status_until", status=text, until=PartialDate.parse(until))
        self._add_chip(f"plot_status.{status}", text, f"chip_{STATUS_TONES[PlotStatus(str(status))]}")
        choice = self._kept.decisions.choices.get("status")
        if choice is None:
            said = say("ui.site.status_by_source", as_of=known.as_of, source=known.source)
        else:
            said = say("ui.site.status_by", as_of=known.as_of, source=known.source, who=choice.actor.name)
        self._status.setText(said)

    def _attachments_page(self, kept: SiteKept) -> QWidget:
        made = AttachmentsPage(self._theme, self._language, kept)
        made.files_dropped.connect(self._on_files)
        made.files_asked.connect(lambda: self._on_files([]))
        made.open_asked.connect(lambda each: self.attachment_asked.emit("open", each))
        made.save_asked.connect(lambda each: self.attachment_asked.emit("save", each))
        made.remove_asked.connect(lambda each: self.attachment_asked.emit("remove", each))
        return made

    def _general_page(self, subject: FactsheetSubject, kept: SiteKept) -> QWidget:
        made = QWidget()
        body = column(spacing=12, margin=16)
        asked = contact_for(subject)
        if asked is not None:
            body.addWidget(self._contact(asked))
        facts = FactList(self._theme, self._language, subject, kept.decisions)
        facts.edit_asked.connect(self._on_edit)
        facts.record_chosen.connect(self._on_chosen)
        body.addWidget(facts)
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

    def _on_edit(self, attribute_id: str) -> None:
        if self._subject is not None:
            self.edit_asked.emit(self._subject.site.id, attribute_id)

    def _on_chosen(self, attribute_id: str, record_id: int, reason: str) -> None:
        if self._subject is not None:
            self.record_chosen.emit(self._subject.site.id, attribute_id, record_id, reason)

    def _on_files(self, paths: list[Path]) -> None:
        if self._subject is not None:
            self.files_given.emit(self._subject.site.id, paths)

    def _on_factsheet(self) -> None:
        if self._subject is not None:
            self.factsheet_asked.emit(self._subject.site.id)
