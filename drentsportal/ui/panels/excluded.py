"""What fell off and why: every excluded candidate, filtered on a requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListView, QWidget

from drentsportal.ui.models.ranking import RejectionModel
from drentsportal.ui.panels.relaxations import RelaxationPanel
from drentsportal.ui.widgets.parts import column, label, panel, row
from drentsportal.ui.widgets.ranking_delegate import RejectionDelegate
from drentsportal.ui.widgets.spoken_combo import SpokenCombo

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_ROWS_AT_ONCE: Final = 4
"""A row takes a millisecond or two, more while the worker seeks changes: nothing halts a hand for 50 ms."""


class ExcludedPanel(QWidget):
    """A choice of the requirement, and the list that it filters; the relaxations stand in the tray.

    Signals: ``candidate_chosen(candidate_id)`` when the selection of the list moves.
    """

    candidate_chosen = Signal(str)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Build the parts, empty."""
        super().__init__()
        self._say = language.text
        self._result: MatchResult | None = None
        self.model = RejectionModel(language)
        self.relaxations = RelaxationPanel(theme, language)
        self.reasons = SpokenCombo()
        self.reasons.setObjectName("excluded_reasons")
        self.reasons.setAccessibleName(self._say("ui.excluded.filter"))
        self.reasons.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reasons.currentIndexChanged.connect(self._on_reason)
        self._build_view(theme, language)
        self._empty = label(self._say("ui.excluded.none"), "secondary", wrap=True)
        choice = row(spacing=8)
        choice.addWidget(self.reasons, 1)
        choice.setContentsMargins(16, 6, 16, 6)
        nothing = panel(column(self._empty), (16, 12, 16, 12))
        self._nothing = nothing
        body = column(choice, nothing, spacing=0)
        body.addWidget(self.view, 1)
        self.setLayout(column(panel(body)))

    def show_result(self, result: MatchResult | None) -> None:
        """Show what a result excludes; a filter stays where anything still fails that requirement."""
        if result is not self._result:
            self._show(result)
        self._nothing.setVisible(not self.model.rowCount())

    def follow(self, result: MatchResult) -> None:
        """Show another outcome at its place in the list."""
        place = self.view.verticalScrollBar().value()
        self._show(result)
        self.view.verticalScrollBar().setValue(place)

    def _show(self, result: MatchResult | None) -> None:
        chosen = str(self.reasons.currentData() or "")
        self._result = result
        self._fill_reasons()
        place = max(self.reasons.findData(chosen), 0)
        blocked = QSignalBlocker(self.reasons)
        self.reasons.setCurrentIndex(place)
        del blocked
        self.model.show_result(result, str(self.reasons.currentData() or ""))

    def filter_on(self, criterion_id: str) -> None:
        """Show only what fails one requirement; one that nothing fails shows an empty list that says so."""
        place = self.reasons.findData(criterion_id)
        if place < 0:
            self.reasons.addItem(self._entry(criterion_id, 0), criterion_id)
            place = self.reasons.count() - 1
        self.reasons.setCurrentIndex(place)

    def select(self, candidate_id: str) -> bool:
        """Select a candidate that was selected elsewhere; returns whether it is excluded."""
        if self._result is None or self._result.is_qualified(candidate_id):
            return False
        number = self.model.row_of(candidate_id)
        if number < 0:
            self.reasons.setCurrentIndex(0)
            number = self.model.row_of(candidate_id)
        self.view.setCurrentIndex(self.model.index(number))
        # A row far down may not be laid out yet; the list goes there as soon as it is.
        self._sought = number
        self._seek()
        return True

    def _seek(self) -> None:
        """Bring the row that was selected elsewhere in sight, once it is laid out."""
        if self._sought < 0 or self.view.currentIndex().row() != self._sought:
            self._sought = -1
            return
        index = self.model.index(self._sought)
        if self.view.visualRect(index).height() > 0:
            self._sought = -1
            self.view.scrollTo(index)

    def _build_view(self, theme: Theme, language: Language) -> None:
        self.view = QListView()
        self.view.setObjectName("excluded_list")
        self.view.setModel(self.model)
        self._delegate = RejectionDelegate(theme, language)
        self.view.setItemDelegate(self._delegate)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        # The height of a row is that of its reasons; for thousands of them in one go the window would halt.
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setBatchSize(_ROWS_AT_ONCE)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self._say("ui.results.list.excluded"))
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self._sought = -1
        self.view.verticalScrollBar().rangeChanged.connect(lambda *_: self._seek())

    def _fill_reasons(self) -> None:
        blocked = QSignalBlocker(self.reasons)
        self.reasons.clear()
        result = self._result
        count = result.rejection_count if result is not None else 0
        self.reasons.addItem(self._say("ui.excluded.all", count=count), "")
        for judgement in result.judgements if result is not None else ():
            failing = len(result.failing_positions(judgement.criterion.id)) if result is not None else 0
            if failing:
                self.reasons.addItem(self._entry(judgement.criterion.id, failing), judgement.criterion.id)
        del blocked

    def _entry(self, criterion_id: str, count: int) -> str:
        return self._say("ui.excluded.by", criterion=self._say(f"criterion.{criterion_id}"), count=count)

    def _on_reason(self) -> None:
        self.model.show_only(str(self.reasons.currentData() or ""))
        self._nothing.setVisible(not self.model.rowCount())

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.candidate_chosen.emit(self.model.rejection(current.row()).candidate.id)
