"""The history of a case by day, what proves it, and a case that nobody handles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QTableView

from drentsportal.domain.actor import Actor, Role
from drentsportal.domain.cases.case import CaseStatus, EventKind, RequestChannel
from drentsportal.domain.cases.case_timeline import TimelineRow
from drentsportal.domain.cases.deadline import ClockReading, ClockState
from drentsportal.domain.message import Message, message
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.ui.icons import icon
from drentsportal.ui.models.inbox_line import InboxLine
from drentsportal.ui.panels.case_list import CaseListPanel
from drentsportal.ui.theme import LIGHT, Theme
from drentsportal.ui.timeline_rows import SHAPES, timeline_rows
from drentsportal.ui.widgets.case_delegate import clock_width
from drentsportal.ui.widgets.desk_rows import DeskRows
from tests.ui.pixels import count_colour

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_ANNA = Actor("Anna de Vries", "Provincie Drenthe", Role.SCHAKELPUNT)
_RECEIVED = datetime(2026, 11, 17, 7, 50, tzinfo=UTC)
_SHA = "3f2a9b" + "0" * 58


def _row(at_utc: datetime, kind: EventKind, told: Message, *, internal: bool = True) -> TimelineRow:
    return TimelineRow(at_utc, kind, told, _ANNA, internal)


_ROWS = (
    _row(_RECEIVED, EventKind.RECEIVED, message("timeline.received", channel="nom"), internal=False),
    # 22:59 and 23:01 in UTC lie on both sides of midnight in Drenthe.
    _row(
        datetime(2026, 11, 17, 22, 59, tzinfo=UTC),
        EventKind.NOTE,
        message("timeline.note", text="Laat\nthuis"),
    ),
    _row(
        datetime(2026, 11, 17, 23, 1, tzinfo=UTC),
        EventKind.SHORTLISTED,
        message(
            "timeline.and",
            said=message("timeline.shortlist.added", name="Bargermeer", version=1),
            more=message("timeline.reason", reason="aan het water"),
        ),
    ),
    _row(
        datetime(2026, 11, 17, 23, 5, tzinfo=UTC),
        EventKind.MATCHED,
        message("timeline.matched", data_version=58, qualifiers=6, rejections=128),
        internal=False,
    ),
    _row(
        datetime(2026, 11, 17, 23, 9, tzinfo=UTC),
        EventKind.DOCUMENT,
        message("timeline.document", file_name="advies.pdf", sha256=_SHA),
        internal=False,
    ),
)


def _theme() -> Theme:
    return Theme(resources_dir() / "theme" / "window.qss")


def test_each_dutch_day_has_one_heading_with_times_below(dutch: Language) -> None:
    """Days and times are Dutch ones; what was typed stands apart from what happened."""
    rows = list(timeline_rows(dutch, _ROWS))
    assert [each.title for each in rows if each.is_heading] == [
        "dinsdag 17 november 2026",
        "woensdag 18 november 2026",
    ]
    told = [each for each in rows if not each.is_heading]
    assert [each.lead for each in told] == ["08:50", "23:59", "00:01", "00:05", "00:09"]
    assert [(each.title, each.detail) for each in told[1:3]] == [
        ("Notitie", "Laat\nthuis"),
        ("Op shortlist gezet", "Bargermeer · reden: aan het water"),
    ]
    assert [each.mark for each in told] == ["", "intern", "intern", "", ""]


def test_a_match_tells_its_data_version_and_a_document_its_checksum(dutch: Language) -> None:
    """Both can be looked up later: the version of the data in full, the checksum by its start."""
    matched, made = list(timeline_rows(dutch, _ROWS))[-2:]
    assert matched.caption == "Anna de Vries · gegevensversie 58"
    assert made.detail == "advies.pdf"
    assert made.caption == "Anna de Vries · controlegetal 3f2a9b00…"
    assert _SHA not in made.spoken


@pytest.mark.parametrize(
    ("action", "title", "detail"),
    [
        ("added", "Taak toegevoegd", "Voor Anna: Nabellen"),
        ("changed", "Taak gewijzigd", "Nabellen"),
        ("done", "Taak gedaan", "Nabellen"),
        ("reopened", "Taak heropend", "Nabellen"),
        ("handed_over", "Taak overgedragen", "Aan Anna: Nabellen"),
    ],
)
def test_the_title_of_a_task_says_what_was_done_to_it(
    dutch: Language, action: str, title: str, detail: str
) -> None:
    """And the words beside it do not say it again."""
    told = message(f"task_event.{action}", task="t1", text="Nabellen", owner="Anna")
    (row,) = [each for each in timeline_rows(dutch, (_row(_RECEIVED, EventKind.TASK, told),)) if each.lead]
    assert (row.title, row.detail) == (title, detail)


def test_every_kind_of_event_has_an_icon(qtbot: QtBot) -> None:
    """A kind that comes later needs one too; the icons exist in the set."""
    del qtbot
    theme = _theme()
    assert set(SHAPES) == set(EventKind)
    assert [name for name in SHAPES.values() if icon(name, theme).isNull()] == []


def test_a_long_note_makes_its_row_higher_and_a_narrow_list_more_so(qtbot: QtBot, dutch: Language) -> None:
    """Nothing is cut off: rows are as high as their words at the width of the list."""
    long_note = message("timeline.note", text="Groei naar 64 personen en verhuizing in 2028. " * 6)
    rows = DeskRows(_theme(), "Tijdlijn", "rows")
    qtbot.addWidget(rows)
    heights = []
    for width in (600, 300):
        rows.resize(width, 400)
        rows.show()
        rows.show_rows(tuple(timeline_rows(dutch, (_row(_RECEIVED, EventKind.NOTE, long_note),))))
        heights.append(rows.sizeHintForRow(1))
    assert 60 < heights[0] < heights[1]


def test_a_case_without_owner_says_so_in_red(qtbot: QtBot, dutch: Language) -> None:
    """In words and in the colour; with an owner neither is there."""
    cases = CaseListPanel(_theme(), dutch, "Anna de Vries")
    qtbot.addWidget(cases)
    cases.resize(900, 300)
    cases.show()
    clock = ClockReading(
        _RECEIVED,
        _RECEIVED,
        _RECEIVED - _RECEIVED,
        ClockState.RUNNING,
        _RECEIVED - _RECEIVED,
        _RECEIVED - _RECEIVED,
    )
    found = []
    for owner in (_ANNA, Actor("", "", Role.SCHAKELPUNT)):
        line = InboxLine("D-2026-0001", "X", "Emmen", RequestChannel.NOM, owner, CaseStatus.RECEIVED, clock)
        cases.show_lines([line])
        index = cases.model.index(0, 3)
        red = count_colour(cases.grab().toImage(), LIGHT.fails_text)
        found.append((str(index.data()).splitlines()[0], red > 20))
    assert found == [("Anna de Vries", False), ("Niet toegewezen", True)]


def test_the_clocks_get_the_room_of_the_widest_and_not_of_the_longest_time(qtbot: QtBot) -> None:
    """Many days can take less room than fewer hours."""
    german = Language("de", resources_dir(), strict=True)
    cases = CaseListPanel(_theme(), german, "Anna de Vries")
    qtbot.addWidget(cases)
    cases.resize(900, 300)
    cases.show()
    lines: list[InboxLine] = []
    for late in (timedelta(hours=3054), timedelta(hours=47, minutes=59)):
        clock = ClockReading(_RECEIVED, _RECEIVED, -late, ClockState.OVERDUE, late, late)
        number = f"D-2026-000{len(lines)}"
        lines.append(InboxLine(number, "X", "Emmen", RequestChannel.NOM, _ANNA, CaseStatus.RECEIVED, clock))
    cases.show_lines(lines)
    (view,) = cases.findChildren(QTableView)
    texts = [str(cases.model.index(row, 0).data()) for row in range(2)]
    assert all(view.horizontalHeader().sectionSize(0) >= clock_width(each) for each in texts)
