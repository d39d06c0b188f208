"""The ranking follows the hand: weights, trials of a requirement, recording and undo, with mouse and keys."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QListView,
    QMessageBox,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
)

from drentsportal.ui.wording import requirement_lines
from tests.ui.portals import WAIT_MS, click, find, open_request, settle, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data with the request of the chemical company."""
    open_request(qtbot, sample_portal, "2-logistiek.json")
    return sample_portal


def _request(portal: Portal) -> LocationRequest:
    assert portal.session.case is not None
    return portal.session.case.request


def _stored(portal: Portal) -> LocationRequest:
    assert portal.session.case is not None
    return portal.services.desk.case(portal.session.case.number).request


def _first_wish(portal: Portal) -> QSlider:
    return find(portal.window, QSlider, f"weight_{_request(portal).preferences[0].criterion_id}")


def _handle(slider: QSlider) -> QPoint:
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    return slider.style().subControlRect(control, option, part, slider).center()


def _map_ranking(portal: Portal, qtbot: QtBot) -> list[str]:
    told: list[str] = []
    portal.map.web.page.runJavaScript(
        "JSON.stringify(drentsMap.sites.ranked.map((site) => site.id))", told.append
    )
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    return list(json.loads(told[0]))


def _can_try(portal: Portal, criterion_id: str) -> bool:
    return find(portal.window, QToolButton, f"try_open_{criterion_id}").isVisible()


def _ranking_shown(portal: Portal) -> list[str]:
    model = portal.panels.results.ranking
    return [model.card(row).candidate.id for row in range(model.rowCount())]


def test_list_and_map_follow_a_weight_while_the_mouse_holds_it(portal: Portal, qtbot: QtBot) -> None:
    """Nothing is stored before the mouse lets go; then the request is, and the match is not yet recorded."""
    before, asked = shown_result(portal), _request(portal)
    slider = _first_wish(portal)
    start = _handle(slider)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(slider, start + QPoint(40, 0))
    QTest.mouseMove(slider, QPoint(slider.width() - 3, start.y()))
    qtbot.waitUntil(lambda: shown_result(portal) is not before, timeout=WAIT_MS)
    after = shown_result(portal)
    assert slider.isSliderDown()
    assert after.request.preferences[0].weight == slider.value() != asked.preferences[0].weight
    assert _ranking_shown(portal) == list(after.ranking())
    qtbot.waitUntil(lambda: _map_ranking(portal, qtbot) == list(after.ranking()), timeout=WAIT_MS)
    assert _stored(portal) == asked
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 3, start.y()))
    settle(qtbot, portal)
    assert _stored(portal) == after.request == _request(portal)
    assert not portal.session.is_recorded
    assert not portal.session.is_stale


def test_a_followed_outcome_is_what_a_match_gives_and_is_recorded_by_the_button(
    portal: Portal, qtbot: QtBot
) -> None:
    """The foot says that it is not recorded and offers to; after that the same ranking is recorded."""
    slider = _first_wish(portal)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: not portal.session.is_recorded, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: _stored(portal).preferences[0].weight == 0, timeout=WAIT_MS)
    settle(qtbot, portal)
    followed = shown_result(portal)
    assert followed.ranking() == portal.services.matching.match(_request(portal)).ranking()
    record = find(portal.window, QPushButton, "match_again")
    qtbot.waitUntil(lambda: record.text() == "Vastleggen", timeout=WAIT_MS)
    words = [each.text() for each in portal.panels.case_panel.findChildren(QLabel)]
    assert "Uitkomst volgt de gewichten, nog niet vastgelegd" in words
    assert slider.hasFocus()
    click(record)
    qtbot.waitUntil(lambda: portal.session.is_recorded, timeout=WAIT_MS)
    settle(qtbot, portal)
    assert shown_result(portal).ranking() == followed.ranking()
    assert portal.session.case is not None
    kept = portal.services.matching.latest(portal.session.case.number)
    assert kept is not None
    assert kept.ranking() == followed.ranking()


