"""What a ranked row says, and that it is whole: on a wide and a narrow panel, with short and long names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import shapely
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QSplitter, QStyleOptionViewItem, QToolButton

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.ui.models.ranking import CARD_ROLE, LINE_ROLE, SHARE_ROLE
from drentsportal.ui.widgets.ranking_delegate import RANKING_ROW, TALL_ROW, RankingDelegate, name_lines
from drentsportal.ui.widgets.ranking_head import RankingHead, ranking_columns
from drentsportal.ui.widgets.shortlist_card import ShortlistCard
from tests.ui.portals import SIZE, WAIT_MS, click, find, open_request, settle, show_tab, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.domain.match.match_result import ScoreCard
    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data with the request of the web shop: plots, sites and premises fit."""
    open_request(qtbot, sample_portal, "4-webwinkel.json")
    return sample_portal


def _list(portal: Portal) -> QListView:
    return find(portal.window, QListView, "ranked_list")


def test_a_row_names_plots_and_says_floor_area_and_distance(portal: Portal) -> None:
    """Each as the workspace holds it: name of the plot, m² of premises, straight distance to the company."""
    model, catalogue = portal.panels.results.ranking, portal.services.catalogue
    say, case = portal.services.language.text, portal.session.case
    assert case is not None
    assert case.request.origin is not None
    origin = shapely.Point(case.request.origin.x_rd, case.request.origin.y_rd)
    named = floors = 0
    for row in range(model.rowCount()):
        card = model.card(row)
        line, candidate = model.line(card), catalogue.site(card.candidate.id)
        for plot_id in card.candidate.offer_ids:
            assert str(catalogue.site(plot_id).value("name")) in line.what
            named += 1
        if card.candidate.kind is SiteKind.PREMISES:
            assert say("ui.ranking.offer.floor", area_m2=candidate.value("floor_area_m2")) in line.figures
            floors += 1
        grounds = [catalogue.site(each).geometry_rd for each in card.candidate.offer_ids or (candidate.id,)]
        spans_m = sorted(round(shapely.distance(origin, each)) for each in grounds)
        ends = {say("ui.ranking.offer.distance", distance_m=each) for each in (spans_m[0], spans_m[-1])}
        nearest, _, farthest = line.figures[-1].rpartition("\N{EN DASH}")
        shown = {each.split()[0] for each in (nearest or farthest, farthest)}
        assert shown == {each.split()[0] for each in ends}
        assert farthest in ends
        spoken = str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
        assert all(each in spoken for each in (card.candidate.name, line.what, *line.figures))
    assert named
    assert floors


def test_four_rows_stand_beside_the_explanation_in_a_small_window(portal: Portal, qtbot: QtBot) -> None:
    """At 1280 by 760 four rows are whole, and the rule below them is whole too."""
    portal.window.resize(1280, 760)
    view = _list(portal)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(_at(view, 0)).center())
    settle(qtbot, portal)
    fourth = view.visualRect(_at(view, 3))
    qtbot.waitUntil(lambda: view.viewport().rect().contains(fourth), timeout=WAIT_MS)
    results = portal.panels.results
    rule = next(each for each in results.findChildren(QLabel) if each.text().startswith("Volgorde:"))
    assert _in(portal, rule).top() >= _in(portal, view).bottom()
    assert rule.height() >= rule.heightForWidth(rule.width())
    explained = [each for each in results.findChildren(QLabel) if each.text() == "Waaruit de score bestaat"]
    assert [each.isVisible() for each in explained] == [True]
    assert _in(portal, explained[0]).top() > _in(portal, rule).bottom()


def test_all_rows_stand_in_sight_until_one_is_chosen(portal: Portal, qtbot: QtBot) -> None:
    """At 1600 by 968 all six; a chosen one gets its explanation, and what a hand divides stays divided."""
    view = _list(portal)
    last = view.visualRect(_at(view, 5))
    qtbot.waitUntil(lambda: view.viewport().rect().contains(last), timeout=WAIT_MS)
    splitter = portal.panels.results.findChild(QSplitter)
    assert isinstance(splitter, QSplitter)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(_at(view, 0)).center())
    qtbot.waitUntil(lambda: splitter.sizes()[1] > splitter.sizes()[0], timeout=WAIT_MS)
    settle(qtbot, portal)
    _drag(splitter, 90)
    divided = splitter.sizes()
    for row in (1, 2):
        spot = view.visualRect(_at(view, row)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        settle(qtbot, portal)
    portal.session.select_site("")
    settle(qtbot, portal)
    assert splitter.sizes() == divided
    show_tab(portal, 1)
    show_tab(portal, 0)
    settle(qtbot, portal)
    assert splitter.sizes() == divided


def _drag(splitter: QSplitter, down: int) -> None:
    """Move the line between list and explanation with the mouse."""
    handle = splitter.handle(1)
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start + QPoint(0, down))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start)


def _at(view: QListView, row: int) -> QModelIndex:
    return view.model().index(row, 0)


def _in(portal: Portal, widget: QLabel | QListView) -> QRect:
    return QRect(widget.mapTo(portal.window, widget.rect().topLeft()), widget.size())


