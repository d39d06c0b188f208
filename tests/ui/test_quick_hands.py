"""Whoever is faster than the worker: keys while a match runs, back to the list meanwhile, pressing twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QToolButton

from tests.ui.portals import click, find, open_request, settle, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_STEP = 10


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data with the request of the chemical company."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    return sample_portal


def _number(portal: Portal) -> str:
    assert portal.session.case is not None
    return portal.session.case.number


def _weigh(portal: Portal, key: Qt.Key) -> None:
    """Move the first weight by a key."""
    assert portal.session.case is not None
    first = portal.session.case.request.preferences[0].criterion_id
    slider = find(portal.window, QSlider, f"weight_{first}")
    slider.setFocus()
    QTest.keyClick(slider, key)


def _try_area(portal: Portal, qtbot: QtBot) -> QSlider:
    """Begin to try the area, which is matched on the worker at another limit."""
    if portal.panels.case_panel.findChild(QSlider, "try_plot_area") is None:
        click(find(portal.panels.case_panel, QToolButton, "try_open_plot_area"))
        settle(qtbot, portal)
    slider = find(portal.panels.case_panel, QSlider, "try_plot_area")
    slider.setFocus()
    for _ in range(2):
        QTest.keyClick(slider, Qt.Key.Key_PageDown)
    return slider


@pytest.mark.parametrize("let_go", [True, False], ids=["let_go", "in_the_hand"])
def test_a_weight_moved_while_a_match_runs_counts_in_what_is_shown(
    portal: Portal, qtbot: QtBot, *, let_go: bool
) -> None:
    """The match of the old weights does not stand there as the outcome of the new ones."""
    portal.cases.match()
    _weigh(portal, Qt.Key.Key_Home)
    if let_go:
        portal.panels.case_panel.wishes.keep_moved()
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: not portal.session.is_recorded)
    assert portal.session.case is not None
    assert shown_result(portal).request == portal.session.case.request
    assert portal.session.case.request == portal.services.desk.case(_number(portal)).request
    assert portal.session.case.request.preferences[0].weight == 0


def test_going_back_to_the_list_while_a_match_runs_stays_there(portal: Portal, qtbot: QtBot) -> None:
    """What was matched is recorded, and does not come in the place of the list."""
    number, before = _number(portal), portal.services.matching.latest(_number(portal))
    portal.cases.match()
    portal.run_action("show_cases")
    settle(qtbot, portal)
    assert portal.window.mode == "cases"
    assert portal.session.case is None
    after = portal.services.matching.latest(number)
    assert after is not None
    assert after is not before


def test_of_two_cases_opened_at_once_the_last_one_is_shown(portal: Portal, qtbot: QtBot) -> None:
    """The first one does not flash up, and its outcome does not stand beside the other case."""
    first = _number(portal)
    open_request(qtbot, portal, "2-logistiek.json")
    second = _number(portal)
    shown: list[str] = []
    portal.cases.case_opened.connect(shown.append)
    portal.run_action("show_cases")
    portal.cases.open(second)
    portal.cases.open(first)
    settle(qtbot, portal)
    assert shown == [first]
    assert portal.session.case is not None
    assert shown_result(portal).request == portal.session.case.request


def test_a_match_ends_a_trial_everywhere(portal: Portal, qtbot: QtBot) -> None:
    """Also one that is still being matched: sliders, status bar and outcome tell of what is asked."""
    _try_area(portal, qtbot)
    qtbot.waitUntil(lambda: portal.session.trial is not None)
    told = next(each for each in portal.window.status.findChildren(QLabel) if "Proef" in each.text())
    _try_area(portal, qtbot)
    portal.cases.match()
    settle(qtbot, portal)
    assert portal.session.trial is None
    assert told.text() == ""
    assert not find(portal.panels.case_panel, QPushButton, "clear_slider_trial").isEnabled()


def test_a_trial_that_is_cleared_at_once_does_not_come_back(portal: Portal, qtbot: QtBot) -> None:
    """Clearing while it is matched on the worker ends it too."""
    _try_area(portal, qtbot)
    QTest.qWait(_STEP)
    click(find(portal.panels.case_panel, QPushButton, "clear_slider_trial"))
    settle(qtbot, portal)
    assert portal.session.trial is None


def test_pressing_twice_puts_a_candidate_on_the_shortlist_and_takes_it_off(
    portal: Portal, qtbot: QtBot
) -> None:
    """The second press is not refused because the first one was not yet told."""
    portal.session.select_site(shown_result(portal).card(0).candidate.id)
    settle(qtbot, portal)
    faults: list[object] = []
    portal.runner.failed.disconnect()
    portal.runner.failed.connect(faults.append)
    for _ in range(2):
        portal.run_action("shortlist_site")
    settle(qtbot, portal)
    assert portal.session.case is not None
    assert (portal.session.case.shortlist, faults) == ((), [])
    for _ in range(3):
        portal.run_action("shortlist_site")
    settle(qtbot, portal)
    assert len(portal.session.case.shortlist) == 1


def test_what_was_wished_of_one_case_is_not_tried_on_another(portal: Portal, qtbot: QtBot) -> None:
    """The last move of a hand and another case in the same moment."""
    first = portal.session.case
    assert first is not None
    open_request(qtbot, portal, "2-logistiek.json")
    other, outcome = portal.session.case, portal.session.outcome
    portal.session.open_case(first)
    portal.session.show_result(portal.services.matching.latest(first.number))
    portal.cases.following.ask(replace(first.request, preferences=first.request.preferences[:1]))
    portal.session.open_case(other)
    portal.session.show_result(outcome)
    settle(qtbot, portal)
    QTest.qWait(_STEP)
    assert portal.session.outcome is outcome
