"""The search over everything: a field over the window, and below it what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from drentsportal.ui.widgets.palette_list import PaletteList
from drentsportal.ui.widgets.parts import column, label
from drentsportal.ui.widgets.search_field import search_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from drentsportal.language import Language
    from drentsportal.ui.models.palette_rows import PaletteRow
    from drentsportal.ui.theme import Theme

_WIDTH: Final = 680
_TOP: Final = 96
_EDGE: Final = 24
_PAGE: Final = 8
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
}
_PAGES: Final = {Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}


class Palette(QFrame):
    """Stands over the window until something is chosen, Escape is pressed or the keyboard goes elsewhere.

    Signals: ``typed(text)`` at every change; ``chosen(row)`` when a row was opened; ``closed()``.
    """

    typed = Signal(str)
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget, theme: Theme, language: Language) -> None:
        """Build it, hidden."""
        super().__init__(window)
        self._window = window
        self._say = language.text
        self.setObjectName("palette")
        self.setAccessibleName(self._say("ui.action.find_all"))
        self.field = search_field(theme, language, "palette_field", self._say("ui.find.field"))
        self.list = PaletteList(theme, self._say("ui.find.list"))
        self._told = label("", "small", wrap=True)
        self._told.setObjectName("palette_told")
        keys = label(self._say("ui.find.keys"), "caption")
        layout = column(self.field, self._told, self.list, keys, spacing=8, margin=12)
        self.setLayout(layout)
        self._shown_text: str | None = None
        self._opens_first = False
        self._before: QWidget | None = None
        self.field.textChanged.connect(self._on_text)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come over the window with an empty field; what had the keyboard gets it back later."""
        if self.isVisible():
            self.field.selectAll()
            return
        self._before = QApplication.focusWidget()
        self.field.clear()
        self._show_rows((), None)
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.typed.emit("")

    def close_up(self) -> None:
        """Go away, and hold nothing of what was found."""
        if not self.isVisible():
            return
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus)
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self._window)
        self.hide()
        self._show_rows((), None)
        self.field.clear()
        before, self._before = self._before, None
        # A list that was read again meanwhile may have made its rows anew.
        if had_keyboard and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.text().strip()

    @property
    def told(self) -> str:
        """What is said above the rows."""
        return self._told.text()

    def show_found(
        self, rows: Sequence[PaletteRow], text: str, told: str = "", *, final: bool = True
    ) -> None:
        """Show what was found for ``text``; more is to come unless it is ``final``."""
        if not self.isVisible():
            return
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self._show_rows(rows, text if final else None)
        self._place()
        if final and self._opens_first:
            self._open_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the rows with the keys of the field, and keep the place over the window."""
        if watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress:
                return self._on_key(event)
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_chosen()
        elif key in _STEPS:
            self.list.move_by(_STEPS[key])
            self._tell_chosen()
        elif key in _PAGES:
            for _ in range(abs(_PAGES[key])):
                self.list.move_by(1 if _PAGES[key] > 0 else -1)
            self._tell_chosen()
        elif (
            key in {Qt.Key.Key_Home, Qt.Key.Key_End}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.list.move_to_end(last=key == Qt.Key.Key_End)
            self._tell_chosen()
        else:
            return False
        return True

    def _on_text(self) -> None:
        self._opens_first = False
        if self.isVisible():
            self.typed.emit(self.text)

    def _open_chosen(self) -> None:
        if self._shown_text != self.text:
            # Typed and confirmed at once: what comes of it is opened, not what stood there before.
            self._opens_first = True
            return
        row = self.list.chosen
        if row is not None:
            self._open(row)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.list.row_at(index)
        if row is not None:
            self._open(row)

    def _open(self, row: PaletteRow) -> None:
        self.close_up()
        self.chosen.emit(row)

    def _show_rows(self, rows: Sequence[PaletteRow], text: str | None) -> None:
        self._shown_text = text
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        """Say to a screen reader which row is chosen, while the keyboard stays in the field."""
        row = self.list.chosen
        spoken = "" if row is None else row.spoken
        self.field.setAccessibleDescription(spoken)
        if spoken and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, spoken))

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Go away when the keyboard goes elsewhere, as when the window is locked."""
        if now is not None and now is not self and not self.isAncestorOf(now):
            self.close_up()

    def _place(self) -> None:
        """Stand in the middle below the bars, as high as the rows ask and the window allows."""
        width = min(_WIDTH, self._window.width() - 2 * _EDGE)
        self.list.setFixedHeight(0)
        self.setFixedWidth(width)
        rest = self.sizeHint().height()
        room = max(_PAGE * _EDGE, int(self._window.height() * 0.7) - rest)
        self.list.setFixedHeight(min(self.list.rows_height + 2 * self.list.frameWidth(), room))
        self.setGeometry((self._window.width() - width) // 2, _TOP, width, self.sizeHint().height())
