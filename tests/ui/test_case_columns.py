"""The list of cases in a narrow window: clock and number stay whole, the next step gives up room first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.deadline import ClockReading, ClockState
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.ui.models.case_list import COLUMNS
from drentsportal.ui.models.inbox_line import InboxLine
from drentsportal.ui.panels.case_list import CaseListPanel
from drentsportal.ui.theme import Theme
from drentsportal.ui.widgets.case_delegate import ROW_HEIGHT, number_width
from tests.ui.languages import EVERY_LANGUAGE

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_NUMBER: Final = "D-2026-0004"
_ANNA: Final = Actor("Anna de Vries", "Provincie Drenthe", Role.SCHAKELPUNT)
_RECEIVED: Final = datetime(2026, 11, 17, 7, 50, tzinfo=UTC)
_WIDTH_AT_1024: Final = 402
_REQUEST, _STATUS = COLUMNS.index("request"), COLUMNS.index("status")


def _line(place: str) -> InboxLine:
    late = timedelta(hours=3, minutes=12)
    clock = ClockReading(_RECEIVED, _RECEIVED, -late, ClockState.OVERDUE, late, late)
    title = "Metaalbewerker zoekt 1,5 ha"
    return InboxLine(_NUMBER, title, place, RequestChannel.NOM, _ANNA, CaseStatus.IN_PROGRESS, clock)


def _panel(qtbot: QtBot, code: str, width: int) -> tuple[CaseListPanel, QTableView]:
    theme = Theme(resources_dir() / "theme" / "window.qss")
    panel = CaseListPanel(theme, Language(code, resources_dir(), strict=True), "Anna de Vries")
    qtbot.addWidget(panel)
    panel.resize(width, 300)
    panel.show()
    panel.show_lines([_line("Hoogeveen")])
    (view,) = panel.findChildren(QTableView)
    return panel, view


def _drawn(panel: CaseListPanel, view: QTableView, place: str) -> QImage:
    """Return the cell of the request as it is painted where its column has room for the number only."""
    panel.show_lines([_line(place)])
    width = number_width(_NUMBER)
    image = QImage(width, ROW_HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, ROW_HEIGHT)
    painter = QPainter(image)
    view.itemDelegate().paint(painter, option, panel.model.index(0, _REQUEST))
    painter.end()
    return image


@pytest.mark.parametrize("code", EVERY_LANGUAGE)
def test_the_request_keeps_its_number_in_the_list_of_a_small_window(qtbot: QtBot, code: str) -> None:
    """With room for more than the number: the next step is what gets narrower."""
    _, view = _panel(qtbot, code, _WIDTH_AT_1024)
    header = view.horizontalHeader()
    status = 0 if header.isSectionHidden(_STATUS) else header.sectionSize(_STATUS)
    assert header.sectionSize(_REQUEST) >= number_width(_NUMBER)
    assert header.sectionSize(_REQUEST) > status


def test_a_number_is_painted_whole_where_its_place_has_no_room(qtbot: QtBot) -> None:
    """The place is left out; the ellipsis never eats the last figures."""
    panel, view = _panel(qtbot, "nl", _WIDTH_AT_1024)
    assert _drawn(panel, view, "Hoogeveen") == _drawn(panel, view, "")


def test_a_list_too_narrow_for_all_leaves_out_the_next_step(qtbot: QtBot) -> None:
    """It comes back where there is room for it."""
    panel, view = _panel(qtbot, "de", 300)
    assert view.horizontalHeader().isSectionHidden(_STATUS)
    assert view.horizontalHeader().sectionSize(_REQUEST) >= number_width(_NUMBER)
    panel.resize(700, 300)
    qtbot.waitUntil(lambda: not view.horizontalHeader().isSectionHidden(_STATUS))