@pytest.mark.parametrize("width", [330, 456])
def test_a_long_name_leaves_all_else_of_the_row_as_it_is(portal: Portal, width: int) -> None:
    """A name of 120 characters is shortened in the middle and touches neither bar, score nor second line."""
    card = portal.panels.results.ranking.card(0)
    long = "Bedrijvenpark " + "x" * 96 + " Peelo-Oost"
    assert len(long) > 120
    short, painted = _painted(portal, card, width), _painted(portal, _named(card, long), width)
    left = ranking_columns(width).bar[0]
    upper, lower = QRect(left, 0, width - left, RANKING_ROW // 2), QRect(0, RANKING_ROW // 2, width, 99)
    assert painted.copy(upper) == short.copy(upper)
    assert painted.copy(lower) == short.copy(lower)
    # Its end is still to be read: another end paints otherwise.
    assert painted != _painted(portal, _named(card, long[:-4] + "West"), width)


def test_a_narrow_list_gives_long_names_a_second_line(portal: Portal, qtbot: QtBot) -> None:
    """All rows stay of one height; a wide list keeps the usual one."""
    view = _list(portal)
    longest = max(portal.panels.results.ranking.names(60), key=len)
    portal.window.resizeDocks([portal.window.right], [360], Qt.Orientation.Horizontal)
    portal.window.resize(1280, 760)
    portal.window.apply_widths()
    qtbot.waitUntil(lambda: view.sizeHintForRow(0) == TALL_ROW)
    assert {view.visualRect(_at(view, row)).height() for row in range(3)} == {TALL_ROW}
    assert name_lines(longest, 130, view.fontMetrics().horizontalAdvance)[0] != longest
    portal.window.resize(*SIZE)
    portal.window.apply_widths()
    qtbot.waitUntil(lambda: view.sizeHintForRow(0) == RANKING_ROW)


def test_a_name_breaks_between_words_and_loses_none() -> None:
    """What fits stays on one line, and a single word is left to be shortened."""
    assert name_lines("De Wieken", 9, len) == ("De Wieken",)
    assert name_lines("Bedrijvenpark Peelo Oost", 20, len) == ("Bedrijvenpark Peelo", "Oost")
    assert name_lines("Laboratoriumgebouw Roden", 9, len) == ("Laboratoriumgebouw", "Roden")
    assert name_lines("Bedrijvenpark", 5, len) == ("Bedrijvenpark",)


def _named(card: ScoreCard, name: str) -> ScoreCard:
    return replace(card, candidate=replace(card.candidate, name=name))


def _painted(portal: Portal, card: ScoreCard, width: int) -> QImage:
    ranking = portal.panels.results.ranking
    item, model = QStandardItem(), QStandardItemModel()
    roles = {CARD_ROLE: card, LINE_ROLE: ranking.line(card), SHARE_ROLE: ranking.share(0)}
    for role, value in roles.items():
        item.setData(value, role)
    model.appendRow(item)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, RANKING_ROW)
    image = QImage(width, RANKING_ROW, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    RankingDelegate(portal.theme, portal.services.language).paint(painter, option, model.index(0, 0))
    painter.end()
    return image


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_words_over_the_bar_are_whole(portal: Portal, qtbot: QtBot, width: int) -> None:
    """What stands over the bar says the scale, and fits before the word Score."""
    portal.window.resize(width, 900)
    settle(qtbot, portal)
    head = portal.panels.results.findChild(RankingHead)
    assert isinstance(head, RankingHead)
    words, room = head.span_words()
    assert words.startswith("Score 0\N{EN DASH}100")
    assert head.fontMetrics().horizontalAdvance(words) <= room


def test_how_firm_says_how_many_are_shown_and_offers_all(portal: Portal, qtbot: QtBot) -> None:
    """Of more than fifty that fit twelve are shown at first, then each of them, with its share."""
    case = portal.session.case
    assert case is not None
    with qtbot.waitSignal(portal.session.result_changed, timeout=WAIT_MS):
        portal.cases.change_request(replace(case.request, requirements=(), building=None))
    settle(qtbot, portal)
    count = shown_result(portal).qualifier_count
    assert count > 50
    show_tab(portal, 3)
    settle(qtbot, portal)
    told, more = (
        find(portal.window, QLabel, "firmness_count"),
        find(portal.window, QPushButton, "more_firmness"),
    )
    qtbot.waitUntil(lambda: told.text() == f"12 van {count} locaties", timeout=WAIT_MS)
    assert more.text() == f"Alle {count} tonen"
    click(more)
    view = find(portal.window, QListView, "firmness_list")
    assert view.model().rowCount() == count
    assert told.text() == f"{count} van {count} locaties"
    assert not more.isVisible()
    last = view.model().index(count - 1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(last).startswith(f"{count}. ")
    assert "9 van de 10" not in str(last)


def test_a_full_shortlist_does_not_widen_a_small_window(portal: Portal, qtbot: QtBot) -> None:
    """With five locations chosen the window still fits 1280 wide, which 1920 pixels leave at 150 %."""
    portal.window.resize(1280, 760)
    for row in range(5):
        portal.cases.toggle_shortlist(portal.panels.results.ranking.card(row).candidate.id)
        settle(qtbot, portal)
    cards = [each for each in portal.panels.shortlist.findChildren(QToolButton) if each.isVisible()]
    assert len(cards) == 5
    assert portal.window.minimumSizeHint().width() <= 1280
    assert portal.window.width() == 1280
    found = portal.panels.shortlist.findChildren(ShortlistCard)
    figures = [
        (card, each)
        for card in found
        for each in card.findChildren(QLabel)
        if any(sign.isdigit() for sign in each.text()) and each.isVisible()
    ]
    assert len(figures) == 15
    for card, each in figures:
        assert each.fontMetrics().horizontalAdvance(each.text()) <= each.width()
        assert card.rect().contains(each.geometry())
    names = [each for card in found for each in card.findChildren(QPushButton, "shortlist_entry")]
    assert all(len(each.text()) > 4 for each in names)
    assert portal.panels.shortlist.height() >= portal.panels.shortlist.minimumSizeHint().height()
