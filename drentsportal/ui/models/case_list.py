"""The clock list: cases with their clock, the most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from drentsportal.domain.cases.deadline import ClockReading, ClockState
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.ui.widgets.text_cell import plain_tooltip
from drentsportal.ui.wording import duration, sentence_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.language import Language
    from drentsportal.services.case_desk import CaseLine

Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = ("clock", "request", "channel", "owner", "status")
LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The ``CaseLine`` of a row, for delegates."""


class CaseListModel(QAbstractTableModel):
    """Cases as rows; every cell also gives its text for a screen reader."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._lines: tuple[CaseLine, ...] = ()

    def show_lines(self, lines: Sequence[CaseLine]) -> None:
        """Replace the list; when only the clocks moved, rows stay where they are."""
        numbers = [line.case.number for line in lines]
        if numbers == [line.case.number for line in self._lines]:
            self._lines = tuple(lines)
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> CaseLine:
        """Return the case of a row."""
        return self._lines[row]

    def row_of(self, number: str) -> int:
        """Return the row of a case, -1 when it is not shown."""
        return next((i for i, line in enumerate(self._lines) if line.case.number == number), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of cases."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._language.text(f"ui.cases.column.{COLUMNS[section]}")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows; the second line of a cell follows a line break."""
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(self.texts(line, COLUMNS[index.column()]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(str(self.data(index, Qt.ItemDataRole.AccessibleTextRole)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for column in COLUMNS for part in self.texts(line, column) if part)
        return None

    def texts(self, line: CaseLine, column: str) -> tuple[str, ...]:
        """Return the one or two lines of a cell."""
        say = self._language.text
        case = line.case
        if column == "clock":
            return (clock_text(self._language, line.clock),)
        if column == "request":
            place = case.request.origin.label if case.request.origin else ""
            return case.request.title, " · ".join(part for part in (case.number, place) if part)
        if column == "channel":
            return (say(f"channel.{case.channel.value}"),)
        if column == "owner":
            if not case.owner.name:
                return (say("ui.case.unassigned"),)
            return case.owner.name, case.owner.organisation
        return sentence_case(say(f"case_status.{case.status.value}")), self._next_step(line)

    def _next_step(self, line: CaseLine) -> str:
        if line.clock.state is ClockState.ANSWERED:
            return self._language.text("ui.cases.next.follow_up")
        count = len(line.case.shortlist)
        if not count:
            return self._language.text("ui.cases.next.match")
        return self._language.text("ui.cases.next.advise", count=count)


def clock_text(language: Language, clock: ClockReading) -> str:
    """Return the clock in words: time left, time over, or how fast it was answered."""
    if clock.state is ClockState.ANSWERED:
        return language.text("ui.clock.answered", time=duration(language, clock.net))
    if clock.state is ClockState.OVERDUE:
        return language.text("ui.clock.overdue", time=duration(language, -clock.remaining))
    if clock.state is ClockState.STOPPED:
        return language.text("ui.clock.stopped", time=duration(language, clock.remaining))
    return language.text("ui.clock.running", time=duration(language, clock.remaining))


def municipality_name(code: str) -> str:
    """Return the name of a gemeente of Drenthe, the code itself elsewhere."""
    return MUNICIPALITIES.get(code, code)
