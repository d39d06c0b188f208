"""The values of one site, in use beside delivered; the one that will be in use is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers
from drentsportal.domain.merge.merge_states import SiteMerge, ValueMerge
from drentsportal.ui.models.merge_tables import (
    KEEP_COLUMN,
    TAKE_COLUMN,
    VALUE_COLUMNS,
    LiveTable,
    MergeWords,
)
from drentsportal.ui.widgets.parts import column
from drentsportal.ui.widgets.text_table import TextTableDelegate, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from drentsportal.domain.merge.merge_findings import ValueFinding
    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.widgets.text_cell import TextCell

_WIDTHS: Final = (190, 150, 220, 220, 140)
_ROW_HEIGHT: Final = 50
_OF_COLUMN: Final = {KEEP_COLUMN: MergeAnswer.KEEP, TAKE_COLUMN: MergeAnswer.TAKE}
_OF_KEY: Final = {
    Qt.Key.Key_Left: MergeAnswer.KEEP,
    Qt.Key.Key_Right: MergeAnswer.TAKE,
}


class MergeValues(QWidget):
    """Values of the selected site.

    Signals: ``answered(attribute_id, answer)`` when the person chose a side, by click or with the arrow keys.
    """

    answered = Signal(str, object)

    def __init__(self, theme: Theme, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._values: Sequence[ValueFinding] = ()
        self._can_answer = False
        headings = [language.text(f"merge.column.{name}") for name in VALUE_COLUMNS]
        self.model = LiveTable(headings)
        self._delegate = TextTableDelegate(theme, wraps=True)
        self.view = text_table(self.model, self._delegate, "merge_values", language.text("merge.values"))
        self.view.setProperty("framed", "true")
        self.view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.view.horizontalHeader()
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        for section in (KEEP_COLUMN, TAKE_COLUMN):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        self.view.clicked.connect(self._on_clicked)
        self.view.installEventFilter(self)
        theme.changed.connect(self.view.viewport().update)
        self.setLayout(column(self.view, spacing=0))

    def show_values(
        self, words: MergeWords, values: Sequence[ValueFinding], state: SiteMerge, answers: MergeAnswers
    ) -> None:
        """Show the values of a site; the answers are read anew at each ``refresh``."""
        self._values = values
        self._can_answer = state in {SiteMerge.CONFLICTING, SiteMerge.CHANGED}
        self._words, self._answers = words, answers
        self.model.show_rows(len(values), self._cells)
        # A row is as high as its longest words: nothing is cut off in the middle of a letter.
        self.view.resizeRowsToContents()

    def refresh(self, answers: MergeAnswers) -> None:
        """Show the same values under other answers."""
        self._answers = answers
        self.model.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose with the arrow keys: left keeps, right takes."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            answer = _OF_KEY.get(Qt.Key(event.key()))
            if answer is not None and self.view.currentIndex().isValid():
                self._answer(self.view.currentIndex().row(), answer)
                return True
        return super().eventFilter(watched, event)

    def _cells(self, row: int) -> tuple[TextCell, ...]:
        value = self._values[row]
        return self._words.value_cells(value, self._of(row), has_choice=self._has_choice(value))

    def _has_choice(self, value: ValueFinding) -> bool:
        return self._can_answer and value.state is not ValueMerge.CONFIRMED

    def _of(self, row: int) -> MergeAnswer | None:
        value = self._values[row]
        return self._answers.of(value.site_id, value.attribute_id, value.state) if self._can_answer else None

    def _on_clicked(self, at: QModelIndex) -> None:
        answer = _OF_COLUMN.get(at.column())
        if answer is not None:
            self._answer(at.row(), answer)

    def _answer(self, row: int, answer: MergeAnswer) -> None:
        value = self._values[row]
        if self._has_choice(value):
            self.answered.emit(value.attribute_id, answer)
