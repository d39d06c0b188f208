"""Lists of candidates of which each row is painted: what their models, delegates and heads have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1

ONE_LINE_FROM: Final = 400
"""Width from which name and figures stand on one line."""

FRAMES: Final = 4
"""What the frame of the list takes off its width, 2 at either side."""

_HEAD: Final = 22


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate; ``spoken`` says the whole row to who does not see it."""

    candidate_id: str
    name: str
    spoken: str


class CandidateRowModel(QAbstractListModel):
    """Candidates in their order."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._rows: tuple[CandidateRow, ...] = ()

    def show_rows(self, rows: Sequence[CandidateRow]) -> None:
        """Show other candidates."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of candidates."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, its candidate or its words."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.UserRole:
            return row.candidate_id
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(row.spoken)
        return None


class CandidateRowDelegate(QStyledItemDelegate):
    """Gives each row the height that belongs to the width of the list; what it paints is its own."""

    def __init__(self, theme: Theme, row_height: Callable[[int], int]) -> None:
        """Keep the theme; ``row_height`` tells how high a row is at a width."""
        super().__init__()
        self._theme = theme
        self._row_height = row_height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        del index
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else ONE_LINE_FROM
        return QSize(120, self._row_height(width))


class CandidateRowHead(QWidget):
    """One line above the rows, painted again when other rows are shown."""

    def __init__(self, theme: Theme, model: CandidateRowModel) -> None:
        """Keep the theme."""
        super().__init__()
        self._theme = theme
        self.setFixedHeight(_HEAD)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self.update)
