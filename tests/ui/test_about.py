"""The about box: versions to send along, where the data come from, and every licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableView

from drentsportal.bootstrap.installed_parts import installed_parts
from drentsportal.ui.dialogs.about_dialog import AboutDialog
from tests.ui.portals import click, open_request, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


def about(portal: Portal, qtbot: QtBot) -> AboutDialog:
    """Open it by its action."""
    portal.run_action("about")
    settle(qtbot, portal)
    (found,) = (each for each in portal.window.findChildren(AboutDialog) if each.isVisible())
    return found


def rows_of(dialog: AboutDialog, name: str) -> list[list[str]]:
    """Return the words of a table."""
    view = dialog.findChild(QTableView, f"about_{name}")
    assert isinstance(view, QTableView)
    model = view.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_versions_are_told_and_copied(sample_portal: Portal, qtbot: QtBot) -> None:
    """What is copied names the program and what it runs on, and nothing of a case."""
    open_request(qtbot, sample_portal, "2-logistiek.json")
    dialog = about(sample_portal, qtbot)
    told = dict(rows_of(dialog, "versions"))
    assert told["Python"].startswith("3.")
    assert told["Chromium"]
    copy = dialog.findChild(QPushButton, "copy_versions")
    assert isinstance(copy, QPushButton)
    click(copy)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines() == [f"{name}: {version}" for name, version in told.items()]
    assert "Logistiek" not in text
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_every_delivery_that_counts_is_a_source(sample_portal: Portal, qtbot: QtBot) -> None:
    """With its file, and when it was taken over."""
    dialog = about(sample_portal, qtbot)
    shown = rows_of(dialog, "data")
    steps = [each for each in sample_portal.services.imports.steps() if each.kind == "delivery"]
    assert [(source, file) for source, file, _ in shown] == [(each.source, each.file_name) for each in steps]
    assert all("2026" in at for *_, at in shown)


def test_a_background_is_named_with_its_licence_though_none_is_on(
    sample_portal: Portal, qtbot: QtBot
) -> None:
    """Where each comes from has to be known before it is asked for."""
    dialog = about(sample_portal, qtbot)
    told = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "Kadaster / PDOK, CC BY 4.0" in told
    assert "Beeldmateriaal Nederland / PDOK, CC BY 4.0" in told


def test_every_package_has_its_licence(sample_portal: Portal, qtbot: QtBot) -> None:
    """All that is installed for the program, those that come along included."""
    dialog = about(sample_portal, qtbot)
    shown = rows_of(dialog, "licences")
    assert {name for name, *_ in shown} == {each.name for each in installed_parts()}
    assert {"pyside6", "shapely", "numpy", "typst"} <= {name.casefold() for name, *_ in shown}
    assert all(version and licence for _, version, licence in shown)
