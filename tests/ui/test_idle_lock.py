"""Away from the desk: idle by the wall clock, contents and key put away, and back with the passphrase."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from drentsportal.bootstrap import open_services
from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.errors import WorkspaceLockedError
from drentsportal.settings import Settings
from drentsportal.ui.idle_lock import AwayDialog
from drentsportal.ui.idle_watch import IdleWatch
from tests.fakes import MOMENT_UTC, FixedClock
from tests.ui.portals import WAIT_MS, open_portal, settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

SENTENCE = "een lange zin over veen"
TITLE = "Zwaluwstaartverbinding"


class AnyTouch(QEvent):
    """A key, as a window gets it."""

    def __init__(self) -> None:
        """Make one."""
        super().__init__(QEvent.Type.KeyPress)


@pytest.fixture
def clock() -> FixedClock:
    """Give a clock that is moved by hand."""
    return FixedClock()


def test_idle_is_told_once_and_a_touch_puts_it_off(qapp: QApplication, clock: FixedClock) -> None:
    """A touch counts anew; after the minutes it is told, once, and the touch that comes then is swallowed."""
    del qapp
    owner = QObject()
    watch, told = IdleWatch(owner, clock.now_utc, 15), []
    watch.idle.connect(lambda: told.append(clock.now_utc()))
    clock.advance(timedelta(minutes=14))
    assert not watch.eventFilter(owner, AnyTouch())
    clock.advance(timedelta(minutes=14))
    assert not watch.look()
    clock.advance(timedelta(minutes=1))
    assert watch.eventFilter(owner, AnyTouch())
    assert not watch.look()
    assert told == [MOMENT_UTC + timedelta(minutes=29)]


def test_a_machine_that_slept_was_idle_all_night(qapp: QApplication, clock: FixedClock) -> None:
    """No timer runs while it sleeps: the first touch after it finds the wall clock far on, and locks."""
    del qapp
    owner = QObject()
    watch, told = IdleWatch(owner, clock.now_utc, 15), []
    watch.idle.connect(lambda: told.append(True))
    clock.advance(timedelta(hours=9))
    assert watch.eventFilter(owner, AnyTouch())
    assert told == [True]


def test_a_clock_set_back_locks_and_one_put_right_by_seconds_does_not(
    qapp: QApplication, clock: FixedClock
) -> None:
    """How long nobody was there is not known when somebody set the clock back."""
    del qapp
    owner = QObject()
    watch = IdleWatch(owner, clock.now_utc, 15)
    clock.advance(timedelta(seconds=-20))
    assert not watch.look()
    clock.advance(timedelta(hours=-1))
    assert watch.look()


def test_zero_minutes_never_locks(qapp: QApplication, clock: FixedClock) -> None:
    """0 in the settings leaves the window open."""
    del qapp
    owner = QObject()
    watch = IdleWatch(owner, clock.now_utc, 0)
    clock.advance(timedelta(days=3))
    assert not watch.look()


@pytest.fixture
def portal(qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[Portal]:
    """Open a window on a protected workspace with one case."""
    services = open_services(
        Settings(actor_name="Anna de Vries", lock_after_minutes=15),
        tmp_path / "werk.drents",
        SENTENCE,
        clock=clock,
    )
    services.intake.open_case(LocationRequest(TITLE), RequestChannel.NOM, MOMENT_UTC - timedelta(hours=1))
    made = open_portal(qtbot, qapp, services, tmp_path)
    yield made
    made.put_away()
    services.workspace.close()


def _dialog(qtbot: QtBot, portal: Portal) -> AwayDialog:
    found: list[AwayDialog] = []

    def look() -> bool:
        found[:] = [each for each in portal.window.findChildren(AwayDialog) if each.isVisible()]
        return bool(found)

    qtbot.waitUntil(look, timeout=WAIT_MS)
    return found[0]


def _answer(dialog: AwayDialog, name: str, text: str) -> None:
    field = dialog.findChild(QLineEdit, f"field_{name}")
    assert field is not None
    field.setText(text)
    found = dialog.findChild(QPushButton, "accept")
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def _words(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def test_after_idle_minutes_nothing_is_shown_or_opened_until_the_passphrase_is_given(
    qtbot: QtBot, portal: Portal, clock: FixedClock
) -> None:
    """Contents and key are away, a wrong passphrase says so, the right one brings everything back."""
    panel = portal.panels.case_list
    assert panel.isVisible()
    with qtbot.waitSignal(portal.away.locked, timeout=WAIT_MS):
        clock.advance(timedelta(minutes=15))
        portal.away.watch.look()
    assert not panel.isVisible()
    assert not portal.window.centre.isVisible()
    assert not portal.window.menuBar().isEnabled()
    with pytest.raises(WorkspaceLockedError):
        portal.services.desk.cases()
    # What the minute timer asks meanwhile is answered with silence, not with a box.
    portal.cases.load()
    settle(qtbot, portal)
    dialog = _dialog(qtbot, portal)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    cover = portal.window.findChild(QLabel, "away_cover")
    assert cover is not None
    assert cover.text() == "Vergrendeld. Geef de wachtzin om verder te gaan."
    _answer(dialog, "passphrase", "een andere zin over zand")
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT_MS)
    # Between the two there is no field to type in: the cover says why.
    assert cover.text() == "De wachtzin wordt gecontroleerd. Een ogenblik …"
    again = _dialog(qtbot, portal)
    assert cover.text() == "Vergrendeld. Geef de wachtzin om verder te gaan."
    assert "De wachtzin klopt niet" in _words(again)
    with qtbot.waitSignal(portal.away.unlocked, timeout=WAIT_MS):
        _answer(again, "passphrase", SENTENCE)
    assert panel.isVisible()
    assert portal.window.menuBar().isEnabled()
    assert [each.case.request.title for each in portal.services.desk.cases()] == [TITLE]
    assert not portal.away.is_locked


def test_what_is_being_typed_is_hidden_and_still_there_afterwards(
    qtbot: QtBot, portal: Portal, clock: FixedClock
) -> None:
    """A form that stands open is neither shown nor lost."""
    portal.window.actions_by_id["new_case"].trigger()
    form = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "new_case_form")
    assert isinstance(form, QDialog)
    field = next(each for each in form.findChildren(QLineEdit) if each.isVisible() and each.isEnabled())
    field.setText("Halfgetypt")
    with qtbot.waitSignal(portal.away.locked, timeout=WAIT_MS):
        clock.advance(timedelta(hours=2))
        portal.away.watch.look()
    assert not field.isVisible()
    dialog = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, AwayDialog) and each.isVisible()
    )
    with qtbot.waitSignal(portal.away.unlocked, timeout=WAIT_MS):
        _answer(dialog, "passphrase", SENTENCE)
    assert field.isVisible()
    assert field.text() == "Halfgetypt"
    form.done(0)


def test_a_window_without_passphrase_stays_open(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: FixedClock
) -> None:
    """There is nothing to ask for, and the watch counts on."""
    services = open_services(Settings(), tmp_path / "open.drents", clock=clock)
    made = open_portal(qtbot, qapp, services, tmp_path)
    clock.advance(timedelta(hours=1))
    assert made.away.watch.look()
    assert not made.away.is_locked
    assert not made.away.watch.is_due
    made.put_away()
    services.workspace.close()
