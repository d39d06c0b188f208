"""Rows of a case file: a timeline, a checklist or plain facts, walked by keys and read out whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from drentsportal.ui.widgets.desk_row_delegate import DeskRowDelegate
from drentsportal.ui.widgets.text_cell import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from drentsportal.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The ``DeskRow`` of an index, for the delegate."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One row. Everything in it is words for people.

    ``lead`` stands before it in a narrow column (a time), ``shape`` names the icon of its disc on the line of
    a day, coloured by ``shape_tone``. ``mark`` is a chip at the right in the colours of ``tone``: ``outline``
    for none, ``plain`` for bare words. ``check`` is ``None`` where there is nothing to tick. ``is_heading``
    makes it the title of what follows.
    """

    id: str
    title: str
    detail: str = ""
    caption: str = ""
    lead: str = ""
    shape: str = ""
    shape_tone: str = ""
    mark: str = ""
    tone: str = "outline"
    mark_shape: str = ""
    level: int = 0
    check: bool | None = None
    check_words: str = ""
    is_heading: bool = False
    is_strong: bool = True

    @property
    def spoken(self) -> str:
        """Everything that the row says, as one text."""
        parts = (self.lead, self.check_words, self.title, self.mark, self.detail, self.caption)
        return ", ".join(each for each in parts if each)


class _Rows(QAbstractListModel):
    """The rows as Qt asks for them."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: tuple[DeskRow, ...] = ()

    def show_rows(self, rows: tuple[DeskRow, ...]) -> None:
        """Replace the rows."""
        if [each.id for each in rows] == [each.id for each in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if not index.isValid() or self.rows[index.row()].is_heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and says."""
        shown = self.rows[index.row()]
        if role == ROW_ROLE:
            return shown
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown.spoken
        if role == Qt.ItemDataRole.ToolTipRole and shown.caption:
            return plain_tooltip(shown.spoken)
        return None


class DeskRows(QListView):
    """A list of ``DeskRow``.

    Signals: ``chosen(row_id)`` when another row is current; ``ticked(row_id)`` for a click on its box or
    Space; ``opened(row_id)`` for Enter or a double click.
    """

    chosen = Signal(str)
    ticked = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, spoken: str, name: str) -> None:
        """Start empty; ``spoken`` names it for a screen reader, ``name`` for tests."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self._rows = _Rows()
        self._drawing = DeskRowDelegate(theme, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._drawing)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumHeight(72)
        self.selectionModel().currentChanged.connect(lambda now, _: self._on_current(now))
        self._told = ""

    @property
    def shown(self) -> tuple[DeskRow, ...]:
        """The rows that are shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[DeskRow]) -> None:
        """Show rows; the current one stays current and in its place where it is still there."""
        wanted, place = self.current_id(), self.verticalScrollBar().value()
        self._told = wanted
        self._rows.show_rows(tuple(rows))
        self.scheduleDelayedItemsLayout()
        if wanted:
            self._make_current(wanted)
        self.verticalScrollBar().setValue(place)
        if self.current_id() != wanted:
            self._told = ""
            self.chosen.emit(self.current_id())

    def to_top(self) -> None:
        """Begin anew: nothing is current, the first row is in sight."""
        self._told = ""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()
        self.scrollToTop()

    def current_id(self) -> str:
        """Return the id of the current row, empty for none."""
        index = self.currentIndex()
        if not index.isValid() or self._rows.rows[index.row()].is_heading:
            return ""
        return self._rows.rows[index.row()].id

    def choose(self, row_id: str) -> None:
        """Make a row current and bring it into sight, where it is shown."""
        self._make_current(row_id)
        self.scrollTo(self.currentIndex())

    def _make_current(self, row_id: str) -> None:
        for number, each in enumerate(self._rows.rows):
            if each.id == row_id and not each.is_heading:
                self.selectionModel().setCurrentIndex(
                    self._rows.index(number), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
                return

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Walk by keys, over headings to what follows or goes before them."""
        index = super().moveCursor(action, modifiers)
        back = {QAbstractItemView.CursorAction.MoveUp, QAbstractItemView.CursorAction.MovePageUp}
        step = -1 if action in back else 1
        number = index.row()
        while 0 <= number < len(self._rows.rows) and self._rows.rows[number].is_heading:
            number += step
        return self._rows.index(number) if 0 <= number < len(self._rows.rows) else self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space and open with Enter; the rest is walking."""
        row_id = self.current_id()
        if row_id and event.key() == Qt.Key.Key_Space:
            if self._rows.rows[self.currentIndex().row()].check is not None:
                self.ticked.emit(row_id)
        elif row_id and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(row_id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick where the box was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        shown = self._rows.rows[index.row()]
        box = self._drawing.box_of(shown, self.visualRect(index))
        if shown.check is not None and box.adjusted(-6, -6, 6, 6).contains(event.position().toPoint()):
            self.ticked.emit(shown.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was double-clicked, unless on its box."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        shown = self._rows.rows[index.row()]
        box = self._drawing.box_of(shown, self.visualRect(index)).adjusted(-6, -6, 6, 6)
        if not shown.is_heading and not (
            shown.check is not None and box.contains(event.position().toPoint())
        ):
            self.opened.emit(shown.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight when what stands below grows."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew with another font or scale."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()

    def _on_current(self, now: QModelIndex) -> None:
        row_id = self.current_id() if now.isValid() else ""
        if row_id != self._told:
            self._told = row_id
            self.chosen.emit(row_id)
