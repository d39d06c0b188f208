"""A fact-finding day in the window, by mouse and keys: order, times at once, files, and what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QMessageBox, QPushButton, QSpinBox, QTimeEdit

from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.day_stops import DayStops
from tests.ui.portals import WAIT_MS, click, find, open_request, settle

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.dialogs.day_dialog import DayDialog
    from drentsportal.ui.portal import Portal

SITES = ("vb-003", "vb-018", "vb-009")


def opened(qtbot: QtBot, portal: Portal, *site_ids: str) -> DayDialog:
    """Open the dialog by its action, with sites added to what it begins with."""
    portal.run_action("fact_finding_day")
    qtbot.waitUntil(lambda: portal.days.dialog is not None, timeout=WAIT_MS)
    settle(qtbot, portal)
    dialog = portal.days.dialog
    assert dialog is not None
    if site_ids:
        dialog.add_sites(site_ids)
        settle(qtbot, portal)
    return dialog


def stops(dialog: DayDialog) -> DayStops:
    """Return the list of stops."""
    return find(dialog, DayStops, "day_stops")


def rows(dialog: DayDialog) -> list[str]:
    """Return the words of each stop."""
    listed = stops(dialog)
    return [listed.item(row).text() for row in range(listed.count())]


def told(dialog: DayDialog, name: str) -> str:
    """Return a line of the dialog, "" where it is not shown."""
    line = find(dialog, QLabel, name)
    return line.text() if line.isVisible() else ""


@pytest.fixture
def dialog(qtbot: QtBot, sample_portal: Portal) -> DayDialog:
    """Open the dialog on three sites, without a case."""
    return opened(qtbot, sample_portal, *SITES)


def test_the_shortlist_comes_with_its_times(qtbot: QtBot, sample_portal: Portal) -> None:
    """The button under the shortlist; the best order, a time for each, and the estimate told."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    for site_id in portal.services.matching.match_case("D-2026-0001").ranking()[:3]:
        portal.cases.toggle_shortlist(site_id)
        settle(qtbot, portal)
    click(find(portal.panels.shortlist, QPushButton, "make_day"))
    qtbot.waitUntil(lambda: portal.days.dialog is not None, timeout=WAIT_MS)
    settle(qtbot, portal)
    dialog = portal.days.dialog
    assert dialog is not None
    assert portal.session.case is not None
    assert set(stops(dialog).ids) == {each.candidate_id for each in portal.session.case.shortlist}
    assert dialog.shown is not None
    assert stops(dialog).ids == dialog.shown.ground.best()
    assert all("\n" in each and "geschat" in each for each in rows(dialog))
    assert "schatting" in told(dialog, "day_notes")
    assert told(dialog, "day_told").startswith("Terug om ")
    dialog.reject()


def test_keys_and_buttons_move_a_stop_and_the_times_follow(dialog: DayDialog) -> None:
    """Alt and an arrow, Omhoog and Omlaag; Beste volgorde brings the least travel back."""
    listed = stops(dialog)
    best, before = listed.ids, rows(dialog)
    listed.setFocus()
    listed.setCurrentRow(0)
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert listed.ids == (best[1], best[0], best[2])
    assert listed.currentRow() == 1
    assert rows(dialog)[1].startswith("2. ")
    assert rows(dialog)[0].partition("\n")[2] != before[1].partition("\n")[2]
    click(find(dialog, QPushButton, "day_down"))
    assert listed.ids == (best[1], best[2], best[0])
    click(find(dialog, QPushButton, "day_up"))
    QTest.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert listed.ids == best
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    click(find(dialog, QPushButton, "day_best"))
    assert rows(dialog) == before
    dialog.reject()


def test_a_stop_is_dragged(dialog: DayDialog) -> None:
    """From the first row to under the last: the order and the times follow the mouse."""
    listed = stops(dialog)
    first, second, third = listed.ids
    port = listed.viewport()
    at = [listed.visualItemRect(listed.item(row)).center() for row in range(3)]
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=at[0])
    QTest.mouseMove(port, at[1])
    assert listed.ids == (second, first, third)
    QTest.mouseMove(port, at[2])
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at[2])
    assert listed.ids == (second, third, first)
    assert rows(dialog)[2].startswith("3. ")
    dialog.reject()


