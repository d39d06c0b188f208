"""Setting weights with a real mouse and real keys: sliders, ranking, pairs, several people, what follows."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QTableView,
)

from drentsportal.domain.asking.request import Preference
from drentsportal.domain.cases.case import EventKind
from drentsportal.domain.match.trial import tried
from drentsportal.domain.weighing.weight_proposal import WeightProposal
from drentsportal.domain.weighing.weight_vote import PairJudgement, WeightMethod, WishComparisons
from drentsportal.paths import sample_data_dir
from drentsportal.ui.dialogs.weights_dialog import WeightsDialog
from drentsportal.ui.dialogs.weights_pairs import PairsPage
from drentsportal.ui.dialogs.weights_ranking import RankingPage
from drentsportal.ui.widgets.elided_label import ElidedLabel
from tests.ui.portals import WAIT_MS, agree, click, find, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

WISHES = (
    Preference("segment", 30, ("heavy_industry",)),
    Preference("reuse", 25),
    Preference("park_management", 20),
    Preference("junction_distance", 15),
    Preference("available_by", 10),
)


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data with a request of five wishes, matched."""
    files = sample_portal.services.request_files
    read = files.read((sample_data_dir() / "requests" / "1-chemie.json").read_text(encoding="utf-8"))
    weighed = replace(read, request=replace(read.request, requirements=(), preferences=WISHES))
    with qtbot.waitSignal(sample_portal.cases.case_opened, timeout=WAIT_MS):
        sample_portal.cases.create(lambda: files.open_file(weighed))
    settle(qtbot, sample_portal)
    return sample_portal


@pytest.fixture
def dialog(qtbot: QtBot, portal: Portal) -> WeightsDialog:
    """Open the dialog by its link in the panel of the case."""
    click(find(portal.window, QPushButton, "set_weights_link"))
    settle(qtbot, portal)
    return find(portal.window, WeightsDialog, "weights_dialog")


def _show(dialog: WeightsDialog, number: int) -> None:
    bar = dialog.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())


def _ranking(dialog: WeightsDialog) -> RankingPage:
    _show(dialog, 1)
    page = dialog.pages[WeightMethod.RANKING]
    assert isinstance(page, RankingPage)
    return page


def _pairs(dialog: WeightsDialog) -> PairsPage:
    _show(dialog, 2)
    page = dialog.pages[WeightMethod.PAIRS]
    assert isinstance(page, PairsPage)
    return page


def _weights(portal: Portal) -> dict[str, int]:
    case = portal.session.case
    assert case is not None
    stored = portal.services.desk.case(case.number)
    return {each.criterion_id: each.weight for each in stored.request.preferences}


def _use(qtbot: QtBot, portal: Portal, dialog: WeightsDialog) -> None:
    """Use the weights, and wait until the outcome of the new request came to rest."""
    wanted = dialog.request()
    with qtbot.waitSignal(portal.session.result_changed, timeout=WAIT_MS):
        click(find(dialog, QPushButton, "accept"))
    settle(qtbot, portal)
    result = portal.session.result
    assert result is not None
    assert result.request == wanted


def _number(portal: Portal) -> str:
    assert portal.session.case is not None
    return portal.session.case.number


def _whole(dialog: WeightsDialog, criterion_id: str) -> str:
    return find(dialog, QLabel, f"whole_{criterion_id}").text()


def test_a_slider_moves_the_preview_and_cancel_leaves_everything(
    qtbot: QtBot, portal: Portal, dialog: WeightsDialog
) -> None:
    """The first five are those of a match with these weights; nothing is stored before it is used."""
    before = _weights(portal)
    accept = find(dialog, QPushButton, "accept")
    assert not accept.isEnabled()
    slider = find(dialog, QSlider, "set_reuse")
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert slider.value() == 100
    assert find(dialog, QLabel, "weights_sum").text() == "175"
    assert accept.isEnabled()
    result = portal.session.result
    assert result is not None
    wanted = tried(result, dialog.request())
    assert wanted is not None
    names = [wanted.candidate(each).name for each in wanted.ranking()[:5]]
    shown = [find(dialog, ElidedLabel, f"preview_{place}").whole_text for place in range(1, 6)]
    assert shown == names
    assert names != [result.candidate(each).name for each in result.ranking()[:5]]
    agree(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, portal)
    assert _weights(portal) == before


