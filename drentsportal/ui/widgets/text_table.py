"""A table of text cells: one model, one delegate and one view for all plain tables of the window."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from drentsportal.ui.fonts import font
from drentsportal.ui.icons import icon
from drentsportal.ui.widgets.case_delegate import draw_elided, draw_ground
from drentsportal.ui.widgets.table_copy import CopyTable
from drentsportal.ui.widgets.text_cell import CELL_ROLE, TextCell, plain_tooltip
from drentsportal.ui.widgets.word_label import shorten_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT: Final = 32
_PADDING: Final = 8
_CHIP_HEIGHT: Final = 20
_ICON: Final = 14
_GAP: Final = 6
_ABOVE: Final = 7
"""Between the edge of a row and words that wrap."""

_ENDLESS: Final = 4000
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TextTableModel(QAbstractTableModel):
    """Rows of text cells, made when they are shown."""

    def __init__(
        self,
        headings: Sequence[str],
        right_columns: frozenset[int] = frozenset(),
        explained: Sequence[str] = (),
    ) -> None:
        """Keep the headings; ``right_columns`` hold numbers, ``explained`` says of each column what it is."""
        super().__init__()
        self._headings = tuple(headings)
        self._right_columns = right_columns
        self._explained = tuple(explained)
        self._count = 0
        self._cells: Callable[[int], tuple[TextCell, ...]] = lambda _row: ()

    def show_rows(self, count: int, cells_of: Callable[[int], Sequence[TextCell]]) -> None:
        """Replace the rows; ``cells_of`` gives the cells of a row."""
        self.beginResetModel()
        self._count = count
        self._cells = lru_cache(maxsize=512)(lambda row: tuple(cells_of(row)))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column, aligned as its cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._headings[section])
        if role == Qt.ItemDataRole.WhatsThisRole:
            return self._explained[section] if self._explained else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self._right_columns else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the cell, its text, or what else Qt asks for."""
        cell: TextCell = self._cells(index.row())[index.column()]
        told = cell.data(role)
        if told is None and role == Qt.ItemDataRole.WhatsThisRole:
            return self.headerData(index.column(), Qt.Orientation.Horizontal, role)
        return told


