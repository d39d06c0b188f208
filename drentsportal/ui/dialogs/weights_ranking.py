"""Weights by ranking: the wishes in order of importance, with the weight that each place has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.weighing.weight_vote import WishRanking
from drentsportal.ui.dialogs.weights_page import PageParts, WeightsPage
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.parts import button, column, label, row
from drentsportal.ui.widgets.wish_list import WishListView, WishOrder

if TYPE_CHECKING:
    from drentsportal.domain.weighing.weight_vote import WeightInput


class RankingPage(WeightsPage):
    """The wishes as a list that a person puts in order."""

    def __init__(self, parts: PageParts) -> None:
        """Start in the order of the weights that the request has, equal weights tied."""
        super().__init__(parts)
        self._model = WishOrder(parts.language, {each: parts.name(each) for each in self.ids})
        self.list = WishListView(self._model, parts.theme)
        self.list.setObjectName("wish_order")
        self.list.setAccessibleName(self.say("ui.weights.ranking.list"))
        up = button(self.say("ui.weights.ranking.up"), "", icon("unfold", parts.theme), name="wish_up")
        down = button(self.say("ui.weights.ranking.down"), "", icon("fold", parts.theme), name="wish_down")
        up.clicked.connect(lambda: self.list.move_current(-1))
        down.clicked.connect(lambda: self.list.move_current(1))
        self.tie = CheckBox(parts.theme, self.say("ui.weights.ranking.tie"))
        self.tie.setObjectName("wish_tie")
        self.tie.clicked.connect(lambda _: self.list.tie_current())
        body = column(label(self.say("ui.weights.ranking.how"), "small", wrap=True), spacing=12, margin=16)
        body.addWidget(self.list, 1)
        body.addLayout(row(up, down, self.tie, None))
        body.addWidget(label(self.say("ui.weights.ranking.source"), "caption", wrap=True))
        self.setLayout(body)
        self._buttons = (up, down)
        self.list.edited.connect(self._on_edited)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self._start()

    def given(self) -> WishRanking:
        """Return the order."""
        return WishRanking(self._model.order())

    def fill(self, given: WeightInput) -> None:
        """Show the order as it was given."""
        if isinstance(given, WishRanking):
            self._model.show_order(given.order)
            self.list.setCurrentIndex(self._model.index(0))
            self._on_edited()

    def _start(self) -> None:
        weights = self.parts.weights
        levels = sorted(set(weights.values()), reverse=True)
        order = [[each for each in self.ids if weights[each] == level] for level in levels]
        self._model.show_order(order)
        self.list.setCurrentIndex(self._model.index(0))
        self._show_current()

    def _on_edited(self) -> None:
        self._show_current()
        self.changed.emit()

    def _show_current(self) -> None:
        current = self.list.currentIndex().row()
        self.tie.setEnabled(current > 0)
        self.tie.setChecked(self._model.is_tied(current))
        up, down = self._buttons
        up.setEnabled(current > 0)
        down.setEnabled(0 <= current < self._model.rowCount() - 1)