def test_all_sliders_at_nought_cannot_be_used(dialog: WeightsDialog) -> None:
    """No weight at all would score every site 0."""
    for slider in dialog.findChildren(QSlider):
        slider.setValue(0)
    assert not find(dialog, QPushButton, "accept").isEnabled()
    assert find(dialog, QLabel, "preview_note").isVisible()


def test_the_ranking_is_dragged_moved_and_tied(qtbot: QtBot, portal: Portal, dialog: WeightsDialog) -> None:
    """By mouse, by keys and by check box; the weights follow at once and reach the request whole."""
    page = _ranking(dialog)
    view = page.list

    def order() -> list[str]:
        return [each for group in page.given().order for each in group]

    first, second, third, fourth, fifth = order()
    port = view.viewport()
    at = [view.visualRect(view.order.index(row)).center() for row in range(5)]
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at[4])
    for row in (3, 2, 1, 0):
        QTest.mouseMove(port, at[row])
        qtbot.wait(5)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at[0])
    assert order() == [fifth, first, second, third, fourth]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order() == [first, fifth, second, third, fourth]
    assert view.currentIndex().row() == 1
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert page.given().order[0] == (first, fifth)
    assert find(dialog, QCheckBox, "wish_tie").isChecked()
    click(find(dialog, QAbstractButton, "wish_tie"))
    assert page.given().order[0] == (first,)
    click(find(dialog, QPushButton, "wish_up"))
    assert order()[0] == fifth
    assert [_whole(dialog, each) for each in (fifth, first, fourth)] == ["46", "26", "4"]
    _use(qtbot, portal, dialog)
    weights = _weights(portal)
    assert sum(weights.values()) == 100
    assert weights[fifth] == 46
    changed = [
        each
        for each in portal.services.desk.timeline(_number(portal))
        if each.kind is EventKind.REQUEST_CHANGED
    ]
    assert changed[-1].details["weights_by"] == "ranking"


def test_pairs_are_asked_one_by_one_with_the_keyboard(dialog: WeightsDialog) -> None:
    """No answer stands there before it is given; ten answers make weights, and they agree."""
    page = _pairs(dialog)
    accept = find(dialog, QPushButton, "accept")
    progress = find(dialog, QLabel, "pairs_progress")
    assert not any(each.isChecked() for each in page.question.findChildren(QRadioButton))
    for number in range(10):
        assert page.given() is None
        assert not accept.isEnabled()
        assert progress.text() == f"Vraag {number + 1} van 10, {number} beantwoord"
        equal = page.question.button(1)
        equal.setFocus()
        QTest.keyClick(equal, Qt.Key.Key_Space)
        QTest.keyClick(equal, Qt.Key.Key_Return)
    proposal = page.proposal()
    assert proposal is not None
    assert set(proposal.weights.values()) == {2000}
    assert accept.isEnabled()
    assert "passen bij elkaar" in find(dialog, QLabel, "pairs_told").text()


def test_answers_that_clash_name_the_pair_and_a_click_goes_there(dialog: WeightsDialog) -> None:
    """Above 0.10 the worst pair is told in words; the answer that fits takes the warning away."""
    page = _pairs(dialog)
    ids = page.ids
    answers = dict.fromkeys(combinations(range(5), 2), 1)
    answers[0, 1] = answers[0, 2] = 3
    judgements = [PairJudgement(ids[first], ids[second], times) for (first, second), times in answers.items()]
    judgements[-1] = PairJudgement(ids[4], ids[3], 9)
    page.fill(WishComparisons(ids, tuple(judgements)))
    told = find(dialog, QLabel, "pairs_told").text()
    assert "spreken elkaar te veel tegen" in told
    assert f"“{page.parts.name(ids[4])}” is extreem veel belangrijker dan “{page.parts.name(ids[3])}”" in told
    click(find(dialog, QPushButton, "pair_worst"))
    assert page.question.button(-9).isChecked()
    assert find(dialog, QPushButton, "accept").isEnabled()
    click(page.question.button(1))
    assert "spreken" not in find(dialog, QLabel, "pairs_told").text()
    assert not find(dialog, QPushButton, "pair_worst").isVisible()


