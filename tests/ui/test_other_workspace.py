"""Another workspace from the menu: opened, made, found again, and what cannot be opened changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QMessageBox, QPushButton

from drentsportal import paths
from drentsportal.settings import load_settings
from drentsportal.ui.dialogs.passphrases import UnlockDialog
from drentsportal.ui.dialogs.source_dialog import SourceDialog
from drentsportal.ui.other_workspace import RECENT_NAME
from drentsportal.ui.recent_workspaces import RecentWorkspaces
from tests.ui.portals import WAIT_MS, click, find, portal_of, settle, start_opening
from tests.ui.workspaces import empty_services, sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.opening import Opening
    from drentsportal.ui.portal import Portal


pytestmark = pytest.mark.usefixtures("habits_of_qt")


@pytest.fixture
def opening(qtbot: QtBot, qapp: QApplication, dutch: Language, tmp_path: Path) -> Iterator[Opening]:
    """Start the window on a workspace that is empty."""
    path = tmp_path / "eerste.drents"
    empty_services(path).workspace.close()
    made = start_opening(qtbot, qapp, dutch, path, tmp_path)
    yield made
    portal = portal_of(made)
    settle(qtbot, portal)
    portal.put_away()
    portal.services.workspace.close()


def _choose(monkeypatch: pytest.MonkeyPatch, method: str, path: Path) -> None:
    """Have the dialog of the system answer with a path."""

    def answer(*_: Any, **__: Any) -> tuple[str, str]:  # noqa: ANN401 - as Qt calls it
        return str(path), ""

    monkeypatch.setattr(QFileDialog, method, answer)


def _swapped(qtbot: QtBot, opening: Opening, old: Portal) -> Portal:
    qtbot.waitUntil(lambda: opening.portal is not old, timeout=WAIT_MS)
    settle(qtbot, portal_of(opening))
    return portal_of(opening)


def _entries(opening: Opening) -> list[QAction]:
    other = opening.other
    assert other is not None
    assert other.menu is not None
    return [each for each in other.menu.menu.actions() if each.objectName().startswith("recent_")]


def _texts_of_boxes(found: list[str]) -> QTimer:
    """Read and close each box that opens."""

    def read() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            found.append(box.text())
            box.accept()

    looking = QTimer()
    looking.timeout.connect(read)
    looking.start(20)
    return looking


def test_another_workspace_takes_the_place_of_the_open_one(
    qtbot: QtBot, opening: Opening, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With Ctrl+O; the one before is closed whole, and stands in the list that leads back."""
    old, path = portal_of(opening), tmp_path / "tweede.drents"
    sample_services(path).workspace.close()
    _choose(monkeypatch, "getOpenFileName", path)
    old.window.activateWindow()
    qtbot.waitUntil(old.window.isActiveWindow, timeout=WAIT_MS)
    QTest.keyClick(old.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    new = _swapped(qtbot, opening, old)
    assert new.window.isVisible()
    assert "tweede" in new.window.windowTitle()
    assert new.panels.site_table.model.rowCount() == 90
    # A clean close leaves one file and no journal beside it.
    assert [each.name for each in tmp_path.glob("eerste.drents*")] == ["eerste.drents"]
    here, back = _entries(opening)[:2]
    assert (here.isChecked(), here.isEnabled(), back.isEnabled()) == (True, False, True)
    assert "eerste.drents" in back.text()
    back.trigger()
    first = _swapped(qtbot, opening, new)
    assert first.panels.site_table.model.rowCount() == 0
    assert [each.name for each in tmp_path.glob("tweede.drents*")] == ["tweede.drents"]


def test_what_cannot_be_opened_changes_nothing(
    qtbot: QtBot, opening: Opening, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file that is no workspace: told with the reason, and the one that is open stays."""
    old, path = portal_of(opening), tmp_path / "brief.drents"
    path.write_text("geen werkruimte", encoding="utf-8")
    _choose(monkeypatch, "getOpenFileName", path)
    told: list[str] = []
    looking = _texts_of_boxes(told)
    old.window.actions_by_id["open_workspace"].trigger()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    looking.stop()
    assert "brief.drents" in told[0]
    assert opening.portal is old
    settle(qtbot, old)
    assert old.services.catalogue.data_version() == 0
    assert path.read_text(encoding="utf-8") == "geen werkruimte"
    # Only what was opened is in the list.
    assert [each.name for each in RecentWorkspaces(paths.user_data_dir() / RECENT_NAME).all()] == [
        "eerste.drents"
    ]


def test_a_new_workspace_is_made_and_never_over_another(
    qtbot: QtBot, opening: Opening, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The ending is added; a name that is taken is refused, and that file stays as it is."""
    old, taken = portal_of(opening), tmp_path / "bezet.drents"
    sample_services(taken).workspace.close()
    before = taken.read_bytes()
    _choose(monkeypatch, "getSaveFileName", tmp_path / "bezet")
    told: list[str] = []
    looking = _texts_of_boxes(told)
    old.window.actions_by_id["new_workspace"].trigger()
    looking.stop()
    assert len(told) == 1
    assert "is er al" in told[0]
    assert (taken.read_bytes(), opening.portal) == (before, old)
    _choose(monkeypatch, "getSaveFileName", tmp_path / "nieuw")
    old.window.actions_by_id["new_workspace"].trigger()
    new = _swapped(qtbot, opening, old)
    assert (tmp_path / "nieuw.drents").exists()
    assert new.first_start.card.isVisible()


def test_a_protected_workspace_asks_for_its_passphrase_first(
    qtbot: QtBot, opening: Opening, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Who does not know it stays where they are."""
    old, path = portal_of(opening), tmp_path / "dicht.drents"
    services = empty_services(path)
    services.protection.protect("een lange zin over veen", "een lange zin over veen")
    services.workspace.close()
    _choose(monkeypatch, "getOpenFileName", path)
    old.window.actions_by_id["open_workspace"].trigger()
    qtbot.waitUntil(lambda: bool(old.window.findChildren(UnlockDialog)), timeout=WAIT_MS)
    dialog = old.window.findChildren(UnlockDialog)[0]
    click(find(dialog, QPushButton, "cancel"))
    assert opening.portal is old
    qtbot.waitUntil(lambda: not old.window.findChildren(UnlockDialog), timeout=WAIT_MS)
    old.window.actions_by_id["open_workspace"].trigger()
    qtbot.waitUntil(lambda: bool(old.window.findChildren(UnlockDialog)), timeout=WAIT_MS)
    dialog = old.window.findChildren(UnlockDialog)[0]
    QTest.keyClicks(find(dialog, QLineEdit, "field_passphrase"), "een lange zin over veen")
    click(find(dialog, QPushButton, "accept"))
    new = _swapped(qtbot, opening, old)
    assert new.services.protection.is_on


def test_what_is_gone_stands_grey_with_the_reason_and_can_be_removed(
    qtbot: QtBot, opening: Opening, tmp_path: Path
) -> None:
    """A file that was removed, and a folder that is away; the one that is open stays in the list."""
    portal, recent = portal_of(opening), RecentWorkspaces(paths.user_data_dir() / RECENT_NAME)
    for gone in (tmp_path / "weg.drents", tmp_path / "stick" / "ver.drents", tmp_path / "eerste.drents"):
        recent.opened(gone)
    other = opening.other
    assert other is not None
    assert other.menu is not None
    other.menu.menu.aboutToShow.emit()
    settle(qtbot, portal)
    told = [(each.isEnabled(), each.text()) for each in _entries(opening)[:3]]
    assert [enabled for enabled, _ in told] == [False, False, False]
    assert "de map is niet bereikbaar" in told[1][1]
    assert "het bestand is er niet meer" in told[2][1]
    remove = next(each for each in _entries(opening) if each.objectName() == "recent_remove_gone")
    remove.trigger()
    assert [each.name for each in recent.all()] == ["eerste.drents"]
    assert not next(
        each for each in _entries(opening) if each.objectName() == "recent_remove_gone"
    ).isEnabled()


def test_the_list_keeps_eight_the_newest_first(tmp_path: Path) -> None:
    """One that is opened again goes to the front; the list is there at the next start."""
    recent = RecentWorkspaces(tmp_path / "lijst.ini")
    assert recent.all() == ()
    for number in range(10):
        recent.opened(tmp_path / f"{number} & é, x.drents")
    recent.opened(tmp_path / "5 & é, x.drents")
    names = [each.name[0] for each in RecentWorkspaces(tmp_path / "lijst.ini").all()]
    assert names == ["5", "9", "8", "7", "6", "4", "3", "2"]


def test_the_first_start_offers_each_way_to_begin(
    qtbot: QtBot, opening: Opening, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Sample and own files as before; a service to connect, another workspace to open, a new one."""
    portal = portal_of(opening)
    card = portal.first_start.card
    buttons = {each.objectName() for each in card.findChildren(QPushButton) if each.isVisible()}
    assert buttons == {"start_import", "start_samples", "start_connect", "start_open", "start_new"}
    click(find(card, QPushButton, "start_connect"))
    settle(qtbot, portal)
    assert portal.window.mode == "monitor"
    dialog = next(each for each in portal.window.findChildren(SourceDialog) if each.isVisible())
    dialog.reject()
    portal.run_action("show_cases")
    _choose(monkeypatch, "getSaveFileName", tmp_path / "elders.drents")
    click(find(card, QPushButton, "start_new"))
    new = _swapped(qtbot, opening, portal)
    path = tmp_path / "vol.drents"
    sample_services(path).workspace.close()
    _choose(monkeypatch, "getOpenFileName", path)
    click(find(new.first_start.card, QPushButton, "start_open"))
    assert not _swapped(qtbot, opening, new).first_start.card.isVisible()


def test_who_one_is_counts_at_once_in_a_window_made_anew(qtbot: QtBot, opening: Opening) -> None:
    """A name and a language from the preferences: over the same workspace, without a restart."""
    old = portal_of(opening)
    old.run_action("preferences")
    settle(qtbot, old)
    dialog = old.preferences.dialog
    assert dialog is not None
    name = find(dialog, QLineEdit, "setting_actor_name")
    dialog.groups.setCurrentRow(1)
    name.setFocus()
    QTest.keyClicks(name, "Berend Botje")
    dialog.groups.setCurrentRow(0)
    language = find(dialog, QComboBox, "setting_language")
    language.setFocus()
    QTest.keyClick(language, Qt.Key.Key_End)
    click(dialog.keep_button)
    new = _swapped(qtbot, opening, old)
    assert new.services.actors.current().name == "Berend Botje"
    assert new.services.language.code == "de"
    assert new.window.actions_by_id["language_de"].isChecked()
    assert new.services.workspace is old.services.workspace
    assert (load_settings().actor_name, load_settings().language) == ("Berend Botje", "de")