def test_a_name_that_is_typed_adds_a_stop_and_delete_takes_one_out(
    qtbot: QtBot, dialog: DayDialog, sample_portal: Portal
) -> None:
    """At the end of the order; an unknown name is told and stays to be mended."""
    listed, add = stops(dialog), find(dialog, QLineEdit, "day_add")
    before = listed.ids
    add.setFocus()
    QTest.keyClicks(add, "Bestaat Niet")
    QTest.keyClick(add, Qt.Key.Key_Return)
    assert "Bestaat Niet" in told(dialog, "day_fault")
    assert add.text() == "Bestaat Niet"
    add.clear()
    QTest.keyClicks(add, "Riegmeerveld")
    QTest.keyClick(add, Qt.Key.Key_Return)
    settle(qtbot, sample_portal)
    qtbot.waitUntil(lambda: listed.count() == 4, timeout=WAIT_MS)
    assert listed.ids[:3] == before
    qtbot.waitUntil(lambda: add.text() == "", timeout=WAIT_MS)
    assert told(dialog, "day_fault") == ""
    listed.setFocus()
    for left in (3, 2, 1, 0):
        QTest.keyClick(listed, Qt.Key.Key_Delete)
        settle(qtbot, sample_portal)
        assert listed.count() == left
    assert "Nog geen locaties" in told(dialog, "day_told")
    assert not find(dialog, QPushButton, "day_make").isEnabled()
    dialog.reject()


def test_what_is_typed_changes_the_times_and_a_wrong_day_is_told(dialog: DayDialog) -> None:
    """A longer visit: what no longer fits says so; a day that ends before it begins is told."""
    visit = find(dialog, QSpinBox, "day_visit")
    visit.setFocus()
    visit.selectAll()
    QTest.keyClicks(visit, "200")
    QTest.keyClick(visit, Qt.Key.Key_Tab)
    assert "Past niet voor het einde van de dag" in rows(dialog)[2]
    assert "Past niet voor 17.00 uur" in told(dialog, "day_notes")
    ends = find(dialog, QTimeEdit, "day_ends_by")
    ends.setFocus()
    ends.setSelectedSection(QTimeEdit.Section.HourSection)
    QTest.keyClicks(ends, "08")
    QTest.keyClick(ends, Qt.Key.Key_Tab)
    assert "eindigt voordat" in told(dialog, "day_fault")
    assert not find(dialog, QPushButton, "day_make").isEnabled()
    assert len(rows(dialog)) == 3
    dialog.reject()


def test_another_start_is_looked_up_and_an_unknown_one_is_told(
    qtbot: QtBot, dialog: DayDialog, sample_portal: Portal
) -> None:
    """The ways change; what cannot be found is said in the dialog and the day stays as it was."""
    start, before = find(dialog, QLineEdit, "day_start"), rows(dialog)
    start.setFocus()
    start.selectAll()
    QTest.keyClicks(start, "Meppel")
    QTest.keyClick(start, Qt.Key.Key_Tab)
    settle(qtbot, sample_portal)
    qtbot.waitUntil(lambda: rows(dialog) != before, timeout=WAIT_MS)
    assert dialog.shown is not None
    assert dialog.shown.ground.start.label == "Meppel"
    changed = rows(dialog)
    start.setFocus()
    start.selectAll()
    QTest.keyClicks(start, "Atlantis")
    QTest.keyClick(start, Qt.Key.Key_Return)
    settle(qtbot, sample_portal)
    qtbot.waitUntil(lambda: "Atlantis" in told(dialog, "day_fault"), timeout=WAIT_MS)
    assert rows(dialog) == changed
    assert dialog.isVisible()
    dialog.reject()


