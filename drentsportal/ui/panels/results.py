"""The outcome of a match: what fits, what is excluded and why, and what must still be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.icons import icon
from drentsportal.ui.models.ranking import RankingModel, RejectionModel
from drentsportal.ui.panels.breakdown import BreakdownPanel
from drentsportal.ui.widgets.parts import button, column, label, panel, row
from drentsportal.ui.widgets.ranking_delegate import RankingDelegate, RejectionDelegate

if TYPE_CHECKING:
    from drentsportal.domain.matching import MatchResult
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_QUESTIONS_SHOWN = 200


class ResultsPanel(QWidget):
    """Ranked list, excluded list and questions, over the breakdown of what is selected.

    Signals: ``site_selected(site_id)``; ``shortlist_asked(site_id)`` when the person wants the selected
    candidate on or off the shortlist; ``match_asked()`` from the empty state.
    """

    site_selected = Signal(str)
    shortlist_asked = Signal(str)
    match_asked = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the lists; nothing is shown yet."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._result: MatchResult | None = None
        self._selected = ""
        self.ranking = RankingModel(language)
        self.rejections = RejectionModel(language)
        self._breakdown = BreakdownPanel(theme, language)
        self._tabs = self._build_tabs()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_outcome())
        self.setLayout(column(self._stack))

    def show_result(self, result: MatchResult | None, *, stale: bool) -> None:
        """Show a result; a stale one is dimmed and says so in the left panel."""
        self._result = result
        self.ranking.show_result(result)
        self.rejections.show_result(result)
        self._stack.setCurrentIndex(0 if result is None else 1)
        self._breakdown.show_nothing()
        self._selected = ""
        if result is None:
            return
        say = self._language.text
        self._tabs.setTabText(0, say("ui.results.tab.fits", count=result.qualifier_count))
        self._tabs.setTabText(1, say("ui.results.tab.excluded", count=result.rejection_count))
        questions = self._fill_questions(result)
        self._tabs.setTabText(2, say("ui.results.tab.questions", count=questions))
        self._rule.setText(say(result.rule))
        self._tabs.setEnabled(not stale)

    def select(self, candidate_id: str) -> None:
        """Select a candidate that was selected elsewhere."""
        if candidate_id == self._selected:
            return
        self._show_candidate(candidate_id)
        row_number = self.ranking.row_of(candidate_id)
        if row_number >= 0:
            self._tabs.setCurrentIndex(0)
            self._ranked.setCurrentIndex(self.ranking.index(row_number))
            return
        row_number = self.rejections.row_of(candidate_id)
        if row_number >= 0:
            self._tabs.setCurrentIndex(1)
            self._excluded.setCurrentIndex(self.rejections.index(row_number))

    def focus_list(self) -> None:
        """Put the keyboard on the ranked list."""
        self._ranked.setFocus()

    def _build_empty(self) -> QWidget:
        ask = button(self._language.text("ui.results.match_now"), "main", name="match_now")
        ask.clicked.connect(self.match_asked)
        text = label(self._language.text("ui.results.empty"), "secondary", wrap=True)
        return panel(column(text, row(ask, None), None, spacing=12, margin=16))

    def _build_tabs(self) -> QTabWidget:
        self._ranked = QListView()
        self._ranked.setObjectName("ranked_list")
        self._ranked.setModel(self.ranking)
        self._ranked.setItemDelegate(RankingDelegate(self._theme, self._language))
        self._ranked.selectionModel().currentChanged.connect(self._on_ranked)
        self._ranked.doubleClicked.connect(lambda _: self._on_shortlist())
        self._excluded = QListView()
        self._excluded.setObjectName("excluded_list")
        self._excluded.setModel(self.rejections)
        self._excluded.setItemDelegate(RejectionDelegate(self._theme, self._language))
        self._excluded.setResizeMode(QListView.ResizeMode.Adjust)
        self._excluded.selectionModel().currentChanged.connect(self._on_excluded)
        self._questions = QListWidget()
        self._questions.setObjectName("question_list")
        self._questions.setWordWrap(True)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        for view, name in (
            (self._ranked, "fits"),
            (self._excluded, "excluded"),
            (self._questions, "questions"),
        ):
            view.setMouseTracking(True)
            view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            view.setAccessibleName(self._language.text(f"ui.results.list.{name}"))
            tabs.addTab(view, self._language.text(f"ui.results.tab.{name}", count=0))
        return tabs

    def _build_outcome(self) -> QWidget:
        self._rule = label("", "caption", wrap=True)
        upper = panel(column(self._tabs, self._pad(self._rule), spacing=0))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(upper)
        splitter.addWidget(self._breakdown)
        splitter.setStretchFactor(0, 4)
        splitter.setStretchFactor(1, 6)
        splitter.setSizes([340, 480])
        self._shortlist_button = button(
            self._language.text("ui.results.shortlist"), "", icon("add", self._theme), name="to_shortlist"
        )
        self._shortlist_button.clicked.connect(self._on_shortlist)
        self._shortlist_button.setEnabled(False)
        footer = panel(row(self._shortlist_button, None), (16, 8, 16, 8), "panel_footer")
        return panel(column(splitter, footer, spacing=0))

    @staticmethod
    def _pad(widget: QWidget) -> QWidget:
        return panel(column(widget), (16, 6, 16, 6))

    def _fill_questions(self, result: MatchResult) -> int:
        self._questions.clear()
        say = self._language.text
        total = 0
        for position in range(result.qualifier_count):
            card = result.card(position) if total < _QUESTIONS_SHOWN else None
            if card is None:
                break
            for question in card.questions:
                total += 1
                asked = MUNICIPALITIES.get(question.scope, question.scope)
                self._questions.addItem(f"{card.candidate.name}: {say(question.text)} ({asked})")
        if not total:
            self._questions.addItem(say("ui.results.no_questions"))
        return total

    def _on_ranked(self, current: QModelIndex) -> None:
        if current.isValid():
            self._choose(self.ranking.card(current.row()).candidate.id)

    def _on_excluded(self, current: QModelIndex) -> None:
        if current.isValid():
            self._choose(self.rejections.rejection(current.row()).candidate.id)

    def _choose(self, candidate_id: str) -> None:
        if candidate_id != self._selected:
            self._show_candidate(candidate_id)
            self.site_selected.emit(candidate_id)

    def _show_candidate(self, candidate_id: str) -> None:
        self._selected = candidate_id
        result = self._result
        if result is None:
            return
        if result.is_qualified(candidate_id):
            self._breakdown.show_card(result.card_of(candidate_id))
            self._shortlist_button.setEnabled(True)
            return
        self._shortlist_button.setEnabled(False)
        if self.rejections.row_of(candidate_id) >= 0:
            self._breakdown.show_rejection(result.rejection_of(candidate_id))
        else:
            self._breakdown.show_nothing()

    def _on_shortlist(self) -> None:
        if self._selected and self._shortlist_button.isEnabled():
            self.shortlist_asked.emit(self._selected)
