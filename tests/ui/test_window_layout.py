"""Docks are where they were left, come back to standard, and make room on a small screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QToolButton

from drentsportal.ui.widgets.elided_label import ElidedLabel
from tests.ui.portals import WAIT_MS, click, open_portal, open_request, settle
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(sample_portal: Portal, tmp_path: Path) -> Portal:
    """Open a window on the sample data that remembers its layout."""
    sample_portal.layout.remember(tmp_path / "venster.ini")
    return sample_portal


def test_the_next_start_finds_the_docks_where_they_were(
    portal: Portal, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """A closed dock stays closed and a widened one wide, per mode, in another window."""
    portal.run_action("show_sites")
    settle(qtbot, portal)
    window = portal.window
    window.resizeDocks([window.left], [380], Qt.Orientation.Horizontal)
    window.right.close()
    qtbot.waitUntil(lambda: 370 <= window.left.width() <= 390, timeout=WAIT_MS)
    width = window.left.width()
    portal.layout.save()

    second_services = sample_services(tmp_path / "tweede.drents")
    second = open_portal(qtbot, qapp, second_services, tmp_path)
    try:
        second.layout.remember(tmp_path / "venster.ini")
        assert second.window.right.isVisible()
        second.run_action("show_sites")
        settle(qtbot, second)
        assert not second.window.right.isVisible()
        qtbot.waitUntil(lambda: abs(second.window.left.width() - width) <= 2, timeout=WAIT_MS)
        second.run_action("standard_layout")
        assert second.window.right.isVisible()
        qtbot.waitUntil(lambda: second.window.left.width() < width - 50, timeout=WAIT_MS)
    finally:
        second.put_away()
        second_services.workspace.close()


def test_a_damaged_file_costs_the_places_only(portal: Portal, tmp_path: Path) -> None:
    """Nonsense in the file leaves the standard layout."""
    (tmp_path / "stuk.ini").write_bytes(b"[docks]\ncases=@ByteArray(\\x1\\x2)\n\x00\xff")
    portal.layout.remember(tmp_path / "stuk.ini")
    assert portal.window.left.isVisible()
    assert portal.window.right.isVisible()


def test_a_small_window_keeps_the_map(portal: Portal, qtbot: QtBot) -> None:
    """Below 1366 the facts go, below 1280 the tray is its title; both come back."""
    open_request(qtbot, portal, "1-chemie.json")
    window = portal.window
    facts = portal.panels.case_panel.facts
    assert facts.isVisible()
    for width, has_facts, is_folded in ((1340, False, False), (1240, False, True), (1600, True, False)):
        window.resize(width, 760)
        settle(qtbot, portal)
        assert window.width() == width
        assert facts.isVisible() is has_facts
        assert window.tray.is_folded is is_folded
        qtbot.waitUntil(lambda: window.centre.width() >= 264, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.tray.height() > 100, timeout=WAIT_MS)


def test_the_tray_folds_to_its_title_and_back(portal: Portal, qtbot: QtBot) -> None:
    """One button for both, that says what it does."""
    portal.run_action("show_sites")
    settle(qtbot, portal)
    tray = portal.window.tray
    button = tray.fold_button
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Paneel inklappen"
    click(button)
    qtbot.waitUntil(lambda: tray.height() < 40, timeout=WAIT_MS)
    assert button.accessibleName() == "Paneel uitklappen"
    click(button)
    qtbot.waitUntil(lambda: tray.height() > 100, timeout=WAIT_MS)


def test_the_window_fits_a_laptop_at_150_percent(portal: Portal, qtbot: QtBot) -> None:
    """1280 wide is what 1920 pixels leave at 150 %: no mode may ask for more."""
    portal.window.resize(1280, 760)
    for mode in ("cases", "sites"):
        portal.run_action(f"show_{mode}")
        settle(qtbot, portal)
        assert portal.window.minimumSizeHint().width() <= 1280
        assert portal.window.width() == 1280


def test_the_explanation_is_never_cut_off(portal: Portal, qtbot: QtBot) -> None:
    """Points and sources stand in full at the least width of the right panel."""
    open_request(qtbot, portal, "1-chemie.json")
    result = portal.session.result
    assert result is not None
    portal.window.resize(1280, 760)
    portal.window.resizeDocks([portal.window.right], [340], Qt.Orientation.Horizontal)
    results = portal.panels.results
    for site_id in (*result.ranking()[:3], *result.rejected()[:3]):
        results.select(site_id)
        for area in results.findChildren(QScrollArea):
            qtbot.waitUntil(partial(_fits, area), timeout=WAIT_MS)


def _fits(area: QScrollArea) -> bool:
    body = area.widget()
    return body is not None and body.width() <= area.viewport().width()


def test_the_table_says_its_totals_in_the_title(portal: Portal, qtbot: QtBot) -> None:
    """The word Tabel stands there once, with the totals beside it."""
    portal.run_action("show_sites")
    settle(qtbot, portal)
    texts = [each.text() for each in portal.window.tray.findChildren(QLabel)]
    assert texts.count("Tabel") == 1
    # Where the dock is narrow they end in an ellipsis; the whole of them is never lost.
    totals = [each.whole_text for each in portal.window.tray.findChildren(ElidedLabel)]
    assert portal.panels.site_table.title() in totals
    assert "70 terreinen" in portal.panels.site_table.title()
