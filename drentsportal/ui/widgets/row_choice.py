"""The row that a person chose in a table whose rows are shown anew while they search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QTableView

    from drentsportal.ui.widgets.text_cell import TextCell
    from drentsportal.ui.widgets.text_table import TextTableModel

_MANY: Final = 100
_TWO_LINES_PX: Final = 46
"""Above so many rows each has room for two lines: measuring them all would hold up who types."""


class RowChoice(QObject):
    """Fills a table and keeps its chosen row; a row that is shown again is no choice.

    Signal: ``chosen(row)`` when a person goes to another row.
    """

    chosen = Signal(int)

    def __init__(self, table: QTableView, model: TextTableModel) -> None:
        """Follow a table of text cells that wrap."""
        super().__init__(table)
        self._table = table
        self._model = model
        self._is_filling = False
        table.verticalHeader().setDefaultSectionSize(_TWO_LINES_PX)
        table.selectionModel().currentRowChanged.connect(lambda now, _: self._on_row(now.row()))

    def show_rows(self, count: int, cells_of: Callable[[int], Sequence[TextCell]], chosen: int) -> None:
        """Show these rows, the ``chosen`` one selected and in sight; -1 selects none."""
        self._is_filling = True
        self._table.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.Fixed if count > _MANY else QHeaderView.ResizeMode.ResizeToContents
        )
        self._model.show_rows(count, cells_of)
        if chosen >= 0:
            self._table.selectRow(chosen)
            self._table.scrollTo(self._model.index(chosen, 0))
        self._is_filling = False

    def _on_row(self, at: int) -> None:
        if at >= 0 and not self._is_filling:
            self.chosen.emit(at)