def test_away_from_its_case_an_outcome_says_of_which_it_is(portal: Portal) -> None:
    """In the monitor the counts would else read as figures of the province."""
    case = portal.session.case
    assert case is not None
    told = portal.window.centre.note
    assert case.number not in told
    portal.run_action("show_monitor")
    assert portal.window.centre.note == f"{case.number}: {told}"
    portal.window.show_mode("case")
    assert portal.window.centre.note == told


def test_going_back_to_the_recorded_weight_is_no_change(portal: Portal, qtbot: QtBot) -> None:
    """A weight that comes back shows the recorded match again."""
    recorded = shown_result(portal)
    slider = _first_wish(portal)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: shown_result(portal) is not recorded, timeout=WAIT_MS)
    QTest.keyClick(slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: shown_result(portal) is recorded, timeout=WAIT_MS)
    assert portal.session.is_recorded


def test_the_selected_row_stays_selected_and_rows_that_moved_are_marked(portal: Portal, qtbot: QtBot) -> None:
    """The selection is of a candidate, not of a row; marks say where each went, and go after a while."""
    view = find(portal.window, QListView, "ranked_list")
    before = shown_result(portal)
    last = before.ranking()[-1]
    portal.session.select_site(last)
    moved: tuple[int, ...] = ()
    for each in before.request.preferences:
        slider = find(portal.window, QSlider, f"weight_{each.criterion_id}")
        slider.setFocus()
        QTest.keyClick(slider, Qt.Key.Key_End if slider.value() < 50 else Qt.Key.Key_Home)
        settle(qtbot, portal)
        after = shown_result(portal)
        moved = tuple(
            row for row, one in enumerate(after.ranking()) if before.rank_of(one) not in {0, row + 1}
        )
        if moved:
            break
    assert moved
    assert portal.panels.results.ranking.id_of(view.currentIndex().row()) == last
    assert portal.session.selected_site_id == last
    marks = [portal.panels.results._ranked.moved(row) for row in moved]  # noqa: SLF001 - what is painted only
    assert any(marks)
    qtbot.waitUntil(
        lambda: not any(portal.panels.results._ranked.moved(row) for row in moved),  # noqa: SLF001
        timeout=WAIT_MS,
    )


def test_the_steps_of_a_trial_always_have_room_for_their_sign(portal: Portal) -> None:
    """Painted before they are laid out they would ask for a letter of no size, which Qt complains of."""
    asked = _request(portal)
    criterion_id = next(
        each.criterion_id for each in asked.requirements if _can_try(portal, each.criterion_id)
    )
    click(find(portal.window, QToolButton, f"try_open_{criterion_id}"))
    for name in ("try_less", "try_more"):
        tool = find(portal.window, QToolButton, name)
        tool.resize(1, 1)
        assert min(tool.width(), tool.height()) > tool.iconSize().width()


def _row_texts(portal: Portal, criterion_id: str) -> tuple[str, ...]:
    """Return the name, the limit and the count that the row of a requirement shows."""
    row = find(portal.window, QAbstractButton, f"requirement_{criterion_id}")
    return tuple(each.text() for each in row.findChildren(QLabel))


def _limit_of(portal: Portal, request: LocationRequest, criterion_id: str) -> str:
    lines = requirement_lines(portal.services.language, request)
    return next(each.limit for each in lines if each.criterion_id == criterion_id)


