"""What the tests of the windows for privacy share: a desk with something to end, keys, and raw bytes."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextEdit,
    QWidget,
)

from drentsportal.domain.relations.company import ContactPerson
from drentsportal.services.case_desk import Talk
from tests.ui.desk_samples import ANSWERED, RUNNING
from tests.ui.portals import click, find, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.relations.company import Company
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.widgets.text_table import TextTableModel

NAME = "Noorderlicht Composieten B.V."
PERSON = "J. Jansen"
MARK = "Zwaluwstaartverbinding"
GROUND = "Termijn van de selectielijst is om"

FormT = TypeVar("FormT", bound=QDialog)


def fill_desk(services: AppServices) -> Company:
    """Give the desk a company with somebody, a marked note, two files, and terms for some cases."""
    person = ContactPerson(PERSON, "directeur", "j.jansen@voorbeeld.test")
    company, _ = services.companies.add(NAME, "12345678", "Emmen", [person])
    services.companies.link(RUNNING, company.key)
    services.desk.log_contact(RUNNING, Talk("Mevrouw De Boer was erbij", person=PERSON))
    for number in (RUNNING, ANSWERED):
        services.desk.add_note(number, f"Wil een {MARK}")
        services.desk.attach(number, "plattegrond.pdf", b"kaart")
    services.desk.attach(RUNNING, "brief.pdf", b"brief")
    services.retention.choose(ANSWERED, "answered", "Geen vervolg")
    services.retention.choose(RUNNING, "closed", "Loopt nog")
    return company


def plain(text: str) -> str:
    """Return words with the hyphens and spaces that are typed."""
    return text.replace("\u2011", "-").replace("\u00a0", " ")


def words(parent: QWidget) -> str:
    """Read every label that is seen; one that was just added is shown with the next event."""
    QApplication.processEvents()
    shown = (each for each in parent.findChildren(QLabel) if each.isVisibleTo(parent))
    return plain(" ".join(each.text() for each in shown))


def rows(model: TextTableModel) -> list[list[str]]:
    """Read what a table says."""
    return [
        [plain(str(model.index(at, column).data())) for column in range(model.columnCount())]
        for at in range(model.rowCount())
    ]


def choose_row(table: QTableView, at: int) -> None:
    """Click a row."""
    index = table.model().index(at, 0)
    table.scrollTo(index)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())


def trigger(qtbot: QtBot, portal: Portal, menu: QMenu, text: str) -> None:
    """Open a menu and click an entry."""
    menu.popup(portal.window.mapToGlobal(portal.window.rect().center()))
    action = next(each for each in menu.actions() if each.text().replace("&", "") == text)
    assert action.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    settle(qtbot, portal)


def write(field: QWidget | None, text: str) -> None:
    """Type into a field that is emptied first."""
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.clear()
    QTest.keyClicks(field, text)


def fill(form: QWidget, **texts: str) -> None:
    """Type into the fields of a form."""
    for name, text in texts.items():
        write(form.findChild(QWidget, f"field_{name}"), text)


def accept(qtbot: QtBot, portal: Portal, form: QWidget) -> None:
    """Click the button of a form that does it."""
    click(find(form, QPushButton, "accept"))
    settle(qtbot, portal)


def walk(qtbot: QtBot, dialog: QDialog) -> tuple[list[str], list[str]]:
    """Go round by Tab; returns the controls without a name, and those that the keyboard does not reach."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    controls = [
        each
        for each in dialog.findChildren(QWidget)
        if each.isVisibleTo(dialog)
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each, QLabel)
    ]
    controls[0].setFocus()
    passed = set()
    for _ in range(4 * len(controls)):
        focus = QApplication.focusWidget()
        assert focus is not None
        passed.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    nameless = [each.objectName() for each in controls if not each.accessibleName()]
    return nameless, [each.objectName() for each in controls if each not in passed]


def choose_in(combo: QComboBox, meant: object) -> None:
    """Choose in a list by keys."""
    target = combo.findData(meant)
    assert target >= 0
    combo.setFocus()
    while combo.currentIndex() != target:
        step = Qt.Key.Key_Down if combo.currentIndex() < target else Qt.Key.Key_Up
        QTest.keyClick(combo, step)


def popup_of(line: QLineEdit) -> QAbstractItemView:
    """Return the list that completes a line."""
    popup = line.completer().popup()
    assert popup is not None
    return popup


def last_word(text: QTextEdit) -> str:
    """Read the code below a draft: the last word of it."""
    return text.toPlainText().split()[-1]


def sealed_of(path: Path, number: str) -> list[bytes]:
    """Read what a workspace file keeps sealed of a case: its words, notes, contacts and files."""
    connection = sqlite3.connect(path)
    try:
        found = []
        for table, column, by in (
            ("case_file", "request", "number"),
            ("case_event", "details", "case_number"),
            ("contact_moment", "content", "case_number"),
            ("attachment", "content", "case_number"),
        ):
            query = f"SELECT {column} FROM {table} WHERE {by} = ?"  # noqa: S608 - names above
            # Long ones lie on several pages: their first bytes tell as well.
            found += [bytes(row[0])[:200] for row in connection.execute(query, (number,))]
        return found
    finally:
        connection.close()


def count_in(folder: Path, wanted: list[bytes]) -> int:
    """Count in how many places these bytes stand in any file under a folder, copies included."""
    contents = [each.read_bytes() for each in folder.rglob("*") if each.is_file()]
    return sum(each in content for each in wanted for content in contents)
