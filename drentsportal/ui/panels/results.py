"""The outcome of a match: what fits, what is excluded and why, and what must still be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from drentsportal.domain.match.regional_context import regional_context
from drentsportal.ui.icons import icon
from drentsportal.ui.models.ranking import RankingModel
from drentsportal.ui.panels.breakdown import BreakdownPanel
from drentsportal.ui.panels.excluded import ExcludedPanel
from drentsportal.ui.panels.firmness import FirmnessPanel
from drentsportal.ui.panels.questions import QuestionsPanel
from drentsportal.ui.widgets.flow import flow
from drentsportal.ui.widgets.outcome_splitter import OutcomeSplitter
from drentsportal.ui.widgets.parts import button, column, label, name_tabs, panel, restyle, row
from drentsportal.ui.widgets.ranked_list import RankedList
from drentsportal.ui.widgets.ranking_delegate import RANKING_ROW
from drentsportal.ui.widgets.ranking_head import RankingHead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from drentsportal.domain.match.match_result import Rejection
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.site import ContactPoint
    from drentsportal.language import Language
    from drentsportal.ui.models.firmness import Firmness
    from drentsportal.ui.theme import Theme

_SIZES = ([340, 480], [600, 220], [600, 220], [640, 180])
"""Heights of list and explanation per tab; what stands in the other tabs explains itself."""

_QUESTIONS, _FIRMNESS = 2, 3
_LEAST_ROWS, _USUAL_ROWS = 3, 4
_PADDING = 16
_HIGH_FROM = 520
"""Height from which the list has room for its usual rows beside the explanation."""

_RULE_FROM = 600
"""Height from which the rule of the order stands below the list; below it is told by the tooltip only."""

_TIGHT_BELOW = 420
"""Width below which the tabs are set closer, so that all four stay in sight."""


class ResultsPanel(QWidget):
    """Ranked list, excluded list and questions, over the breakdown of what is selected.

    Signals: ``site_selected(site_id)``; ``shortlist_asked(site_id)`` when the person wants the selected
    candidate on or off the shortlist; ``card_asked(site_id)`` on Enter; ``match_asked()`` from the empty
    state; ``reasons_shown(is_shown)`` when the excluded ones come in sight or go; ``proof_asked(result,
    rejection)`` when an excluded one is explained by bounds, until ``show_proven`` brings what is proven.
    """

    site_selected = Signal(str)
    shortlist_asked = Signal(str)
    match_asked = Signal()
    card_asked = Signal(str)
    roads_asked = Signal()
    reasons_shown = Signal(bool)
    proof_asked = Signal(object, object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the lists; nothing is shown yet."""
        super().__init__()
        self._theme = theme
        self._language = language
        self._result: MatchResult | None = None
        self._selected = ""
        self.ranking = RankingModel(language)
        self.excluded = ExcludedPanel(theme, language)
        self.rejections = self.excluded.model
        self.questions = QuestionsPanel(theme, language)
        self.questions.match_asked.connect(self.match_asked)
        self.firmness = FirmnessPanel(theme, language)
        self.firmness.candidate_chosen.connect(self._choose)
        self._breakdown = BreakdownPanel(theme, language)
        self._breakdown.roads_asked.connect(self.roads_asked)
        self._tabs = self._build_tabs()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_outcome())
        self.setLayout(column(self._stack))

    def show_result(self, result: MatchResult | None, *, stale: bool) -> None:
        """Show a result; a stale one is dimmed and says so in the left panel.

        Another outcome of the same case keeps the selection and the place in the list.
        """
        is_other = result is None or self._result is None
        if is_other:
            self._selected = ""
            self.ranking.show_result(result)
            self._breakdown.show_nothing()
            # Another case begins with what fits, whatever was looked at in the one before.
            self._tabs.setCurrentIndex(0)
        if result is not None:
            self.follow(result)
        self._result = result
        self.excluded.show_result(result)
        self._stack.setCurrentIndex(0 if result is None else 1)
        # Answers are given one after another; the list waits for the match that counts them all.
        for page in (self._fits, self.excluded, self.firmness):
            page.setEnabled(not stale)
        self.questions.show_stale(is_stale=stale)
        if result is None:
            return
        self._rule.setText(self._language.text(result.rule))
        self._ranking_head.setToolTip(self._rule.text())
        self._fit_rule()
        if self._selected and not is_other:
            self._show_candidate(self._selected)

    def follow(self, result: MatchResult) -> None:
        """Show another outcome while a hand moves it: the lists at once, the rest with ``show_result``."""
        if result is self._result:
            return
        self._result = result
        self._ranked.follow(result, self._selected)
        if self.excluded.isVisible():
            self.excluded.follow(result)
        say = self._language.text
        self._tabs.setTabText(0, say("ui.results.tab.fits", count=result.qualifier_count))
        self._tabs.setTabText(1, say("ui.results.tab.excluded", count=result.rejection_count))
        self._fits.setCurrentIndex(0 if result.qualifier_count else 1)
        self._show_rule()

    def show_firmness(self, firmness: Firmness | None) -> None:
        """Show how firm the outcome on screen is, and what to ask; ``None`` without an outcome."""
        self.ranking.show_firmness(firmness)
        self._ranking_head.show_outdated(is_outdated=False)
        self.firmness.show_firmness(firmness)
        self.questions.show_firmness(firmness)
        self._breakdown.show_firmness(firmness)
        self._tabs.setTabText(
            _QUESTIONS, self._language.text("ui.results.tab.questions", count=self.questions.count)
        )

    def show_outdated(self) -> None:
        """Tell that figures of how firm the outcome is are worked out anew."""
        self._ranking_head.show_outdated(is_outdated=True)
        self.firmness.show_outdated()
        self.questions.show_outdated()
        self._breakdown.show_firmness(None)

    def show_opinion(self) -> None:
        """Show what other methods make of the order."""
        self._tabs.setCurrentIndex(_FIRMNESS)
        self.firmness.go_to_opinion()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the tabs closer where the panel is narrow, and keep more rows in sight where it is high."""
        super().resizeEvent(event)
        rows = _USUAL_ROWS if self.height() >= _HIGH_FROM else _LEAST_ROWS
        self._ranked.setMinimumHeight(rows * RANKING_ROW + 4)
        self._fit_rule()
        self._show_rule()
        bar, is_tight = self._tabs.tabBar(), self.width() < _TIGHT_BELOW
        if bar.property("tight") != is_tight:
            bar.setProperty("tight", is_tight)
            restyle(bar)
            # The bar lays its tabs out anew only when something of its own changes.
            bar.setElideMode(Qt.TextElideMode.ElideNone)

    def select(self, candidate_id: str) -> None:
        """Select a candidate that was selected elsewhere."""
        if candidate_id == self._selected:
            return
        self._show_candidate(candidate_id)
        if not candidate_id:
            return
        row_number = self.ranking.row_of(candidate_id)
        if row_number >= 0:
            self._tabs.setCurrentIndex(0)
            self._ranked.setCurrentIndex(self.ranking.index(row_number))
            return
        if self._result is not None and self.excluded.select(candidate_id):
            self._tabs.setCurrentIndex(1)

    @property
    def shows_excluded(self) -> bool:
        """Whether the tab with the excluded candidates is the one in sight."""
        return self._tabs.currentIndex() == 1

    def focus_list(self) -> None:
        """Put the keyboard on the ranked list."""
        self._ranked.setFocus()

    def show_failing(self, criterion_id: str) -> None:
        """Show which candidates fail one requirement."""
        self._tabs.setCurrentIndex(1)
        self.excluded.filter_on(criterion_id)

    def show_contacts(self, contacts: Sequence[ContactPoint]) -> None:
        """Name the functions that can be asked."""
        self.questions.show_contacts(contacts)

    def _build_empty(self) -> QWidget:
        ask = button(self._language.text("ui.results.match_now"), "main", name="match_now")
        ask.clicked.connect(self.match_asked)
        text = label(self._language.text("ui.results.empty"), "secondary", wrap=True)
        return panel(column(text, row(ask, None), None, spacing=12, margin=16))

    def _build_tabs(self) -> QTabWidget:
        self._ranked = RankedList(self.ranking, self._theme, self._language)
        self._ranked.setAccessibleName(self._language.text("ui.results.list.fits"))
        self._ranked.selectionModel().currentChanged.connect(self._on_ranked)
        self._ranked.doubleClicked.connect(lambda _: self._on_shortlist())
        self._ranked.space_pressed.connect(self._on_shortlist)
        self._ranked.enter_pressed.connect(lambda: self.card_asked.emit(self._selected))
        self._ranking_head = RankingHead(self._theme, self._language, self._ranked)
        self._fits = QStackedWidget()
        self._fits.addWidget(panel(column(self._ranking_head, self._ranked, spacing=0)))
        self._fits.addWidget(self._build_none())
        self.excluded.candidate_chosen.connect(self._choose)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        name_tabs(tabs, self._language.text("ui.dock.results"))
        pages = (self._fits, self.excluded, self.questions, self.firmness)
        for view, name in zip(pages, ("fits", "excluded", "questions", "firmness"), strict=True):
            tabs.addTab(view, self._language.text(f"ui.results.tab.{name}", count=0))
        tabs.tabBar().setUsesScrollButtons(True)
        tabs.currentChanged.connect(self._on_tab)
        return tabs

    def _build_none(self) -> QWidget:
        text = label(self._language.text("ui.results.none_fits"), "secondary", wrap=True)
        go = button(self._language.text("ui.results.show_excluded"), "main", name="show_excluded")
        go.clicked.connect(lambda: self._tabs.setCurrentIndex(1))
        return panel(column(text, row(go, None), None, spacing=12, margin=16))

    def _build_outcome(self) -> QWidget:
        self._rule = label("", "caption", wrap=True)
        self._rule_holder = panel(column(self._rule), (_PADDING, 6, _PADDING, 6))
        upper = panel(column(self._tabs, self._rule_holder, spacing=0))
        self._splitter = OutcomeSplitter(upper, self._breakdown, _SIZES)
        self._breakdown.filled.connect(self._split)
        self._split()
        self._shortlist_button = button(
            self._language.text("ui.results.shortlist"), "", icon("add", self._theme), name="to_shortlist"
        )
        self._shortlist_button.clicked.connect(self._on_shortlist)
        self._shortlist_button.setEnabled(False)
        self._opinion = opinion = button(
            self._language.text("ui.results.opinion"), "", icon("compare", self._theme), name="second_opinion"
        )
        self._theme.changed.connect(self._recolour)
        opinion.clicked.connect(self.show_opinion)
        footer = panel(column(flow(self._shortlist_button, opinion)), (16, 8, 16, 8), "panel_footer")
        return panel(column(self._splitter, footer, spacing=0))

    def _recolour(self) -> None:
        self._shortlist_button.setIcon(icon("add", self._theme))
        self._opinion.setIcon(icon("compare", self._theme))

    def _fit_rule(self) -> None:
        """Keep room for all lines of the rule: a splitter does not ask how high words are at its width."""
        width = self.width() - 2 * _PADDING
        if width > 0:
            self._rule.setMinimumHeight(max(0, self._rule.heightForWidth(width)))

    def _on_ranked(self, current: QModelIndex) -> None:
        if current.isValid():
            self._choose(self.ranking.card(current.row()).candidate.id)

    def _on_tab(self, number: int) -> None:
        if number == 1:
            self.excluded.show_result(self._result)
        self._show_rule()
        self._split()
        self.reasons_shown.emit(number == 1)

    def _show_rule(self) -> None:
        """Tell the rule of the order below what it ordered, and nowhere else."""
        is_ordered = self._result is not None and self._result.qualifier_count > 0
        has_room = self.height() >= _RULE_FROM
        self._rule_holder.setVisible(is_ordered and has_room and self._tabs.currentIndex() == 0)

    def _split(self) -> None:
        self._splitter.divide(self._tabs.currentIndex(), is_explained=not self._breakdown.is_empty)

    def _choose(self, candidate_id: str) -> None:
        if candidate_id != self._selected:
            self._show_candidate(candidate_id)
            self.site_selected.emit(candidate_id)

    def _show_candidate(self, candidate_id: str) -> None:
        self._selected = candidate_id
        self.firmness.select(candidate_id)
        result = self._result
        if result is None or not candidate_id:
            self._shortlist_button.setEnabled(False)
            self._breakdown.show_nothing()
            return
        if result.is_qualified(candidate_id):
            card = result.card_of(candidate_id)
            self._breakdown.show_card(card, regional_context(result, [card]))
            self._shortlist_button.setEnabled(True)
            return
        self._shortlist_button.setEnabled(False)
        if self.rejections.row_of(candidate_id) >= 0:
            listed = result.rejection(result.rejected().index(candidate_id))
            self._breakdown.show_rejection(listed)
            self.proof_asked.emit(result, listed)
        else:
            self._breakdown.show_nothing()

    def show_proven(self, result: MatchResult, rejection: Rejection) -> None:
        """Explain an excluded candidate by what is proven, if it is still the one that is explained."""
        if result is self._result and rejection.candidate.id == self._selected:
            self._breakdown.show_rejection(rejection)

    def _on_shortlist(self) -> None:
        if self._selected and self._shortlist_button.isEnabled():
            self.shortlist_asked.emit(self._selected)
