"""A passphrase from the window: chosen, changed, asked at the start, and the recovery key shown once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from drentsportal import paths
from drentsportal.bootstrap import open_services
from drentsportal.errors import StorageError, WorkspaceLockedError
from drentsportal.settings import Settings
from drentsportal.storage.sqlite_workspace import open_workspace
from drentsportal.ui.background import ServiceRunner
from drentsportal.ui.dialogs.passphrases import NewPassphraseDialog, RecoveryKeyDialog, UnlockDialog
from drentsportal.ui.frame import Frame
from drentsportal.ui.opening import Opening
from drentsportal.ui.portal import Portal
from drentsportal.ui.protection_screen import ProtectionScreen
from drentsportal.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TypeVar

    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language

    DialogT = TypeVar("DialogT", UnlockDialog, NewPassphraseDialog, RecoveryKeyDialog)

SENTENCE, OTHER = "een lange zin over veen ", "een andere zin over zand"
_WAIT_MS = 30_000


@pytest.fixture(autouse=True)
def own_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring the hook of before back after a start, which puts its own there."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Give the light theme."""
    made = Theme(paths.resources_dir() / "theme" / "window.qss")
    made.apply(qapp)
    return made


@pytest.fixture
def portal(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Portal]:
    """Open a window on an empty workspace file."""
    services = open_services(Settings(), tmp_path / "werk.drents")
    made = Portal(services, theme, tmp_path / "documenten", tmp_path / "log")
    made.start()
    qtbot.waitUntil(lambda: not made.runner.is_busy, timeout=_WAIT_MS)
    yield made
    made.put_away()
    services.workspace.close()


def _shown(qtbot: QtBot, window: QWidget, kind: type[DialogT]) -> DialogT:
    """Wait for a dialog of the window."""
    found: list[DialogT] = []

    def look() -> bool:
        found[:] = [each for each in window.findChildren(kind) if each.isVisible()]
        return bool(found)

    qtbot.waitUntil(look, timeout=_WAIT_MS)
    return found[0]


def _type(dialog: QWidget, name: str, text: str) -> None:
    field = dialog.findChild(QLineEdit, f"field_{name}")
    assert field is not None
    field.clear()
    QTest.keyClicks(field, text)


def _press(dialog: QWidget, name: str = "accept") -> None:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def _words(dialog: QWidget) -> str:
    return " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisibleTo(dialog))


def _choose(dialog: NewPassphraseDialog, passphrase: str, repeated: str) -> None:
    _type(dialog, "passphrase", passphrase)
    _type(dialog, "repeated", repeated)
    _press(dialog)


def _keep_key(dialog: RecoveryKeyDialog) -> str:
    key = dialog.key.text()
    dialog.kept.setChecked(True)
    _press(dialog)
    return key


def test_a_passphrase_from_the_menu_ends_unprotected_in_the_status_bar(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """A passphrase from the menu ends "onbeveiligd" in the status bar, and shows the recovery key once."""
    assert "onbeveiligd" in _words(portal.window.status).lower()
    portal.window.actions_by_id["protect_workspace"].trigger()
    choosing = _shown(qtbot, portal.window, NewPassphraseDialog)
    for field in choosing.findChildren(QLineEdit):
        assert field.echoMode() is QLineEdit.EchoMode.Password
    _choose(choosing, "kort", "kort")
    assert "ten minste 12 tekens" in _words(choosing)
    _choose(choosing, SENTENCE, OTHER)
    assert "niet gelijk" in _words(choosing)
    _choose(choosing, SENTENCE, SENTENCE)
    told = _shown(qtbot, portal.window, RecoveryKeyDialog)
    qtbot.waitUntil(lambda: bool(told.key.text()), timeout=_WAIT_MS)
    assert told.key.selectedText() == told.key.text()
    assert "nooit meer lezen" in _words(told)
    assert told.height() == told.heightForWidth(told.width())
    QTest.keyClick(told, Qt.Key.Key_Escape)
    assert told.isVisible()
    assert not told.close_button.isEnabled()
    _press(told, "copy_key")
    assert QApplication.clipboard().text() == told.key.text()
    key = _keep_key(told)
    assert "onbeveiligd" not in _words(portal.window.status).lower()
    portal.services.workspace.close()
    path = tmp_path / "werk.drents"
    with pytest.raises(WorkspaceLockedError):
        open_workspace(path, passphrase=SENTENCE.strip())
    open_workspace(path, passphrase=SENTENCE).close()
    open_workspace(path, recovery_key=key).close()


def test_when_the_file_is_in_use_nothing_changes_and_it_is_told(
    qtbot: QtBot, theme: Theme, dutch: Language, tmp_path: Path
) -> None:
    """When the file is in use elsewhere nothing changes, and it is told."""
    services = open_services(Settings(), tmp_path / "werk.drents")
    elsewhere = open_workspace(tmp_path / "werk.drents")
    window, runner = QWidget(), ServiceRunner()
    qtbot.addWidget(window)
    screen = ProtectionScreen(window, dutch, services.protection, runner, theme)
    screen.ask()
    with qtbot.waitSignal(screen.failed, timeout=_WAIT_MS) as failed:
        _choose(_shown(qtbot, window, NewPassphraseDialog), SENTENCE, SENTENCE)
    assert isinstance(failed.args[0], StorageError)
    assert [each for each in window.findChildren(RecoveryKeyDialog) if each.isVisible()] == []
    assert not services.protection.is_on
    runner.close()
    elsewhere.close()
    services.workspace.close()


def test_the_start_asks_until_a_key_fits_and_then_for_another_passphrase(
    qtbot: QtBot, theme: Theme, dutch: Language, tmp_path: Path
) -> None:
    """The start asks until a key fits, says what was wrong, and has a forgotten passphrase replaced."""
    path = tmp_path / "werk.drents"
    workspace = open_workspace(path, create=True, passphrase=SENTENCE)
    key = workspace.recovery_key or ""
    workspace.close()
    frame = Frame(theme, dutch)
    opening = Opening(frame, theme, Settings(), tmp_path / "log")
    opening.start(path, tmp_path / "documenten")
    asking = _shown(qtbot, frame.window, UnlockDialog)
    assert "werk.drents" in _words(asking)
    _press(asking)
    assert "Vul de wachtzin of de herstelsleutel in" in _words(asking)
    _type(asking, "passphrase", OTHER)
    _press(asking)
    qtbot.waitUntil(lambda: not asking.isVisible())
    again = _shown(qtbot, frame.window, UnlockDialog)
    assert "De wachtzin klopt niet" in _words(again)
    _type(again, "recovery_key", key.lower())
    _press(again)
    choosing = _shown(qtbot, frame.window, NewPassphraseDialog)
    _choose(choosing, OTHER, OTHER)
    told = _shown(qtbot, frame.window, RecoveryKeyDialog)
    qtbot.waitUntil(lambda: bool(told.key.text()), timeout=_WAIT_MS)
    assert _keep_key(told) != key
    portal = opening.portal
    assert portal is not None
    qtbot.waitUntil(lambda: not portal.runner.is_busy, timeout=_WAIT_MS)
    portal.put_away()
    portal.services.workspace.close()
    open_workspace(path, passphrase=OTHER).close()
