"""Exporting from the window: what, in which form, progress, and what was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar

from drentsportal.domain.message import message
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import QuestionError
from drentsportal.services.ports.documents import MadeDocument
from drentsportal.services.ports.exports import ExportFormat, MadeExport
from drentsportal.ui.dialogs.export_dialog import ExportChoice, ExportDialog, ExportReply
from tests.ui.portals import open_portal, settle
from tests.ui.site_samples import HOSTILE, themed
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.services.site_export import ExportRequest

TARGET = Path("/data/uit.gpkg")
CHOICES = (
    ExportChoice("list", ("a", "b")),
    ExportChoice("all"),
    ExportChoice("site", ("a",), HOSTILE),
)


@dataclass
class Desk:
    """Stands in for the worker: keeps what was asked until the test answers it."""

    requests: list[ExportRequest] = field(default_factory=list)
    replies: list[ExportReply] = field(default_factory=list)
    is_cancelled: bool = False

    def start(self, request: ExportRequest, reply: ExportReply) -> Desk:
        """Keep a request."""
        self.requests.append(request)
        self.replies.append(reply)
        return self

    def cancel(self) -> None:
        """Note that the person stopped it."""
        self.is_cancelled = True


@pytest.fixture
def desk() -> Desk:
    """Give a worker that waits."""
    return Desk()


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, dutch: Language, desk: Desk) -> ExportDialog:
    """Show the dialog; it always writes to ``TARGET``."""
    made = ExportDialog(None, themed(qapp), dutch, CHOICES, desk.start, lambda _: TARGET)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _texts(dialog: ExportDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisibleTo(dialog))


def _choose(dialog: ExportDialog, form: ExportFormat) -> None:
    dialog.form_box.setCurrentIndex(dialog.form_box.findData(form.value))


def test_every_form_says_for_whom_it_is(dialog: ExportDialog, dutch: Language) -> None:
    """One line per form; open data alone asks who publishes what."""
    for form in ExportFormat:
        _choose(dialog, form)
        assert dutch.text(f"ui.export.for.{form.value}") in _texts(dialog)
        assert dialog.publication.isVisible() is (form is ExportFormat.OPEN_DATA)


def test_the_form_decides_which_kinds_can_be_chosen(dialog: ExportDialog) -> None:
    """A drawing is of plots, the IBIS table of parks; without any kind there is nothing to write."""
    for form, kind in ((ExportFormat.DXF, SiteKind.PLOT), (ExportFormat.IBIS, SiteKind.PARK)):
        _choose(dialog, form)
        assert [each for each, box in dialog.kind_boxes.items() if box.isChecked()] == [kind]
        assert not any(box.isEnabled() for box in dialog.kind_boxes.values())
    _choose(dialog, ExportFormat.GEOPACKAGE)
    for box in dialog.kind_boxes.values():
        box.setChecked(False)
    assert not dialog.write_button.isEnabled()


def test_what_was_chosen_is_asked_for(dialog: ExportDialog, desk: Desk) -> None:
    """Sites, form, kinds and target reach the service as they stand in the dialog."""
    _choose(dialog, ExportFormat.GEOPACKAGE)
    dialog.kind_boxes[SiteKind.PREMISES].setChecked(False)
    _click(dialog.write_button)
    (request,) = desk.requests
    assert (request.form, request.path, request.site_ids) == (ExportFormat.GEOPACKAGE, TARGET, ("a", "b"))
    assert request.kinds == (SiteKind.PARK, SiteKind.PLOT)
    assert request.publication is None
    dialog.show_progress(1, 3, "progress.export.writing")
    assert [each.value() for each in dialog.findChildren(QProgressBar)] == [1]
    assert not dialog.write_button.isEnabled()


def test_what_was_written_is_told_with_what_to_know(dialog: ExportDialog, desk: Desk) -> None:
    """Path, count and notes; then the folder can be opened."""
    assert not dialog.folder_button.isVisible()
    _click(dialog.write_button)
    made = MadeExport(MadeDocument(TARGET, "gpkg", "0"), 2, (message("export.note.without_rin", count=1),))
    desk.replies[0].done(made)
    assert str(TARGET) in _texts(dialog)
    assert "geen RIN-nummer" in _texts(dialog)
    assert dialog.folder_button.isVisible()


def test_what_is_published_is_asked_before_a_file_name(dialog: ExportDialog, desk: Desk) -> None:
    """Nothing can be written before everything is answered in the dialog, which names what is missing."""
    _choose(dialog, ExportFormat.OPEN_DATA)
    dialog.offer_sources(("Bron A", HOSTILE))
    assert not any(box.isChecked() for box in dialog.publication.source_boxes.values())
    _click(dialog.write_button)
    assert desk.requests == []
    assert "Nog in te vullen: Licentie" in _texts(dialog)
    QTest.keyClick(dialog.publication.licence, Qt.Key.Key_Down)
    for name, words in (("publisher", " Provincie "), ("contact", "Loket"), ("contact_mail", "x@example.nl")):
        QTest.keyClicks(dialog.publication.texts[name], words)
    assert not dialog.write_button.isEnabled()
    assert "Nog in te vullen: van welke bronnen." in _texts(dialog)
    QTest.keyClick(dialog.publication.source_boxes[HOSTILE], Qt.Key.Key_Space)
    assert "Nog in te vullen" not in _texts(dialog)
    _click(dialog.write_button)
    publication = desk.requests[0].publication
    assert publication is not None
    assert (publication.licence, publication.publisher) == ("CC0-1.0", "Provincie")
    assert publication.open_sources == {HOSTILE}


def test_another_choice_takes_back_what_was_written(dialog: ExportDialog, desk: Desk) -> None:
    """What was said of one form does not stand under another."""
    _click(dialog.write_button)
    desk.replies[0].done(MadeExport(MadeDocument(TARGET, "gpkg", "0"), 2))
    assert str(TARGET) in _texts(dialog)
    QTest.keyClick(dialog.form_box, Qt.Key.Key_Down)
    assert str(TARGET) not in _texts(dialog)
    assert not dialog.folder_button.isVisible()


def test_a_question_of_the_service_names_no_option(dialog: ExportDialog, desk: Desk) -> None:
    """What is asked all the same is told in words of the window, and everything can be tried again."""
    _click(dialog.write_button)
    desk.replies[0].failed(QuestionError("error.export.which_licence", option="--licence"))
    assert "licentie" in _texts(dialog)
    assert "--" not in _texts(dialog)
    assert dialog.write_button.isEnabled()


def test_work_can_be_stopped(dialog: ExportDialog, desk: Desk) -> None:
    """The first press stops the work, the second closes."""
    _click(dialog.write_button)
    _click(dialog.close_button)
    assert desk.is_cancelled
    assert dialog.isVisible()
    desk.replies[0].cancelled()
    assert "niets geschreven" in _texts(dialog)
    _click(dialog.close_button)
    assert not dialog.isVisible()


def test_an_unexpected_fault_is_one_plain_line(dialog: ExportDialog, desk: Desk) -> None:
    """No traceback reaches a person."""
    _click(dialog.write_button)
    desk.replies[0].failed(ValueError("intern"))
    assert "intern" not in _texts(dialog)
    assert dialog.write_button.isEnabled()


def test_a_chooser_that_names_no_kind_writes_the_first(
    qtbot: QtBot, qapp: QApplication, dutch: Language, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chooser of the system need not tell which kind was picked, nor add its ending."""
    made = ExportDialog(None, themed(qapp), dutch, CHOICES, desk.start)
    qtbot.addWidget(made)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: ("/tmp/gekozen", "")))  # noqa: S108 - nothing is written
    _choose(made, ExportFormat.GEOPACKAGE)
    _click(made.write_button)
    assert [each.path.name for each in desk.requests] == ["gekozen.gpkg"]


def test_the_window_writes_what_its_list_shows(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """By the action of the window, on a real workspace: the filtered list, with the plots in its parks."""
    services = sample_services(tmp_path / "werk.drents")
    portal = open_portal(qtbot, qapp, services, tmp_path)
    portal.run_action("show_sites")
    portal.panels.site_list.search.setText("Peelo-Noord")
    portal.run_action("export_sites")
    settle(qtbot, portal)
    dialog = portal.window.findChild(ExportDialog, "export_dialog")
    assert dialog is not None
    assert dialog.what_box.currentData() == "list"
    assert list(dialog.publication.source_boxes) == ["Voorbeeldgegevens"]
    target = tmp_path / "uit.gpkg"
    dialog._choose = lambda _: target  # noqa: SLF001 - the dialog of the system cannot be driven
    _choose(dialog, ExportFormat.GEOPACKAGE)
    _click(dialog.write_button)
    settle(qtbot, portal)
    qtbot.waitUntil(dialog.folder_button.isVisible)
    assert target.stat().st_size > 10_000
    assert str(target) in _texts(dialog)
    dialog.reject()
    portal.window.close()
    services.workspace.close()