def test_the_files_are_made_and_a_case_records_them(qtbot: QtBot, sample_portal: Portal) -> None:
    """Programme and calendar in the folder of the case, in the language that was chosen."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    dialog = opened(qtbot, portal, "vb-018", "vb-009")
    dialog.spoken.choose("en")
    click(find(dialog, QPushButton, "day_make"))
    qtbot.waitUntil(lambda: portal.days.dialog is None, timeout=WAIT_MS)
    settle(qtbot, portal)
    made = sorted(path.suffix for path in (portal.documents.out_dir / "D-2026-0001").iterdir())
    assert made == [".ics", ".pdf"]
    box = find(portal.window, QMessageBox, "documents_made")
    assert "dagprogramma-d-2026-0001" in box.text()
    box.close()
    documents = portal.services.desk.documents("D-2026-0001")
    assert sum(each.kind == "dagprogramma" for each in documents) == 2


def test_a_stop_has_a_visit_of_its_own(dialog: DayDialog) -> None:
    """It changes the times of that stop alone; the usual length again takes it back."""
    listed, before = stops(dialog), rows(dialog)
    listed.setCurrentRow(1)
    visit = find(dialog, QSpinBox, "day_stop_visit")
    assert visit.value() == find(dialog, QSpinBox, "day_visit").value()
    visit.setFocus()
    visit.selectAll()
    QTest.keyClicks(visit, "20")
    QTest.keyClick(visit, Qt.Key.Key_Return)
    assert dialog.sites.visits == {listed.ids[1]: 20}
    assert rows(dialog)[0] == before[0]
    assert rows(dialog)[1] != before[1]
    listed.setCurrentRow(0)
    assert visit.value() == 45
    listed.setCurrentRow(1)
    assert visit.value() == 20
    visit.setValue(45)
    assert dialog.sites.visits == {}
    assert rows(dialog) == before
    dialog.reject()


def test_a_fixed_first_and_last_stop_stay_where_they_are(
    qtbot: QtBot, dialog: DayDialog, sample_portal: Portal
) -> None:
    """Also in the best order and when a site is added; a stop that is moved away is no longer fixed."""
    listed = stops(dialog)
    first, second, third = listed.ids
    listed.setCurrentRow(2)
    click(find(dialog, CheckBox, "day_first"))
    assert listed.ids == (third, first, second)
    assert "vast eerst" in rows(dialog)[0]
    listed.setCurrentRow(1)
    click(find(dialog, CheckBox, "day_last"))
    assert listed.ids == (third, second, first)
    click(find(dialog, QPushButton, "day_best"))
    assert (listed.ids[0], listed.ids[-1]) == (third, first)
    dialog.add_sites(("vb-016",))
    settle(qtbot, sample_portal)
    assert list(listed.ids) == [third, second, "vb-016", first]
    listed.setCurrentRow(3)
    click(find(dialog, CheckBox, "day_first"))
    assert (dialog.sites.first, dialog.sites.last) == (first, "")
    listed.setCurrentRow(0)
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert dialog.sites.first == ""
    assert not any("vast" in each for each in rows(dialog))
    dialog.reject()


def offered(qtbot: QtBot, dialog: DayDialog) -> list[QAction]:
    """Click what offers the sites of the window, and return its entries."""
    click(find(dialog, QPushButton, "day_take"))
    qtbot.waitUntil(lambda: dialog.sites.findChild(QMenu, "day_offers") is not None, timeout=WAIT_MS)
    return find(dialog, QMenu, "day_offers").actions()


def test_what_is_selected_in_the_window_is_added(qtbot: QtBot, sample_portal: Portal) -> None:
    """The dialog leaves map and lists free: what is selected and filtered there comes by one entry."""
    portal = sample_portal
    portal.run_action("show_sites")
    settle(qtbot, portal)
    dialog = opened(qtbot, portal)
    assert not dialog.isModal()
    (nothing,) = offered(qtbot, dialog)
    assert not nothing.isEnabled()
    find(dialog, QMenu, "day_offers").close()
    portal.session.select_site("vb-018")
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: dialog.sites.findChild(QMenu, "day_offers") is None, timeout=WAIT_MS)
    (selected,) = offered(qtbot, dialog)
    selected.trigger()
    find(dialog, QMenu, "day_offers").close()
    settle(qtbot, portal)
    assert stops(dialog).ids == ("vb-018",)
    panel = portal.panels.site_list
    panel.search.setText(portal.services.catalogue.site("vb-003").name)
    qtbot.waitUntil(lambda: len(panel.shown_rows()) == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: dialog.sites.findChild(QMenu, "day_offers") is None, timeout=WAIT_MS)
    known, listed = offered(qtbot, dialog)
    assert not known.isEnabled()
    listed.trigger()
    settle(qtbot, portal)
    assert set(stops(dialog).ids) == {"vb-018", "vb-003"}
    dialog.reject()


def test_a_day_is_looked_at_first_and_kept_as_it_was_seen(qtbot: QtBot, sample_portal: Portal) -> None:
    """In the folder of the case in which it was opened; programme and calendar, recorded once kept."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    dialog = opened(qtbot, portal, "vb-018", "vb-009")
    click(find(dialog, QPushButton, "day_preview"))
    settle(qtbot, portal)
    preview = portal.previews.dialog
    assert preview is not None
    qtbot.waitUntil(lambda: preview.pages.page_count > 0, timeout=WAIT_MS)
    assert portal.services.desk.documents("D-2026-0001") == ()
    assert preview.draft is not None
    seen = {each.path.name: each.path.read_bytes() for each in preview.draft.documents}
    click(preview.save_button)
    settle(qtbot, portal)
    folder = portal.documents.out_dir / "D-2026-0001"
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == seen
    assert {each.rpartition(".")[2] for each in seen} == {"pdf", "ics"}
    assert len(portal.services.desk.documents("D-2026-0001")) == 2
    assert portal.days.dialog is None
    find(portal.window, QMessageBox, "documents_made").close()


def test_a_date_that_has_passed_is_told_while_it_is_chosen(dialog: DayDialog) -> None:
    """Before anything is made, in the words of the command; a day to come is not."""
    assert "voorbij" not in told(dialog, "day_notes")
    dialog.form.on.setDate(QDate(2020, 1, 2))
    assert "De dag 2 jan. 2020 is voorbij." in told(dialog, "day_notes").replace("\N{NO-BREAK SPACE}", " ")
    dialog.form.on.setDate(QDate(2035, 1, 2))
    assert "voorbij" not in told(dialog, "day_notes")
    dialog.reject()
