"""From a new request to a written advice through the window, with a real mouse and real keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListView, QMessageBox, QPushButton, QSlider

from drentsportal import paths
from drentsportal.ui.dialogs.request_form import RequestForm
from drentsportal.ui.fonts import use_inter
from drentsportal.ui.portal import Portal
from drentsportal.ui.theme import Theme
from tests.ui.upkeep_hands import Answer
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

_WAIT_MS = 30_000
_STILL = 8
"""Readings in a row, 10 ms apart, that must agree before the map counts as settled."""


@pytest.fixture
def portal(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Portal]:
    """Open a window on a real workspace file with the sample data, its map painted."""
    services = sample_services(tmp_path / "werk.drents")
    use_inter(qapp)
    theme = Theme(paths.resources_dir() / "theme" / "window.qss")
    theme.apply(qapp)
    made = Portal(services, theme, tmp_path / "documenten", tmp_path / "log")
    painted: list[str] = []
    made.map.painted.connect(painted.append)
    made.window.resize(1600, 968)
    made.start()
    qtbot.waitUntil(lambda: {"base", "sites"} <= set(painted) and not made.runner.is_busy, timeout=_WAIT_MS)
    yield made
    made.put_away()
    services.workspace.close()


def _click(widget: QWidget, point: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point or widget.rect().center())


def _type(form: RequestForm, name: str, text: str) -> None:
    field = form.widget(name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, text)


def _choose(form: RequestForm, name: str, text: str) -> None:
    combo = form.widget(name)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    for _ in range(combo.count()):
        if combo.currentText() == text:
            return
        QTest.keyClick(combo, Qt.Key.Key_Down)
    pytest.fail(f"{name} does not offer {text}")


def _weigh(form: RequestForm, criterion_id: str, steps_of_ten: int) -> None:
    slider = form.widget(f"weight_{criterion_id}")
    assert isinstance(slider, QSlider)
    for _ in range(steps_of_ten):
        QTest.keyClick(slider, Qt.Key.Key_PageUp)


def _fill_in(form: RequestForm) -> None:
    _type(form, "title", "Metaalbewerker")
    now = form.findChild(QPushButton, "received_now")
    assert now is not None
    _click(now)
    _choose(form, "channel", "NOM")
    _choose(form, "origin", "Emmen")
    _type(form, "plot_area_ha", "1,5")
    _choose(form, "category", "ten minste 3.2")
    _type(form, "present_distance_km", "25")
    _weigh(form, "present_distance", 5)
    _weigh(form, "junction_distance", 3)


def _ask(portal: Portal, qtbot: QtBot) -> None:
    """Make a new case by Ctrl+N and the form, and wait until its match is on the screen."""
    QTest.keyClick(portal.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = portal.window.findChild(RequestForm, "new_case_form")
    assert form is not None
    _fill_in(form)
    with qtbot.waitSignal(portal.cases.case_opened, timeout=_WAIT_MS):
        _click(form.accept_button)
    qtbot.waitUntil(lambda: not portal.runner.is_busy, timeout=_WAIT_MS)


def _pixel_of(portal: Portal, qtbot: QtBot, site_id: str) -> QPoint:
    answers: list[str] = []
    portal.map.web.page.runJavaScript(f"drentsMap.pixelOf({json.dumps(site_id)})", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=_WAIT_MS)
    x, y = json.loads(answers[0])
    return QPoint(round(x), round(y))


def _settled_pixel_of(portal: Portal, qtbot: QtBot, site_id: str) -> QPoint:
    """Where a site lies once the map has taken its size and its view."""
    seen: list[QPoint] = []

    def stands_still() -> bool:
        seen.append(_pixel_of(portal, qtbot, site_id))
        return len(seen) > _STILL and len(set(map(QPoint.toTuple, seen[-_STILL:]))) == 1

    qtbot.waitUntil(stands_still, timeout=_WAIT_MS)
    return seen[-1]


def test_new_request_becomes_a_written_advice(portal: Portal, qtbot: QtBot, tmp_path: Path) -> None:
    """The main job: form, match, map, shortlist, documents, answer; nothing asked of a network."""
    _ask(portal, qtbot)
    result = portal.session.result
    assert result is not None
    assert result.qualifier_count >= 2
    assert result.rejection_count >= 1

    ranked = portal.window.findChild(QListView, "ranked_list")
    assert ranked is not None
    first, second = (result.card(number).candidate.id for number in (0, 1))
    _click(ranked.viewport(), ranked.visualRect(ranked.model().index(0, 0)).center())
    assert portal.session.selected_site_id == first
    to_shortlist = portal.window.findChild(QPushButton, "to_shortlist")
    assert to_shortlist is not None
    _click(to_shortlist)
    qtbot.waitUntil(lambda: portal.session.case is not None and len(portal.session.case.shortlist) == 1)

    surface = portal.map.web.view.focusProxy()
    assert surface is not None
    with qtbot.waitSignal(portal.session.site_selected, timeout=_WAIT_MS):
        _click(surface, _settled_pixel_of(portal, qtbot, second))
    assert portal.session.selected_site_id == second
    assert ranked.currentIndex().row() == 1
    _click(to_shortlist)
    qtbot.waitUntil(lambda: portal.session.case is not None and len(portal.session.case.shortlist) == 2)

    advise = portal.window.findChild(QPushButton, "make_advice")
    assert advise is not None
    with qtbot.waitSignal(portal.documents.made, timeout=_WAIT_MS) as made:
        _click(advise)
    paths_made = [path for path in made.args[0] if path.is_file()]
    assert {path.suffix for path in paths_made} == {".pdf", ".docx"}
    assert len(paths_made) == 4
    assert all(tmp_path in path.parents for path in paths_made)
    told = portal.window.findChild(QMessageBox, "documents_made")
    assert told is not None
    QTest.keyClick(told, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and not portal.runner.is_busy)

    portal.window.activateWindow()
    qtbot.waitUntil(portal.window.isActiveWindow)
    QTest.keyClick(portal.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    # The advice that was just made is proposed as what was sent.
    qtbot.waitUntil(lambda: portal.inbox.dossier.form is not None, timeout=_WAIT_MS)
    sent = portal.inbox.dossier.form
    assert sent is not None
    QTest.keyClick(sent, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: portal.session.case is not None and portal.session.case.answered_at_utc is not None
    )
    assert portal.map.blocked_requests == []


def test_form_marks_the_field_that_is_wrong_and_keeps_what_was_typed(portal: Portal, qtbot: QtBot) -> None:
    """A fault is shown at its field; nothing is stored and nothing typed is lost."""
    QTest.keyClick(portal.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = portal.window.findChild(RequestForm, "new_case_form")
    assert form is not None
    _fill_in(form)
    area = form.widget("plot_area_ha")
    assert isinstance(area, QLineEdit)
    area.selectAll()
    QTest.keyClicks(area, "anderhalf")
    _click(form.accept_button)
    assert form.isVisible()
    assert area.property("fault") == "true"
    assert area.text() == "anderhalf"
    stayed = Answer(portal, "Terug")
    form.reject()
    assert "anderhalf" in area.text()
    assert stayed.asked
    assert form.isVisible()
    left = Answer(portal, "Niet bewaren")
    form.reject()
    assert left.asked
    qtbot.waitUntil(lambda: not form.isVisible() and not portal.runner.is_busy)
    assert portal.services.desk.cases() == ()
