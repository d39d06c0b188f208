"""The shortlist under the map: up to five candidates, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.flow import FlowLayout
from drentsportal.ui.widgets.parts import button, clear, column, label, panel, row, scrolled
from drentsportal.ui.widgets.shortlist_card import ShortlistCard, ShortlistEntryWords

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_COMPARE_FROM = 2
_SETTLE_MS = 100
_LEAST_ASKED = 103
"""Cards with one line of buttons, in pixels."""

_MOST_ASKED = 176
"""Cards with two lines of buttons; what needs more scrolls."""


class ShortlistTray(QWidget):
    """Cards of the chosen candidates with the buttons Vergelijken, Factsheets, Dagprogramma and Advies maken.

    Signals: ``site_selected(site_id)``, ``remove_asked(site_id)``, ``compare_asked()``,
    ``factsheets_asked()``, ``advice_asked()``, ``day_asked()``, ``package_asked()``;
    ``note_changed(text)`` with the counts for the title: of candidates, and of what is to be asked of them;
    ``height_asked(px)`` when the cards and buttons need less than they did.
    """

    site_selected = Signal(str)
    remove_asked = Signal(str)
    compare_asked = Signal()
    factsheets_asked = Signal()
    advice_asked = Signal()
    day_asked = Signal()
    package_asked = Signal()
    note_changed = Signal(str)
    height_asked = Signal(int)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the tray; the cards follow with the case."""
        super().__init__()
        self._theme = theme
        self._say = language.text
        # Once the docks have their widths: on their way there they are narrow, and would ask for too much.
        self._measured = QTimer(self)
        self._measured.setSingleShot(True)
        self._measured.setInterval(_SETTLE_MS)
        self._measured.timeout.connect(self._keep_height)
        self._asked = 0
        self._cards = row(spacing=4)
        self._compare = button(self._say("ui.shortlist.compare"), "", icon("compare", theme), name="compare")
        self._factsheets = button(
            self._say("ui.shortlist.factsheets"), "", icon("factsheet", theme), name="make_factsheets"
        )
        self._advice = button(
            self._say("ui.shortlist.advise"), "main", icon("advice", theme, "on_accent"), name="make_advice"
        )
        self._day = button(self._say("ui.shortlist.day"), name="make_day")
        self._day.clicked.connect(self.day_asked)
        self._package = button(self._say("ui.shortlist.package"), name="make_package")
        self._package.clicked.connect(self.package_asked)
        self._compare.clicked.connect(self.compare_asked)
        self._factsheets.clicked.connect(self.factsheets_asked)
        self._advice.clicked.connect(self.advice_asked)
        foot = FlowLayout(spacing=8)
        for made in (self._compare, self._factsheets, self._day, self._package, self._advice):
            foot.addWidget(made)
        self._body = panel(column(self._cards, foot, None, spacing=8), (16, 8, 16, 8))
        self.setLayout(column(scrolled(self._body)))
        theme.changed.connect(self._recolour)
        self.show_case(None, None)

    def show_case(self, case: Case | None, result: MatchResult | None) -> None:
        """Show the shortlist of a case."""
        clear(self._cards)
        entries = case.shortlist if case else ()
        for entry in entries:
            self._cards.addWidget(self._card(entry.candidate_id, result), 1)
        if not entries:
            self._cards.addWidget(label(self._say("ui.shortlist.empty"), "secondary", wrap=True), 1)
        self._compare.setEnabled(len(entries) >= _COMPARE_FROM)
        self._factsheets.setEnabled(bool(entries))
        self._advice.setEnabled(bool(entries))
        self._day.setEnabled(bool(entries))
        self._package.setEnabled(bool(entries))
        notes = [self._say("ui.shortlist.note", count=len(entries))]
        if questions := self._questions(case, result):
            notes.append(self._say("ui.shortlist.questions", count=questions))
        self.note_changed.emit(" · ".join(notes))
        self._measured.start()

    def _recolour(self) -> None:
        self._compare.setIcon(icon("compare", self._theme))
        self._factsheets.setIcon(icon("factsheet", self._theme))
        self._advice.setIcon(icon("advice", self._theme, "on_accent"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the lines that the buttons need at the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._measured.start()

    def _keep_height(self) -> None:
        """Keep cards and two lines of buttons in sight: a dock asks for no height at a width."""
        if self.isVisible():
            # Cards that were just made may not count yet: it never asks for less than the usual tray.
            needed = max(_LEAST_ASKED, min(self._body.heightForWidth(self.width()), _MOST_ASKED))
            self._asked = max(self._asked, needed)
            self.setMinimumHeight(needed)
            if needed < self.height() <= self._asked:
                # Nobody made it as high: it was asked for at a width that is over.
                QTimer.singleShot(0, self, lambda: self.height_asked.emit(needed))

    def _questions(self, case: Case | None, result: MatchResult | None) -> int:
        if case is None or result is None:
            return 0
        chosen = [entry.candidate_id for entry in case.shortlist if result.is_qualified(entry.candidate_id)]
        return sum(len(result.card_of(candidate_id).questions) for candidate_id in chosen)

    def _card(self, candidate_id: str, result: MatchResult | None) -> QWidget:
        made = ShortlistCard(self._theme, self._words(candidate_id, result))
        made.chosen.connect(lambda: self.site_selected.emit(candidate_id))
        made.remove_asked.connect(lambda: self.remove_asked.emit(candidate_id))
        return made

    def _words(self, candidate_id: str, result: MatchResult | None) -> ShortlistEntryWords:
        say = self._say
        if result is None or not result.is_qualified(candidate_id):
            rank, gone = say("ui.shortlist.no_rank"), say("ui.shortlist.not_in_result")
            remove = say("ui.shortlist.remove", name=candidate_id)
            return ShortlistEntryWords(rank, candidate_id, gone, "", remove)
        card = result.card_of(candidate_id)
        name = card.candidate.name
        return ShortlistEntryWords(
            str(card.rank),
            name,
            say("ui.ranking.points", point=card.point),
            say("ui.shortlist.span", low=card.low, high=card.high),
            say("ui.shortlist.remove", name=name),
        )
