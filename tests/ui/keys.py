"""A person with a keyboard and nothing else: every key goes to what has the keyboard now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget

from tests.ui.portals import WAIT_MS

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

_MOST_TABS: Final = 150
_NONE: Final = Qt.KeyboardModifier.NoModifier
CTRL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_LOOK_MS: Final = 20


class Keys:
    """Presses keys; it moves the keyboard by Tab only and asks no widget to do anything."""

    def __init__(self, qtbot: QtBot) -> None:
        """Wait with the test's own patience."""
        self._qtbot = qtbot
        self.walked: list[str] = []

    @property
    def at(self) -> QWidget:
        """What has the keyboard: a field, or the window itself where nothing in it has."""
        found = QApplication.focusWidget() or QApplication.activeWindow()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, key: Qt.Key, with_keys: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key."""
        QTest.keyClick(self.at, key, with_keys)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type over what a field holds."""
        self.press(Qt.Key.Key_A, CTRL)
        QTest.keyClicks(self.at, text)

    def tab_to(self, name: str, *, back: bool = False) -> QWidget:
        """Press Tab, or Shift+Tab, until a widget with a name has the keyboard; a trap fails the test."""
        key, with_keys = (Qt.Key.Key_Backtab, SHIFT) if back else (Qt.Key.Key_Tab, _NONE)
        for _ in range(_MOST_TABS):
            if self.at.objectName() == name:
                return self.at
            self.press(key, with_keys)
            # The page of the map takes its keys a moment later.
            self._qtbot.wait(1)
            self.walked.append(self.at.objectName() or type(self.at).__name__)
        message = f"Tab never came to {name}; it came past {self.walked[-_MOST_TABS:]}"
        raise AssertionError(message)

    def choose(self, name: str, words: str) -> None:
        """Go to a list of choices and press Down until it shows some words."""
        combo = self.tab_to(name)
        assert isinstance(combo, QComboBox)
        self.press(Qt.Key.Key_Home)
        for _ in range(combo.count()):
            if combo.currentText() == words:
                return
            self.press(Qt.Key.Key_Down)
        message = f"{name} does not offer {words}"
        raise AssertionError(message)

    def name_file(self, path: Path) -> None:
        """Type a path into the question for a file once it is there, and press Enter."""

        def type_it() -> None:
            asked = QApplication.activeModalWidget()
            field = QApplication.focusWidget()
            if not isinstance(asked, QFileDialog) or not isinstance(field, QLineEdit):
                QTimer.singleShot(_LOOK_MS, type_it)
                return
            QTest.keyClicks(field, str(path))
            QTest.keyClick(field, Qt.Key.Key_Return)

        QTimer.singleShot(_LOOK_MS, type_it)

    def be_given(self, window: QWidget) -> None:
        """Wait until the window has the keyboard back from a dialog that closed.

        The manager of windows does that; the screen of the tests has none, so it is done in its place.
        """
        if QApplication.activeWindow() is None:
            window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)

    def wait(self, name: str) -> None:
        """Wait until a widget with a name has the keyboard by itself."""
        self._qtbot.waitUntil(lambda: self.at.objectName() == name, timeout=WAIT_MS)
