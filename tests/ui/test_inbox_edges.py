"""How long a case has stands in the title bar; what opens beside and over the inbox stands in the rail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView, QToolButton

from drentsportal.ui.models.case_list import COLUMNS
from drentsportal.ui.panels.dossier import TABS
from drentsportal.ui.widgets.case_delegate import clock_width
from tests.ui.desk_samples import NOW_UTC, RUNNING, SOON, Desk
from tests.ui.portals import click, find, open_portal, settle

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


_WORDS = "korenbloem in de berm"


class _Tray:
    """The tray of a machine that has one."""

    told = "?"

    def notify(self, title: str, text: str) -> bool:
        """Show nothing."""
        return bool(title or text)

    def tell(self, text: str) -> None:
        """Keep what is said."""
        self.told = text


def _title(portal: Portal) -> str:
    return portal.window.windowTitle().replace("\u00a0", " ").replace("\u202f", " ")


def _row(portal: Portal, number: str) -> tuple[QTableView, object]:
    view = find(portal.window, QTableView, "case_list")
    return view, portal.panels.case_list.model.index(portal.panels.case_list.model.row_of(number), 1)


def test_the_title_says_how_long_the_first_case_has(portal: Portal, desk: Desk, qtbot: QtBot) -> None:
    """Also while the window is only a button in the task bar; a minute later it says a minute less."""
    assert _title(portal).startswith("3 u 12 m te laat · werk.drents")
    desk.clock.stand_at(NOW_UTC + timedelta(minutes=1))
    portal.cases.load()
    settle(qtbot, portal)
    assert _title(portal).startswith("3 u 13 m te laat · ")


def test_of_an_open_case_the_title_says_its_own_time_in_every_mode(portal: Portal, qtbot: QtBot) -> None:
    """The sites and the monitor have no clock of their own; back in the list the first one is told again."""
    portal.cases.open(RUNNING)
    settle(qtbot, portal)
    assert _title(portal).startswith(f"{RUNNING}, nog 17 u 42 m · werk.drents")
    portal.run_action("show_cases")
    settle(qtbot, portal)
    assert _title(portal).startswith("3 u 12 m te laat · ")


def test_while_locked_no_clock_is_told_outside_the_window(
    qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path
) -> None:
    """Nothing is read while it is locked, so a time that stood there would be wrong before long."""
    desk.services.protection.protect(_WORDS, _WORDS)
    made = open_portal(qtbot, qapp, desk.services, tmp_path)
    tray = made.inbox.notices.tray = _Tray()
    with qtbot.waitSignal(made.away.locked):
        made.away.lock()
    assert _title(made).startswith("werk.drents")
    assert tray.told == ""
    settle(qtbot, made)
    assert _title(made).startswith("werk.drents")
    made.put_away()
    desk.services.workspace.close()


def test_enter_opens_the_case(portal: Portal, qtbot: QtBot) -> None:
    """With the keyboard on the list."""
    view, _ = _row(portal, SOON)
    portal.panels.case_list.select(SOON)
    view.setFocus()
    with qtbot.waitSignal(portal.cases.case_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [SOON]
    settle(qtbot, portal)


def test_a_double_click_opens_the_case(portal: Portal, qtbot: QtBot) -> None:
    """On any cell of its row."""
    view, index = _row(portal, RUNNING)
    at = view.visualRect(index).center()  # type: ignore[arg-type]  # the index of the row
    with qtbot.waitSignal(portal.cases.case_opened) as opened:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [RUNNING]
    settle(qtbot, portal)


def test_instruments_and_contacts_stand_in_the_rail(portal: Portal, qtbot: QtBot) -> None:
    """Instruments are marked while they are shown; contacts open over the window and mark nothing."""
    rail = {name: portal.window.activities.button(name) for name in ("cases", "instruments", "contacts")}
    buttons = {name: made for name, made in rail.items() if isinstance(made, QToolButton)}
    assert [made.text() for made in buttons.values()] == ["Aanvragen", "Regelingen", "Contacten"]
    assert "Ctrl+4" in buttons["instruments"].toolTip()
    click(buttons["instruments"])
    settle(qtbot, portal)
    assert portal.window.centre.currentWidget() is portal.instruments.panel
    assert (buttons["cases"].isChecked(), buttons["instruments"].isChecked()) == (False, True)
    click(buttons["cases"])
    settle(qtbot, portal)
    assert portal.window.centre.indexOf(portal.instruments.panel) == -1
    assert (buttons["cases"].isChecked(), buttons["instruments"].isChecked()) == (True, False)
    click(buttons["contacts"])
    settle(qtbot, portal)
    assert portal.contacts.dialog is not None
    assert portal.contacts.dialog.isVisible()
    assert buttons["cases"].isChecked()
    portal.contacts.dialog.reject()


def test_ctrl_4_marks_the_instruments_too(portal: Portal, qtbot: QtBot) -> None:
    """By key as by mouse."""
    QTest.keyClick(portal.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, portal)
    made = portal.window.activities.button("instruments")
    assert isinstance(made, QToolButton)
    assert made.isChecked()


def test_a_stopped_clock_is_never_cut_off_in_a_narrow_list(portal: Portal, desk: Desk, qtbot: QtBot) -> None:
    """The column is as wide as the longest time; who asked gives way, and the dossier says it too."""
    desk.services.desk.stop_clock(RUNNING, "Wacht op het bedrijf")
    portal.window.resize(1280, 760)
    portal.cases.load()
    settle(qtbot, portal)
    view, _ = _row(portal, RUNNING)
    needed = clock_width("stil, nog 17 u 42 m")
    qtbot.waitUntil(lambda: view.columnWidth(COLUMNS.index("clock")) >= needed)
    assert view.width() < 760
    assert view.isColumnHidden(COLUMNS.index("owner"))
    portal.window.resizeDocks([portal.window.left], [540], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: view.isColumnHidden(COLUMNS.index("channel")))


def test_the_footer_of_a_narrow_dossier_stands_in_two_lines(portal: Portal, qtbot: QtBot) -> None:
    """Shorter words, and the whole ones for a screen reader and under the pointer."""
    portal.window.resize(1280, 760)
    settle(qtbot, portal)
    portal.window.resizeDocks([portal.window.right], [340], Qt.Orientation.Horizontal)
    names = ("case_contact", "case_refer", "case_more", "open_case", "case_answer")
    buttons = [find(portal.window, QPushButton, name) for name in names]
    qtbot.waitUntil(lambda: len({each.y() for each in buttons}) == 2)
    assert buttons[0].text() == "Contact"
    assert (buttons[0].accessibleName(), buttons[2].accessibleName()) == ("Contact vastleggen", "Meer")
    assert buttons[2].toolTip() == "Meer"
    tabs = portal.panels.case_file.tabs
    bar, last = tabs.tabBar(), tabs.count() - 1
    needs = TABS.index("needs")
    assert (tabs.tabText(needs), tabs.tabToolTip(needs)) == ("Eisen", "Eisen en wensen")
    assert bar.tabRect(last).right() < bar.width()
    assert not any(each.isVisible() for each in bar.findChildren(QToolButton))
    portal.window.resize(1900, 968)
    portal.window.resizeDocks([portal.window.right], [520], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: buttons[0].text() == "Contact vastleggen")
    assert (tabs.tabText(needs), tabs.tabToolTip(needs)) == ("Eisen en wensen", "")
