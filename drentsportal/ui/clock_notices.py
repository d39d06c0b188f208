"""Notices of the clocks: in the tray of the system where it has one, else in the status bar; never modal.

Which notices fell is told by the pure function of the services, from the moment of the last look; that is
kept over a restart, so that a machine that slept or was off gives each notice once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from drentsportal.domain.cases.clock_notices import one_per_case, read_notice_hours
from drentsportal.domain.cases.deadline import ANSWER_WITHIN, ClockState
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.icons import icon
from drentsportal.ui.models.case_list import clock_text
from drentsportal.ui.models.inbox_line import overdue_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from drentsportal.domain.cases.clock_notices import ClockNotice
    from drentsportal.ui.models.inbox_line import InboxLine
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.theme import Theme

_SEEN: Final = "last_seen_utc"
_MARGIN: Final = timedelta(minutes=2)
_NAMED: Final = 4
_SHOWN_MS: Final = 15_000


class Tray(Protocol):
    """Where a notice appears outside the window."""

    def notify(self, title: str, text: str) -> bool:
        """Show a notice; ``False`` where there is no place for it."""
        ...

    def tell(self, text: str) -> None:
        """Say how things stand while nobody asks."""
        ...


class SystemTray(QObject):
    """The tray of the system, where it has one. Signal: ``clicked()`` on a notice or on the icon."""

    clicked = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        """Keep the parts; the icon appears with the first thing that it says."""
        super().__init__(window)
        self._theme = theme
        self._icon: QSystemTrayIcon | None = None

    def notify(self, title: str, text: str) -> bool:
        """Show a notice that goes away by itself."""
        shown = self._shown()
        if shown is None:
            return False
        shown.showMessage(title, text, QSystemTrayIcon.MessageIcon.Information, _SHOWN_MS)
        return True

    def tell(self, text: str) -> None:
        """Say in the tooltip of the icon how many cases wait."""
        shown = self._shown()
        if shown is not None:
            shown.setToolTip(text)

    def _shown(self) -> QSystemTrayIcon | None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return None
        if self._icon is None:
            self._icon = QSystemTrayIcon(icon("cases", self._theme, "accent"), self)
            self._icon.messageClicked.connect(self.clicked)
            self._icon.activated.connect(lambda _: self.clicked.emit())
            self._icon.show()
        return self._icon


class ClockNotices(QObject):
    """Looks after each reading of the list whether a notice fell, and shows it.

    Signals: ``shown(number)`` with the case whose notice is the most urgent.
    """

    shown = Signal(str)

    def __init__(self, portal: Portal, tray: Tray | None = None) -> None:
        """Look from now on; ``tray`` ``None`` means that of the system."""
        super().__init__(portal.window)
        self._portal = portal
        self._services = portal.services
        self._say = portal.services.language.text
        self._before = read_notice_hours(portal.services.settings.clock_notices)
        self._path: Path | None = None
        self._last_seen_utc: datetime | None = None
        self._is_looking = False
        self._said, self._said_late, self._said_soon = "", frozenset[str](), frozenset[str]()
        self._overdue = frozenset[str]()
        self.newest = ""
        if tray is None:
            own = SystemTray(portal.window, portal.theme)
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
        self._path = path
        kept = QSettings(str(path), QSettings.Format.IniFormat).value(_SEEN, "")
        try:
            moment = datetime.fromisoformat(str(kept))
        except ValueError:
            return
        if moment.tzinfo is not None:
            self._last_seen_utc = moment

    def look(self, lines: Sequence[InboxLine]) -> None:
        """Ask on the worker which notices fell since the last look, where any may have."""
        self._overdue = overdue_numbers(lines)
        self._take_back(lines)
        now_utc = self._services.clock.now_utc()
        if self._is_looking or not self._before:
            return
        elapsed = None if self._last_seen_utc is None else now_utc - self._last_seen_utc
        if not may_have_fallen(lines, elapsed, self._before):
            self._keep(now_utc)
            return
        self._is_looking = True
        watch, seen = self._services.clock_watch, self._last_seen_utc
        self._portal.runner.run(
            ServiceCall("ui.busy.cases", lambda _: watch.since(seen), self._on_found, self._on_failed)
        )

    def _on_found(self, found: tuple[tuple[ClockNotice, ...], datetime]) -> None:
        self._is_looking = False
        notices, now_utc = found
        self._keep(now_utc)
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
        self._is_looking = False
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

    def _keep(self, now_utc: datetime) -> None:
        """Keep the moment of this look; one that cannot be written costs a notice told twice."""
        self._last_seen_utc = now_utc
        if self._path is not None:
            settings = QSettings(str(self._path), QSettings.Format.IniFormat)
            settings.setValue(_SEEN, now_utc.isoformat())
            settings.sync()

    def _show_newest(self) -> None:
        """Come to the front with the case of the last notice, without leaving one that is worked on."""
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
