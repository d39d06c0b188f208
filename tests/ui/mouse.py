"""A person with a mouse and nothing else: what is clicked has to be seen, and stands within the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QScrollArea, QWidget

from tests.ui.portals import WAIT_MS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Seen = TypeVar("Seen", bound=QWidget)
_TURN: Final = -120
_MOST_TURNS: Final = 200


class Mouse:
    """Clicks what can be seen; it turns the wheel where something has to come into view first."""

    def __init__(self, qtbot: QtBot) -> None:
        """Wait with the test's own patience."""
        self._qtbot = qtbot

    def find(self, parent: QWidget, kind: type[Seen], name: str) -> Seen:
        """Return what can be seen of a kind under a name."""
        found = [each for each in parent.findChildren(kind, name) if each.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} of them are seen"
        return found[0]

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget, in its middle, where a hand would find it."""
        self._qtbot.waitUntil(widget.isEnabled, timeout=WAIT_MS)
        self._bring_into_view(widget)
        point = at or widget.rect().center()
        window = widget.window()
        under = window.childAt(widget.mapTo(window, point))
        assert under is not None, f"{widget.objectName()} is covered"
        assert under is widget or widget.isAncestorOf(under) or under.isAncestorOf(widget), (
            f"{widget.objectName()} lies under {under.objectName()}"
        )
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point)
        QApplication.processEvents()

    def click_row(self, view: QAbstractItemView, row: int) -> None:
        """Click a row of a list."""
        self.click(view.viewport(), view.visualRect(view.model().index(row, 0)).center())

    def choose(self, combo: QComboBox, words: str) -> None:
        """Open a list of choices and click the one with some words."""
        self.click(combo)
        shown = combo.view()
        self._qtbot.waitUntil(shown.isVisible, timeout=WAIT_MS)
        model = shown.model()
        rows = [each for each in range(model.rowCount()) if model.index(each, 0).data() == words]
        assert rows, f"{combo.objectName()} does not offer {words}"
        index = model.index(rows[0], 0)
        while not shown.viewport().rect().contains(shown.visualRect(index).center()):
            before = shown.verticalScrollBar().value()
            self._wheel(shown.viewport())
            assert shown.verticalScrollBar().value() != before, f"{words} cannot be scrolled to"
        QTest.mouseMove(shown.viewport(), shown.visualRect(index).center())
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualRect(index).center())
        self._qtbot.waitUntil(lambda: combo.currentText() == words, timeout=WAIT_MS)

    def _bring_into_view(self, widget: QWidget) -> None:
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None:
            return
        port = area.viewport()
        for _ in range(_MOST_TURNS):
            middle = widget.mapTo(port, widget.rect().center())
            if port.rect().contains(middle):
                return
            self._wheel(port, up=middle.y() < 0)
        message = f"the wheel never brought {widget.objectName()} into view"
        raise AssertionError(message)

    def _wheel(self, over: QWidget, *, up: bool = False) -> None:
        turn = QPoint(0, -_TURN if up else _TURN)
        at = QPoint(3, 3)
        event = QWheelEvent(
            at.toPointF(),
            over.mapToGlobal(at).toPointF(),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - whether the wheel is turned over, in Qt's order
        )
        QApplication.sendEvent(over, event)
