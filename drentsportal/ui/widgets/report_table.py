"""A table of a report on screen, as high as its rows: the page around it scrolls, the table does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QWidget

from drentsportal.ui.widgets.parts import column
from drentsportal.ui.widgets.text_table import TextTableDelegate, TextTableModel, text_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTableView

    from drentsportal.ui.theme import Theme
    from drentsportal.ui.widgets.text_cell import TextCell

_FRAME: Final = 4
"""The border of a table, above and below."""


class ReportTable(QWidget):
    """Rows of words and figures; figures stand to the right."""

    def __init__(self, theme: Theme, name: str, spoken: str) -> None:
        """Make it empty; ``spoken`` is its name for a screen reader."""
        super().__init__()
        self._theme, self._name, self._spoken = theme, name, spoken
        self._box = column(spacing=0)
        self.setLayout(self._box)

    def show_rows(
        self, headings: Sequence[str], numeric: Sequence[bool], rows: Sequence[Sequence[TextCell]]
    ) -> None:
        """Show rows under their headings; ``numeric`` tells which columns hold figures."""
        right = frozenset(place for place, is_numeric in enumerate(numeric) if is_numeric)
        self._model = TextTableModel(headings, right)
        self._model.show_rows(len(rows), lambda row: rows[row])
        self._delegate = TextTableDelegate(self._theme, wraps=True)
        view = text_table(self._model, self._delegate, self._name, self._spoken)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view = view
        self._fit(view, right)
        self._box.addWidget(view)

    def _fit(self, view: QTableView, right: frozenset[int]) -> None:
        # Words are read whole, so a row is as high as they need at the widths of the columns.
        self._heights = QTimer(self)
        self._heights.setSingleShot(True)
        self._heights.setInterval(0)
        self._heights.timeout.connect(self._suit_heights)
        header = view.horizontalHeader()
        for place in range(self._model.columnCount()):
            stretches = place not in right
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(place, mode)
        header.sectionResized.connect(lambda *_: self._heights.start())
        self._suit_heights()

    def _suit_heights(self) -> None:
        """Give rows and table the height of all words."""
        view = self._view
        view.resizeRowsToContents()
        rows = sum(view.rowHeight(row) for row in range(self._model.rowCount()))
        view.setFixedHeight(view.horizontalHeader().sizeHint().height() + rows + _FRAME)
