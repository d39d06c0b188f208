"""All comparisons at once: how many times as important the wish of the row is as that of the column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QVBoxLayout, QWidget

from drentsportal.ui.widgets.text_cell import TextCell
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QModelIndex

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

_COLUMN_WIDTH: Final = 52

Pair = tuple[int, int]


class PairMatrix(QWidget):
    """A square table; the half below the diagonal mirrors the one above.

    Signals: ``pair_chosen(row, column)`` with row before column, when a cell was clicked or entered.
    """

    pair_chosen = Signal(int, int)

    def __init__(self, theme: Theme, language: Language, names: Sequence[str]) -> None:
        """Build the table for wishes by name."""
        super().__init__()
        self._say = language.text
        self._names = tuple(names)
        headings = [self._say("ui.weights.wish"), *(str(each) for each in range(1, len(names) + 1))]
        self._model = TextTableModel(headings, frozenset(range(1, len(names) + 1)))
        self._delegate = TextTableDelegate(theme)
        self.table = text_table(
            self._model, self._delegate, "pair_matrix", self._say("ui.weights.pairs.matrix")
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setProperty("framed", "true")
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in range(1, len(names) + 1):
            header.resizeSection(section, _COLUMN_WIDTH)
        self.table.clicked.connect(self._choose)
        self.table.activated.connect(self._choose)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table)
        self.setLayout(box)

    def show_answers(self, answers: Mapping[Pair, int], current: Pair, worst: Pair | None) -> None:
        """Show the answers by pair (row before column), the one that is asked and the one that stands out."""
        self._model.show_rows(len(self._names), lambda row: self._cells(row, answers, worst))
        self.table.setCurrentIndex(self._model.index(current[0], current[1] + 1))

    def _cells(self, row: int, answers: Mapping[Pair, int], worst: Pair | None) -> tuple[TextCell, ...]:
        cells = [TextCell(f"{row + 1}  {self._names[row]}")]
        for place in range(len(self._names)):
            if place == row:
                cells.append(TextCell("1", right=True, quiet=True))
                continue
            pair = (min(row, place), max(row, place))
            answer = answers.get(pair, 0)
            text = _times(answer if row < place else _turned(answer))
            if pair == worst:
                cells.append(TextCell("", right=True, chip=f"! {text}", tone="check"))
            else:
                cells.append(TextCell(text, right=True, strong=answer not in {0, 1}, quiet=not answer))
        return tuple(cells)

    def _choose(self, index: QModelIndex) -> None:
        row, place = index.row(), index.column() - 1
        if place >= 0 and row != place:
            self.pair_chosen.emit(min(row, place), max(row, place))


def _turned(answer: int) -> int:
    return -answer if abs(answer) > 1 else answer


def _times(answer: int) -> str:
    """Write an answer as people know it from the method: 3, 1/3, or a dot where there is none."""
    if not answer:
        return "\u00b7"
    return str(answer) if answer > 0 else f"1/{-answer}"
