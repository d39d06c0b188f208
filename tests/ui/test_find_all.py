"""Ctrl+K by keys and mouse: what is found, where it leads, what is remembered and what is logged."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from drentsportal.domain.cases.access import SEARCH
from drentsportal.domain.relations.company import ContactPerson
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.models.palette_rows import ActionChoice, PaletteRow
from drentsportal.ui.recent_choices import MOST_RECENT, RecentChoices
from tests.ui.desk_samples import RUNNING
from tests.ui.portals import settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal
    from drentsportal.ui.widgets.palette import Palette

_CONTROL = Qt.KeyboardModifier.ControlModifier
_WAIT_S = 30


def _open(qtbot: QtBot, portal: Portal) -> Palette:
    QTest.keyClick(portal.window, Qt.Key.Key_K, _CONTROL)
    palette = portal.finder.palette
    qtbot.waitUntil(palette.isVisible)
    _settle(qtbot, portal)
    return palette


def _settle(qtbot: QtBot, portal: Portal) -> None:
    settle(qtbot, portal)
    QTest.qWait(20)
    settle(qtbot, portal)


def _type(qtbot: QtBot, portal: Portal, text: str) -> tuple[PaletteRow, ...]:
    palette = _open(qtbot, portal)
    QTest.keyClicks(palette.field, text)
    _settle(qtbot, portal)
    return palette.list.rows


def _press(portal: Portal, key: Qt.Key) -> None:
    QTest.keyClick(portal.finder.palette.field, key)


def _of_kind(rows: tuple[PaletteRow, ...], kind: str) -> list[PaletteRow]:
    return [each for each in rows if each.kind == kind and not each.is_heading]


def _looks(portal: Portal) -> list[str]:
    with portal.services.workspace.reading() as unit:
        return [each.subject for each in unit.relations.accesses()]


def _relation_shown(portal: Portal) -> str:
    """Return whose contacts the window shows, and close it."""
    dialog = portal.contacts.dialog
    assert dialog is not None
    relation = dialog.log.relation
    assert relation is not None
    dialog.reject()
    return relation.name


def test_a_site_is_found_marked_and_shown(qtbot: QtBot, portal: Portal) -> None:
    """Enter opens the nearest; the card shows it and the keyboard is free again."""
    rows = _type(qtbot, portal, "barger")
    assert (rows[0].is_heading, rows[0].name) == (True, "Terreinen · 1")
    assert (rows[1].name, rows[1].spans) == ("Bargermeren", ((0, 6),))
    _press(portal, Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert not portal.finder.palette.isVisible()
    assert portal.window.mode == "sites"
    assert portal.services.catalogue.site(portal.session.selected_site_id).name == "Bargermeren"


def test_a_case_is_listed_without_a_look_and_opened_with_one(qtbot: QtBot, portal: Portal) -> None:
    """By its number, however it is typed; a list is no look, what is opened is."""
    before = _looks(portal)
    rows = _type(qtbot, portal, RUNNING)
    assert [(each.kind, each.id) for each in rows if not each.is_heading] == [("case", RUNNING)]
    assert _looks(portal) == before
    _press(portal, Qt.Key.Key_Enter)
    qtbot.waitUntil(lambda: portal.window.mode == "case", timeout=30_000)
    settle(qtbot, portal)
    assert portal.session.case is not None
    assert portal.session.case.number == RUNNING


def test_a_company_leads_to_its_contacts_and_its_name_is_kept_nowhere(
    qtbot: QtBot, portal: Portal, tmp_path: Path
) -> None:
    """Shown with one line of a search; chosen before it is told by its key alone."""
    company, _ = portal.services.companies.add("Zoutwinner Drenthe", persons=[ContactPerson("Jan")])
    path = tmp_path / "gekozen.ini"
    portal.finder.recent.remember(path)
    rows = _type(qtbot, portal, "zoutw")
    assert [each.id for each in _of_kind(rows, "company")] == [company.key]
    assert _looks(portal).count(SEARCH) == 1
    _press(portal, Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert _relation_shown(portal) == "Zoutwinner Drenthe"
    portal.window.activateWindow()
    qtbot.waitUntil(portal.window.isActiveWindow)
    palette = _open(qtbot, portal)
    assert [each.name for each in palette.list.rows] == ["Eerder gekozen", company.key]
    assert "Zoutwinner" not in path.read_text(encoding="utf-8")


def test_a_function_leads_to_its_gemeente(qtbot: QtBot, portal: Portal) -> None:
    """Functions of organisations are found, with whom they answer for."""
    rows = _type(qtbot, portal, "accountmanager emmen")
    found = _of_kind(rows, "contact")
    assert [each.beside.split(" · ")[0] for each in found] == ["Gemeente Emmen"]
    _press(portal, Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert _relation_shown(portal) == "Emmen"


def test_an_action_is_found_with_menu_and_shortcut_and_done(qtbot: QtBot, portal: Portal) -> None:
    """By its words or its letters; only what can be done now is offered."""
    rows = _type(qtbot, portal, "monit")
    found = _of_kind(rows, "action")[0]
    assert (found.id, found.keys, found.beside) == ("show_monitor", "Ctrl+3", "menu Beeld")
    _press(portal, Qt.Key.Key_Return)
    settle(qtbot, portal)
    assert portal.window.mode == "monitor"
    rows = _type(qtbot, portal, "vergelijken")
    assert [each for each in _of_kind(rows, "action") if each.id == "compare"] == []


def test_the_arrows_pass_headings_and_go_round(qtbot: QtBot, portal: Portal) -> None:
    """Down, up, the ends; the screen reader hears the chosen row while the keyboard stays in the field."""
    rows = _type(qtbot, portal, "emmen")
    palette = portal.finder.palette
    things = [each for each in rows if not each.is_heading]
    heard = []
    for _ in things:
        assert palette.list.chosen is not None
        heard.append(palette.list.chosen)
        assert palette.field.accessibleDescription() == palette.list.chosen.spoken
        _press(portal, Qt.Key.Key_Down)
    assert heard == things
    assert palette.list.chosen == things[0]
    _press(portal, Qt.Key.Key_Up)
    assert palette.list.chosen == things[-1]
    QTest.keyClick(palette.field, Qt.Key.Key_Home, _CONTROL)
    assert palette.list.chosen == things[0]
    assert QApplication.focusWidget() is palette.field
    index = palette.list.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == things[0].spoken
    interface = QAccessible.queryAccessibleInterface(palette.field)
    assert interface.text(QAccessible.Text.Name) == portal.services.language.text("ui.find.field")


def test_escape_closes_and_gives_the_keyboard_back(qtbot: QtBot, portal: Portal) -> None:
    """Nothing of what was found stays behind."""
    field = portal.panels.case_list.search.field
    field.setFocus()
    _type(qtbot, portal, "emmen")
    _press(portal, Qt.Key.Key_Escape)
    palette = portal.finder.palette
    assert not palette.isVisible()
    assert (palette.list.rows, palette.text) == ((), "")
    assert QApplication.focusWidget() is field


def test_a_click_opens_a_row_and_one_beside_it_closes(qtbot: QtBot, portal: Portal) -> None:
    """By the mouse alone; a heading is no answer."""
    _type(qtbot, portal, "castorpark")
    shown = portal.finder.palette.list
    for at, is_open in ((0, True), (1, False)):
        place = shown.visualRect(shown.model().index(at, 0)).center()
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert portal.finder.palette.isVisible() is is_open
    settle(qtbot, portal)
    assert portal.window.mode == "sites"
    _type(qtbot, portal, "castorpark")
    other = portal.panels.site_list.search
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not portal.finder.palette.isVisible()


def test_enter_before_the_answer_opens_what_was_typed(qtbot: QtBot, portal: Portal) -> None:
    """A quick hand gets the answer to its own words, not what stood there before."""
    _type(qtbot, portal, "castorpark")
    palette = portal.finder.palette
    release, done = Event(), list[object]()
    portal.runner.run(ServiceCall("ui.busy.open", lambda _: release.wait(_WAIT_S), done.append))
    palette.field.clear()
    QTest.keyClicks(palette.field, "bargermeren")
    _press(portal, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.waitUntil(lambda: "Zoeken" in palette.told)
    release.set()
    qtbot.waitUntil(lambda: not palette.isVisible(), timeout=30_000)
    settle(qtbot, portal)
    assert portal.services.catalogue.site(portal.session.selected_site_id).name == "Bargermeren"


def test_nothing_found_says_what_to_do(qtbot: QtBot, portal: Portal) -> None:
    """And an empty field says what can be typed."""
    palette = _open(qtbot, portal)
    assert palette.told == portal.services.language.text("ui.find.empty")
    QTest.keyClicks(palette.field, "qqqqq")
    _settle(qtbot, portal)
    assert palette.list.rows == ()
    assert palette.told == portal.services.language.text("ui.find.nothing")


def test_what_was_chosen_comes_back_newest_first(qtbot: QtBot, portal: Portal) -> None:
    """Actions and things alike; what is gone by now is left out."""
    portal.finder.recent.choose("case", "D-2026-0099")
    portal.finder.recent.choose("case", RUNNING)
    portal.finder.recent.choose("action", "show_monitor")
    palette = _open(qtbot, portal)
    assert [each.id for each in palette.list.rows] == ["", "show_monitor", RUNNING]


def test_markup_in_a_name_is_text(qtbot: QtBot, portal: Portal) -> None:
    """It is found and painted sign by sign."""
    portal.services.companies.add("<b>Vet</b> & <img src=x>")
    rows = _type(qtbot, portal, "vet")
    assert _of_kind(rows, "company")[0].name == "<b>Vet</b> & <img src=x>"
    assert not portal.finder.palette.list.grab().isNull()


def test_a_locked_window_shows_nothing_of_it(qtbot: QtBot, portal: Portal) -> None:
    """The palette goes with the key, and what it held goes too."""
    portal.services.protection.protect("een goede wachtzin", "een goede wachtzin")
    _type(qtbot, portal, RUNNING)
    portal.away.lock()
    palette = portal.finder.palette
    qtbot.waitUntil(lambda: not palette.isVisible(), timeout=30_000)
    settle(qtbot, portal)
    assert palette.list.rows == ()
    QTest.keyClick(portal.window, Qt.Key.Key_K, _CONTROL)
    assert not palette.isVisible()


def test_choices_are_kept_by_workspace_and_bounded(tmp_path: Path) -> None:
    """One file for one person; another workspace has its own, and a broken file costs nothing else."""
    path = tmp_path / "gekozen.ini"
    first, other = RecentChoices("een.drents"), RecentChoices("twee.drents")
    first.remember(path)
    other.remember(path)
    for at in range(MOST_RECENT + 3):
        first.choose("case", f"D-2026-{at:04}")
    first.choose("case", "D-2026-0005")
    again = RecentChoices("een.drents")
    again.remember(path)
    assert again.chosen == first.chosen
    assert len(again.chosen) == MOST_RECENT
    assert again.chosen[0] == ("case", "D-2026-0005")
    assert other.chosen == ()
    assert "een.drents" not in path.read_text(encoding="utf-8")
    path.write_bytes(b"\xff\x00[[[")
    again.remember(path)
    assert not again.chosen


@pytest.mark.parametrize(
    ("typed", "found"),
    [("kaart", "print"), ("bkm", ""), ("kaf", "print"), ("afdruken", "print"), ("ka", "print")],
)
def test_actions_answer_to_words_and_letters(typed: str, found: str) -> None:
    """Words first, then one letter wrong, then letters one after the other."""
    choice = ActionChoice([PaletteRow("action", "print", "Kaart afdrukken", "menu Bestand")])
    group = choice.find(typed)
    assert ("" if group is None else group.rows[0].id) == found