class TextTableDelegate(QStyledItemDelegate):
    """Paints a ``TextCell``; long words wrap where ``wraps`` is set, else they are elided at the end."""

    def __init__(
        self, theme: Theme, *, wraps: bool = False, stacks: bool = False, first_padding: int = _PADDING
    ) -> None:
        """Keep the theme; ``first_padding`` is the room left of the first column.

        With ``stacks`` words that wrap stand under a chip, for columns that are narrow.
        """
        super().__init__()
        self._stacks = stacks and wraps
        self._theme = theme
        self._wraps = wraps
        self._first_padding = first_padding

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that holds the words at the width of the column."""
        cell: TextCell = index.data(CELL_ROLE)
        view = option.widget
        metrics = QFontMetrics(_font(cell))
        before = self._width_before(cell) + self._left(index) + _PADDING
        if not self._wraps or not isinstance(view, QTableView):
            return QSize(before + metrics.horizontalAdvance(cell.text) + _GAP, ROW_HEIGHT)
        above = 0
        if self._is_stacked(cell):
            before, above = self._left(index) + _PADDING, _CHIP_HEIGHT + _GAP
        width = max(40, view.columnWidth(index.column()) - before)
        high = _box(metrics, width, cell.text).height()
        return QSize(before + width, max(ROW_HEIGHT, above + high + 2 * _ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, mark, chip and words."""
        cell: TextCell = index.data(CELL_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option, self._theme, bar=index.column() == 0)
        inner = area.adjusted(self._left(index), 0, -_PADDING, -1)
        middle = inner.center().y() if not self._wraps else inner.top() + ROW_HEIGHT // 2
        if cell.right and cell.chip and not cell.text:
            inner.setLeft(max(inner.left(), inner.right() - self._width_before(cell) + _GAP))
        if cell.mark:
            drawn = icon(cell.mark, self._theme, cell.mark_role)
            drawn.paint(painter, inner.left(), middle - _ICON // 2, _ICON, _ICON)
            inner.setLeft(inner.left() + _ICON + _GAP)
        if cell.chip:
            width = self._draw_chip(painter, inner, middle, cell)
            if self._is_stacked(cell):
                inner.setLeft(area.left() + self._left(index))
                inner.setTop(inner.top() + _CHIP_HEIGHT + _GAP)
            else:
                inner.setLeft(inner.left() + width + _GAP)
        self._draw_text(painter, inner, cell)
        painter.restore()

    def _is_stacked(self, cell: TextCell) -> bool:
        return self._stacks and bool(cell.chip and cell.text)

    def _left(self, index: Index) -> int:
        return self._first_padding if index.column() == 0 else _PADDING

    def _width_before(self, cell: TextCell) -> int:
        chip = _chip_width(cell) + _GAP if cell.chip else 0
        return chip + (_ICON + _GAP if cell.mark else 0)

    def _draw_chip(self, painter: QPainter, inner: QRect, middle: int, cell: TextCell) -> int:
        box = QRect(inner.left(), middle - _CHIP_HEIGHT // 2, _chip_width(cell), _CHIP_HEIGHT)
        box.setRight(min(box.right(), inner.right()))
        ground, ink = _chip_roles(cell.tone)
        painter.setBrush(self._theme.colour(ground))
        dashed = QPen(self._theme.colour("border_strong"), 1, Qt.PenStyle.DashLine)
        painter.setPen(dashed if cell.tone == "unknown" else QPen(Qt.PenStyle.NoPen))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(self._theme.colour(ink))
        painter.setFont(_chip_font(cell))
        draw_elided(painter, box.adjusted(4, 0, -4, 0), cell.chip, int(Qt.AlignmentFlag.AlignCenter))
        return box.width()

    def _draw_text(self, painter: QPainter, inner: QRect, cell: TextCell) -> None:
        painter.setFont(_font(cell))
        painter.setPen(self._theme.colour(cell.text_role or ("text_secondary" if cell.quiet else "text")))
        if self._wraps:
            flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            flags |= int(Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft)
            place = inner.adjusted(0, _ABOVE, 0, 0)
            painter.drawText(place, flags, held_words(cell.text, painter.fontMetrics(), place.size()))
            return
        draw_elided(painter, inner, cell.text, _RIGHT if cell.right else _LEFT)


def text_table(model: QAbstractItemModel, delegate: TextTableDelegate, name: str, spoken: str) -> QTableView:
    """Make a table of rows that can be selected; ``spoken`` is its name for a screen reader."""
    view = CopyTable()
    view.setObjectName(name)
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setShowGrid(False)
    view.setMouseTracking(True)
    view.setTabKeyNavigation(False)
    view.setAccessibleName(spoken)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    view.verticalHeader().hide()
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    view.horizontalHeader().setHighlightSections(False)
    return view


def held_words(text: str, metrics: QFontMetrics, room: QSize) -> str:
    """Return what of a text that wraps is seen in a room: what is left out ends in an ellipsis."""
    box = _box(metrics, room.width(), text)
    if box.width() <= room.width() and box.height() <= room.height():
        return text
    held = ""
    # At spaces only: a figure stays with its unit, between which no line breaks.
    for word in " ".join(shorten_words(text, metrics, room.width()).splitlines()).split(" "):
        more = f"{held} {word}" if held else word
        if held and _box(metrics, room.width(), f"{more}\N{HORIZONTAL ELLIPSIS}").height() > room.height():
            return f"{held}\N{HORIZONTAL ELLIPSIS}"
        held = more
    return held


def _box(metrics: QFontMetrics, width: int, text: str) -> QRect:
    """Return the room that words take which wrap at a width; a word that is wider takes its own line."""
    return metrics.boundingRect(QRect(0, 0, width, _ENDLESS), int(Qt.TextFlag.TextWordWrap), text)


def _font(cell: TextCell) -> QFont:
    return font(13, QFont.Weight.DemiBold if cell.strong else QFont.Weight.Normal)


def _chip_font(cell: TextCell) -> QFont:
    return font(12, QFont.Weight.Normal if cell.tone == "unknown" else QFont.Weight.DemiBold)


def _chip_width(cell: TextCell) -> int:
    return QFontMetrics(_chip_font(cell)).horizontalAdvance(cell.chip) + 16


def _chip_roles(tone: str) -> tuple[str, str]:
    return ("accent_subtle", "accent") if tone == "accent" else (f"{tone}_background", f"{tone}_text")
