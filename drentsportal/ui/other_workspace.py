"""Another workspace in the place of the one that is open, which stays until the other one is there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from drentsportal import paths
from drentsportal.errors import StorageError, WorkspaceLockedError
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import asks_to_go_on, tell, tell_error
from drentsportal.ui.dialogs.passphrases import UnlockDialog
from drentsportal.ui.recent_workspaces import RecentMenu, RecentWorkspaces

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices
    from drentsportal.settings import Settings
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.portal import Portal

RECENT_NAME: Final = "werkruimten.ini"
_SUFFIX: Final = ".drents"
_PATIENCE_MS: Final = 3000
_LOOK_AGAIN_MS: Final = 50
_NEVER_ASKED: Final = "error.storage.passphrase_needed"


class OtherWorkspace(QObject):
    """Asks which workspace, opens it, and hands it over; what cannot be opened changes nothing."""

    def __init__(self, take: Callable[[AppServices, Path], None], log_path: Path) -> None:
        """``take`` puts a window on opened services in the place of the one that stands."""
        super().__init__()
        self._take = take
        self._log_path = log_path
        self.recent = RecentWorkspaces(paths.user_data_dir() / RECENT_NAME)
        self.menu: RecentMenu | None = None

    def serve(self, portal: Portal, current: Path) -> None:
        """Serve a window that was filled, on the workspace ``current``."""
        self._portal = portal
        self._current = current.absolute()
        self.recent.opened(current)
        self.menu = RecentMenu(portal, self.recent, current)
        self.menu.asked.connect(self.open)
        portal.window.workspace_asked.connect(self._on_asked)

    def open(self, path: Path, patience_ms: int = _PATIENCE_MS, *, create: bool = False) -> None:
        """Open a workspace; short work is waited for, and what a form holds is asked about first."""
        portal = self._portal
        say = portal.services.language.text
        is_busy = any(each.runner.is_busy for each in portal.sitting.windows)
        if is_busy and patience_ms > 0:
            again = partial(self.open, path, patience_ms - _LOOK_AGAIN_MS, create=create)
            QTimer.singleShot(_LOOK_AGAIN_MS, self, again)
        elif is_busy:
            tell(portal.window, say("ui.open_workspace.title"), say("ui.open_workspace.busy"))
        elif path.absolute() == self._current:
            portal.window.status.tell(say("ui.open_workspace.is_open", name=path.name))
        elif self._may_close_others():
            then = partial(self._open, path, portal.settings, create=create)
            portal.sitting.leave_work(then, _nothing)

    def _may_close_others(self) -> bool:
        """Ask where windows beside this one would close, since one workspace is open at a time."""
        portal = self._portal
        say = portal.services.language.text
        others = len(portal.sitting.others(portal))
        if not others:
            return True
        title, text = say("ui.open_workspace.title"), say("ui.open_workspace.others", count=others)
        go_on = say("ui.open_workspace.close_others")
        return asks_to_go_on(portal.window, portal.services.language, title, text, go_on)

    def _on_asked(self, action_id: str) -> None:
        """Ask which file to open, or where a new one comes."""
        portal = self._portal
        say = portal.services.language.text
        title = say(f"ui.{action_id}.title")
        kinds = f"{say('ui.open_workspace.kind')} (*{_SUFFIX})"
        folder = str(self._current.parent)
        if action_id == "open_workspace":
            chosen, _ = QFileDialog.getOpenFileName(portal.window, title, folder, kinds)
            if chosen:
                self.open(Path(chosen))
            return
        # A workspace that is there is never written over: the question whether to do so is left out.
        keep = QFileDialog.Option.DontConfirmOverwrite
        chosen, _ = QFileDialog.getSaveFileName(portal.window, title, folder, kinds, options=keep)
        if chosen:
            named = Path(chosen)
            self._make(named if named.suffix == _SUFFIX else Path(f"{chosen}{_SUFFIX}"))

    def _make(self, path: Path) -> None:
        portal = self._portal
        if path.exists():
            say = portal.services.language.text
            tell(portal.window, say("ui.new_workspace.title"), say("ui.new_workspace.exists", path=str(path)))
        else:
            self.open(path, create=True)

    def _open(
        self,
        path: Path,
        settings: Settings,
        keys: tuple[str | None, str | None] = (None, None),
        *,
        create: bool = False,
    ) -> None:
        portal = self._portal

        def work(_: CallProgress) -> AppServices:
            from drentsportal.bootstrap import open_services  # noqa: PLC0415 - as at the start

            passphrase, recovery_key = keys
            return open_services(settings, path, passphrase, recovery_key=recovery_key, create=create)

        def failed(error: BaseException) -> None:
            if isinstance(error, WorkspaceLockedError):
                self._ask_keys(path, settings, error)
            else:
                tell_error(portal.window, portal.services.language, error, self._log_path)

        def done(services: AppServices) -> None:
            # Not from within the worker that ends with the window.
            QTimer.singleShot(0, self, lambda: self._hand_over(services, path, is_forgotten=bool(keys[1])))

        portal.runner.run(ServiceCall("ui.busy.open", work, done, failed))

    def _hand_over(self, services: AppServices, path: Path, *, is_forgotten: bool) -> None:
        """Put the other workspace in place; that the one before could not be put away is told there."""
        try:
            self._take(services, path)
        except StorageError as error:
            tell_error(self._portal.window, services.language, error, self._log_path)
        if is_forgotten:
            # Who opens with the recovery key needs another passphrase, as at the start.
            self._portal.run_action("protect_workspace")

    def _ask_keys(self, path: Path, settings: Settings, error: WorkspaceLockedError) -> None:
        language = self._portal.services.language
        fault = "" if error.message_id == _NEVER_ASKED else language.text(error)
        dialog = UnlockDialog(self._portal.window, language, path.name, fault)
        dialog.accepted.connect(lambda: self._open(path, settings, dialog.keys()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _nothing() -> None:
    """Stay as it is."""
