"""Small looks of the desk, by real keys: what Ctrl+P writes, and that nothing is drawn of no size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QToolButton

from drentsportal.paths import resources_dir
from drentsportal.ui.theme import Theme
from drentsportal.ui.widgets.shortlist_card import ShortlistCard, ShortlistEntryWords
from tests.ui.portals import settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_LOW_PX = 42
"""As low as a card is while the tray opens on a small screen."""


def press(qtbot: QtBot, portal: Portal, key: Qt.Key) -> None:
    """Press a key with Ctrl in the window; a box that closed before may have left it."""
    portal.window.activateWindow()
    qtbot.waitUntil(portal.window.isActiveWindow)
    QTest.keyClick(portal.window, key, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, portal)


def press_print(qtbot: QtBot, portal: Portal) -> list[str]:
    """Press Ctrl+P, and close what is told with Enter; returns what was told."""
    told: list[str] = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            told.append(box.text())
            QTest.keyClick(box, Qt.Key.Key_Return)

    QTimer.singleShot(300, close)
    press(qtbot, portal, Qt.Key.Key_P)
    return told


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Answer the dialog of the system with a name without ending; holds what was answered."""
    answered: list[Path] = []

    def choose(*_: object) -> tuple[str, str]:
        answered.append(tmp_path / "kaart")
        return str(answered[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return answered


def test_no_case_is_written_with_the_map(qtbot: QtBot, portal: Portal, chosen: list[Path]) -> None:
    """In the inbox Ctrl+P wrote the map with the numbers of cases on it; now it says where a list is made."""
    [told] = press_print(qtbot, portal)
    assert "Weeklijst serviceteam" in told
    assert chosen == []


def test_a_map_that_is_not_seen_is_not_written(qtbot: QtBot, portal: Portal, chosen: list[Path]) -> None:
    """On the overview of the monitor the map lies behind; among the sites it is written as it is seen."""
    press(qtbot, portal, Qt.Key.Key_3)
    [told] = press_print(qtbot, portal)
    assert "niet in beeld" in told
    assert chosen == []
    press(qtbot, portal, Qt.Key.Key_2)
    assert press_print(qtbot, portal) == []
    [path] = chosen
    assert QImage(str(path.with_suffix(".png"))).size() == portal.map.picture().size()


def test_a_picture_that_cannot_be_written_is_told(
    qtbot: QtBot, portal: Portal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It was left out without a word."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "weg" / "kaart.png"), ""))
    press(qtbot, portal, Qt.Key.Key_2)
    [told] = press_print(qtbot, portal)
    assert "kon niet worden geschreven" in told


def test_the_cross_of_a_low_card_is_still_drawn(qtbot: QtBot) -> None:
    """While the tray opened its cards were lower than the icon, which Qt could not draw: it warned."""
    theme = Theme(resources_dir() / "theme" / "window.qss")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    words = ShortlistEntryWords("1", "Industriepark Emmtec", "70,2", "(60,2 - 80,2)", "Van de lijst")
    card = ShortlistCard(theme, words)
    qtbot.addWidget(card)
    card.show()
    card.resize(280, _LOW_PX)
    card.grab()
    [cross] = card.findChildren(QToolButton)
    assert cross.height() >= cross.iconSize().height()
