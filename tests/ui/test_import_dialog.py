"""Importing a file: preview first, questions answered in the dialog, nothing stored before the button."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar

from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.ui.dialogs.import_dialog import ImportCalls, ImportDialog
from drentsportal.ui.widgets.import_question import with_answer
from tests.ui.site_samples import HOSTILE, report, themed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.dialogs.import_dialog import ImportReply

FILE = Path("/data/ibis.gpkg")


@dataclass
class Started:
    """One call that the dialog started."""

    path: Path
    options: ImportOptions
    reply: ImportReply
    is_cancelled: bool = False

    def cancel(self) -> None:
        """Note that the person stopped it."""
        self.is_cancelled = True


@dataclass
class Desk:
    """Stands in for the worker: keeps what was asked until the test answers it."""

    previews: list[Started] = field(default_factory=list)
    runs: list[Started] = field(default_factory=list)

    def preview(self, path: Path, options: ImportOptions, reply: ImportReply) -> Started:
        """Keep a preview."""
        self.previews.append(Started(path, options, reply))
        return self.previews[-1]

    def run(self, path: Path, options: ImportOptions, reply: ImportReply) -> Started:
        """Keep an import."""
        self.runs.append(Started(path, options, reply))
        return self.runs[-1]


@pytest.fixture
def desk() -> Desk:
    """Give a worker that waits."""
    return Desk()


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, dutch: Language, desk: Desk) -> ImportDialog:
    """Show the dialog; the button for a file chooses ``FILE``."""
    calls = ImportCalls(desk.preview, desk.run)
    made = ImportDialog(None, themed(qapp), dutch, calls, lambda: FILE)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _texts(dialog: ImportDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisibleTo(dialog))


def _which_crs() -> QuestionError:
    choices = ("EPSG:28992", "EPSG:4326")
    return QuestionError("error.date.unreadable", option="--crs", choices=choices, text="x")


def test_dialog_opens_without_a_problem_and_says_what_to_do(dialog: ImportDialog) -> None:
    """The dialog opens without a problem and says what to do."""
    assert _texts(dialog).startswith("Sleep een bestand hierheen of kies er een")
    problem = dialog.findChild(QFrame, "problem")
    assert problem is not None
    assert not problem.isVisible()


def test_choosing_a_file_previews_it_and_stores_nothing(dialog: ImportDialog, desk: Desk) -> None:
    """Choosing a file previews it and stores nothing."""
    assert not dialog.import_button.isEnabled()
    _click(dialog.choose_button)
    desk.previews[0].reply.done(report())
    assert (desk.previews[0].path, desk.runs) == (FILE, [])
    shown = _texts(dialog)
    assert "122 rijen gelezen uit ibis.gpkg" in shown
    assert "120 locaties overgenomen" in shown
    assert "1 rij met opmerking" in shown
    assert "2 rijen geweigerd" in shown
    assert "Bruto 3.523,6\u00a0ha · netto 2.740,79\u00a0ha · terstond uitgeefbaar onbekend" in shown
    assert dialog.import_button.isEnabled()


def test_refused_rows_come_first_each_with_row_field_and_reason(
    dialog: ImportDialog, desk: Desk, dutch: Language
) -> None:
    """Refused rows come first, each with row, field and reason."""
    _click(dialog.choose_button)
    desk.previews[0].reply.done(report())
    issues = dialog.report.issues
    shown = [[issues.data(issues.index(row, column)) for column in range(5)] for row in range(3)]
    reason = dutch.text("ui.sites.empty")
    assert shown[0] == ["9", "geweigerd", "zonder naam", "hele rij", reason]
    assert shown[1] == ["12", "geweigerd", "Europark", "geometry", reason]
    assert shown[2][:4] == ["7", "opmerking", HOSTILE, "GROSS"]


def test_dropped_file_is_previewed(dialog: ImportDialog, desk: Desk) -> None:
    """A dropped file is previewed."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(FILE))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPoint(20, 20).toPointF(), actions, held, buttons, keys))
    assert [each.path for each in desk.previews] == [FILE]


