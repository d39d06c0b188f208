"""Small looks of the desk, by real keys: what Ctrl+P writes, long and turning names, nothing of no size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableView,
    QToolButton,
    QToolTip,
)

from drentsportal.domain.relations.contact_log import Party, PartyKind
from drentsportal.paths import resources_dir
from drentsportal.services.case_desk import Talk
from drentsportal.ui.dialogs.desk_form import DeskForm
from drentsportal.ui.fonts import font
from drentsportal.ui.theme import Theme
from drentsportal.ui.widgets.shortlist_card import ShortlistCard, ShortlistEntryWords
from drentsportal.ui.widgets.text_table import held_words
from tests.ui.portals import WAIT_MS, click, find, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_LOW_PX = 42
"""As low as a card is while the tray opens on a small screen."""
_APART_PX = 8


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
    press(qtbot, portal, Qt.Key.Key_2)
    assert chosen == []
    portal.window.actions_by_id["picture_map"].trigger()
    [path] = chosen
    qtbot.waitUntil(path.with_suffix(".pdf").exists, timeout=WAIT_MS)
    settle(qtbot, portal)


def test_a_picture_that_cannot_be_written_is_told(
    qtbot: QtBot, portal: Portal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It was left out without a word; here a file lies where its folder would be."""
    (tmp_path / "weg").touch()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "weg" / "kaart.png"), ""))
    press(qtbot, portal, Qt.Key.Key_2)
    told: list[str] = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            told.append(box.text())
            QTest.keyClick(box, Qt.Key.Key_Return)

    watch = QTimer()
    watch.timeout.connect(close)
    watch.start(100)
    portal.window.actions_by_id["picture_map"].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert "kaart.png kon niet geschreven worden" in told[0]
    assert "er staat een bestand waar een map moet zijn" in told[0]


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


def hover(view: QTableView, row: int, column: int) -> str:
    """Rest with the mouse on a cell; returns what its tooltip says."""
    place = view.visualRect(view.model().index(row, column)).center()
    where = view.viewport().mapToGlobal(place)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, where))
    return QToolTip.text()


def test_a_name_of_120_letters_stays_within_its_cell(qtbot: QtBot, portal: Portal) -> None:
    """It was cut off without a sign; its tooltip holds all of it, as text and not as markup."""
    name = "<b>" + "X" * 117
    company, _ = portal.services.companies.add(name)
    told = Talk("S" * 120, person="P" * 120, agreement="A" * 120)
    portal.services.contacts.log(Party(PartyKind.COMPANY, company.key), told)
    press(qtbot, portal, Qt.Key.Key_5)
    dialog = portal.contacts.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.search, "xxxx")
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    settle(qtbot, portal)
    assert hover(dialog.table, 0, 0) == f"<qt>&lt;b&gt;{'X' * 117}</qt>"
    assert hover(dialog.log.table, 0, 3) == f"<qt>{'S' * 120}</qt>"
    for view in (dialog.table, dialog.log.table):
        metrics = QFontMetrics(font(13))
        for column in range(view.model().columnCount()):
            text = str(view.model().index(0, column).data())
            room = view.visualRect(view.model().index(0, column)).size()
            shown = held_words(text, metrics, room)
            assert (shown == text) == (len(text) < 100)
            _stands_in(shown, metrics, room)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def _stands_in(shown: str, metrics: QFontMetrics, room: QSize) -> None:
    area = QRect(QPoint(0, 0), room)
    box = metrics.boundingRect(area, int(Qt.TextFlag.TextWordWrap), shown)
    assert box.width() <= room.width()
    assert box.height() <= room.height()


@pytest.mark.parametrize("high", [17, 34, 51, 400])
def test_words_that_do_not_fit_a_row_end_in_an_ellipsis(qapp: QApplication, high: int) -> None:
    """So many lines as the row has are shown, and a figure stays with its unit."""
    del qapp
    text = "Verenigde Drentse Bedrijven van 3,5\N{NO-BREAK SPACE}ha " * 8
    metrics, room = QFontMetrics(font(13)), QSize(160, high)
    shown = held_words(text.strip(), metrics, room)
    _stands_in(shown, metrics, room)
    assert shown.endswith("\N{HORIZONTAL ELLIPSIS}") == (high < 400)
    assert "3,5 ha" not in shown


def test_a_name_cannot_turn_what_stands_beside_it(qtbot: QtBot, portal: Portal) -> None:
    """A sign in it that turns the order made it read as another name, in list, heading and tooltip."""
    company, _ = portal.services.companies.add("Abc \u202egnirts\u202c B.V.")
    portal.services.contacts.log(
        Party(PartyKind.COMPANY, company.key), Talk("Over \u2067kade", agreement="Be\u202ellen")
    )
    press(qtbot, portal, Qt.Key.Key_5)
    dialog = portal.contacts.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.search, "abc")
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    settle(qtbot, portal)
    assert dialog.model.index(0, 0).data() == "Abc gnirts B.V."
    assert hover(dialog.table, 0, 0) == "<qt>Abc gnirts B.V.</qt>"
    log = dialog.log.model
    assert [log.index(0, column).data() for column in (3, 4)] == ["Over kade", "Bellen"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_what_a_form_tells_stands_apart_from_its_first_field(qtbot: QtBot, portal: Portal) -> None:
    """It read as part of the first caption; choices begin with a capital, as all else in the window."""
    click(find(portal.panels.case_file, QPushButton, "case_refer"))
    settle(qtbot, portal)
    form = find(portal.window, DeskForm, "desk_form")
    qtbot.waitUntil(form.isVisible)
    told, caption = [each for each in form.findChildren(QLabel) if each.isVisible()][:2]
    assert told.text().startswith("De klok loopt door")
    end = told.mapTo(form, QPoint(0, told.contentsRect().bottom())).y()
    assert caption.mapTo(form, QPoint(0, 0)).y() - end >= _APART_PX
    assert find(form, QComboBox, "field_from").currentText() == "Het schakelpunt"
    QTest.keyClick(form, Qt.Key.Key_Escape)
