"""Opens the preferences as a person does, and goes to a group of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drentsportal.settings import SettingGroup
from tests.ui.portals import WAIT_MS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.preferences_dialog import PreferencesDialog
    from drentsportal.ui.portal import Portal


def open_preferences(qtbot: QtBot, portal: Portal) -> PreferencesDialog:
    """Open the preferences with their keys, in the window in front."""
    portal.window.activateWindow()
    qtbot.waitUntil(portal.window.isActiveWindow, timeout=WAIT_MS)
    QTest.keyClick(portal.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: portal.preferences.dialog is not None, timeout=WAIT_MS)
    dialog = portal.preferences.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible, timeout=WAIT_MS)
    return dialog


def click_group(dialog: PreferencesDialog, group: SettingGroup) -> None:
    """Click a group in the list."""
    at = dialog.groups.visualItemRect(dialog.groups.item(list(SettingGroup).index(group))).center()
    QTest.mouseClick(dialog.groups.viewport(), Qt.MouseButton.LeftButton, pos=at)
