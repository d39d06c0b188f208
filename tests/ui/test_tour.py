"""The tour: five steps over the window, by keys alone, shown once by itself and at any time from the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from drentsportal.settings import load_settings
from drentsportal.ui.guide.tour_bubble import TourBubble, TourRing
from drentsportal.ui.guide.tour_screen import STEPS
from tests.ui.portals import WAIT_MS, click, find, portal_of, settle, start_opening
from tests.ui.spoken import nameless
from tests.ui.workspaces import empty_services, sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.opening import Opening
    from drentsportal.ui.portal import Portal

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("habits_of_qt")


def bubble_of(portal: Portal) -> TourBubble:
    """Return the bubble; the test fails where none was made."""
    assert portal.tour.bubble is not None
    return portal.tour.bubble


def around(portal: Portal, step: str) -> QRect:
    """Return the place of the part that a step is about, in the window."""
    part = portal.tour.target(step)
    holder = part.parentWidget()
    if not part.isVisible() and holder is not None:
        part = holder
    return QRect(part.mapTo(portal.window, QPoint(0, 0)), part.size())


def agree_in(portal: Portal) -> None:
    """Say yes to the question that the window asks."""
    (box,) = (each for each in portal.window.findChildren(QMessageBox) if each.isVisible())
    QTest.mouseClick(box.buttons()[0], LEFT)


@pytest.fixture
def first_start(qtbot: QtBot, qapp: QApplication, dutch: Language, tmp_path: Path) -> Iterator[Opening]:
    """Start the window on the sample data as somebody who never started it."""
    path = tmp_path / "werk.drents"
    sample_services(path).workspace.close()
    made = start_opening(qtbot, qapp, dutch, path, tmp_path)
    yield made
    portal = portal_of(made)
    portal.put_away()
    portal.services.workspace.close()


def test_the_first_start_begins_it_and_skipping_is_remembered(qtbot: QtBot, first_start: Opening) -> None:
    """Not in the window that is made anew for another language either, nor at the next start."""
    portal = first_start.portal
    assert portal is not None
    qtbot.waitUntil(lambda: portal.tour.bubble is not None, timeout=WAIT_MS)
    assert bubble_of(portal).isVisible()
    assert load_settings().show_tour
    QTest.keyClick(bubble_of(portal).next, Qt.Key.Key_Escape)
    assert not bubble_of(portal).isVisible()
    assert not load_settings().show_tour
    portal.window.actions_by_id["language_en"].trigger()
    qtbot.waitUntil(lambda: first_start.portal is not portal, timeout=WAIT_MS)
    again = first_start.portal
    assert again is not None
    settle(qtbot, again)
    QTest.qWait(1)
    assert again.tour.bubble is None


def test_keys_walk_every_step_and_back(sample_portal: Portal, dutch: Language) -> None:
    """The arrows go on and back, the ring lies around the part, and the bubble leaves the part free."""
    sample_portal.panels.case_list.search.setFocus()
    before = QApplication.focusWidget()
    sample_portal.run_action("start_tour")
    bubble, window = bubble_of(sample_portal), sample_portal.window
    ring = window.findChild(TourRing)
    assert isinstance(ring, TourRing)
    for number, step in enumerate(STEPS, start=1):
        assert dutch.text(f"ui.tour.{step}.title") in bubble.accessibleName()
        assert f"{number} van {len(STEPS)}" in bubble.accessibleName()
        assert dutch.text(f"ui.tour.{step}") in bubble.next.accessibleDescription()
        assert bubble.next.hasFocus()
        assert ring.isVisible()
        assert ring.geometry().contains(around(sample_portal, step) & window.rect().adjusted(3, 3, -3, -3))
        assert window.rect().contains(bubble.geometry())
        if step != "map":
            assert not bubble.geometry().intersects(around(sample_portal, step))
        QTest.keyClick(bubble.next, Qt.Key.Key_Right)
        if step == "request":
            QTest.keyClick(bubble.next, Qt.Key.Key_Left)
            assert dutch.text("ui.tour.request.title") in bubble.accessibleName()
            QTest.keyClick(bubble.next, Qt.Key.Key_Right)
    assert not bubble.isVisible()
    assert not ring.isVisible()
    assert QApplication.focusWidget() is before


def test_tab_stays_in_the_bubble_and_the_mouse_does_too(sample_portal: Portal) -> None:
    """Skip, back and next take turns; the last step has nothing to skip."""
    sample_portal.run_action("start_tour")
    bubble = bubble_of(sample_portal)
    assert nameless(bubble) == []
    assert not bubble.back.isEnabled()
    QTest.keyClick(bubble.next, Qt.Key.Key_Tab)
    assert bubble.skip.hasFocus()
    QTest.keyClick(bubble.skip, Qt.Key.Key_Backtab)
    assert bubble.next.hasFocus()
    for _ in STEPS[1:]:
        click(bubble.next)
    assert bubble.back.isEnabled()
    assert not bubble.skip.isVisible()
    click(bubble.back)
    assert bubble.skip.isVisible()
    click(bubble.skip)
    assert not bubble.isVisible()


@pytest.mark.parametrize("size", [(1024, 700), (1600, 968)])
def test_the_bubble_follows_the_window(sample_portal: Portal, qtbot: QtBot, size: tuple[int, int]) -> None:
    """It stays whole within it, beside its part."""
    sample_portal.run_action("start_tour")
    bubble, window = bubble_of(sample_portal), sample_portal.window
    for _ in STEPS[1:]:
        QTest.keyClick(bubble.next, Qt.Key.Key_Right)
    window.resize(*size)
    qtbot.waitUntil(lambda: window.size().width() == size[0])
    qtbot.waitUntil(lambda: window.rect().contains(bubble.geometry()))
    qtbot.waitUntil(lambda: not bubble.geometry().intersects(around(sample_portal, "advice")))


def test_an_empty_workspace_first_asks_what_to_work_with(
    qtbot: QtBot, qapp: QApplication, dutch: Language, tmp_path: Path
) -> None:
    """The card of the first start has no bubble over it; the tour comes with the first sites."""
    path = tmp_path / "leeg.drents"
    empty_services(path).workspace.close()
    portal = portal_of(start_opening(qtbot, qapp, dutch, path, tmp_path))
    QTest.qWait(1)
    card = portal.first_start.card
    assert card.isVisible()
    assert portal.tour.bubble is None
    QTimer.singleShot(0, lambda: agree_in(portal))
    click(find(card, QPushButton, "start_samples"))
    qtbot.waitUntil(lambda: portal.tour.bubble is not None, timeout=WAIT_MS)
    settle(qtbot, portal)
    assert bubble_of(portal).isVisible()
    assert not card.isVisible()
    portal.put_away()
    portal.services.workspace.close()
