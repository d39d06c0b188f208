"""How firm the ranking is, with a real mouse and real keys."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QScrollArea, QTabWidget, QWidget

from drentsportal.domain.match.trial import tried
from drentsportal.services.firmness_words import share_message
from drentsportal.services.progress import NoProgress
from drentsportal.ui.models.ranking import SHARE_ROLE
from drentsportal.ui.widgets.firmness_list import firm_columns
from drentsportal.ui.widgets.ranking_head import ranking_columns
from tests.ui.portals import WAIT_MS, click, find, open_request, show_tab, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.models.ranking import ShareText
    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data with the request of the web shop, of which the top is contested."""
    open_request(qtbot, sample_portal, "4-webwinkel.json")
    return sample_portal


def _shares(portal: Portal) -> list[ShareText]:
    model = portal.panels.results.ranking
    return [model.index(row).data(SHARE_ROLE) for row in range(model.rowCount())]


def _words(root: QWidget) -> list[str]:
    return [each.text() for each in root.findChildren(QLabel) if each.isVisible()]


def test_the_list_says_how_often_each_is_in_the_top_three(portal: Portal) -> None:
    """As many hundredths as the analysis of the same match counts; those that never were say 0 %."""
    result = shown_result(portal)
    analysis = portal.services.analysis.of(result, NoProgress())
    counts = {each.candidate_id: each.top_count for each in analysis.draws.shares}
    say = portal.services.language.text
    expected = [say(share_message(counts.get(each, 0), 10_000)) for each in result.ranking()]
    assert [each.text for each in _shares(portal)] == expected
    assert all(each.is_current for each in _shares(portal))
    assert sum(counts.values()) == 30_000


def test_figures_of_an_earlier_outcome_are_told_apart(portal: Portal, qtbot: QtBot) -> None:
    """While weights move nothing old stands as new; the newest outcome gets the figures."""
    case, session = portal.session.case, portal.session
    assert case is not None
    before = shown_result(portal)
    moved = None
    for weight in (60, 90):
        wishes = (replace(case.request.preferences[0], weight=weight), *case.request.preferences[1:])
        moved = portal.services.matching.match(replace(case.request, preferences=wishes))
        session.follow(moved)
        assert not any(each.is_current for each in _shares(portal))
        assert not portal.panels.results.firmness.state.isHidden()
    qtbot.waitUntil(lambda: all(each.is_current for each in _shares(portal)), timeout=WAIT_MS)
    firmness = portal.analysis.firmness
    assert firmness is not None
    assert firmness.result is moved
    assert portal.panels.results.firmness.state.isHidden()
    session.follow(before)
    qtbot.waitUntil(lambda: all(each.is_current for each in _shares(portal)), timeout=WAIT_MS)


def test_number_one_says_what_would_dethrone_it(portal: Portal, qtbot: QtBot) -> None:
    """The nearest change of a weight in words, each wish both ways, and the places that are possible."""
    result = shown_result(portal)
    ranked = find(portal.window, QListView, "ranked_list")
    ranked.setFocus()
    QTest.keyClick(ranked, Qt.Key.Key_Down)
    QTest.keyClick(ranked, Qt.Key.Key_Up)
    assert portal.session.selected_site_id == result.ranking()[0]
    told = "Weegt “Parkmanagement” 6 in plaats van 10, dan staat Vierslagerveld bovenaan."
    qtbot.waitUntil(lambda: told in _words(portal.panels.results), timeout=WAIT_MS)
    words = _words(portal.panels.results)
    assert "vanaf 32 omhoog: Vierslagerveld" in words
    assert "hoger: geen gewicht" in words
    assert any(each.startswith("Plaats 1 tot ") for each in words)
    assert any("van de 100 proeven" in each for each in words)


def test_second_opinion_is_one_click_away(portal: Portal, qtbot: QtBot) -> None:
    """The button shows the tab with the second opinions in view; a row chosen there is chosen everywhere."""
    click(find(portal.window, QPushButton, "second_opinion"))
    panel = portal.panels.results.firmness
    qtbot.waitUntil(panel.opinion.list.hasFocus, timeout=WAIT_MS)
    title = find(portal.window, QLabel, "opinion_title")
    assert title.visibleRegion().boundingRect().height() == title.height()
    words = _words(panel)
    assert any("PROMETHEE II telt" in each for each in words)
    assert any(each.startswith("SPOTIS is hier gelijk") for each in words)
    QTest.keyClick(panel.opinion.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.opinion.list, Qt.Key.Key_Down)
    chosen = panel.opinion.list.currentIndex().row()
    assert portal.session.selected_site_id == shown_result(portal).ranking()[chosen]
    assert panel.isVisible()


