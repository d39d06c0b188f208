"""What the windows on one open workspace have in common: worker, steps back, lock, tray, and who is in front.

Each window has its own selection, view, map and way back. A write in one is told to the others by what the
store says of itself after each call, so no window has to know what another one does.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from drentsportal.errors import DrentsPortalError
from drentsportal.services.store_mark import StoreMark, changes_between, store_mark
from drentsportal.ui.clock_tray import NoticeMemory, SystemTray
from drentsportal.ui.dialogs.ending import leave_forms
from drentsportal.ui.request_steps import RequestSteps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drentsportal.services.changes import ChangeSet
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.worker import Worker

_log = logging.getLogger(__name__)

_FIRST: Final = 1


class Sitting(QObject):
    """One open workspace and the windows on it.

    Signal: ``window_asked(portal)`` when a person wants one more window, from that one.
    """

    window_asked = Signal(object)
    _changed = Signal(object, object)

    def __init__(self, worker: Worker) -> None:
        """Begin without a window; ``worker`` does the calls of all of them."""
        super().__init__()
        self.worker = worker
        self.steps = RequestSteps()
        """What was changed in requests: a step of one window can be taken back in another."""
        self.notices = NoticeMemory()
        self.windows: list[Portal] = []
        self._numbers: dict[Portal, int] = {}
        self._front: Portal | None = None
        self._tray: SystemTray | None = None
        self._mark: StoreMark | None = None
        self._is_ending = False
        worker.after_call = self._look
        self._changed.connect(self._on_changed)

    # -- windows --------------------------------------------------------------------------------------

    def join(self, portal: Portal, number: int | None = None) -> int:
        """Take in a window; returns its number, the lowest that is free where none is given."""
        taken = set(self._numbers.values())
        free = next(each for each in range(_FIRST, len(taken) + _FIRST + 1) if each not in taken)
        self._numbers[portal] = free if number is None else number
        self.windows.append(portal)
        return self._numbers[portal]

    def leave(self, portal: Portal) -> bool:
        """Let a window go, once; returns whether it was the last."""
        if portal in self._numbers:
            del self._numbers[portal]
            self.windows.remove(portal)
            if self._front is portal:
                self._front = None
            if not self.windows and self._tray is not None:
                self._tray.end()
                self._tray = None
        if self._is_ending:
            QTimer.singleShot(0, self, self._end_next)
        return not self.windows

    @property
    def front(self) -> Portal | None:
        """The window that a person works in, or worked in last; it speaks for all of them."""
        above = QApplication.activeWindow()
        while above is not None:
            found = next((each for each in self.windows if each.window is above), None)
            if found is not None:
                self._front = found
                break
            above = above.parentWidget()
        if self._front is None and self.windows:
            self._front = self.windows[0]
        return self._front

    def others(self, portal: Portal) -> list[Portal]:
        """Return the windows beside one."""
        return [each for each in self.windows if each is not portal]

    def tray(self, portal: Portal) -> SystemTray:
        """Return the one icon of all windows."""
        if self._tray is None:
            self._tray = SystemTray(self, portal.theme)
        return self._tray

    # -- leaving --------------------------------------------------------------------------------------

    def leave_work(
        self, then: Callable[[], object], stay: Callable[[], None], windows: Sequence[Portal] | None = None
    ) -> None:
        """Go on once no window holds anything unstored that a person wants to keep; each asks by itself."""
        first, *rest = self.windows if windows is None else windows
        may_lose = not first.upkeep.leaving.is_free
        if may_lose and len(self.windows) > 1:
            first.window.raise_()
            first.window.activateWindow()
        if not leave_forms(first.window):
            stay()
            return
        goes_on = then if not rest else lambda: self.leave_work(then, stay, rest)
        first.upkeep.leaving.leave(goes_on, stay)

    def end(self) -> None:
        """Close every window, after asking in each; where a person stays, the others stay too."""
        self._is_ending = True
        self._end_next()

    def stay(self) -> None:
        """Close no further window: a person stays in this one."""
        self._is_ending = False

    def _end_next(self) -> None:
        if not (self._is_ending and self.windows):
            return
        front = self.front
        last = front if front is not None and len(self.windows) == 1 else None
        going = last or next(each for each in reversed(self.windows) if each is not front)
        going.window.close()

    # -- what another window changed ------------------------------------------------------------------

    def _look(self, by: object) -> None:
        """Tell after a call what it changed, where another window shows it; on the worker."""
        windows = list(self.windows)
        if len(windows) < 2:  # noqa: PLR2004 - with one window there is nobody to tell
            self._mark = None
            return
        try:
            before, self._mark = self._mark, store_mark(windows[0].services.workspace, self._mark)
        except DrentsPortalError as error:
            # Locked, or for the moment not to be read: the next call tells it.
            _log.debug("what changed is not known yet: %s", type(error).__name__)
            return
        if before is None or before is self._mark:
            return
        changes = changes_between(before, self._mark)
        if not changes.is_empty:
            self._changed.emit(changes, by)

    def _on_changed(self, changes: ChangeSet, by: object) -> None:
        for each in list(self.windows):
            if each.runner is not by:
                each.elsewhere.follow(changes)
