"""Notices of the clocks: in the tray of the system where it has one, else in the status bar; never modal.

Which notices fell is told by the pure function of the services, from the moment of the last look; that is
kept over a restart, so that a machine that slept or was off gives each notice once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from drentsportal.domain.cases.clock_notices import one_per_case, read_notice_hours
from drentsportal.domain.cases.deadline import ANSWER_WITHIN, ClockState
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.clock_tray import NoticeMemory
from drentsportal.ui.models.case_list import clock_text
from drentsportal.ui.models.inbox_line import overdue_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from drentsportal.domain.cases.clock_notices import ClockNotice
    from drentsportal.ui.clock_tray import Tray
    from drentsportal.ui.models.inbox_line import InboxLine
    from drentsportal.ui.portal import Portal

_MARGIN: Final = timedelta(minutes=2)
_NAMED: Final = 4


class ClockNotices(QObject):
    """Looks after each reading of the list whether a notice fell, and shows it.

    Of several windows on one workspace the one in front looks, so that each notice comes once.

    Signals: ``shown(number)`` with the case whose notice is the most urgent.
    """

    shown = Signal(str)

    def __init__(self, portal: Portal, tray: Tray | None = None) -> None:
        """Look from now on; ``tray`` ``None`` means that of the system, with what all windows remember."""
        super().__init__(portal.window)
        self._portal = portal
        self._services = portal.services
        self._say = portal.services.language.text
        self._before = read_notice_hours(portal.services.settings.clock_notices)
        self.memory = portal.sitting.notices if tray is None else NoticeMemory()
        self._said, self._said_late, self._said_soon = "", frozenset[str](), frozenset[str]()
        self._overdue = frozenset[str]()
        self.newest = ""
        if tray is None:
            own = portal.sitting.tray(portal)
            own.clicked.connect(self._show_newest)
            tray = own
        self.tray: Tray = tray
        portal.cases.lines_loaded.connect(self.look)

    def warn_before(self, before: Sequence[timedelta]) -> None:
        """Give notice at other moments before the end of a term, from the next look on."""
        self._before = tuple(before)
        self._services.clock_watch.before = tuple(before)

    def remember(self, path: Path) -> None:
        """Go on from the last look that an earlier start kept in ``path``, and keep it there from now on."""
        self.memory.remember(path)

    def look(self, lines: Sequence[InboxLine]) -> None:
        """Ask on the worker which notices fell since the last look, where any may have."""
        self._overdue = overdue_numbers(lines)
        self._take_back(lines)
        now_utc = self._services.clock.now_utc()
        memory = self.memory
        if memory.looking_for in self._portal.sitting.windows or not self._before or not self._speaks:
            return
        elapsed = None if memory.last_seen_utc is None else now_utc - memory.last_seen_utc
        if not may_have_fallen(lines, elapsed, self._before):
            memory.keep(now_utc)
            return
        memory.looking_for = self._portal
        watch, seen = self._services.clock_watch, memory.last_seen_utc
        self._portal.runner.run(
            ServiceCall(
                "ui.busy.cases",
                lambda _: watch.since(seen),
                self._on_found,
                self._on_failed,
                self._stop_looking,
            )
        )

    @property
    def _speaks(self) -> bool:
        return self._portal.sitting.front is self._portal

    def _stop_looking(self) -> None:
        self.memory.looking_for = None

    def _on_found(self, found: tuple[tuple[ClockNotice, ...], datetime]) -> None:
        self._stop_looking()
        notices, now_utc = found
        self.memory.keep(now_utc)
        first = one_per_case(notices)
        if not first:
            return
        self.newest = first[0].case.number
        late = frozenset(each.case.number for each in first if each.clock.state is ClockState.OVERDUE)
        if not late <= self._overdue:
            # Overdue only since the list was read: the counts of the window follow at once.
            self._overdue |= late
            self._portal.cases.load()
        title, text = self._title(len(first), len(late)), "\n".join(self._lines(first))
        if not self.tray.notify(title, text):
            self._said = f"{title}: {text}".replace("\n", "; ")
            self._said_late = late
            self._said_soon = frozenset(each.case.number for each in first) - late
            self._portal.window.status.tell(self._said)
        self.shown.emit(self.newest)

    def _take_back(self, lines: Sequence[InboxLine]) -> None:
        """Take the notice out of the status bar once it no longer holds: the count beside it does."""
        if not self._said:
            return
        late = overdue_numbers(lines)
        waiting = {line.number for line in lines if not line.is_answered} - late
        status = self._portal.window.status
        if status.told != self._said:
            self._said = ""
        elif not (self._said_late <= late and self._said_soon <= waiting):
            self._said = ""
            status.tell("")

    def _on_failed(self, error: BaseException) -> None:
        """Look again at the next turn; the moment of the last look stays."""
        self._stop_looking()
        self._portal.runner.failed.emit(error)

    def _title(self, count: int, late_count: int) -> str:
        """Count what is overdue as the status bar does, and apart what became so since the last look."""
        if not late_count:
            return self._say("ui.notice.soon", count=count)
        if late_count == len(self._overdue):
            return self._say("ui.notice.late", count=late_count)
        return self._say("ui.notice.late_added", count=len(self._overdue), added_count=late_count)

    def _lines(self, notices: Sequence[ClockNotice]) -> Iterable[str]:
        for each in notices[:_NAMED]:
            yield self._say(
                "ui.notice.case",
                number=each.case.number,
                title=each.case.request.title,
                clock=clock_text(self._services.language, each.clock),
            )
        if len(notices) > _NAMED:
            yield self._say("ui.notice.more", count=len(notices) - _NAMED)

    def _show_newest(self) -> None:
        """Come to the front with the case of the last notice, without leaving one that is worked on."""
        if not self._speaks:
            return
        window = self._portal.window
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        if self.newest and window.mode == "cases":
            self._portal.panels.case_list.select(self.newest)


def may_have_fallen(
    lines: Iterable[InboxLine], elapsed: timedelta | None, before: Sequence[timedelta]
) -> bool:
    """Whether a clock may have passed a threshold in the time since the last look; ``None`` means ever.

    Counted time never goes faster than time, so what is said not to have fallen has not.
    """
    thresholds = [ANSWER_WITHIN - each for each in before]
    for line in lines:
        if line.is_answered:
            continue
        for threshold in thresholds:
            has_passed = line.clock.net >= threshold
            if has_passed and (elapsed is None or line.clock.net - elapsed - _MARGIN < threshold):
                return True
    return False
