"""Looking an import over: by mouse and by keys, per value, per site and at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from drentsportal.domain.merge.delivery import Delivery, SiteBatch
from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers, resolve
from drentsportal.domain.merge.merge_states import SiteMerge
from drentsportal.domain.merge.merging import compare
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.ui.dialogs.merge_review import MergeReviewDialog
from drentsportal.ui.models.merge_tables import TABS, MergeWords
from tests.fakes import MOMENT_UTC, OFFICER, InMemoryWorkspace
from tests.ui.merge_samples import SOURCE, review, store
from tests.ui.site_samples import themed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QTableView, QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language

OPEN = "Bij 1 locatie geldt de regel: een bewerking blijft, anders gaat de nieuwste peildatum voor."


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, dutch: Language) -> MergeReviewDialog:
    """Show a review in which every tab has something."""
    made = MergeReviewDialog(None, themed(qapp), dutch, {})
    qtbot.addWidget(made)
    made.show_review(review())
    made.show()
    qtbot.waitExposed(made)
    return made


def _open(dialog: MergeReviewDialog, state: SiteMerge) -> None:
    dialog.tabs.setCurrentIndex(TABS.index(state))


def _texts(view: QTableView) -> list[list[str]]:
    model = view.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def _click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _click_cell(view: QTableView, row: int, column: int) -> None:
    place = view.visualRect(view.model().index(row, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _decided(dialog: MergeReviewDialog) -> tuple[set[tuple[str, str]], set[tuple[str, str]], frozenset[str]]:
    done = resolve(review().merge, dialog.answers, OFFICER, MOMENT_UTC)
    kept = {(each.site_id, each.attribute_id) for each in done.decisions.kept}
    return set(done.decisions.taken), kept, done.left_out


def test_the_tabs_count_and_the_contradiction_is_open_first(dialog: MergeReviewDialog) -> None:
    """What needs a look is shown at once, with old and new, both sources and dates."""
    titles = [dialog.tabs.tabText(at) for at in range(dialog.tabs.count())]
    assert titles == ["Nieuw (2)", "Gewijzigd (2)", "Tegenstrijdig (1)", "Verdwenen (1)", "Bevestigd (1)"]
    assert dialog.state is SiteMerge.CONFLICTING
    assert _texts(dialog.sites_view) == [["Noord Fase II", "Meppel", "Netto oppervlakte", "volgens de regel"]]
    value = _texts(dialog.values.view)[0]
    assert value == [
        "Netto oppervlakte",
        "tegenstrijdig",
        "31\u00a0ha\nGemeente Meppel, november 2022",
        "27,95\u00a0ha\nIBIS, 2023",
        "31\u00a0ha",
    ]


def test_a_click_on_the_delivered_value_takes_it(dialog: MergeReviewDialog) -> None:
    """The mark moves, the value to come changes, and the decision is that one value."""
    _click_cell(dialog.values.view, 0, 3)
    assert _texts(dialog.values.view)[0][4] == "27,95\u00a0ha"
    assert _texts(dialog.sites_view)[0][3] == "overnemen"
    assert _decided(dialog) == ({("p3", "net_ha")}, set(), frozenset())
    _click_cell(dialog.values.view, 0, 2)
    assert _texts(dialog.values.view)[0][4] == "31\u00a0ha"
    assert _decided(dialog) == (set(), set(), frozenset())


def test_arrow_keys_choose_between_the_two_values(dialog: MergeReviewDialog) -> None:
    """Right takes what is delivered, left keeps what is in use."""
    view = dialog.values.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert _decided(dialog)[0] == {("p3", "net_ha")}
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert _decided(dialog)[0] == set()


def test_a_whole_site_is_kept_with_a_key(dialog: MergeReviewDialog) -> None:
    """H keeps all values of the selected site, also those that the source does not name any more."""
    _open(dialog, SiteMerge.CHANGED)
    view = dialog.sites_view
    view.setFocus()
    view.selectRow(1)
    assert _texts(view)[1][:3] == ["De Tweeling", "Emmen", "Netto oppervlakte, Vorm"]
    QTest.keyClick(view, Qt.Key.Key_H)
    assert _texts(view)[1][3] == "houden"
    assert view.selectionModel().selectedRows()[0].row() == 1
    assert _decided(dialog)[1] == {("p2", "net_ha"), ("p2", "geometry_rd")}
    QTest.keyClick(view, Qt.Key.Key_O)
    assert _decided(dialog)[1] == set()


def test_everything_at_once_and_back(dialog: MergeReviewDialog) -> None:
    """Keep all leaves new sites out; take all takes the contradiction too; erasing leaves it to the rule."""
    _click(dialog.keep_all)
    taken, kept, left_out = _decided(dialog)
    assert not taken
    assert left_out == {"n1", "n2"}
    assert {site_id for site_id, _ in kept} == {"p1", "p2"}
    _click(dialog.take_all)
    assert _decided(dialog) == ({("p3", "net_ha")}, set(), frozenset())
    _click(dialog.by_rule)
    assert dialog.answers == MergeAnswers()


def test_a_new_site_can_be_left_out_or_be_a_known_one(dialog: MergeReviewDialog, qtbot: QtBot) -> None:
    """A new site that lies where a known one is says so; the person decides."""
    _open(dialog, SiteMerge.NEW)
    assert not dialog.same_site.isVisible()
    _click(dialog.keep_site)
    assert _decided(dialog)[2] == {"n1"}
    dialog.sites_view.selectRow(1)
    assert _texts(dialog.sites_view)[1][2] == "Mogelijk dezelfde als p4"
    with qtbot.waitSignal(dialog.same_asked) as asked:
        _click(dialog.same_site)
    assert asked.args == ["n2", "p4"]


def test_what_vanished_or_is_confirmed_offers_no_choice(dialog: MergeReviewDialog) -> None:
    """A vanished site is kept; a confirmed one has nothing to choose."""
    for state, told in ((SiteMerge.VANISHED, "blijft bewaard"), (SiteMerge.CONFIRMED, "geen keuze nodig")):
        _open(dialog, state)
        assert _texts(dialog.sites_view)[0][3] == told
        assert not dialog.take_site.isVisible()
        dialog.answer_site(MergeAnswer.KEEP)
        assert dialog.answers == MergeAnswers()


def test_the_list_can_be_held_to_one_gemeente(dialog: MergeReviewDialog) -> None:
    """The filter offers the gemeenten of the tab."""
    _open(dialog, SiteMerge.NEW)
    offered = [dialog.filter.itemText(at) for at in range(dialog.filter.count())]
    assert offered == ["Alle gemeenten", "Assen", "Meppel"]
    dialog.filter.setCurrentIndex(1)
    assert [each[0] for each in _texts(dialog.sites_view)] == ["Splinternieuw"]


def test_nothing_is_stored_while_nothing_is_chosen(dialog: MergeReviewDialog) -> None:
    """A contradiction asks for a choice: the button waits and says why, also after choices were erased."""
    why = (
        "Bij 1 locatie spreken de gegevens elkaar tegen en er is nog niets gekozen. "
        "Kies eerst wat u overneemt of houdt; waar u niet kiest, geldt de regel."
    )
    store = dialog.store_button
    assert (store.isEnabled(), store.toolTip(), store.accessibleDescription()) == (False, why, why)
    _click_cell(dialog.values.view, 0, 2)
    assert (store.isEnabled(), store.toolTip()) == (True, "")
    _click(dialog.by_rule)
    assert (store.isEnabled(), store.toolTip()) == (False, why)
    _click(dialog.keep_all)
    assert (store.isEnabled(), store.toolTip()) == (True, "")


def test_the_answers_are_handed_over_when_the_person_is_done(dialog: MergeReviewDialog, qtbot: QtBot) -> None:
    """Storing hands over the answers; what is still open is told before."""
    shown = [each.text() for each in dialog.findChildren(QLabel)]
    assert OPEN in shown
    _click(dialog.take_site)
    assert OPEN not in [each.text() for each in dialog.findChildren(QLabel)]
    with qtbot.waitSignal(dialog.store_asked) as asked:
        _click(dialog.store_button)
    assert asked.args[0].by_site == {"p3": MergeAnswer.TAKE}


def test_the_park_of_a_plot_is_named_and_bears_its_id_only_where_names_clash(dutch: Language) -> None:
    """Another park is told by its name; two of one name are told apart by their ids."""
    state = InMemoryWorkspace()
    names, dates = ["Bargermeer", "De Wieken", "De Wieken"], [PartialDate(2022)] * 3
    batch = SiteBatch(SiteKind.PARK, ["p1", "p2", "p3"], dates, {"name": names}, [None] * 3)
    store(state, Delivery(SOURCE, "a.gpkg", "ab" * 32, "ibis", (batch,)))

    def plot(park_id: str, year: int) -> Delivery:
        columns = {"name": ["Kavel 1"], "park_id": [park_id]}
        batch = SiteBatch(SiteKind.PLOT, ["k1"], [PartialDate(year)], columns, [None])
        return Delivery("Gemeente", f"{year}.gpkg", "cd" * 32, "plots", (batch,))

    store(state, plot("p1", 2022))
    found = compare(plot("p3", 2023), state.catalogue.merge_ground("Gemeente"))
    words = MergeWords(dutch, found, {})
    (number,) = found.with_state(SiteMerge.CHANGED).tolist()
    moved = next(each for each in found.values(number) if each.attribute_id == "park_id")
    texts = [each.text.partition("\n")[0] for each in words.value_cells(moved, None, has_choice=True)]
    assert texts[2:] == ["Bargermeer", "De Wieken (p3)", "De Wieken (p3)"]
