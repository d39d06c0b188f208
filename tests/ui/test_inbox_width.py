"""The inbox gets its own width back after a page that put its docks aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.mail_hands import drop_mail, nom_mail
from tests.ui.portals import settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


def test_the_inbox_is_as_wide_after_the_instruments_as_before(
    sample_portal: Portal, qtbot: QtBot, tmp_path: Path
) -> None:
    """A message waits, Ctrl+4 and Ctrl+1: list and message stand as they stood, in a narrow window too."""
    window = sample_portal.window
    window.resize(1280, 760)
    drop_mail(qtbot, sample_portal, tmp_path, nom_mail(), "aanvraag.eml")
    settle(qtbot, sample_portal)
    before = window.left.width()
    for _ in range(2):
        for key in (Qt.Key.Key_4, Qt.Key.Key_1):
            QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
            settle(qtbot, sample_portal)
        qtbot.waitUntil(lambda: window.left.width() == before)
    assert window.centre.count() == 1
    assert window.tray.isVisible()