def test_a_requirement_is_tried_taken_over_and_taken_back(portal: Portal, qtbot: QtBot) -> None:
    """Moving shows who fits at once and stores nothing; Ctrl+Z takes the adopted limit back."""
    asked, before = _request(portal), shown_result(portal)
    criterion_id = next(
        each.criterion_id for each in asked.requirements if _can_try(portal, each.criterion_id)
    )
    click(find(portal.window, QToolButton, f"try_open_{criterion_id}"))
    slider = find(portal.window, QSlider, f"try_{criterion_id}")
    assert slider.hasFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: portal.session.trial is not None, timeout=WAIT_MS)
    settle(qtbot, portal)
    tried = shown_result(portal)
    assert tried.request.requirement(criterion_id) != asked.requirement(criterion_id)
    assert _stored(portal) == asked
    assert portal.session.outcome is before
    assert "Proef, niet opgeslagen" in find(portal.window, QLabel, "trial").accessibleName()
    said = find(portal.window, QLabel, "trial_said").text()
    assert f"{tried.qualifier_count} passend" in said
    told = partial(_row_texts, portal, criterion_id)
    limits = [_limit_of(portal, each.request, criterion_id) for each in (before, tried)]
    assert (limits[1], str(tried.meeting_count(criterion_id))) == told()[1:]
    assert limits[0] != limits[1]

    click(find(portal.window, QPushButton, "clear_slider_trial"))
    qtbot.waitUntil(lambda: portal.session.trial is None, timeout=WAIT_MS)
    assert shown_result(portal) is before
    assert (limits[0], str(before.meeting_count(criterion_id))) == told()[1:]

    QTest.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: portal.session.trial is not None, timeout=WAIT_MS)
    wanted = portal.session.trial.request if portal.session.trial else None
    click(find(portal.window, QPushButton, "adopt_slider_trial"))
    settle(qtbot, portal)
    assert _stored(portal) == _request(portal) == wanted
    assert portal.session.trial is None
    undo = portal.window.actions_by_id["undo_edit"]
    assert portal.services.language.text(f"criterion.{criterion_id}") in undo.text()
    QTest.keyClick(portal.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, portal)
    assert _stored(portal) == asked
    qtbot.waitUntil(lambda: shown_result(portal) is before, timeout=WAIT_MS)
    redo = portal.window.actions_by_id["redo_edit"]
    assert redo.isEnabled()
    redo.trigger()
    settle(qtbot, portal)
    assert _stored(portal) == wanted


def test_every_number_that_is_asked_can_be_tried_and_counts_as_a_match_does(
    portal: Portal, qtbot: QtBot
) -> None:
    """The slider's words, the list and a whole match agree on how many fit, for each requirement in turn."""
    for requirement in _request(portal).requirements:
        if not _can_try(portal, requirement.criterion_id):
            continue
        tool = find(portal.window, QToolButton, f"try_open_{requirement.criterion_id}")
        click(tool)
        slider = find(portal.window, QSlider, f"try_{requirement.criterion_id}")
        QTest.keyClick(slider, Qt.Key.Key_Left)
        qtbot.waitUntil(lambda: portal.session.trial is not None, timeout=WAIT_MS)
        settle(qtbot, portal)
        trial = portal.session.trial
        assert trial is not None
        whole = portal.services.matching.match(trial.request)
        assert _ranking_shown(portal) == list(whole.ranking())
        assert f"{whole.qualifier_count} passend" in find(portal.window, QLabel, "trial_said").text()
        click(tool)
        qtbot.waitUntil(lambda: portal.session.trial is None, timeout=WAIT_MS)


def test_an_advice_offers_to_record_the_match_that_it_waits_for(portal: Portal, qtbot: QtBot) -> None:
    """What is shown is not yet recorded: the message says so, and its button records it."""
    open_request(qtbot, portal, "3-starter.json")  # so small that it needs no assessment first
    portal.cases.toggle_shortlist(shown_result(portal).ranking()[0])
    settle(qtbot, portal)
    slider = _first_wish(portal)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: _stored(portal).preferences[0].weight == 0, timeout=WAIT_MS)
    settle(qtbot, portal)
    with qtbot.waitSignal(portal.documents.record_needed, timeout=WAIT_MS):
        portal.documents.make_advice()
    box = find(portal.window, QMessageBox, "record_needed")
    assert "gewijzigd" in box.text()
    click(box.defaultButton())
    qtbot.waitUntil(lambda: portal.session.is_recorded, timeout=WAIT_MS)
    settle(qtbot, portal)
