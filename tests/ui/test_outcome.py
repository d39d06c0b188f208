"""Why not, what if and whom to ask, with a real mouse and real keys."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView, QPushButton, QTableView

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.what_if import best_relaxations
from drentsportal.paths import sample_data_dir
from drentsportal.ui.fonts import font
from drentsportal.ui.panels.breakdown import BreakdownPanel
from drentsportal.ui.wording import plain_limit
from tests.fakes import MOMENT_UTC
from tests.ui.portals import WAIT_MS, click, find, open_request, rematch, settle, show_tab, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data with the request of the chemical company."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    return sample_portal


def test_a_requirement_filters_what_fell_off_and_all_reasons_brings_it_back(portal: Portal) -> None:
    """Each row that is left fails that requirement, and as many are left as the combo says."""
    result = shown_result(portal)
    click(find(portal.window, QAbstractButton, "requirement_category"))
    model = portal.panels.results.rejections
    shown = [model.rejection(number) for number in range(model.rowCount())]
    assert 0 < len(shown) < result.rejection_count
    assert all("category" in {each.criterion_id for each in rejection.failing} for rejection in shown)
    everyone = [result.rejection(number) for number in range(result.rejection_count)]
    failing = [r for r in everyone if any(o.criterion_id == "category" for o in r.failing)]
    assert [each.candidate.id for each in shown] == [each.candidate.id for each in failing]
    combo = portal.panels.results.excluded.reasons
    assert combo.currentText() == f"Milieucategorie ({len(failing)})"
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    assert model.rowCount() == result.rejection_count


def test_a_filtered_list_gives_way_to_a_site_that_is_selected_elsewhere(portal: Portal) -> None:
    """A site that the filter hides is shown all the same when map or table select it."""
    result = shown_result(portal)
    click(find(portal.window, QAbstractButton, "requirement_municipality"))
    model = portal.panels.results.rejections
    hidden = next(each for each in result.rejected() if model.row_of(each) < 0)
    portal.session.select_site(hidden)
    view = find(portal.window, QListView, "excluded_list")
    assert model.rejection(view.currentIndex().row()).candidate.id == hidden


def test_the_map_shows_reasons_while_the_excluded_ones_are_in_sight(portal: Portal, qtbot: QtBot) -> None:
    """Shapes by reason on the tab Afgevallen, scores on the others."""
    modes: list[str] = []

    def mode() -> str:
        modes.clear()
        portal.map.web.page.runJavaScript("drentsMap.sites.result.mode", modes.append)
        qtbot.waitUntil(lambda: bool(modes), timeout=WAIT_MS)
        return modes[0]

    qtbot.waitUntil(lambda: mode() == "score", timeout=WAIT_MS)
    show_tab(portal, 1)
    qtbot.waitUntil(lambda: mode() == "reasons", timeout=WAIT_MS)
    assert mode() == "reasons"
    show_tab(portal, 2)
    qtbot.waitUntil(lambda: mode() == "score", timeout=WAIT_MS)
    assert mode() == "score"


def test_a_site_that_is_gone_leaves_the_explanation_empty(portal: Portal, qtbot: QtBot) -> None:
    """Nothing selected any more, as when the selected site is retired, is said and breaks nothing."""
    results = portal.panels.results
    portal.session.select_site(results.ranking.card(0).candidate.id)
    portal.session.select_site("")
    settle(qtbot, portal)
    texts = [each.text() for each in results.findChildren(QLabel) if not each.isHidden()]
    assert portal.services.language.text("ui.breakdown.empty") in texts
    assert not find(portal.window, QPushButton, "to_shortlist").isEnabled()


def test_the_points_of_an_explanation_add_up_as_they_are_read(portal: Portal) -> None:
    """Of every site the parts as they are printed give the printed total, which is the score beside it."""
    panel = portal.panels.results.findChild(BreakdownPanel)
    assert isinstance(panel, BreakdownPanel)
    result = shown_result(portal)
    for position in range(result.qualifier_count):
        panel.show_card(result.card(position))
        texts = [each.text() for each in panel.findChildren(QLabel)]
        # Labels of the card before stay until Qt takes them away; those of this one come last.
        end = max(place for place, text in enumerate(texts) if text.startswith("= "))
        count = len(result.preferences)
        parts = [text.split(" / ") for text in texts[:end] if re.fullmatch(r"[\d,]+ / [\d,]+", text)][-count:]
        points = [(_tenths(point), _tenths(most)) for point, most in parts]
        assert sum(point for point, _ in points) == _tenths(texts[end].removeprefix("= "))
        assert all(point <= most for point, most in points)


def _tenths(text: str) -> int:
    return int(text.replace(",", ""))


def test_a_relaxation_is_tried_and_taken_over(portal: Portal, qtbot: QtBot) -> None:
    """The trial says what comes in and stores nothing; taking it over lets exactly those in."""
    before = shown_result(portal)
    asked = portal.session.case.request if portal.session.case else None
    show_tab(portal, 1)
    settle(qtbot, portal)
    table = find(portal.window, QTableView, "relaxations")
    table.setFocus()
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(0, 1)).center()
    )
    proposal = portal.panels.results.excluded.relaxations.trial()
    assert proposal is not None
    assert proposal.gained
    assert portal.session.case is not None
    assert portal.session.case.request == asked
    name = before.candidate(proposal.gained[0]).name
    words = [each.text() for each in portal.links.relaxations.findChildren(QLabel)]
    assert any(name in each and "Proef, niet opgeslagen" in each for each in words)
    qtbot.waitUntil(lambda: portal.session.trial is not None, timeout=WAIT_MS)
    assert shown_result(portal).qualifier_count == proposal.count_then
    assert "Proef, niet opgeslagen" in find(portal.window, QLabel, "trial").accessibleName()

    click(find(portal.window, QPushButton, "adopt_relaxation"))
    settle(qtbot, portal)
    assert portal.session.trial is None
    assert not portal.session.is_stale
    assert not portal.session.is_recorded
    after = shown_result(portal)
    assert after.qualifier_count == proposal.count_then
    assert set(proposal.gained) <= set(after.ranking())
    click(find(portal.window, QPushButton, "match_again"))
    settle(qtbot, portal)
    assert portal.session.is_recorded
    assert shown_result(portal).ranking() == after.ranking()


def test_a_relaxation_tells_how_many_of_what_comes_in_are_left_to_ask(
    sample_portal: Portal, qtbot: QtBot
) -> None:
    """In its row, on one line beside the count, and with the factor where its distance counts with one."""
    portal = sample_portal
    open_request(qtbot, portal, "3-starter.json")
    rematch(qtbot, portal, detour_percent=130)
    show_tab(portal, 1)
    settle(qtbot, portal)
    table = find(portal.window, QTableView, "relaxations")
    rows = [
        [str(table.model().index(row, each).data()).replace("\u00a0", " ") for each in range(3)]
        for row in range(table.model().rowCount())
    ]
    proposal = best_relaxations(shown_result(portal))[0]
    assert 0 < proposal.to_check < len(proposal.gained)
    assert rows[0][2] == f"+{len(proposal.gained)}\n{proposal.to_check} na te vragen"
    words = QFontMetrics(font(13, QFont.Weight.DemiBold)).horizontalAdvance(rows[0][2].splitlines()[1])
    assert table.columnWidth(2) >= words + 16
    distances = [row[1] for row in rows if row[0] == "Afstand tot huidige vestiging"]
    assert all(each.endswith(", hemelsbreed × 1,3") for each in distances)
    assert distances


def test_space_chooses_and_enter_opens_the_card(portal: Portal, qtbot: QtBot) -> None:
    """On the ranked list Space adds and takes away, Enter opens the card of the site."""
    result = shown_result(portal)
    ranked = find(portal.window, QListView, "ranked_list")
    ranked.setFocus()
    QTest.keyClick(ranked, Qt.Key.Key_Down)
    QTest.keyClick(ranked, Qt.Key.Key_Up)
    first = result.ranking()[0]
    assert portal.session.selected_site_id == first

    def chosen() -> list[str]:
        return [each.candidate_id for each in portal.session.case.shortlist] if portal.session.case else []

    QTest.keyClick(ranked, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: chosen() == [first], timeout=WAIT_MS)
    settle(qtbot, portal)
    QTest.keyClick(ranked, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: chosen() == [], timeout=WAIT_MS)
    settle(qtbot, portal)
    with qtbot.waitSignal(portal.sites.card_loaded, timeout=WAIT_MS) as loaded:
        QTest.keyClick(ranked, Qt.Key.Key_Return)
    assert portal.window.mode == "sites"
    assert loaded.args[0].site.id == first


def test_failing_positions_agree_with_the_explanations(portal: Portal) -> None:
    """The fast filter and the explained outcomes say the same for every requirement."""
    result = shown_result(portal)
    for judgement in result.judgements:
        explained = [
            number
            for number in range(result.rejection_count)
            if any(
                each.criterion_id == judgement.criterion.id and each.verdict is Verdict.FAILS
                for each in result.rejection(number).outcomes
            )
        ]
        assert list(result.failing_positions(judgement.criterion.id)) == explained


def test_where_no_single_change_helps_it_is_said(portal: Portal, qtbot: QtBot) -> None:
    """No table without rows: a sentence, and the empty list of what fits leads to the reasons."""
    text = (sample_data_dir() / "requests" / "5-niets-past.json").read_text(encoding="utf-8")
    read = replace(portal.services.request_files.read(text), received_at_utc=MOMENT_UTC, asked_at_utc=None)
    with qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS):
        portal.cases.create(lambda: portal.services.request_files.open_file(read))
    settle(qtbot, portal)
    assert shown_result(portal).qualifier_count == 0
    labels = portal.panels.results.findChildren(QLabel)
    assert not any(each.isVisible() and each.text().startswith("Volgorde:") for each in labels)
    portal.window.resize(1280, 760)
    click(find(portal.window, QPushButton, "show_excluded"))
    assert portal.panels.results.shows_excluded
    settle(qtbot, portal)
    words = [each.text() for each in portal.links.relaxations.findChildren(QLabel) if each.isVisible()]
    assert any("Geen enkele wijziging alleen" in each for each in words)
    together = find(portal.window, QTableView, "relaxations").model()
    assert together.rowCount() == 3, "all that the nearest sites need"
    assert not find(portal.window, QPushButton, "adopt_relaxation").isEnabled()
    table = find(portal.window, QTableView, "relaxations")
    # Without a chart the words beside it leave the room to the changes.
    qtbot.waitUntil(lambda: table.width() > 0.62 * portal.links.relaxations.width(), timeout=WAIT_MS)


def test_a_relaxation_is_tried_on_a_case_that_is_opened_again(sample_portal: Portal, qtbot: QtBot) -> None:
    """Every trial on the kept match tells each excluded location as a whole match of that request does."""
    portal, matching = sample_portal, sample_portal.services.matching
    open_request(qtbot, portal, "3-starter.json")
    case = portal.session.case
    assert case is not None
    portal.cases.close()
    settle(qtbot, portal)
    portal.cases.open(case.number)
    settle(qtbot, portal)
    show_tab(portal, 1)
    settle(qtbot, portal)
    table = find(portal.window, QTableView, "relaxations")
    model = portal.panels.results.rejections
    for row in range(table.model().rowCount()):
        table.scrollTo(table.model().index(row, 0))
        place = table.visualRect(table.model().index(row, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        proposal = portal.panels.results.excluded.relaxations.trial()
        assert proposal is not None
        expected = proposal.count_then
        qtbot.waitUntil(partial(_fits, portal, expected), timeout=WAIT_MS)
        settle(qtbot, portal)
        whole = matching.match(shown_result(portal).request)
        assert model.rowCount() == whole.rejection_count
        told = [model.rejection(number) for number in range(whole.rejection_count)]
        assert told == [whole.rejection(number) for number in range(whole.rejection_count)]


def _fits(portal: Portal, count: int) -> bool:
    return shown_result(portal).qualifier_count == count


def test_a_relaxation_is_written_out_in_a_narrow_tray(sample_portal: Portal, qtbot: QtBot) -> None:
    """At 1280 wide each row is as high as its words need at the width of their column."""
    portal = sample_portal
    portal.window.resize(1280, 760)
    open_request(qtbot, portal, "3-starter.json")
    show_tab(portal, 1)
    settle(qtbot, portal)
    table = find(portal.window, QTableView, "relaxations")
    heights = []
    for row, column in product(range(table.model().rowCount()), range(2)):
        text = str(table.model().index(row, column).data())
        words = QFontMetrics(font(13, QFont.Weight.DemiBold if column == 0 else QFont.Weight.Normal))
        room = QRect(0, 0, table.columnWidth(column) - (24, 16)[column], 4000)
        needed = words.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
        heights.append(needed)
        qtbot.waitUntil(partial(_is_as_high, table, row, needed), timeout=WAIT_MS)
    assert max(heights) > min(heights)


def _is_as_high(table: QTableView, row: int, needed: int) -> bool:
    return table.rowHeight(row) >= needed


def test_the_ends_of_the_chart_are_days_without_more_words(portal: Portal) -> None:
    """On an axis a day is a day; which way it counts is said above."""
    language = portal.services.language
    assert plain_limit(language, "available_by", date(2027, 3, 1).toordinal()) == "1\u00a0mrt.\u00a02027"
    assert plain_limit(language, "present_distance", 25_000) == "25\u00a0km"


def test_the_rows_of_what_fell_off_are_laid_out_a_few_at_a_time(portal: Portal, qtbot: QtBot) -> None:
    """The first ones are in sight while the last are not measured yet; in the end all of them are."""
    show_tab(portal, 1)
    view = find(portal.window, QListView, "excluded_list")
    model = portal.panels.results.rejections
    last = model.index(model.rowCount() - 1)
    view.doItemsLayout()
    qtbot.waitUntil(lambda: view.visualRect(model.index(0)).height() > 0, timeout=WAIT_MS)
    assert model.rowCount() > 2 * view.batchSize()
    assert view.visualRect(last).height() <= 0
    qtbot.waitUntil(lambda: view.visualRect(last).height() > 0, timeout=WAIT_MS)


def test_a_row_that_is_not_laid_out_yet_comes_in_sight_when_it_is(portal: Portal, qtbot: QtBot) -> None:
    """Selected on the map while the list is still being filled."""
    show_tab(portal, 1)
    settle(qtbot, portal)
    view = find(portal.window, QListView, "excluded_list")
    model = portal.panels.results.rejections
    last = model.rejection(model.rowCount() - 1).candidate.id
    view.doItemsLayout()
    portal.session.select_site(last)
    index = model.index(model.rowCount() - 1)
    qtbot.waitUntil(
        lambda: (
            view.viewport().rect().intersects(view.visualRect(index)) and view.visualRect(index).height() > 0
        ),
        timeout=WAIT_MS,
    )
    assert view.currentIndex() == index
    assert portal.session.selected_site_id == last