def test_a_cell_of_the_matrix_asks_its_pair_and_steps_between_can_be_chosen(dialog: WeightsDialog) -> None:
    """Below the diagonal too; an answer in between stays in sight."""
    page = _pairs(dialog)
    table = find(dialog, QTableView, "pair_matrix")
    index = table.model().index(3, 2)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    assert find(dialog, QLabel, "pairs_progress").text().startswith("Vraag 6 van 10")
    assert not page.question.button(4).isVisible()
    click(find(dialog, QAbstractButton, "pairs_between"))
    click(page.question.button(-4))
    assert table.model().index(1, 4).data() == "1/4"
    assert table.model().index(3, 2).data() == "4"


def test_several_people_are_kept_side_by_side_and_combined(
    qtbot: QtBot, portal: Portal, dialog: WeightsDialog
) -> None:
    """One's own, then another's by name; the mean reaches the request, the timeline tells whose."""
    page = _ranking(dialog)
    page.list.setFocus()
    _show(dialog, 3)
    add = find(dialog, QPushButton, "add_vote")
    assert add.text() == "Voeg mijn gewichten toe"
    click(add)
    settle(qtbot, portal)
    table = find(dialog, QTableView, "weight_table")
    assert table.model().columnCount() == 4
    _show(dialog, 1)
    page.list.setCurrentIndex(page.list.order.index(4))
    for _ in range(4):
        QTest.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    _show(dialog, 3)
    name, organisation = find(dialog, QLineEdit, "vote_name"), find(dialog, QLineEdit, "vote_organisation")
    for field, text in ((name, "Bert Jansen"), (organisation, "Gemeente Emmen")):
        field.selectAll()
        QTest.keyClicks(field, text)
    assert add.text() == "Voeg gewichten van Bert Jansen toe"
    click(add)
    settle(qtbot, portal)
    shown = dialog.group_page.table.table
    assert shown is not None
    headings = [shown.model().headerData(each, Qt.Orientation.Horizontal) for each in range(5)]
    assert headings == ["Wens", "Samen", "Verschil", "Anna de Vries", "Bert Jansen"]
    votes = portal.services.weighing.votes(_number(portal))
    assert [each.entered_by.name for each in votes] == ["Anna de Vries", "Anna de Vries"]
    told = find(dialog, QLabel, "group_told").text()
    assert "Het meest loopt uiteen" in told
    sources = find(dialog, QLabel, "group_sources").text()
    assert "Bert Jansen: rangorde" in sources
    assert "De gewichten van Bert Jansen zijn ingevoerd door Anna de Vries." in sources
    _use(qtbot, portal, dialog)
    assert sum(_weights(portal).values()) == 100
    event = portal.services.desk.timeline(_number(portal))[-1]
    assert event.details["voters"] == "Anna de Vries, Bert Jansen"


def test_four_people_stand_side_by_side_without_scrolling(
    qtbot: QtBot, portal: Portal, dialog: WeightsDialog
) -> None:
    """A name of any length takes no more room than another; what is told below stands there in full."""
    _ranking(dialog)
    long_name = "Mevrouw dr. C. van der Veen-Oosterhuis tot Zuidlaarderveen"
    for person in ("", "Bert Jansen", long_name, "Dirk"):
        _show(dialog, 3)
        if person:
            name = find(dialog, QLineEdit, "vote_name")
            name.selectAll()
            QTest.keyClicks(name, person)
        click(find(dialog, QPushButton, "add_vote"))
        settle(qtbot, portal)
    shown = dialog.group_page.table.table
    assert shown is not None
    assert shown.model().columnCount() == 7
    qtbot.waitUntil(lambda: shown.viewport().width() > 0)
    assert shown.horizontalScrollBar().maximum() == 0
    header = shown.horizontalHeader()
    widths = [header.sectionSize(each) for each in range(3, 7)]
    assert max(widths) - min(widths) <= 1
    column = next(
        each for each in range(3, 7) if shown.model().headerData(each, Qt.Orientation.Horizontal) == long_name
    )
    tooltip = shown.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert long_name in tooltip