def test_a_row_of_the_picture_selects_its_site(portal: Portal) -> None:
    """With the mouse; what the row shows is said to a screen reader in full."""
    show_tab(portal, 3)
    view = find(portal.window, QListView, "firmness_list")
    index = view.model().index(2, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert portal.session.selected_site_id == shown_result(portal).ranking()[2]
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "van de 100 proeven" in spoken
    assert "In 9 van de 10 proeven op plaats" in spoken


def test_without_weights_nothing_is_claimed(portal: Portal, qtbot: QtBot) -> None:
    """Only names make the order then: no share, no picture, and a sentence that says why."""
    case = portal.session.case
    assert case is not None
    wishes = tuple(replace(each, weight=0) for each in case.request.preferences)
    found = tried(shown_result(portal), replace(case.request, preferences=wishes))
    assert found is not None
    portal.session.follow(found)
    qtbot.waitUntil(lambda: portal.analysis.firmness is not None, timeout=WAIT_MS)
    show_tab(portal, 3)
    assert {each.text for each in _shares(portal)} == {"\u2013"}
    assert not find(portal.window, QListView, "firmness_list").isVisible()
    assert any("Geen wens heeft een gewicht" in each for each in _words(portal.panels.results.firmness))


def test_the_four_tabs_and_the_figures_fit_a_narrow_panel(portal: Portal, qtbot: QtBot) -> None:
    """At 320 wide every tab is in sight and no figure lies outside its row."""
    results = portal.panels.results
    results.setParent(None)
    results.resize(320, 800)
    results.show()
    qtbot.waitExposed(results)
    tabs = results.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    bar = tabs.tabBar()
    assert bar.tabRect(3).right() <= bar.width()
    assert bar.tabRect(0).left() >= 0
    click_at = bar.tabRect(3).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(click_at))
    assert results.firmness.isVisible()
    assert results.firmness.list.viewport().width() <= 320
    portal.session.select_site(shown_result(portal).ranking()[0])
    for number in range(4):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())
        for area in results.findChildren(QScrollArea):
            inside = area.widget()
            assert inside is not None
            assert not area.isVisible() or inside.minimumSizeHint().width() <= area.viewport().width()
    results.hide()


@pytest.mark.parametrize("width", range(292, 700, 17))
def test_columns_lie_beside_each_other_at_any_width(width: int) -> None:
    """No column of list or picture runs into the next one or out of its row."""
    columns = ranking_columns(width)
    for (left, wide), (following, _) in pairwise(columns):
        assert wide > 0
        assert left + wide <= following
    assert columns.share[0] + columns.share[1] <= width
    firm = firm_columns(width)
    for (left, wide), (following, _) in pairwise((firm.bar, firm.share, firm.places)):
        assert wide > 0
        assert left + wide <= following
    assert firm.places[0] + firm.places[1] <= width
    assert firm.line_top or firm.name[0] + firm.name[1] <= firm.bar[0]


def test_looking_at_the_figures_chooses_nothing(portal: Portal) -> None:
    """The site that was chosen stays so, and its row is the current one of picture and table."""
    second = shown_result(portal).ranking()[1]
    portal.session.select_site(second)
    show_tab(portal, 3)
    panel = portal.panels.results.firmness
    panel.list.setFocus()
    panel.opinion.list.setFocus()
    assert portal.session.selected_site_id == second
    assert panel.list.currentIndex().row() == panel.opinion.list.currentIndex().row() == 1
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert portal.session.selected_site_id == shown_result(portal).ranking()[2]
    assert panel.opinion.list.currentIndex().row() == 2


class _Noted(QObject):
    """Notes when a widget is painted with another outcome than before."""

    def __init__(self, portal: Portal, view: QWidget) -> None:
        super().__init__()
        self._portal, self._before = portal, portal.session.result
        self.told: list[str] = []
        view.installEventFilter(self)
        portal.runner.started.connect(self._on_started)
        portal.analysis._runner.started.connect(self._on_started)  # noqa: SLF001 - its work has no other sign

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() is QEvent.Type.Paint and self._portal.session.result is not self._before:
            self.told.append("painted")
        return super().eventFilter(watched, event)

    def _on_started(self, title_id: str) -> None:
        if self._portal.session.result is not self._before:
            self.told.append(title_id)


def test_an_outcome_is_painted_before_what_takes_longer_begins(portal: Portal, qtbot: QtBot) -> None:
    """Words for the map and the analysis would keep the window waiting for its turns while it paints."""
    noted = _Noted(portal, find(portal.window, QListView, "ranked_list").viewport())
    portal.cases.match()
    qtbot.waitUntil(lambda: "ui.firm.busy" in noted.told, timeout=WAIT_MS)
    assert "painted" in noted.told
    assert noted.told.index("painted") < noted.told.index("ui.busy.map") < noted.told.index("ui.firm.busy")
    qtbot.waitUntil(lambda: portal.analysis.firmness is not None, timeout=WAIT_MS)
