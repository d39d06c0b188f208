"""The background in the whole window: by itself nothing is asked; the preferences say what it starts with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from drentsportal.paths import user_cache_dir
from drentsportal.services.ports.background_tiles import Background
from drentsportal.settings import SettingGroup, load_settings
from drentsportal.ui import background_links
from tests.ui.map_driver import run_js, wait_for_colour
from tests.ui.portals import WAIT_MS, click, find, open_portal, settle
from tests.ui.preference_hands import click_group, open_preferences
from tests.ui.served_tiles import MAP_COLOUR, as_asked
from tests.ui.workspaces import sample_services
from tests.unit.geodata.fetching.web_server import WebServer
from tests.unit.geodata.tiles.tile_server import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.preferences_dialog import PreferencesDialog
    from drentsportal.ui.portal import Portal

_MUCH = 100_000


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    """Serve tiles to every window of this test."""
    monkeypatch.setenv("no_proxy", "*")
    with WebServer(as_asked) as made:
        monkeypatch.setattr(background_links, "TILE_ADDRESS", address_of(made))
        yield made


@pytest.fixture
def seen(server: WebServer, sample_portal: Portal, qtbot: QtBot) -> Portal:
    """Show the map of a window; the service runs beside it."""
    assert server.asked == []
    sample_portal.window.actions_by_id["show_sites"].trigger()
    settle(qtbot, sample_portal)
    return sample_portal


def _keep(qtbot: QtBot, portal: Portal, dialog: PreferencesDialog) -> None:
    click(dialog.keep_button)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: portal.preferences.dialog is None, timeout=WAIT_MS)


def test_a_window_asks_the_network_for_nothing_by_itself(
    seen: Portal, server: WebServer, qtbot: QtBot
) -> None:
    """The map is drawn and no tile was asked for, nor kept."""
    land = "window.drentsMap && drentsMap.theme && drentsMap.base.bounds ? drentsMap.theme.base.land : 'none'"
    qtbot.waitUntil(lambda: run_js(qtbot, seen.map.web.page, land) != "none", timeout=WAIT_MS)
    wait_for_colour(qtbot, seen.map.picture, str(run_js(qtbot, seen.map.web.page, land)), 20_000)
    assert server.asked == []
    assert seen.map.blocked_requests == []
    assert not (user_cache_dir() / "tiles").exists()


def test_the_preference_counts_at_once_and_at_the_next_start(
    seen: Portal, server: WebServer, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Chosen with the keys; the window stays, and another one starts with it; 0 MB clears what was kept."""
    dialog = open_preferences(qtbot, seen)
    click_group(dialog, SettingGroup.MAP)
    chosen = find(dialog, QComboBox, "setting_map_background")
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Down)
    assert chosen.currentData() == "brt"
    asked: list[object] = []
    seen.window.settings_asked.connect(asked.append)
    _keep(qtbot, seen, dialog)
    assert load_settings().map_background == "brt"
    assert seen.map.background.chosen is Background.BRT
    wait_for_colour(qtbot, seen.map.picture, MAP_COLOUR, _MUCH)
    assert server.asked
    assert asked == []
    assert [*(user_cache_dir() / "tiles").rglob("*.tile")]
    dialog = open_preferences(qtbot, seen)
    click_group(dialog, SettingGroup.MAP)
    edit = find(dialog, QLineEdit, "setting_map_cache_mb")
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, "0")
    _keep(qtbot, seen, dialog)
    assert not [*(user_cache_dir() / "tiles").rglob("*.tile")]
    assert seen.map.background.chosen is Background.BRT
    second_folder = tmp_path / "tweede"
    second_folder.mkdir()
    services = sample_services(second_folder / "werk.drents")
    second = open_portal(qtbot, qapp, replace(services, settings=load_settings()), second_folder)
    assert second.map.background.chosen is Background.BRT
    second.put_away()
    services.workspace.close()
