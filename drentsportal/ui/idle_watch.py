"""Nobody at the desk: counted by the wall clock, so a machine that slept has been idle for as long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_ACTS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_LOOK_MS: Final = 5_000
_SET_BACK: Final = timedelta(minutes=1)
"""A clock that goes back by more than this was set by hand: how long nobody was there is not known."""


class IdleWatch(QObject):
    """Tells when nobody has touched the application for some minutes.

    Signal: ``idle()``, once; ``start`` begins anew.
    """

    idle = Signal()

    def __init__(self, owner: QObject, now_utc: Callable[[], datetime], minutes: int) -> None:
        """Watch from now on; 0 minutes never tells."""
        super().__init__(owner)
        self._now_utc = now_utc
        self._limit = timedelta()
        self._is_following = False
        self._touched_at_utc = now_utc()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.watch_for(minutes)

    def watch_for(self, minutes: int) -> None:
        """Count another number of minutes, from now on; 0 never tells."""
        self._limit = timedelta(minutes=minutes)
        app = QApplication.instance()
        if minutes > 0 and not self._is_following and isinstance(app, QApplication):
            self._is_following = True
            # A filter on the whole application would slow down every event of every widget.
            app.focusWindowChanged.connect(self._follow)
            self._follow(app.focusWindow())
        self.stop()
        self.start()

    def start(self) -> None:
        """Count from now."""
        self._touched_at_utc = self._now_utc()
        if self._limit:
            self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def _follow(self, window: QObject | None) -> None:
        """Watch a window that a person turned to; one that is watched already stays so."""
        if window is not None:
            window.installEventFilter(self)

    @property
    def minutes(self) -> int:
        """How long nobody may be there; 0 is for ever."""
        return self._limit // timedelta(minutes=1)

    @property
    def is_due(self) -> bool:
        """Whether the time has passed, or the clock was set back so that it cannot be told."""
        passed = self._now_utc() - self._touched_at_utc
        return self._timer.isActive() and (passed >= self._limit or passed < -_SET_BACK)

    def look(self) -> bool:
        """Tell when the time has passed; returns whether it has."""
        if not self.is_due:
            return False
        self.stop()
        self.idle.emit()
        return True

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Note every touch; the one with which somebody comes back too late does nothing else."""
        if event.type() not in _ACTS or not self._timer.isActive():
            return False
        # First look: the hand on the mouse of a machine that slept must not pass for somebody at work.
        if self.look():
            return True
        self._touched_at_utc = self._now_utc()
        return False
