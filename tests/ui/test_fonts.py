"""The typeface of the window: as high as the tokens say, and in points for what Qt reckons with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QFontInfo, QPixmap, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton

from drentsportal.ui.fonts import font, use_inter

if TYPE_CHECKING:
    from pytestqt.logging import _QtMessageCapture
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _inter(qapp: QApplication) -> None:
    use_inter(qapp)


def test_the_application_has_the_body_font(qapp: QApplication) -> None:
    """13 px high, as everything that names its font."""
    assert QFontInfo(qapp.font()).pixelSize() == QFontInfo(font()).pixelSize() == 13
    assert qapp.font().families() == font().families()


def test_the_page_of_a_printer_is_drawn_with_points(
    qtbot: QtBot, qapp: QApplication, qtlog: _QtMessageCapture
) -> None:
    """The preview writes in a quarter of the points of the application, of which a font in pixels has -1."""
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    seen: list[QPixmap] = []

    def look() -> None:
        asked = qapp.activeModalWidget()
        assert isinstance(asked, QDialog)
        seen.append(asked.grab())
        asked.reject()

    QTimer.singleShot(0, look)
    properties = dialog.findChild(QPushButton, "properties")
    assert isinstance(properties, QPushButton)
    properties.click()
    assert len(seen) == 1
    assert [each.message for each in qtlog.records if "QFont" in each.message] == []


def test_the_wheel_with_ctrl_changes_letters_by_a_step(qtbot: QtBot) -> None:
    """Two notches at once made every text one point high, for the rest of the day."""
    field = QPlainTextEdit("tekst")
    qtbot.addWidget(field)
    field.show()
    field.setReadOnly(True)
    before = QFontInfo(field.font()).pixelSize()
    _turn_wheel(field, 2)
    assert before < QFontInfo(field.font()).pixelSize() < 2 * before
    _turn_wheel(field, -2)
    assert QFontInfo(field.font()).pixelSize() == before


def _turn_wheel(field: QPlainTextEdit, notches: int) -> None:
    turn = QWheelEvent(
        QPointF(9, 9),
        QPointF(field.mapToGlobal(QPoint(9, 9))),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own signature
    )
    QApplication.sendEvent(field.viewport(), turn)
