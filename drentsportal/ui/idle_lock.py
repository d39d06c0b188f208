"""Away from the desk: after idle minutes the window puts its contents and the key away until it is unlocked.

Idle is counted by the wall clock, so a machine that slept has been idle for as long as it slept. What was
being typed stays where it was; it is neither shown nor read out until the passphrase is given again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from drentsportal.errors import WorkspaceLockedError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import asks_to_go_on
from drentsportal.ui.dialogs.passphrases import UnlockDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from drentsportal.language import Language
    from drentsportal.ui.portal import Portal

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


class AwayDialog(UnlockDialog):
    """Asks for the passphrase again; it stays until one fits."""

    def __init__(
        self, parent: QWidget, language: Language, name: str, fault: str = "", *, by_hand: bool = False
    ) -> None:
        """Say why the window is closed."""
        super().__init__(parent, language, name, fault)
        self.setObjectName("away_dialog")
        self.setWindowTitle(language.text("ui.away.title"))
        self.explain(language.text("ui.away.by_hand" if by_hand else "ui.away.explanation", name=name))
        cancel = self.findChild(QPushButton, "cancel")
        if cancel is not None:
            cancel.hide()

    def reject(self) -> None:
        """Stay: there is nothing to go back to."""


class _Cover(QLabel):
    """An opaque sheet over all of a window: what its bars count is not for who passes by either."""

    def __init__(self, window: QWidget, text: str) -> None:
        """Cover a window for as long as the sheet is there."""
        super().__init__(text, window)
        self.setObjectName("away_cover")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAutoFillBackground(True)
        self.setGeometry(window.rect())
        window.installEventFilter(self)

    def say(self, text: str) -> None:
        """Say something else on it, to who listens too."""
        self.setText(text)
        self.setAccessibleName(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the window."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False


class IdleLock(QObject):
    """Locks one window and opens it again; without a passphrase nothing happens.

    Signals: ``locked()`` when contents and key are put away; ``unlocked()`` when they are back.
    """

    locked = Signal()
    unlocked = Signal()

    def __init__(self, portal: Portal, minutes: int) -> None:
        """Watch over a window."""
        super().__init__(portal.window)
        self._portal = portal
        self._protection = portal.services.protection
        self._language = portal.services.language
        self._hidden: list[QWidget] = []
        self._covers: list[_Cover] = []
        self.is_locked = False
        self._is_by_hand = False
        self.watch = IdleWatch(self, portal.services.clock.now_utc, minutes)
        self.watch.idle.connect(self._on_idle)

    def lock(self) -> None:
        """Put contents and key away and ask for the passphrase; what is still being stored comes first."""
        if self.is_locked or not self._protection.is_on:
            return
        self.is_locked = True
        self.watch.stop()
        self._put_away()
        self._ask()
        self._run(lambda: self._protection.lock(), self.locked.emit)  # noqa: PLW0108 - says what the worker does

    def lock_by_hand(self) -> None:
        """Lock because somebody asks for it; without a passphrase, say so and offer to set one."""
        if self._protection.is_on:
            self._is_by_hand = True
            self.lock()
            return
        say, window = self._language.text, self._portal.window
        title, go = say("ui.away.unprotected_title"), say("ui.away.protect")
        if asks_to_go_on(window, self._language, title, say("ui.away.unprotected"), go):
            self._portal.run_action("protect_workspace")

    def _on_idle(self) -> None:
        if self._protection.is_on:
            self.lock()
        else:
            self.watch.start()

    def _ask(self, fault: str = "") -> None:
        top = QApplication.activeModalWidget() or self._portal.window
        name = self._portal.services.workspace.label
        dialog = AwayDialog(top, self._language, name, fault, by_hand=self._is_by_hand)
        dialog.accepted.connect(lambda: self._unlock(*dialog.keys()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _unlock(self, passphrase: str | None, recovery_key: str | None) -> None:
        def done() -> None:
            self._bring_back()
            self.is_locked = self._is_by_hand = False
            self.watch.start()
            self._portal.cases.load()
            self.unlocked.emit()
            if recovery_key is not None:
                # Who opens with the recovery key needs another passphrase, as at the start.
                self._portal.run_action("protect_workspace")

        # Working out a key takes a second or more: until then the cover says that it is being looked at.
        self._tell("ui.away.checking")
        self._run(lambda: self._protection.unlock(passphrase, recovery_key), done)

    def _tell(self, text_id: str) -> None:
        for each in self._covers:
            each.say(self._language.text(text_id))

    def _run(self, work: Callable[[], None], done: Callable[[], object]) -> None:
        def finish(_: None) -> None:
            done()

        self._portal.runner.run(ServiceCall("ui.busy.open", lambda _: work(), finish, self._on_failed))

    def _on_failed(self, error: BaseException) -> None:
        self._tell("ui.away.cover")
        if isinstance(error, WorkspaceLockedError):
            self._ask(self._language.text(error))
        else:
            self._ask(self._language.text("ui.away.failed"))

    def _put_away(self) -> None:
        """Hide what every window of the application shows, the dialogs in their place, and cover it."""
        for each in QApplication.topLevelWidgets():
            if not each.isVisible() or not (isinstance(each, QDialog) or each is self._portal.window):
                continue
            for part in _parts_of(each, self._portal):
                if part.isVisible():
                    part.setVisible(False)
                    self._hidden.append(part)
            self._covers.append(self._cover(each))
        self._portal.window.menuBar().setEnabled(False)

    def _cover(self, window: QWidget) -> _Cover:
        cover = _Cover(window, self._language.text("ui.away.cover"))
        cover.show()
        cover.raise_()
        return cover

    def _bring_back(self) -> None:
        for each in self._covers:
            each.hide()
            each.deleteLater()
        for part in self._hidden:
            part.setVisible(True)
        self._covers, self._hidden = [], []
        self._portal.window.menuBar().setEnabled(True)


def _parts_of(window: QWidget, portal: Portal) -> list[QWidget]:
    """Return what a window shows: of the main one the pages in its docks and its centre, of others all."""
    main = portal.window
    if window is main:
        docks = (main.left, main.right, main.tray)
        return [*(dock.widget() for dock in docks), main.centre, main.status]
    return [each for each in window.children() if isinstance(each, QWidget) and not each.isWindow()]