@pytest.mark.parametrize("long_name", ["Van der " * 14 + "Veen", "Zuidlaarderveen" * 8])
def test_a_name_of_any_length_leaves_the_dialog_within_its_window(
    qtbot: QtBot, portal: Portal, dialog: WeightsDialog, long_name: str
) -> None:
    """The button shortens it in the middle and tells the whole of it; what is told of people wraps."""
    portal.window.resize(1280, 760)
    dialog.resize(1120, 700)
    _ranking(dialog)
    _show(dialog, 3)
    name = find(dialog, QLineEdit, "vote_name")
    name.selectAll()
    QTest.keyClicks(name, long_name)
    add = find(dialog, QPushButton, "add_vote")
    assert "…" in add.text()
    assert long_name in add.accessibleName()
    assert long_name in add.toolTip()
    click(add)
    settle(qtbot, portal)
    told = find(dialog, QLabel, "group_told")
    qtbot.waitUntil(told.isVisible, timeout=WAIT_MS)
    assert dialog.minimumSizeHint().width() <= 1120
    assert dialog.width() == 1120
    pages = dialog.group_page
    assert all(each.geometry().right() <= pages.width() for each in (pages.table, add))


def test_what_somebody_gave_stands_there_again(qtbot: QtBot, portal: Portal, dialog: WeightsDialog) -> None:
    """One's own ranking comes back on its page the next time."""
    page = _ranking(dialog)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    given = page.given()
    _show(dialog, 3)
    click(find(dialog, QPushButton, "add_vote"))
    settle(qtbot, portal)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, portal)
    portal.run_action("set_weights")
    settle(qtbot, portal)
    again = portal.window.findChildren(WeightsDialog)[-1]
    assert _ranking(again).given() == given


def test_everybodys_comparisons_offer_their_geometric_mean(
    qtbot: QtBot, portal: Portal, dialog: WeightsDialog
) -> None:
    """Where all compared two by two a person can choose; the figures in sight follow."""
    page = _pairs(dialog)
    weighing, number = portal.services.weighing, _number(portal)
    for person, times in (("Anna", 9), ("Bert", 1)):
        judged = [PairJudgement(first, second, 1) for first, second in combinations(page.ids, 2)]
        for place in range(4):
            judged[place] = PairJudgement(page.ids[0], page.ids[place + 1], times)
        weighing.vote(number, WishComparisons(page.ids, tuple(judged)), weighing.person(person, "NOM"))
    dialog.show_group(weighing.group(number))
    _show(dialog, 3)
    mean = _whole(dialog, page.ids[0])
    click(find(dialog, QRadioButton, "group_judged"))
    assert _whole(dialog, page.ids[0]) == "43"
    assert mean == "44"
    _use(qtbot, portal, dialog)
    assert portal.services.desk.timeline(number)[-1].details["weights_by"] == "group_pairs"


def test_a_wish_that_rounding_drops_waits_for_a_choice(dialog: WeightsDialog) -> None:
    """Nothing can be used until a person says keep or drop; the figures show which."""
    page = _pairs(dialog)
    weights = dict(zip(page.ids, (9800, 140, 30, 20, 10), strict=True))
    page.proposal = lambda: WeightProposal(WeightMethod.PAIRS, weights)  # type: ignore[method-assign] # a test
    page.changed.emit()
    accept = find(dialog, QPushButton, "accept")
    assert not accept.isEnabled()
    assert accept.toolTip()
    click(find(dialog, QRadioButton, "small_keep"))
    assert accept.isEnabled()
    assert [_whole(dialog, each) for each in page.ids] == ["96", "1", "1", "1", "1"]
    click(find(dialog, QRadioButton, "small_drop"))
    assert [_whole(dialog, each) for each in page.ids] == ["98", "2", "0", "0", "0"]
    assert accept.isEnabled()


def test_every_control_of_the_dialog_has_a_name(dialog: WeightsDialog) -> None:
    """For a screen reader; a row of the ranking says place, wish, tie and weight."""
    kinds = (QAbstractButton, QSlider, QLineEdit, QTableView)
    for number in range(4):
        _show(dialog, number)
        nameless = [
            each
            for kind in kinds
            for each in dialog.findChildren(kind)
            if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus
            if not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
        ]
        assert nameless == []
    page = _ranking(dialog)
    spoken = page.list.order.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1, Segment, 45,7\u00a0%"
    assert not page.list.indexAt(QPoint(5, 100_000)).isValid()
