"""Wishes in order of importance: dragged with the mouse, moved with Alt and the arrows, tied with Space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QStyledItemDelegate

from drentsportal.domain.decision import roc_weights
from drentsportal.domain.match.printed_parts import printed_weights
from drentsportal.ui.fonts import role_font
from drentsportal.ui.guide.explanations import explanation
from drentsportal.ui.icons import icon
from drentsportal.ui.weight_words import share_text
from drentsportal.ui.widgets.case_delegate import draw_elided, draw_ground
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from drentsportal.language import Language
    from drentsportal.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT: Final = 44
_PLACE_WIDTH: Final = 34
_WEIGHT_WIDTH: Final = 72
_ICON: Final = 14
_PADDING: Final = 12
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class WishOrder(QAbstractListModel):
    """The wishes, the most important first, and which is as important as the one before it."""

    def __init__(self, language: Language, names: Mapping[str, str]) -> None:
        """Start with the wishes in the order of ``names``, none tied."""
        super().__init__()
        self._language = language
        self._names = names
        self._ids = list(names)
        self._tied: set[str] = set()
        self._weights = dict(roc_weights(self.order())) if self._ids else {}

    def order(self) -> tuple[tuple[str, ...], ...]:
        """Return the wishes in groups of equal importance."""
        groups: list[list[str]] = []
        for criterion_id in self._ids:
            if groups and criterion_id in self._tied:
                groups[-1].append(criterion_id)
            else:
                groups.append([criterion_id])
        return tuple(tuple(group) for group in groups)

    def show_order(self, order: Sequence[Sequence[str]]) -> None:
        """Show another ranking."""
        self.beginResetModel()
        self._ids = [each for group in order for each in group]
        self._tied = {each for group in order for each in group[1:]}
        self._weights = roc_weights(self.order())
        self.endResetModel()

    def move(self, row: int, to: int) -> bool:
        """Move a wish; returns whether it moved. A tie stays with its wish, the first has none."""
        if row == to or not (0 <= row < len(self._ids) and 0 <= to < len(self._ids)):
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + 1 if to > row else to)
        self._ids.insert(to, self._ids.pop(row))
        self._tied.discard(self._ids[0])
        self.endMoveRows()
        self._reweigh()
        return True

    def is_tied(self, row: int) -> bool:
        """Whether a wish is as important as the one before it."""
        return 0 <= row < len(self._ids) and self._ids[row] in self._tied

    def tie(self, row: int, *, tied: bool) -> None:
        """Make a wish as important as the one before it, or less; nothing is before the first."""
        if 0 < row < len(self._ids):
            (self._tied.add if tied else self._tied.discard)(self._ids[row])
            self._reweigh()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of wishes."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, or all that the row says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[self._ids[index.row()]]
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            spoken = ", ".join(part for part in self.texts(index.row()) if part)
            return spoken if role == Qt.ItemDataRole.AccessibleTextRole else plain_tooltip(spoken)
        if role == Qt.ItemDataRole.WhatsThisRole:
            return explanation(self._language, f"criterion.{self._ids[index.row()]}")
        return None

    def texts(self, row: int) -> tuple[str, str, str, str]:
        """Return place, name, the words of a tie (empty without), and weight of a row."""
        criterion_id = self._ids[row]
        first = row
        while self.is_tied(first):
            first -= 1
        tie = self._language.text("ui.weights.ranking.tied") if self.is_tied(row) else ""
        weight = share_text(self._language, printed_weights(self._weights)[criterion_id])
        return str(first + 1), self._names[criterion_id], tie, weight

    def share(self, row: int) -> float:
        """Return the weight of a row as a share of the largest."""
        return self._weights[self._ids[row]] / max(self._weights.values())

    def _reweigh(self) -> None:
        self._weights = roc_weights(self.order())
        last = self.index(len(self._ids) - 1)
        self.dataChanged.emit(self.index(0), last)


class WishListView(QListView):
    """The list; a drag moves the wish while the mouse passes other rows.

    Signals: ``edited()`` after the order or a tie changed.
    """

    edited = Signal()

    def __init__(self, model: WishOrder, theme: Theme) -> None:
        """Show the order of ``model``."""
        super().__init__()
        self.order = model
        self._pressed_at: QPoint | None = None
        self._is_dragging = False
        self._delegate = _WishDelegate(theme, model)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setProperty("framed", "true")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCurrentIndex(model.index(0))

    def move_current(self, step: int) -> None:
        """Move the current wish up (-1) or down (1)."""
        row = self.currentIndex().row()
        if self.order.move(row, row + step):
            self.setCurrentIndex(self.order.index(row + step))
            self.edited.emit()

    def tie_current(self) -> None:
        """Make the current wish as important as the one before it, or not any more."""
        row = self.currentIndex().row()
        if row > 0:
            self.order.tie(row, tied=not self.order.is_tied(row))
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Alt with an arrow, and Space; everything else is the list's own."""
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_current(steps[event.key()])
        elif event.key() == Qt.Key.Key_Space:
            self.tie_current()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a wish and remember where the mouse went down."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint() if left else None
        self._is_dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the wish under the mouse to the row that it passes."""
        at = event.position().toPoint()
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        self._is_dragging = self._is_dragging or far
        to = self.indexAt(at)
        row = self.currentIndex().row()
        if self._is_dragging and to.isValid() and self.order.move(row, to.row()):
            self.setCurrentIndex(self.order.index(to.row()))
            self.edited.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the wish go."""
        self._pressed_at = None
        self._is_dragging = False
        super().mouseReleaseEvent(event)


class _WishDelegate(QStyledItemDelegate):
    """Grip, place, name, the words of a tie, weight with a bar."""

    def __init__(self, theme: Theme, model: WishOrder) -> None:
        """Keep theme and model."""
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        del option, index
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one wish."""
        place, name, tie, weight = self._model.texts(index.row())
        area: QRect = option.rect
        painter.save()
        draw_ground(painter, option, self._theme)
        grip = QRect(area.left() + _PADDING, area.center().y() - _ICON // 2, _ICON, _ICON)
        icon("grip", self._theme).paint(painter, grip)
        left = grip.right() + 6
        self._text(painter, QRect(left, area.top(), _PLACE_WIDTH - 8, area.height()), place, "strong", _RIGHT)
        right = QRect(area.right() - _WEIGHT_WIDTH - _PADDING, area.top(), _WEIGHT_WIDTH, area.height())
        self._text(painter, right.adjusted(0, 0, 0, -8), weight, "strong", _RIGHT)
        bar = QRect(right.left(), right.bottom() - 12, right.width(), 4)
        painter.fillRect(bar, self._theme.colour("bar_track"))
        filled = QRect(bar)
        filled.setWidth(max(1, round(bar.width() * self._model.share(index.row()))))
        painter.fillRect(filled, self._theme.colour("info_text"))
        room = right.left() - left - _PLACE_WIDTH - 16
        words = QRect(left + _PLACE_WIDTH + 4, area.top(), room, area.height())
        if tie:
            half = words.height() // 2
            above = words.adjusted(0, 3, 0, -half)
            self._text(painter, above, name, "", _LEFT)
            self._text(painter, words.adjusted(0, half - 2, 0, -4), f"= {tie}", "small", _LEFT)
        else:
            self._text(painter, words, name, "", _LEFT)
        painter.restore()

    def _text(self, painter: QPainter, area: QRect, text: str, role: str, flags: int) -> None:
        painter.setFont(role_font(role))
        painter.setPen(self._theme.colour("text_secondary" if role == "small" else "text"))
        draw_elided(painter, area, text, flags)
