"""A site whose name is longer than a window: no dialog grows with it, no list scrolls sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from drentsportal.ui.dialogs.export_dialog import ExportChoice, ExportDialog
from drentsportal.ui.widgets.day_stops import DayStops
from tests.ui.site_samples import themed
from tests.ui.test_export_dialog import Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language

_NAME: Final = "Très lange naam & Zn. " + "A" * 150
_USUAL_WIDTH: Final = 640


def test_the_export_dialog_keeps_its_width_for_a_long_name(
    qtbot: QtBot, qapp: QApplication, dutch: Language
) -> None:
    """The name is shortened in its middle while it is chosen, and stands whole in the tooltip."""
    choices = (ExportChoice("all"), ExportChoice("site", ("a",), _NAME))
    dialog = ExportDialog(None, themed(qapp), dutch, choices, lambda _request, _reply: Desk())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.what_box.setCurrentIndex(1)
    assert dialog.width() == _USUAL_WIDTH
    assert dialog.minimumSizeHint().width() <= _USUAL_WIDTH
    assert dialog.what_box.width() > _USUAL_WIDTH * 3 // 4
    assert "A" * 150 in dialog.what_box.toolTip()


def test_a_stop_with_a_long_name_does_not_scroll_sideways(qtbot: QtBot) -> None:
    """At another width too; a screen reader and the tooltip have the whole of it."""
    stops = DayStops("Stops")
    qtbot.addWidget(stops)
    stops.resize(500, 200)
    stops.show()
    stops.show_stops([("a", f"1.  {_NAME}\n09:40-10:25"), ("b", "2.  De Wieken\n11:00-11:45")])
    for width in (500, 260):
        stops.resize(width, 200)
        qtbot.waitUntil(lambda: stops.horizontalScrollBar().maximum() == 0)
    item = stops.item(0)
    assert item.text().endswith("\N{HORIZONTAL ELLIPSIS}\n09:40-10:25")
    assert "A" * 150 in item.toolTip()
    assert "A" * 150 in str(item.data(Qt.ItemDataRole.AccessibleTextRole))
    assert stops.item(1).text() == "2.  De Wieken\n11:00-11:45"
    assert stops.item(1).toolTip() == ""
