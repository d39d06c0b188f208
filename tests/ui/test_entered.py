"""What was entered in a dialog is not lost without a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox

from tests.ui.portals import agree
from tests.ui.request_forms import FormMaker, type_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language


def test_a_form_asks_before_it_closes_on_what_was_typed(
    qtbot: QtBot, dutch: Language, tmp_path: Path
) -> None:
    """Cancelling the question leaves the form as it was; agreed, it goes."""
    maker = FormMaker(qtbot, dutch, tmp_path)
    form = maker.shown(with_case=True)
    assert not form.is_changed
    type_in(form, "title", "Timmerfabriek")
    assert form.is_changed
    QTimer.singleShot(0, lambda: _stay(form))
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    agree(form)
    form.close()
    assert not form.isVisible()
    maker.runner.close()


def test_enter_goes_back_to_what_was_typed(qtbot: QtBot, dutch: Language, tmp_path: Path) -> None:
    """The safe answer is the one that Enter gives, and both buttons say what they do."""
    maker = FormMaker(qtbot, dutch, tmp_path)
    form = maker.shown(with_case=True)
    type_in(form, "title", "Timmerfabriek")
    said: list[str] = []

    def press_enter() -> None:
        box = next(each for each in form.findChildren(QMessageBox) if each.isVisible())
        said.extend(each.text().replace("&", "") for each in box.buttons())
        default = box.defaultButton()
        assert default is not None
        QTest.keyClick(default, Qt.Key.Key_Return)

    QTimer.singleShot(0, press_enter)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert sorted(said) == ["Niet bewaren", "Terug"]
    assert form.isVisible()
    agree(form)
    form.close()
    maker.runner.close()


def test_an_untouched_form_closes_at_once(qtbot: QtBot, dutch: Language, tmp_path: Path) -> None:
    """Looking, and opening a fold, is no work that could be lost."""
    maker = FormMaker(qtbot, dutch, tmp_path)
    form = maker.shown()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    maker.runner.close()


def _stay(dialog: QDialog) -> None:
    box = next(each for each in dialog.findChildren(QMessageBox) if each.isVisible())
    QTest.keyClick(box, Qt.Key.Key_Escape)


def test_a_window_that_stood_over_an_untouched_form_is_no_work(
    qtbot: QtBot, dutch: Language, tmp_path: Path
) -> None:
    """What unlocks the window has fields of its own; they are not those of the form."""
    maker = FormMaker(qtbot, dutch, tmp_path)
    form = maker.shown(with_case=True)
    over = QDialog(form)
    QLineEdit("wachtzin", over).setObjectName("field_over")
    assert not form.is_changed
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    maker.runner.close()
