"""Hands of a person at upkeep: menus, questions that wait for an answer, files dragged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from tests.ui.portals import click, settle

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_LOOK_MS = 20


class Answer:
    """Answers the next question of the window with one of its buttons; ``asked`` is what it said."""

    def __init__(self, portal: Portal, button_text: str) -> None:
        """Wait for the question; the waiting ends with the window."""
        self.asked = ""
        self._button_text = button_text
        self._timer = QTimer(portal.window)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            self._timer.stop()
            self.asked = box.text()
            named = {each.text().replace("&", ""): each for each in box.buttons()}
            click(named[self._button_text])


def act(qtbot: QtBot, portal: Portal, action_id: str) -> None:
    """Trigger an action as its menu entry does, and wait."""
    portal.window.actions_by_id[action_id].trigger()
    settle(qtbot, portal)


def show_site(qtbot: QtBot, portal: Portal, site_id: str) -> None:
    """Open Terreinen with a site selected."""
    act(qtbot, portal, "show_sites")
    portal.session.select_site(site_id)
    settle(qtbot, portal)


def dialog_of(qtbot: QtBot, portal: Portal, name: str) -> QDialog:
    """Wait for a dialog and return it."""

    def shown() -> list[QDialog]:
        return [each for each in portal.window.findChildren(QDialog, name) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def drop(target: QWidget, *paths: Path) -> None:
    """Drag files of the file manager over a widget and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = target.rect().center()
    enter = QDragEnterEvent(QPoint(middle), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, data, left, none))