def test_question_is_answered_in_the_dialog_and_the_preview_runs_again(
    dialog: ImportDialog, desk: Desk
) -> None:
    """A question is answered in the dialog and the preview runs again."""
    _click(dialog.choose_button)
    desk.previews[0].reply.failed(_which_crs())
    question = dialog.question
    assert question.isVisible()
    assert not dialog.import_button.isEnabled()
    assert [question.choices.itemText(number) for number in range(2)] == [
        "Rijksdriehoek (EPSG:28992)",
        "Lengte- en breedtegraad (EPSG:4326)",
    ]
    question.choices.setFocus()
    QTest.keyClick(question.choices, Qt.Key.Key_Down)
    _click(question.go_on)
    assert desk.previews[1].options.crs == "EPSG:4326"
    desk.previews[1].reply.done(report())
    assert not question.isVisible()


def test_answers_of_earlier_questions_are_kept(dialog: ImportDialog, desk: Desk) -> None:
    """Answers of earlier questions are kept."""
    _click(dialog.choose_button)
    desk.previews[0].reply.failed(_which_crs())
    _click(dialog.question.go_on)
    when = QuestionError("error.date.unreadable", option="--as-of", text="x")
    desk.previews[1].reply.failed(when)
    QTest.keyClicks(dialog.question.entry, "2022")
    QTest.keyClick(dialog.question.entry, Qt.Key.Key_Return)
    options = desk.previews[2].options
    assert (options.crs, options.as_of) == ("EPSG:28992", PartialDate(2022))


def test_answer_that_cannot_be_read_is_asked_again(dialog: ImportDialog, desk: Desk) -> None:
    """An answer that cannot be read is asked again."""
    _click(dialog.choose_button)
    desk.previews[0].reply.failed(QuestionError("error.date.unreadable", option="--as-of", text="x"))
    QTest.keyClicks(dialog.question.entry, "gisteren")
    _click(dialog.question.go_on)
    assert len(desk.previews) == 1
    assert dialog.question.isVisible()
    assert "gisteren" in _texts(dialog)


@pytest.mark.parametrize(
    ("option", "answer", "expected"),
    [
        ("--layer", "parks", ImportOptions(layer="parks")),
        ("--mapping FILE", "ibis_national", ImportOptions(mapping="ibis_national")),
        ("--join-on", "RIN", ImportOptions(join_on="RIN")),
        ("--join-geometry", "/g.gpkg", ImportOptions(join_geometry=Path("/g.gpkg"))),
        ("--join-geometry", "without_geometry", ImportOptions(accepted=frozenset({"without_geometry"}))),
        ("--accept", "swap_axes", ImportOptions(accepted=frozenset({"swap_axes"}))),
    ],
)
def test_answer_fills_the_option_that_the_question_names(
    option: str, answer: str, expected: ImportOptions
) -> None:
    """An answer fills the option that the question names."""
    assert with_answer(ImportOptions(), option, answer) == expected


