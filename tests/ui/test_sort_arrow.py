"""The arrow of an order: beside the words of a heading, and upwards where the least comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QRect, Qt

from drentsportal.ui.models.site_table import COLUMNS
from drentsportal.ui.panels.site_table import SiteTablePanel
from tests.ui.site_samples import themed

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language

_ARROW_PX: Final = 8
_GROSS: Final = COLUMNS.index("gross")


def _heading(panel: SiteTablePanel, column: int) -> QImage:
    header = panel.view.horizontalHeader()
    place = QRect(header.sectionViewportPosition(column), 0, header.sectionSize(column), header.height() - 2)
    return header.viewport().grab(place).toImage()


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication, dutch: Language) -> SiteTablePanel:
    """Show a table of sites in the colours of the window."""
    made = SiteTablePanel(themed(qapp), dutch)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    # The columns get their places when they are painted first.
    made.grab()
    return made


def _inked(image: QImage, y: int) -> list[int]:
    """Tell where the place of the arrow stands out from the ground, in one line of dots."""
    ground = image.pixelColor(1, 1)
    return [x for x in range(_ARROW_PX) if image.pixelColor(x, y) != ground]


def test_the_arrow_leaves_the_words_of_a_number_column_alone(panel: SiteTablePanel) -> None:
    """They stand at the right, where Qt would paint it."""
    before = _heading(panel, _GROSS)
    words = QRect(_ARROW_PX, 0, before.width() - _ARROW_PX, before.height())
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        panel.view.sortByColumn(_GROSS, order)
        after = _heading(panel, _GROSS)
        assert after != before
        assert after.copy(words) == before.copy(words)


def test_the_arrow_points_up_where_the_least_comes_first(panel: SiteTablePanel) -> None:
    """And down where the greatest does: its point is narrower than its ends."""
    found = []
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        panel.view.sortByColumn(_GROSS, order)
        image = _heading(panel, _GROSS)
        spread = [max(each) - min(each) for y in range(image.height()) if (each := _inked(image, y))]
        found.append(spread[0] < spread[-1])
    assert found == [True, False]
