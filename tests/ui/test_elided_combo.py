"""A long name in a list: whole where there is room, shortened in its middle where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.ui.widgets.elided_combo import ElidedCombo
from tests.ui.site_samples import themed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LONG = "dagprogramma-d-2026-0001-2026-11-21-langs-drie-bedrijventerreinen.pdf"


def test_a_name_asks_for_its_room_and_can_do_with_less(qtbot: QtBot, qapp: QApplication) -> None:
    """The tooltip has the whole name whatever is shown; a long list of short names asks for little."""
    themed(qapp)
    combo = ElidedCombo()
    qtbot.addWidget(combo)
    combo.addItem("kort.pdf")
    short = combo.sizeHint().width()
    combo.addItem(LONG)
    combo.setCurrentIndex(1)
    assert combo.toolTip() != ""
    assert combo.sizeHint().width() > combo.fontMetrics().horizontalAdvance(LONG) > short
    assert combo.minimumSizeHint().width() < short + 200
    combo.resize(combo.sizeHint())
    assert combo.shown_text == LONG
    combo.resize(combo.minimumSizeHint())
    begin, end = combo.shown_text.split("\N{HORIZONTAL ELLIPSIS}")
    assert LONG.startswith(begin)
    assert LONG.endswith(end)
