"""The window on a screen of 1920 by 1080 at 200 %: every mode fits, and Tab walks its panels as one reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QPushButton,
    QTabBar,
    QTabWidget,
    QToolBar,
    QToolButton,
    QWidget,
)

from drentsportal.settings import changed
from tests.ui.desk_samples import RUNNING, filled_desk
from tests.ui.languages import EVERY_LANGUAGE
from tests.ui.mail_hands import drop_mail, nom_mail
from tests.ui.portals import WAIT_MS, open_portal, settle, shown_result
from tests.ui.reading_order import jumps_back
from tests.ui.workspaces import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal
    from drentsportal.ui.widgets.docks import PageDock

ROOM: Final = (960, 508)
"""A screen of 1920 by 1080 at 200 %, without the title bar of the system."""

LEAST_MAP: Final = 200


@pytest.fixture(params=EVERY_LANGUAGE)
def portal(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[Portal]:
    """Open the window in a language on a desk with a case that is matched."""
    desk = filled_desk(tmp_path / "werk.drents", with_match=True)
    services = desk.services.wired_for(changed(SETTINGS, language=request.param))
    made = open_portal(qtbot, qapp, services, tmp_path)
    yield made
    made.put_away()
    services.workspace.close()


def show(qtbot: QtBot, portal: Portal, screen: str) -> None:
    """Go to a screen as a person does."""
    if screen == "cases":
        portal.run_action("show_cases")
        portal.cases.select(RUNNING)
    elif screen in {"sites", "monitor"}:
        portal.run_action(f"show_{screen}")
    else:
        portal.cases.open(RUNNING)
        qtbot.waitUntil(lambda: portal.session.result is not None, timeout=WAIT_MS)
    settle(qtbot, portal)
    if screen in {"case", "sites"}:
        portal.session.select_site(shown_result(portal).card(0).candidate.id)
    if screen == "compare":
        portal.run_action("compare")
    settle(qtbot, portal)


SCREENS: Final = ("cases", "case", "compare", "sites", "monitor")


def outside(portal: Portal) -> list[str]:
    """Name the buttons that stand outside the window and that nothing scrolls to."""
    window = portal.window
    return [
        each.objectName() or each.text()
        for each in window.findChildren(QAbstractButton)
        if each.isVisible()
        and not isinstance(each.parentWidget(), QTabBar | QToolBar)
        and not _scrolls(each, window)
        and not window.rect().contains(QRect(each.mapTo(window, QPoint(0, 0)), each.size()))
    ]


def _scrolls(widget: QWidget, root: QWidget) -> bool:
    inside = widget.parentWidget()
    while inside is not None and inside is not root:
        if isinstance(inside, QAbstractScrollArea):
            return True
        inside = inside.parentWidget()
    return False


def test_every_screen_fits_the_half_of_a_screen(portal: Portal, qtbot: QtBot, tmp_path: Path) -> None:
    """No panel asks for more, the map keeps some width, and every button can be reached."""
    portal.window.resize(*ROOM)
    wrong: dict[str, object] = {}
    for screen in SCREENS:
        show(qtbot, portal, screen)
        size = portal.window.size().toTuple()
        if size != ROOM or outside(portal) or portal.window.centre.width() < LEAST_MAP:
            wrong[screen] = (size, outside(portal), portal.window.centre.width())
        portal.window.resize(*ROOM)
    portal.run_action("show_cases")
    drop_mail(qtbot, portal, tmp_path, nom_mail())
    if portal.window.size().toTuple() != ROOM or outside(portal):
        wrong["mail"] = (portal.window.size().toTuple(), outside(portal))
    assert wrong == {}


def test_tab_walks_the_panels_as_one_reads(portal: Portal, qtbot: QtBot) -> None:
    """Of every screen, in each of the parts that stand beside the map."""
    wrong: dict[str, list[str]] = {}
    window = portal.window
    for screen in SCREENS:
        show(qtbot, portal, screen)
        for tab in range(_tabs(window.right)):
            _turn_to(window.right, tab)
            settle(qtbot, portal)
            for part in (window.left, window.right, window.tray):
                if not part.isVisible():
                    continue
                found = jumps_back(walk_within(qtbot, part), part)
                if found:
                    wrong[f"{screen} {tab} {part.objectName()}"] = found
    assert wrong == {}


def walk_within(qtbot: QtBot, dock: PageDock) -> list[QWidget]:
    """Press Tab from the buttons of a title on, until the keyboard is elsewhere."""
    dock.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    start = next(each for each in dock.titleBarWidget().findChildren(QToolButton) if each.isVisible())
    start.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    at: QWidget | None = start
    while at is not None and dock.isAncestorOf(at) and at not in found:
        found.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
    return found


def _tabs(dock: QWidget) -> int:
    tabs = _tab_widget(dock)
    return 1 if tabs is None else tabs.count()


def _turn_to(dock: QWidget, tab: int) -> None:
    tabs = _tab_widget(dock)
    if tabs is not None:
        tabs.setCurrentIndex(tab)


def _tab_widget(dock: QWidget) -> QTabWidget | None:
    return next((each for each in dock.findChildren(QTabWidget) if each.isVisible()), None)


def test_the_comparison_has_the_room_of_the_docks(portal: Portal, qtbot: QtBot) -> None:
    """They hold what it repeats; on the map, and after other work, everything stands as it was."""
    show(qtbot, portal, "case")
    window = portal.window
    before = (window.left.isVisible(), window.left.width(), window.tray.is_folded)
    assert before[0]
    assert not before[2]
    portal.run_action("compare")
    settle(qtbot, portal)
    assert (window.left.isVisible(), window.tray.is_folded) == (False, True)
    portal.run_action("show_sites")
    settle(qtbot, portal)
    assert (window.left.isVisible(), window.tray.is_folded) == (True, False)
    window.centre.setCurrentIndex(0)
    show(qtbot, portal, "case")
    window.centre.setCurrentIndex(0)
    settle(qtbot, portal)
    qtbot.waitUntil(
        lambda: (window.left.isVisible(), window.left.width(), window.tray.is_folded) == before,
        timeout=WAIT_MS,
    )


def test_buttons_follow_the_theme(portal: Portal, qtbot: QtBot) -> None:
    """The signs on the buttons of a case stand out on the ground of the theme that was chosen last."""
    show(qtbot, portal, "case")
    names = ("compare", "make_factsheets", "to_shortlist", "second_opinion", "match_again")
    portal.run_action("theme_light")
    light = {name: _sign(portal, name) for name in names}
    portal.run_action("theme_dark")
    settle(qtbot, portal)
    dark = {name: _sign(portal, name) for name in names}
    portal.run_action("theme_light")
    assert [name for name in names if light[name] == dark[name]] == []


def _sign(portal: Portal, name: str) -> bytes:
    found = portal.window.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return bytes(found.icon().pixmap(16, 16).toImage().constBits())
