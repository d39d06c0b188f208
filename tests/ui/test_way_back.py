"""Back and forward by keys, mouse and menu, with the names of where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from drentsportal.domain.vocabulary import Retirement
from drentsportal.ui.whereabouts import Whereabouts
from tests.ui.desk_samples import OVERDUE, RUNNING, Desk, filled_desk
from tests.ui.portals import settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_ALT = Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
PARK, OTHER = "Bargermeren", "Castorpark"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Fill a workspace with cases of which the running one is matched."""
    return filled_desk(tmp_path / "werk.drents", with_match=True)


def _press(portal: Portal, key: Qt.Key, modifiers: Qt.KeyboardModifier = _ALT) -> None:
    QTest.keyClick(portal.window, key, modifiers)


def _rest(qtbot: QtBot, portal: Portal) -> None:
    """Look at what is shown for as long as it takes to have seen it."""
    settle(qtbot, portal)
    portal.way.look()


def _site(portal: Portal, name: str) -> str:
    return portal.services.browsing.resolve(name)


def _here(portal: Portal) -> tuple[str, str, str]:
    place = Whereabouts.of(portal)
    return place.mode, place.case_number, place.site_id


def _look_around(qtbot: QtBot, portal: Portal) -> tuple[str, str]:
    """Look at the list, a site, another one, and a case."""
    _rest(qtbot, portal)
    first, second = _site(portal, PARK), _site(portal, OTHER)
    _press(portal, Qt.Key.Key_2, _CONTROL)
    portal.session.select_site(first)
    _rest(qtbot, portal)
    portal.session.select_site(second)
    _rest(qtbot, portal)
    portal.cases.open(RUNNING)
    qtbot.waitUntil(lambda: portal.window.mode == "case", timeout=30_000)
    _rest(qtbot, portal)
    return first, second


def test_keys_lead_back_and_forward(qtbot: QtBot, portal: Portal) -> None:
    """Through a case, two sites and the list, and the whole way back again."""
    first, second = _look_around(qtbot, portal)
    case_site = portal.session.selected_site_id
    seen = []
    for _ in range(3):
        _press(portal, Qt.Key.Key_Left)
        _rest(qtbot, portal)
        seen.append((portal.window.mode, portal.session.selected_site_id))
    assert seen[:2] == [("sites", second), ("sites", first)]
    assert seen[2][0] == "cases"
    assert portal.session.case is None
    assert not portal.window.actions_by_id["go_back"].isEnabled()
    for _ in range(3):
        _press(portal, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda: not portal.runner.is_busy, timeout=30_000)
        _rest(qtbot, portal)
    assert _here(portal) == ("case", RUNNING, case_site)
    assert not portal.window.actions_by_id["go_forward"].isEnabled()


def test_the_menu_names_where_it_leads(qtbot: QtBot, portal: Portal) -> None:
    """A case by its number, which names nobody; a site with its screen."""
    _look_around(qtbot, portal)
    actions = portal.window.actions_by_id
    assert actions["go_back"].text() == f"Terug naar: Terreinen, {OTHER}"
    _press(portal, Qt.Key.Key_Left)
    _rest(qtbot, portal)
    assert actions["go_back"].text() == f"Terug naar: Terreinen, {PARK}"
    told = actions["go_forward"].text()
    assert told.startswith(f"Vooruit naar: aanvraag {RUNNING}")
    assert actions["go_forward"].toolTip().endswith("(Alt+Right)")


def test_the_buttons_at_the_side_of_a_mouse_lead_there_too(qtbot: QtBot, portal: Portal) -> None:
    """Wherever the mouse points, also at a list."""
    first, second = _look_around(qtbot, portal)
    handle = portal.window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, Qt.KeyboardModifier.NoModifier, QPoint(200, 300))
    _rest(qtbot, portal)
    assert _here(portal)[0::2] == ("sites", second)
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, Qt.KeyboardModifier.NoModifier, QPoint(900, 400))
    _rest(qtbot, portal)
    assert _here(portal)[0::2] == ("sites", first)
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, Qt.KeyboardModifier.NoModifier, QPoint(200, 300))
    _rest(qtbot, portal)
    assert _here(portal)[0::2] == ("sites", second)


def test_what_is_gone_is_passed_over(qtbot: QtBot, portal: Portal) -> None:
    """A site that was retired and a case that was destroyed are not come back to."""
    first, second = _look_around(qtbot, portal)
    portal.cases.open(OVERDUE)
    qtbot.waitUntil(
        lambda: portal.session.case is not None and portal.session.case.number == OVERDUE, timeout=30_000
    )
    _rest(qtbot, portal)
    portal.services.editing.retire([second], Retirement.MISTAKE)
    portal.sites.tell_changed()
    settle(qtbot, portal)
    services = portal.services
    services.retention.choose(RUNNING, services.retention.selection_list().categories[0].id)
    services.destruction.erase(RUNNING, "verzoek", before_term=True)
    portal.cases.forget(RUNNING)
    settle(qtbot, portal)
    assert portal.window.actions_by_id["go_back"].text() == f"Terug naar: Terreinen, {PARK}"
    _press(portal, Qt.Key.Key_Left)
    _rest(qtbot, portal)
    assert (portal.window.mode, portal.session.selected_site_id) == ("sites", first)


def test_undo_goes_its_own_way(qtbot: QtBot, portal: Portal) -> None:
    """Going back takes nothing back, and undo leaves the place."""
    _look_around(qtbot, portal)
    assert portal.commands.to_undo is None
    _press(portal, Qt.Key.Key_Left)
    _rest(qtbot, portal)
    assert portal.commands.to_redo is None
    ahead = portal.way.trail.ahead
    _press(portal, Qt.Key.Key_Z, _CONTROL)
    _rest(qtbot, portal)
    assert portal.way.trail.ahead == ahead
    assert portal.window.mode == "sites"


def test_rows_that_are_passed_by_are_no_places(qtbot: QtBot, portal: Portal) -> None:
    """Arrow keys in a list leave one place, where they came to rest."""
    _rest(qtbot, portal)
    _press(portal, Qt.Key.Key_2, _CONTROL)
    _rest(qtbot, portal)
    ids = [_site(portal, name) for name in (PARK, OTHER, "Dordserveld")]
    for each in ids:
        portal.session.select_site(each)
    _rest(qtbot, portal)
    behind = portal.way.trail.behind
    assert behind is not None
    assert behind.mode == "cases"


def test_the_keys_work_from_the_map_too(qtbot: QtBot, portal: Portal) -> None:
    """The page of the map goes nowhere by itself and takes no key of ours."""
    _rest(qtbot, portal)
    _press(portal, Qt.Key.Key_2, _CONTROL)
    _rest(qtbot, portal)
    portal.map.setFocus()
    QTest.keyClick(portal.window.windowHandle(), Qt.Key.Key_Left, _ALT)
    qtbot.waitUntil(lambda: portal.window.mode == "cases")
    settle(qtbot, portal)
    QTest.keyClick(portal.window.windowHandle(), Qt.Key.Key_K, _CONTROL)
    qtbot.waitUntil(portal.finder.palette.isVisible)
    settle(qtbot, portal)
