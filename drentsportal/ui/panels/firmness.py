"""How firm the order is, at a glance: shares of the top three, places, tipping points, second opinions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from drentsportal.ui.panels.second_opinion import SecondOpinionSection
from drentsportal.ui.widgets.firmness_list import (
    FirmnessDelegate,
    FirmnessHead,
    FirmnessModel,
    firm_row_height,
)
from drentsportal.ui.widgets.parts import button, column, label, line, panel, restyle, row, scrolled
from drentsportal.ui.widgets.row_list import RowList
from drentsportal.ui.widgets.tipping_table import TippingTable

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from drentsportal.language import Language
    from drentsportal.ui.models.firmness import Firmness
    from drentsportal.ui.theme import Theme

SHOWN: Final = 12
"""Candidates until a person asks for more."""

_AT_ONCE: Final = 500
"""Rows that one click adds at most; there may be thousands."""

_DIMMED: Final = 0.6


class FirmnessPanel(QWidget):
    """The tab Hoe zeker.

    Signals: ``candidate_chosen(candidate_id)`` when a row is chosen.
    """

    candidate_chosen = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start without figures."""
        super().__init__()
        self._say = language.text
        self._firmness: Firmness | None = None
        self._count = SHOWN
        self._is_behind = False
        self._selected = ""
        self.state = label("", "warning", wrap=True)
        self.model = FirmnessModel(language)
        self.list = RowList(self.model, FirmnessDelegate(theme, self.model), firm_row_height)
        self.list.setObjectName("firmness_list")
        self.list.setAccessibleName(self._say("ui.firm.title"))
        self.list.candidate_chosen.connect(self.candidate_chosen)
        self.more = button("", "link", name="more_firmness")
        self.more.clicked.connect(self._show_more)
        self._counted = label("", "small")
        self._counted.setObjectName("firmness_count")
        self._explanation = label("", "small", wrap=True)
        self._legend = label("", "caption", wrap=True)
        self._head = FirmnessHead(theme, language, self.model)
        self._tipping_words = label("", wrap=True)
        self.tipping = TippingTable(language)
        self.opinion = SecondOpinionSection(theme, language)
        self.opinion.candidate_chosen.connect(self.candidate_chosen)
        self._figures = self._build_figures()
        self._dim = QGraphicsOpacityEffect(self._figures)
        self._dim.setOpacity(_DIMMED)
        self._dim.setEnabled(False)
        self._figures.setGraphicsEffect(self._dim)
        self._whole = QWidget()
        self._whole.setLayout(column(self.state, self._figures, None, spacing=8, margin=16))
        self._area = scrolled(self._whole)
        self._area.setAccessibleName(self._say("ui.firm.title"))
        self.setLayout(column(panel(column(self._area))))
        self.show_firmness(None)

    def _build_figures(self) -> QWidget:
        picture = column(self._head, self.list, row(self._counted, self.more, None), self._legend, spacing=2)
        made = QWidget()
        made.setLayout(
            column(
                label(self._say("ui.firm.title"), "section", wrap=True),
                self._explanation,
                picture,
                line(),
                label(self._say("ui.firm.tipping_title"), "section", wrap=True),
                self._tipping_words,
                self.tipping,
                line(),
                self.opinion,
                spacing=10,
            )
        )
        return made

    def show_firmness(self, firmness: Firmness | None) -> None:
        """Show the figures of the outcome on screen; ``None`` where there are none."""
        self._firmness = firmness
        self._count = SHOWN
        self._dim.setEnabled(False)
        reason = ""
        if firmness is None or not firmness.result.qualifier_count:
            reason = self._say("ui.firm.none")
        elif not firmness.has_order:
            reason = self._say("ui.firm.no_weights")
        self._tell(reason, role="secondary")
        self._figures.setVisible(not reason)
        if not reason and firmness is not None:
            self._fill(firmness)

    def select(self, candidate_id: str) -> None:
        """Show which candidate is chosen elsewhere."""
        self._selected = candidate_id
        for each in (self.list, self.opinion.list):
            each.select(candidate_id)

    def show_outdated(self) -> None:
        """Dim what is there: it belongs to an outcome that is not shown any more."""
        has_figures = not self._figures.isHidden()
        self._dim.setEnabled(has_figures)
        self._tell(self._say("ui.firm.outdated" if has_figures else "ui.firm.busy"), role="warning")

    def show_failed(self) -> None:
        """Say that there are no figures; what went wrong is told elsewhere."""
        self._figures.hide()
        self._tell(self._say("ui.firm.failed"), role="error")

    def go_to_opinion(self) -> None:
        """Bring the second opinions into view, with the keyboard on them."""
        # Once the panel has its size; before, there is nothing to scroll.
        QTimer.singleShot(0, self, self._reach_opinion)

    def _reach_opinion(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(self.opinion.mapTo(self._whole, self.opinion.rect().topLeft()).y() - 8)
        if self.opinion.list.isVisible():
            self.opinion.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the panel with what came while it was out of sight."""
        super().showEvent(event)
        if self._is_behind and self._firmness is not None and not self._figures.isHidden():
            self._fill(self._firmness)

    def _fill(self, firmness: Firmness) -> None:
        """Show all figures; only while they are in sight, so that nothing waits for them."""
        self._is_behind = not self.isVisible()
        if self._is_behind:
            return
        drawn, result = firmness.analysis.draws, firmness.result
        explained = self._say("ui.firm.explanation", count=drawn.count, spread=drawn.weight_spread_percent)
        if any(result.questions(each) for each in range(min(result.qualifier_count, len(firmness.shown())))):
            explained = f"{explained} {self._say('ui.firm.checks')}"
        self._explanation.setText(explained)
        self._fill_lists(firmness)
        first = result.candidate(result.ranking()[0]).name
        self._tipping_words.setText(self._say("ui.firm.tipping", name=first))
        self.tipping.show_firmness(firmness)

    def _fill_lists(self, firmness: Firmness) -> None:
        self.model.show_firmness(firmness, self._count)
        self.opinion.show_firmness(firmness, self._count)
        self.select(self._selected)
        shown, count = self.model.rowCount(), firmness.result.qualifier_count
        left = count - shown
        self._counted.setText(self._say("ui.firm.count", shown=shown, count=count))
        self.more.setVisible(left > 0)
        text = ("ui.firm.all", count) if left <= _AT_ONCE else ("ui.firm.some", _AT_ONCE)
        self.more.setText(self._say(text[0], count=text[1]))
        self.more.setAccessibleName(self.more.text())
        told = len(firmness.shown())
        beyond = [self._say("ui.firm.legend_places", count=told)] if shown > told else []
        self._legend.setText(" ".join((self._say("ui.firm.legend"), *beyond)))

    def _show_more(self) -> None:
        if self._firmness is not None:
            self._count = min(self._firmness.result.qualifier_count, self._count + _AT_ONCE)
            self._fill_lists(self._firmness)

    def _tell(self, text: str, role: str) -> None:
        self.state.setText(text)
        self.state.setProperty("role", role)
        restyle(self.state)
        self.state.setVisible(bool(text))
