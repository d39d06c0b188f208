"""A workspace that holds nothing yet says what to do, and one button fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from tests.ui.map_driver import run_js
from tests.ui.portals import WAIT_MS, click, open_portal, settle
from tests.ui.workspaces import empty_services

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_PLACE_OF_TOOLS = """
    (() => {
        const tools = document.querySelector('.dm-tools');
        const place = tools ? tools.getBoundingClientRect() : { bottom: 0, left: 0 };
        return place.bottom + " " + place.left;
    })()
"""
"""Where the tools of the map end below and begin from the left, in pixels."""


def _answer(accept: bool) -> Callable[[], None]:  # noqa: FBT001 - the answer itself
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        wanted = QMessageBox.ButtonRole.AcceptRole if accept else QMessageBox.ButtonRole.RejectRole
        next(each for each in box.buttons() if box.buttonRole(each) is wanted).click()

    return press


def _main_buttons(portal: Portal) -> list[str]:
    """Return the words of what the window in sight asks for first, which is one thing at a time."""
    return [
        each.text()
        for each in portal.window.findChildren(QPushButton)
        if each.isVisible() and each.property("role") == "main"
    ]


def test_the_sample_data_come_in_after_asking(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Refusing leaves the workspace empty; agreeing fills it and takes the card away."""
    services = empty_services(tmp_path / "nieuw.drents")
    portal = open_portal(qtbot, qapp, services, tmp_path)
    try:
        card = portal.first_start.card
        assert card.isVisible()
        assert _main_buttons(portal) == ["Importeren"]
        samples = card.findChild(QPushButton, "start_samples")
        assert isinstance(samples, QPushButton)
        QTimer.singleShot(0, _answer(accept=False))
        click(samples)
        settle(qtbot, portal)
        assert services.catalogue.data_version() == 0
        assert card.isVisible()
        QTimer.singleShot(0, _answer(accept=True))
        click(samples)
        qtbot.waitUntil(lambda: not card.isVisible(), timeout=WAIT_MS)
        settle(qtbot, portal)
        assert portal.panels.site_table.model.rowCount() == 90
        assert _main_buttons(portal) == ["Nieuwe aanvraag"]
        assert len(services.catalogue.contact_points()) == 22
        assert portal.map.blocked_requests == []
    finally:
        portal.put_away()
        services.workspace.close()


def test_the_card_stays_inside_the_map(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Also on the narrow map of Aanvragen at 1280 wide, with both buttons in full."""
    services = empty_services(tmp_path / "nieuw.drents")
    portal = open_portal(qtbot, qapp, services, tmp_path)
    try:
        portal.window.resize(1280, 760)
        portal.layout.standard()
        qtbot.waitUntil(lambda: portal.window.width() == 1280)
        card = portal.first_start.card
        qtbot.waitUntil(lambda: portal.map.rect().contains(card.geometry()), timeout=WAIT_MS)
        for each in card.findChildren(QPushButton):
            assert each.width() >= each.sizeHint().width(), each.text()
    finally:
        portal.put_away()
        services.workspace.close()


def test_the_card_leaves_the_tools_of_the_map_in_sight(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """On a map that is too narrow for both beside each other, it stands below the last of them."""
    services = empty_services(tmp_path / "nieuw.drents")
    portal = open_portal(qtbot, qapp, services, tmp_path)
    try:
        portal.window.resize(1600, 968)
        settle(qtbot, portal)
        page = portal.map.web.page
        qtbot.waitUntil(lambda: run_js(qtbot, page, _PLACE_OF_TOOLS) != "0 0", timeout=WAIT_MS)
        bottom, left = (float(each) for each in run_js(qtbot, page, _PLACE_OF_TOOLS).split())
        card = portal.first_start.card.geometry()
        assert card.top() >= bottom or card.right() < left
    finally:
        portal.put_away()
        services.workspace.close()
