"""Away from the desk: after idle minutes the windows put their contents and the key away until unlocked.

What was being typed stays where it was; it is neither shown nor read out until the passphrase is given again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from drentsportal.errors import WorkspaceLockedError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import asks_to_go_on
from drentsportal.ui.dialogs.passphrases import UnlockDialog
from drentsportal.ui.idle_watch import IdleWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.language import Language
    from drentsportal.ui.portal import Portal


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
    """Locks a window, and all others on its workspace, and opens them again; only with a passphrase.

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
        self._asking: AwayDialog | None = None
        self.is_locked = False
        self._is_by_hand = False
        self.watch = IdleWatch(self, portal.services.clock.now_utc, minutes)
        self.watch.idle.connect(self._on_idle)

    def lock(self) -> None:
        """Put contents and key away and ask for the passphrase; what is still being stored comes first."""
        if self.is_locked or not self._protection.is_on:
            return
        # The window that locks comes last, so that it keeps the keyboard.
        for each in (*self._portal.sitting.others(self._portal), self._portal):
            each.away.close_up(by_hand=self._is_by_hand)
        self._run(lambda: self._protection.lock(), self._tell_locked)  # noqa: PLW0108 - says what the worker does

    def close_up(self, *, by_hand: bool) -> None:
        """Put away what this window shows and ask for the passphrase; the key is put away by who locks."""
        self._is_by_hand = by_hand
        self.is_locked = True
        self.watch.stop()
        self._put_away()
        self._ask()

    def open_up(self) -> None:
        """Show again what this window showed: the passphrase was given, here or in another window."""
        if self._asking is not None:
            QDialog.done(self._asking, QDialog.DialogCode.Rejected)
        self._bring_back()
        self.is_locked = self._is_by_hand = False
        self.watch.start()
        self._portal.cases.load()
        self.unlocked.emit()

    def _tell_locked(self) -> None:
        for each in list(self._portal.sitting.windows):
            each.away.locked.emit()

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
        modal = QApplication.activeModalWidget()
        top = modal if modal is not None and self._is_ours(modal) else self._portal.window
        name = self._portal.services.workspace.label
        dialog = AwayDialog(top, self._language, name, fault, by_hand=self._is_by_hand)
        dialog.accepted.connect(lambda: self._unlock(*dialog.keys()))
        dialog.finished.connect(self._on_asked)
        dialog.finished.connect(dialog.deleteLater)
        self._asking = dialog
        dialog.open()

    def _on_asked(self) -> None:
        self._asking = None

    def _unlock(self, passphrase: str | None, recovery_key: str | None) -> None:
        def done() -> None:
            for each in list(self._portal.sitting.windows):
                each.away.open_up()
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
        """Hide what this window and the dialogs over it show, in their place, and cover it."""
        for each in QApplication.topLevelWidgets():
            if not each.isVisible() or not self._is_ours(each):
                continue
            for part in _parts_of(each, self._portal):
                if part.isVisible():
                    part.setVisible(False)
                    self._hidden.append(part)
            self._covers.append(self._cover(each))
        self._portal.window.menuBar().setEnabled(False)

    def _is_ours(self, window: QWidget) -> bool:
        """Whether it is this window or a dialog over it; one of no window belongs to who is in front."""
        if not isinstance(window, QDialog):
            return window is self._portal.window
        sitting, above = self._portal.sitting, window.parentWidget()
        while above is not None:
            owner = next((each for each in sitting.windows if each.window is above), None)
            if owner is not None:
                return owner is self._portal
            above = above.parentWidget()
        return sitting.front is self._portal

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