def test_repair_is_only_on_request(dialog: ImportDialog, desk: Desk) -> None:
    """Repair is only on request."""
    _click(dialog.choose_button)
    desk.previews[0].reply.done(report())
    assert desk.previews[0].options.accepted == frozenset()
    box = dialog.repair_box
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(6, box.height() // 2))
    assert desk.previews[1].options.accepted == {"repair_geometry"}


def test_importing_stores_with_the_options_of_the_preview_and_tells(
    qtbot: QtBot, dialog: ImportDialog, desk: Desk
) -> None:
    """Importing stores with the options of the preview and tells."""
    _click(dialog.choose_button)
    desk.previews[0].reply.failed(_which_crs())
    _click(dialog.question.go_on)
    desk.previews[1].reply.done(report())
    _click(dialog.import_button)
    assert desk.runs[0].options == desk.previews[1].options
    with qtbot.waitSignal(dialog.imported) as told:
        desk.runs[0].reply.done(report(58))
    assert told.args is not None
    assert told.args[0].data_version == 58
    assert "gegevensversie 58" in _texts(dialog)
    assert dialog.import_button.text() == "Sluiten"
    _click(dialog.import_button)
    assert not dialog.isVisible()


def test_cancel_while_storing_stops_the_work_and_keeps_the_dialog(dialog: ImportDialog, desk: Desk) -> None:
    """Cancel while storing stops the work and keeps the dialog."""
    _click(dialog.choose_button)
    desk.previews[0].reply.done(report())
    _click(dialog.import_button)
    dialog.show_progress(1, 2, "ui.import.busy")
    bar = dialog.findChild(QProgressBar)
    assert bar is not None
    assert (bar.isVisible(), bar.value(), bar.maximum()) == (True, 1, 2)
    _click(dialog.cancel_button)
    assert desk.runs[0].is_cancelled
    assert dialog.isVisible()
    desk.runs[0].reply.cancelled()
    assert "Er is niets opgeslagen" in _texts(dialog)
    assert dialog.import_button.isEnabled()


def test_escape_while_reading_stops_and_closes(dialog: ImportDialog, desk: Desk) -> None:
    """Escape while reading stops and closes."""
    _click(dialog.choose_button)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.previews[0].is_cancelled
    assert not dialog.isVisible()


def test_answer_of_work_that_was_overtaken_is_left_out(dialog: ImportDialog, desk: Desk) -> None:
    """The answer of work that was overtaken is left out."""
    _click(dialog.choose_button)
    dialog.choose(Path("/data/other.gpkg"))
    desk.previews[0].reply.done(report())
    assert desk.previews[0].is_cancelled
    assert not dialog.import_button.isEnabled()


def test_file_that_cannot_be_read_says_why(dialog: ImportDialog, desk: Desk) -> None:
    """A file that cannot be read says why."""
    _click(dialog.choose_button)
    desk.previews[0].reply.failed(DataSourceError("error.language.absent", folder=HOSTILE))
    assert HOSTILE in _texts(dialog)
    assert not dialog.import_button.isEnabled()
    desk.previews[0].reply.failed(ValueError("overtaken"))
    assert HOSTILE in _texts(dialog)


def test_report_stays_and_can_be_tried_again_when_storing_fails(dialog: ImportDialog, desk: Desk) -> None:
    """The report stays and can be tried again when storing fails."""
    _click(dialog.choose_button)
    desk.previews[0].reply.done(report())
    _click(dialog.import_button)
    desk.runs[0].reply.failed(DataSourceError("error.language.absent", folder="vol"))
    assert dialog.report.isVisible()
    _click(dialog.import_button)
    assert len(desk.runs) == 2


def test_the_unit_of_a_column_may_also_be_right(dialog: ImportDialog, desk: Desk) -> None:
    """The question of the unit offers "it is right" beside the conversion, in words, and passes it on."""
    _click(dialog.choose_button)
    rules = ("m2_to_ha:HA_BRUTO", "unit_as_stated:HA_BRUTO")
    asked = {
        "column": "HA_BRUTO",
        "rows": 2,
        "judged": 3,
        "row": 2,
        "value": 1e4,
        "measured_m2": 1e4,
        "unit": "ha",
    }
    desk.previews[0].reply.failed(
        QuestionError("error.import.which_unit", option="--accept", choices=rules, **asked)
    )
    choices = dialog.question.choices
    assert [choices.itemText(each) for each in range(choices.count())] == [
        "HA_BRUTO staat in m² en wordt ha",
        "De eenheid van HA_BRUTO klopt",
    ]
    choices.setCurrentIndex(1)
    _click(dialog.question.go_on)
    assert desk.previews[1].options.accepted == {"unit_as_stated:HA_BRUTO"}
