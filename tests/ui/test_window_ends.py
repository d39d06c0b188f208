"""What a window says or closes by itself: locking without a passphrase, strange files, and its dialogs."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPlainTextEdit

from drentsportal.ui.background import CallProgress, ServiceCall
from drentsportal.ui.dialogs.passphrases import NewPassphraseDialog
from drentsportal.ui.dialogs.quarter_dialog import QuarterDialog
from drentsportal.ui.idle_lock import AwayDialog
from tests.ui.desk_samples import RUNNING
from tests.ui.mail_hands import drop_files
from tests.ui.portals import WAIT_MS, click, find, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


def answer_box(place: int, told: list[str]) -> Callable[[], None]:
    """Give what keeps the words of the next question and clicks one of its buttons."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        QTest.mouseClick(box.buttons()[place], Qt.MouseButton.LeftButton)

    return answer


def open_dialogs(portal: Portal) -> list[str]:
    """Name the dialogs that stand open."""
    return [type(each).__name__ for each in portal.window.findChildren(QDialog) if each.isVisible()]


def test_without_a_passphrase_locking_says_why_and_offers_to_set_one(qtbot: QtBot, portal: Portal) -> None:
    """By the keys of the lock, going back changes nothing; by the menu, the other button opens the form."""
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    told: list[str] = []
    for place in (1, 0):
        QTimer.singleShot(50, answer_box(place, told))
        if place:
            QTest.keyClick(portal.window, Qt.Key.Key_L, keys)
        else:
            portal.window.actions_by_id["lock_window"].trigger()
        settle(qtbot, portal)
        assert not portal.away.is_locked
        assert open_dialogs(portal) == ([] if place else ["NewPassphraseDialog"])
    assert all("geen wachtzin" in each for each in told)
    portal.window.findChildren(NewPassphraseDialog)[0].reject()


def test_locking_by_hand_does_not_say_that_nothing_was_done(qtbot: QtBot, portal: Portal) -> None:
    """Only who was away is told so."""
    portal.services.protection.protect("een lange zin over veen", "een lange zin over veen")
    with qtbot.waitSignal(portal.away.locked, timeout=WAIT_MS):
        portal.run_action("lock_window")
    (dialog,) = portal.window.findChildren(AwayDialog)
    told = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "De werkruimte is vergrendeld, in elk venster" in told
    assert "niets gedaan" not in told


@pytest.mark.parametrize(("name", "said"), [("brief.docx", "geen bericht"), ("map", "is een map")])
def test_what_cannot_be_read_is_told_when_it_is_let_go(
    qtbot: QtBot, portal: Portal, tmp_path: Path, name: str, said: str
) -> None:
    """A letter or a folder is refused in words that say what can be let go."""
    path = tmp_path / name
    if path.suffix:
        path.write_bytes(b"PK")
    else:
        path.mkdir()
    told: list[str] = []
    QTimer.singleShot(50, answer_box(0, told))
    drop_files(qtbot, portal, path)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert said in told[0]
    assert ".eml" in told[0]
    assert ".xlsx" in told[0]
    assert portal.mail.waiting is None


def test_dialogs_go_with_the_window_and_their_work_is_ended(qtbot: QtBot, portal: Portal) -> None:
    """While a quarter is counted the window is closed: nothing stands, and asking again does nothing."""
    portal.run_action("quarter_report")
    settle(qtbot, portal)
    dialog = find(portal.window, QuarterDialog, "quarter_dialog")
    gate = Event()

    def count(told: CallProgress) -> None:
        while not gate.wait(0.01):
            told.step(0, 1)

    portal.runner.run(ServiceCall("ui.busy.report_count", count, lambda _: None))
    click(dialog.exposure)
    assert portal.runner.is_busy
    portal.window.close()
    assert not portal.window.isVisible()
    assert not dialog.isVisible()
    dialog.choice.setCurrentIndex(3)


@pytest.mark.parametrize("action_id", ["weekly_list", "select_woo", "show_contacts", "show_retention"])
def test_other_windows_go_with_it_too(qtbot: QtBot, portal: Portal, action_id: str) -> None:
    """Also those that are open beside the work."""
    portal.cases.select(RUNNING)
    settle(qtbot, portal)
    portal.run_action(action_id)
    settle(qtbot, portal)
    portal.window.close()
    assert open_dialogs(portal) == []


def test_what_was_filled_in_is_asked_about_before_the_window_goes(qtbot: QtBot, portal: Portal) -> None:
    """Going back leaves window and words; letting go closes both."""
    portal.cases.select(RUNNING)
    settle(qtbot, portal)
    portal.run_action("add_note")
    (form,) = [each for each in portal.window.findChildren(QDialog) if each.isVisible()]
    QTest.keyClicks(form.findChildren(QPlainTextEdit)[0], "Belt dinsdag terug")
    told: list[str] = []
    QTimer.singleShot(0, answer_box(1, told))
    portal.window.close()
    assert portal.window.isVisible()
    assert form.isVisible()
    QTimer.singleShot(0, answer_box(0, told))
    portal.window.close()
    assert not portal.window.isVisible()
    assert len(told) == 2
