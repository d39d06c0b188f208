"""A list that is as high as its rows, for a panel that scrolls as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QSizePolicy

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractListModel
    from PySide6.QtGui import QFocusEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QStyledItemDelegate

_FRAME: int = 4


class RowList(QListView):
    """Rows that are walked with the arrow keys; the panel around them scrolls.

    Signals: ``candidate_chosen(candidate_id)`` when a person makes a row current. ``row_height`` tells how
    high a row is at a width.
    """

    candidate_chosen = Signal(str)

    def __init__(
        self, model: QAbstractListModel, delegate: QStyledItemDelegate, row_height: Callable[[int], int]
    ) -> None:
        """Show a model, whose rows give the id of their candidate as ``UserRole``."""
        super().__init__()
        self._row_height = row_height
        self._is_told = False
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        model.modelReset.connect(self._fit)
        self.selectionModel().currentChanged.connect(self._on_current)

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        count = self.model().rowCount()
        return QSize(240, count * self._row_height(self.viewport().width()) + _FRAME)

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing in it scrolls."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the rows have at the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def select(self, candidate_id: str) -> None:
        """Make the row of a candidate current that was chosen elsewhere; none where it has no row."""
        model = self.model()
        rows = range(model.rowCount())
        row = next((each for each in rows if self._id_of(model.index(each, 0)) == candidate_id), -1)
        self._is_told = True
        self.setCurrentIndex(model.index(row, 0))
        self._is_told = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard without choosing: Qt makes the first row current where none is."""
        self._is_told = True
        super().focusInEvent(event)
        self._is_told = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the panel around."""
        event.ignore()

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_told:
            self.candidate_chosen.emit(self._id_of(current))

    @staticmethod
    def _id_of(index: QModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.UserRole))
