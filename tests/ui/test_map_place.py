"""The coordinates under the pointer, in the status bar and on the clipboard, with a real mouse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from drentsportal.domain.projection import to_rd
from tests.ui.map_driver import run_js
from tests.ui.portals import find, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_WAIT_MS = 30_000


@pytest.fixture
def shown(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Show the sites with their map."""
    sample_portal.window.actions_by_id["show_sites"].trigger()
    settle(qtbot, sample_portal)
    has_all = "String(!!window.drentsMap && drentsMap.sites.sites.size > 0)"
    qtbot.waitUntil(lambda: run_js(qtbot, sample_portal.map.web.page, has_all) == "true", timeout=_WAIT_MS)
    QTest.qWait(100)
    return sample_portal


def surface(portal: Portal) -> QWidget:
    """Return the widget that gets the mouse."""
    proxy = portal.map.web.view.focusProxy()
    assert proxy is not None
    return proxy


def degrees_at(qtbot: QtBot, portal: Portal, point: QPoint) -> tuple[float, float]:
    """Ask Leaflet what lies at a point."""
    code = f"JSON.stringify(drentsMap.map.containerPointToLatLng([{point.x()}, {point.y()}]))"
    told = json.loads(run_js(qtbot, portal.map.web.page, code))
    return told["lng"], told["lat"]


def point_at(qtbot: QtBot, portal: Portal, point: QPoint) -> QPushButton:
    """Move the mouse there and wait until the status bar says so."""
    place = find(portal.window, QPushButton, "place_status")
    before = place.text()
    QTest.mouseMove(surface(portal), point - QPoint(3, 3))
    QTest.mouseMove(surface(portal), point)
    qtbot.waitUntil(lambda: place.isVisible() and place.text() != before, timeout=_WAIT_MS)
    QTest.qWait(150)
    return place


def test_the_status_bar_follows_the_pointer(qtbot: QtBot, shown: Portal) -> None:
    """In RD New to the metre and in degrees, as Dutch writes numbers; another place, another text."""
    point = QPoint(surface(shown).width() // 2, surface(shown).height() // 2)
    place = point_at(qtbot, shown, point)
    lon, lat = degrees_at(qtbot, shown, point)
    x, y = to_rd(np.array([lon]), np.array([lat]))
    rd = f"RD {round(float(x[0])):,} {round(float(y[0])):,}".replace(",", ".")
    degrees = f"{lat:.5f}° N {lon:.5f}° O".replace(".", ",")
    assert place.text().replace("\u00a0", " ") == f"{rd} · {degrees}"
    assert place.accessibleName() == f"Plaats op de kaart: {place.text()}. Kopiëren met een menu."
    first = place.text()
    point_at(qtbot, shown, point + QPoint(40, 25))
    assert place.text() != first


def test_the_place_is_copied_as_other_programs_take_it(qtbot: QtBot, shown: Portal) -> None:
    """From the menu in the status bar each of the two; what was copied is told."""
    place = point_at(qtbot, shown, QPoint(surface(shown).width() // 2, surface(shown).height() // 2))
    QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    menu = find(shown.window, QMenu, "place_menu")
    qtbot.waitUntil(menu.isVisible, timeout=_WAIT_MS)
    assert menu.geometry().bottom() <= place.mapToGlobal(QPoint(0, 0)).y()
    _, rd, wgs84 = menu.actions()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    first, second = QGuiApplication.clipboard().text().split("\n")
    x, y = (int(each) for each in first.split(", "))
    lat, lon = (float(each) for each in second.split(", "))
    assert 200_000 < x < 280_000
    assert 500_000 < y < 600_000
    found_x, found_y = to_rd(np.array([lon]), np.array([lat]))
    assert abs(found_x[0] - x) < 1.5
    assert abs(found_y[0] - y) < 1.5
    rd.trigger()
    assert QGuiApplication.clipboard().text() == first
    wgs84.trigger()
    assert QGuiApplication.clipboard().text() == second
    assert shown.window.status.told == f"Gekopieerd: {second}"


def test_without_a_mouse_the_middle_of_the_map_is_copied(qtbot: QtBot, shown: Portal) -> None:
    """A key is enough."""
    QGuiApplication.clipboard().clear()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(shown.window, Qt.Key.Key_C, modifiers)
    qtbot.waitUntil(lambda: "\n" in QGuiApplication.clipboard().text(), timeout=_WAIT_MS)
    lat, lon = (float(each) for each in QGuiApplication.clipboard().text().split("\n")[1].split(", "))
    told = json.loads(run_js(qtbot, shown.map.web.page, "drentsMap.middle()"))
    assert (round(told["lat"], 5), round(told["lon"], 5)) == (lat, lon)
