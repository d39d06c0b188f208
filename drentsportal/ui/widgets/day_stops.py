"""The stops of a day, put in order by dragging or with Alt and the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from drentsportal.ui.widgets.text_cell import plain_tooltip
from drentsportal.ui.widgets.word_label import shorten_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WHOLE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_BESIDE_PX: Final = 24
"""What the style keeps free at both sides of the words, and a little that Qt keeps itself."""


class DayStops(QListWidget):
    """A row per stop, whose words stay what they are told until ``show_stops``.

    Signals: ``order_changed(ids)`` when a person moved a stop, ``remove_asked(id)``.
    """

    order_changed = Signal(object)
    remove_asked = Signal(str)

    def __init__(self, spoken: str) -> None:
        """Start empty; ``spoken`` is its name for a screen reader."""
        super().__init__()
        self.setObjectName("day_stops")
        self.setAccessibleName(spoken)
        self.setProperty("framed", True)  # noqa: FBT003 - a property of the style sheet
        self.setWordWrap(True)
        self.setStyleSheet("QListView::item { padding: 4px 8px; }")
        self._held: tuple[str, ...] | None = None
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def ids(self) -> tuple[str, ...]:
        """The stops in the order in which they stand."""
        return tuple(self._id(row) for row in range(self.count()))

    @property
    def current_id(self) -> str:
        """The stop that is chosen, "" for none."""
        return self._id(self.currentRow())

    def show_stops(self, stops: Sequence[tuple[str, str]]) -> None:
        """Show stops as ids with their words; the current one stays current."""
        current = self.current_id
        # What is shown of the chosen stop follows once all are there.
        was_blocked = self.blockSignals(True)  # noqa: FBT003 - Qt takes no name here
        self.clear()
        for site_id, words in stops:
            item = QListWidgetItem()
            item.setData(_WHOLE_ROLE, words)
            item.setData(Qt.ItemDataRole.UserRole, site_id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words.replace("\n", ", "))
            self._shorten(item)
            self.addItem(item)
            if site_id == current:
                self.setCurrentItem(item)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        self.blockSignals(was_blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten what is too wide for the new width."""
        super().resizeEvent(event)
        for row in range(self.count()):
            self._shorten(self.item(row))

    def _shorten(self, item: QListWidgetItem) -> None:
        """Let no word be wider than the list: it would scroll sideways. The tooltip has what is left out."""
        whole = str(item.data(_WHOLE_ROLE))
        room = self.viewport().width() - _BESIDE_PX
        shown = "\n".join(shorten_words(each, self.fontMetrics(), room) for each in whole.split("\n"))
        if shown != item.text():
            item.setText(shown)
            item.setToolTip("" if shown == whole else plain_tooltip(whole))

    def move_current(self, step: int) -> None:
        """Move the current stop up (-1) or down (1), where there is room."""
        row = self.currentRow()
        target = row + step
        if row < 0 or not 0 <= target < self.count():
            return
        item = self.takeItem(row)
        self.insertItem(target, item)
        self.setCurrentRow(target)
        self.order_changed.emit(self.ids)

    def remove_current(self) -> None:
        """Ask to take the current stop out of the day."""
        if self.currentRow() >= 0:
            self.remove_asked.emit(self._id(self.currentRow()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the stop, Delete takes it out; the rest is the list's own."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the stop under the mouse."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.itemAt(event.position().toPoint()):
            self._held = self.ids

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the stop that is held take the place of the one under the mouse, at once."""
        if self._held is None:
            super().mouseMoveEvent(event)
            return
        down = min(max(event.position().toPoint().y(), 0), self.viewport().height() - 1)
        found = self.indexAt(QPoint(1, down)).row()
        target = found if found >= 0 else self.count() - 1
        row = self.currentRow()
        if row >= 0 and target != row:
            item = self.takeItem(row)
            self.insertItem(target, item)
            self.setCurrentRow(target)
            self.scrollToItem(item)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell the new order once the stop is let go in another place."""
        super().mouseReleaseEvent(event)
        held, self._held = self._held, None
        if held is not None and self.ids != held:
            self.order_changed.emit(self.ids)

    def _id(self, row: int) -> str:
        return str(self.item(row).data(Qt.ItemDataRole.UserRole)) if row in range(self.count()) else ""
