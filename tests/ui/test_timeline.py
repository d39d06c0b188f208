"""The history of a case by day, and a case that nobody handles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import Case, CaseEvent, CaseStatus, EventKind, RequestChannel
from drentsportal.domain.cases.deadline import read_case_clock
from drentsportal.paths import resources_dir
from drentsportal.services.case_desk import CaseLine
from drentsportal.ui.panels.case_file import CaseFile, CaseFilePanel
from drentsportal.ui.panels.case_list import CaseListPanel
from drentsportal.ui.theme import LIGHT, Theme
from drentsportal.ui.widgets.timeline import Timeline
from tests.ui.pixels import count_colour

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language

_ANNA = Actor("Anna de Vries", "Provincie Drenthe", Role.SCHAKELPUNT)
_RECEIVED = datetime(2026, 11, 17, 7, 50, tzinfo=UTC)
_EVENTS = (
    CaseEvent(_RECEIVED, EventKind.RECEIVED, _ANNA),
    # 22:59 and 23:01 in UTC lie on both sides of midnight in Drenthe.
    CaseEvent(datetime(2026, 11, 17, 22, 59, tzinfo=UTC), EventKind.NOTE, _ANNA, {"text": "Laat"}),
    CaseEvent(
        datetime(2026, 11, 17, 23, 1, tzinfo=UTC),
        EventKind.SHORTLISTED,
        _ANNA,
        {"candidate_id": "p1", "action": "added", "reason": ""},
    ),
    CaseEvent(
        datetime(2026, 11, 17, 23, 5, tzinfo=UTC),
        EventKind.SHORTLISTED,
        _ANNA,
        {"candidate_id": "weg", "action": "removed", "reason": "te klein"},
    ),
)
_CASE = Case(
    "D-2026-0001",
    CaseStatus.RECEIVED,
    _ANNA,
    RequestChannel.NOM,
    _RECEIVED,
    None,
    LocationRequest("Composietverwerker"),
)


def _theme() -> Theme:
    return Theme(resources_dir() / "theme" / "window.qss")


def _words(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def test_each_dutch_day_has_one_heading_with_times_below(qtbot: QtBot, dutch: Language) -> None:
    """Days and times are Dutch ones; a shortlist event names its site, one that is gone its id."""
    timeline = Timeline(_theme(), dutch, _EVENTS, {"p1": "Bargermeer"})
    qtbot.addWidget(timeline)
    words = _words(timeline)
    assert [each for each in words if "2026" in each] == [
        "dinsdag 17 november 2026",
        "woensdag 18 november 2026",
    ]
    assert [each for each in words if ":" in each] == ["08:50", "23:59", "00:01", "00:05"]
    assert words[words.index("Op shortlist gezet") + 2] == "Bargermeer"
    assert words[words.index("Van shortlist gehaald") + 2] == "weg · te klein"
    assert words.count("intern") == 1


def test_a_case_without_owner_says_so_in_red(qtbot: QtBot, dutch: Language) -> None:
    """In the file in words, in the list in the colour too; with an owner neither is there."""
    nobody = replace(_CASE, owner=Actor("", "", Role.SCHAKELPUNT))
    clock = read_case_clock(_CASE, _RECEIVED)
    file_panel = CaseFilePanel(_theme(), dutch)
    cases = CaseListPanel(_theme(), dutch, "Anna de Vries")
    for each in (file_panel, cases):
        qtbot.addWidget(each)
    cases.resize(900, 300)
    cases.show()
    found = []
    for case in (_CASE, nobody):
        file_panel.show_file(CaseFile(case, clock, (), ()))
        said = [each for each in _words(file_panel) if each == "Behandelaar niet toegewezen"]
        cases.show_lines([CaseLine(case, clock)])
        index = cases.model.index(0, 3)
        red = count_colour(cases.grab().toImage(), LIGHT.fails_text)
        found.append((len(said), str(index.data()).splitlines()[0], red > 20))
    assert found == [(0, "Anna de Vries", False), (1, "Niet toegewezen", True)]
