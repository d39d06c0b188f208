"""The clock list: cases with their clock, the most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from drentsportal.domain.cases.deadline import ANSWER_WITHIN, ClockReading, ClockState
from drentsportal.domain.vocabulary import MUNICIPALITIES
from drentsportal.language.speaker import without_turns
from drentsportal.ui.guide.explanations import explanation
from drentsportal.ui.widgets.text_cell import plain_tooltip
from drentsportal.ui.wording import IN_DAYS_FROM, clock_duration, duration, sentence_case

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timedelta

    from drentsportal.language import Language
    from drentsportal.ui.models.inbox_line import InboxLine

Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = ("clock", "request", "channel", "owner", "status")
LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The ``InboxLine`` of a row, for delegates."""


class CaseListModel(QAbstractTableModel):
    """Cases as rows; every cell also gives its text for a screen reader."""

    def __init__(self, language: Language) -> None:
        """Start empty."""
        super().__init__()
        self._language = language
        self._lines: tuple[InboxLine, ...] = ()
        self._found: Mapping[str, str] = {}

    def show_lines(self, lines: Sequence[InboxLine], found: Mapping[str, str] | None = None) -> None:
        """Replace the list; when only the clocks moved, rows stay where they are.

        ``found`` says per number where the words that are looked for stand; it takes the place of the place.
        """
        self._found = found or {}
        numbers = [line.number for line in lines]
        if numbers == [line.number for line in self._lines]:
            self._lines = tuple(lines)
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> InboxLine:
        """Return the case of a row."""
        return self._lines[row]

    def row_of(self, number: str) -> int:
        """Return the row of a case, -1 when it is not shown."""
        return next((i for i, line in enumerate(self._lines) if line.number == number), -1)

    def longest_clocks(self) -> tuple[str, ...]:
        """Return the clocks of which one is the widest, in words.

        Only the longest time of each state is put in words: there may be thousands.
        """
        longest: dict[tuple[ClockState, bool], tuple[timedelta, ClockReading]] = {}
        for line in self._lines:
            clock = line.clock
            time = clock.net if clock.state.is_over else abs(clock.remaining)
            # Many days can take less room than fewer hours.
            kind = (clock.state, time >= IN_DAYS_FROM)
            if kind not in longest or time > longest[kind][0]:
                longest[kind] = (time, clock)
        return tuple(clock_text(self._language, each) for _, each in longest.values())

    def longest_number(self) -> str:
        """Return the number that is written with the most signs."""
        return max((line.number for line in self._lines), key=len, default="")

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
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.WhatsThisRole:
            return explanation(self._language, f"cases.{COLUMNS[section]}")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows; the second line of a cell follows a line break."""
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return without_turns("\n".join(self.texts(line, COLUMNS[index.column()])))
        if role == Qt.ItemDataRole.ToolTipRole:
            exact = clock_text(self._language, line.clock, exact=True)
            others = [part for column in COLUMNS[1:] for part in self.texts(line, column) if part]
            return plain_tooltip(without_turns(", ".join([exact, *others])))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = ", ".join(part for column in COLUMNS for part in self.texts(line, column) if part)
            return without_turns(told)
        if role == Qt.ItemDataRole.WhatsThisRole:
            return explanation(self._language, _subject(line, COLUMNS[index.column()]))
        return None

    def texts(self, line: InboxLine, column: str) -> tuple[str, ...]:
        """Return the one or two lines of a cell."""
        say = self._language.text
        if column == "clock":
            return (clock_text(self._language, line.clock),)
        if column == "request":
            where = self._found.get(line.number, line.place)
            return line.title, " · ".join(part for part in (line.number, where) if part)
        if column == "channel":
            return (say(f"channel.{line.channel.value}"),)
        if column == "owner":
            if not line.owner.name:
                return (say("ui.case.unassigned"),)
            return line.owner.name, line.owner.organisation
        return sentence_case(say(f"case_status.{line.status.value}")), self._next_step(line)

    def _next_step(self, line: InboxLine) -> str:
        """Say what comes next: the open task that is due first, else what the case itself waits for."""
        say = self._language.text
        if line.next_task is not None:
            if line.next_task.due_on is None:
                return line.next_task.text
            return say("ui.inbox.next_due", task=line.next_task.text, due_on=line.next_task.due_on)
        if line.is_answered:
            return "" if line.clock.state is ClockState.CLOSED else say("ui.cases.next.follow_up")
        if not line.owner.name:
            return say("ui.inbox.next_owner")
        if not line.shortlist_count:
            return say("ui.cases.next.match")
        return say("ui.cases.next.advise", count=line.shortlist_count)


def _subject(line: InboxLine, column: str) -> str:
    """Name what a cell is about: the state that it shows, or else its column."""
    states = {"clock": f"clock.{line.clock.state.value}", "status": f"case_status.{line.status.value}"}
    return states.get(column, f"cases.{column}")


def is_late(clock: ClockReading) -> bool:
    """Whether more than the term passed before the clock stood, or has passed by now."""
    return clock.net > ANSWER_WITHIN


def clock_text(language: Language, clock: ClockReading, *, exact: bool = False) -> str:
    """Return the clock in words: time left, time over, or how fast it was answered.

    From 48 hours on in days, unless ``exact``: where working hours count in working days of eight hours.
    """

    def word(time: timedelta) -> str:
        return duration(language, time) if exact else clock_duration(language, time, clock)

    if clock.state is ClockState.ANSWERED:
        text_id = "ui.clock.answered_late" if is_late(clock) else "ui.clock.answered"
        return language.text(text_id, time=word(clock.net))
    if clock.state is ClockState.CLOSED:
        return language.text("ui.clock.closed")
    if clock.state is ClockState.OVERDUE:
        return language.text("ui.clock.overdue", time=word(-clock.remaining))
    if clock.state is ClockState.STOPPED:
        return language.text("ui.clock.stopped", time=word(clock.remaining))
    return language.text("ui.clock.running", time=word(clock.remaining))


def municipality_name(code: str) -> str:
    """Return the name of a gemeente of Drenthe, the code itself elsewhere."""
    return MUNICIPALITIES.get(code, code)
