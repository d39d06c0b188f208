"""A table of shares: a cell by its colour, its figure, and hatched or dashed where there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from drentsportal.figures.amount_ramp import SHARE_STEPS, amount_step
from drentsportal.figures.symbology import Theme as MapTheme
from drentsportal.ui.fonts import font
from drentsportal.ui.widgets.table_copy import CopyTable
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from drentsportal.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

HEAT_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_ROW_HEIGHT: Final = 26
_COLUMN_WIDTH: Final = 58
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell; ``share`` ``None`` means that there are no sites. ``spoken`` says the cell in words.

    ``is_sum`` stands without colour: it is the total of its row. ``key`` is what a click hands on.
    """

    text: str
    spoken: str
    share: float | None
    key: tuple[str, str] = ("", "")
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row with its heading and, behind it, how many sites it is about."""

    heading: str
    cells: tuple[HeatCell, ...]


class HeatModel(QAbstractTableModel):
    """Rows of heat cells."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._headings: tuple[tuple[str, str], ...] = ()
        self._rows: tuple[HeatRow, ...] = ()

    def show_rows(self, headings: Sequence[tuple[str, str]], rows: Sequence[HeatRow]) -> None:
        """Replace everything; a heading is its short and its full text."""
        self.beginResetModel()
        self._headings, self._rows = tuple(headings), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return headings of rows and columns; the full text as tooltip."""
        if orientation is Qt.Orientation.Vertical:
            return self._rows[section].heading if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section][0]
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._headings[section][1]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the cell, its figure, or its words."""
        cell = self._rows[index.row()].cells[index.column()]
        if role == HEAT_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken
        return plain_tooltip(cell.spoken) if role == Qt.ItemDataRole.ToolTipRole else None


class HeatDelegate(QStyledItemDelegate):
    """Paints one cell: colour by step, figure, hatch for nothing known, dash for no sites."""

    def __init__(self, theme: Theme) -> None:
        """Keep the theme."""
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - as Qt calls it
        """Return the size of every cell."""
        return QSize(_COLUMN_WIDTH, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell and, where it is current, a frame."""
        cell: HeatCell = index.data(HEAT_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.fillRect(area, self._theme.colour("surface"))
        box = area.adjusted(1, 1, -1, -1)
        ink = self._paint_ground(painter, box, cell)
        strong = cell.is_sum
        painter.setFont(font(12, QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
        painter.setPen(ink)
        painter.drawText(box, _CENTRE, cell.text)
        state: QStyle.StateFlag = option.state
        if state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected):
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(area.adjusted(2, 2, -2, -2))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, cell: HeatCell) -> QColor:
        if cell.is_sum:
            return self._theme.colour("text")
        if cell.share is None:
            painter.fillRect(box, self._theme.colour("surface_alt"))
            return self._theme.colour("text_tertiary")
        if cell.share == 0:
            painter.fillRect(box, self._theme.colour("unknown_background"))
            painter.fillRect(box, QBrush(self._theme.colour("border_strong"), Qt.BrushStyle.BDiagPattern))
            words = QRect(0, 0, 26, box.height() - 8)
            words.moveCenter(box.center())
            painter.fillRect(words, self._theme.colour("unknown_background"))
            return self._theme.colour("unknown_text")
        dark = MapTheme.DARK if self._theme.name == "dark" else MapTheme.LIGHT
        step = amount_step(cell.share, SHARE_STEPS, dark)
        painter.fillRect(box, QColor(step.fill))
        return QColor(step.text)


class HeatTable(CopyTable):
    """A heat table for mouse and keyboard.

    Signals: ``cell_chosen(row key, column key)`` on a click, on Enter and on Space.
    """

    cell_chosen = Signal(str, str)

    def __init__(self, theme: Theme, name: str, spoken: str) -> None:
        """Build it, empty; ``spoken`` is its name for a screen reader."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.heat = HeatModel()
        self._delegate = HeatDelegate(theme)
        self.setModel(self.heat)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setFont(font(12))
        header = self.horizontalHeader()
        header.setDefaultSectionSize(_COLUMN_WIDTH)
        header.setMinimumSectionSize(40)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        # The cells are narrow, and their headings are short words for them.
        header.setStyleSheet("QHeaderView::section { padding: 5px 0; }")
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setHighlightSections(False)
        self.clicked.connect(self._choose)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current cell with Enter or Space; arrows move."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def height_for_rows(self) -> int:
        """Return the height at which no row has to be scrolled to."""
        return self.heat.rowCount() * _ROW_HEIGHT + self.horizontalHeader().sizeHint().height() + 8

    def _choose(self, index: Index) -> None:
        if index.isValid():
            cell: HeatCell = index.data(HEAT_ROLE)
            if any(cell.key):
                self.cell_chosen.emit(*cell.key)
