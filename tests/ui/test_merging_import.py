"""Importing in the window: what is only new goes straight in, all else is looked over first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from drentsportal.services.ports.imports import ImportOptions
from drentsportal.ui.background import ServiceRunner
from drentsportal.ui.dialogs.import_calls import ImportReply
from drentsportal.ui.dialogs.import_dialog import ImportDialog
from drentsportal.ui.dialogs.merge_review import MergeReviewDialog
from drentsportal.ui.merging import MergingImport
from drentsportal.ui.session import Session
from drentsportal.ui.sites_screen import SitesScreen
from tests.ui.merge_files import write_geojson
from tests.ui.merge_samples import FIRST, SECOND
from tests.ui.site_samples import themed
from tests.ui.source_samples import edits
from tests.ui.workspaces import empty_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.merge.delivery import ImportReport


class Desk:
    """A window without anything in it, over a workspace with one import and one edit."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, services: AppServices, folder: Path) -> None:
        """Import the first file; nobody has to look at what is only new."""
        self.qtbot, self.services, self.folder = qtbot, services, folder
        self.runner = ServiceRunner()
        self.window = QWidget()
        self.theme = themed(qapp)
        qtbot.addWidget(self.window)
        self.done: list[ImportReport] = []
        self.failed: list[BaseException] = []
        self.cancelled = 0
        self.merging = MergingImport(self.window, services, self.runner, self.theme)

    def run(self, rows: tuple[tuple[str, str, str, float | None, int], ...], year: int) -> None:
        """Import a file."""
        path = self.folder / f"parken_{year}.geojson"
        write_geojson(path, rows, year)
        self.merging.run(path, ImportOptions(is_complete=True), self.reply)

    @property
    def reply(self) -> ImportReply:
        """Note how it ended."""
        return ImportReply(self.done.append, self.failed.append, self._count)

    def review(self) -> MergeReviewDialog:
        """Wait for the review to open."""
        self.qtbot.waitUntil(lambda: self.window.findChild(MergeReviewDialog) is not None)
        found = self.window.findChild(MergeReviewDialog)
        assert found is not None
        self.qtbot.waitUntil(lambda: not self.runner.is_busy)
        return found

    def edit(self) -> None:
        """Change a value by hand."""
        with self.services.workspace.unit_of_work() as unit:
            unit.sites.choose(edits()[0])
            unit.commit()

    def _count(self) -> None:
        self.cancelled += 1


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """Give a window with a worker over an empty workspace."""
    services = empty_services(tmp_path / "proef.drents")
    made = Desk(qtbot, qapp, services, tmp_path)
    made.run(FIRST, 2022)
    qtbot.waitUntil(lambda: len(made.done) == 1)
    yield made
    made.runner.close()
    services.workspace.close()


def _click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _net_ha(desk: Desk, site_id: str) -> object:
    return desk.services.catalogue.site(site_id).value("net_ha")


def test_what_is_only_new_is_stored_without_a_review(desk: Desk) -> None:
    """The first import has nothing to look over."""
    assert desk.done[0].data_version == 1
    assert desk.window.findChild(MergeReviewDialog) is None


def test_a_second_import_is_looked_over_and_stored_as_answered(desk: Desk, qtbot: QtBot) -> None:
    """The contradiction is taken by a click, and one import can be taken back as a whole."""
    desk.edit()
    desk.run(SECOND, 2023)
    dialog = desk.review()
    assert desk.services.catalogue.data_version() == 2
    _click(dialog.take_site)
    _click(dialog.store_button)
    qtbot.waitUntil(lambda: len(desk.done) == 2)
    assert (_net_ha(desk, "p3"), _net_ha(desk, "p1")) == (27.95, 41.0)
    counts = desk.done[1].merge
    assert counts is not None
    assert (counts.new, counts.changed, counts.conflicting, counts.vanished) == (2, 2, 1, 1)
    desk.services.imports.undo(3)
    assert (_net_ha(desk, "p3"), _net_ha(desk, "p1")) == (31.0, 40.0)


def test_closing_the_review_stores_nothing(desk: Desk, qtbot: QtBot) -> None:
    """Escape is a cancel."""
    desk.run(SECOND, 2023)
    dialog = desk.review()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.cancelled == 1)
    assert desk.services.catalogue.data_version() == 1


def test_a_new_site_that_is_a_known_one_is_compared_again(desk: Desk, qtbot: QtBot) -> None:
    """Said to be the same, it is compared with the known site, and stored under its id."""
    desk.run(SECOND, 2023)
    dialog = desk.review()
    dialog.tabs.setCurrentIndex(0)
    dialog.sites_view.selectRow(1)
    _click(dialog.same_site)
    qtbot.waitUntil(lambda: dialog.tabs.tabText(0) == "Nieuw (1)" and not desk.runner.is_busy)
    _click(dialog.store_button)
    qtbot.waitUntil(lambda: len(desk.done) == 2)
    ids = desk.services.catalogue.site_table().parks.ids.tolist()
    assert "n2" not in ids
    assert desk.services.catalogue.vanished() == {}


def test_data_that_changed_during_the_review_are_not_overwritten(desk: Desk, qtbot: QtBot) -> None:
    """Somebody edits meanwhile: the import is refused, and nothing of it is stored."""
    desk.run(SECOND, 2023)
    dialog = desk.review()
    desk.edit()
    _click(dialog.store_button)
    qtbot.waitUntil(lambda: len(desk.failed) == 1)
    assert _net_ha(desk, "p1") == 40.0


def test_the_import_dialog_says_that_it_compares(desk: Desk, qtbot: QtBot) -> None:
    """After the preview the button names what comes next, and the report counts what differs."""
    path = desk.folder / "parken_2023.geojson"
    write_geojson(path, SECOND, 2023)
    screen = SitesScreen(desk.window, Session(desk.services), desk.runner, desk.theme)
    screen.import_file()
    dialog = desk.window.findChild(ImportDialog)
    assert dialog is not None
    dialog.choose(path)
    qtbot.waitUntil(dialog.import_button.isEnabled)
    assert dialog.import_button.text() == "Vergelijken"
    assert "Gewijzigd (3)" in [each.text() for each in dialog.findChildren(QLabel)]
    _click(dialog.import_button)
    qtbot.waitUntil(lambda: dialog.findChild(MergeReviewDialog) is not None)
    review = dialog.findChild(MergeReviewDialog)
    assert review is not None
    with qtbot.waitSignal(dialog.imported):
        _click(review.store_button)
    assert dialog.import_button.text() == "Sluiten"
    assert _net_ha(desk, "p1") == 41.0
    qtbot.waitUntil(lambda: not desk.runner.is_busy)
