"""One setting in its row: what is the default, and the way back to it, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget

from drentsportal.ui.widgets.setting_row import SettingRow
from tests.ui.site_samples import themed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language


def _middle(widget: QWidget, row: QWidget) -> int:
    return widget.mapTo(row, QPoint(0, 0)).y() + widget.height() // 2


def test_the_way_back_stands_on_the_line_of_the_default(
    qtbot: QtBot, qapp: QApplication, dutch: Language
) -> None:
    """Its words are as high as those before it, though the button itself is higher."""
    row = SettingRow(themed(qapp), dutch, "language")
    qtbot.addWidget(row)
    row.resize(600, 200)
    row.show()
    row.grab()
    words = next(each for each in row.findChildren(QLabel) if each.text().startswith("Standaard:"))
    assert abs(_middle(words, row) - _middle(row.back, row)) <= 1
