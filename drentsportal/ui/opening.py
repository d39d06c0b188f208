"""From the empty window to the full one: paint the map, open the workspace, fill the panels.

In another language the window is made anew, beside the old one, over the same workspace.
"""

from __future__ import annotations

import logging
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from drentsportal import paths
from drentsportal.errors import DrentsPortalError, WorkspaceLockedError
from drentsportal.settings import changed, remember_settings
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.ending import end_dialogs, leave_forms
from drentsportal.ui.dialogs.messages import tell, tell_error
from drentsportal.ui.frame import Frame
from drentsportal.ui.qt_words import use_qt_words
from drentsportal.ui.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from drentsportal.bootstrap import AppServices
    from drentsportal.settings import Settings
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.other_workspace import OtherWorkspace
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.theme import Theme

_log = logging.getLogger(__name__)

_NEVER_ASKED: Final = "error.storage.passphrase_needed"
_LAYOUT_NAME: Final = "venster.ini"
_NOTICES_NAME: Final = "klok.ini"
_RECENT_NAME: Final = "gekozen.ini"
_WORK_PATIENCE_MS: Final = 3000
_LOOK_AGAIN_MS: Final = 50
_PAINT_PATIENCE_MS: Final = 1500
"""After this the workspace opens even when the map is not painted yet."""


class Opening(QObject):
    """Opens a workspace in a window that stands already."""

    def __init__(self, frame: Frame, theme: Theme, settings: Settings, log_path: Path) -> None:
        """Keep the parts; ``case_numbers`` are opened once the window is full."""
        super().__init__()
        self._frame = frame
        self._theme = theme
        self._settings = settings
        self._log_path = log_path
        self._has_begun = False
        self._is_forgotten = False
        self._has_tour = settings.show_tour
        self.other: OtherWorkspace | None = None
        self.case_numbers: list[str] = []
        self.portal: Portal | None = None

    def start(self, workspace_path: Path | None, out_dir: Path) -> None:
        """Show the window, and open the workspace once its map is painted; documents go to ``out_dir``."""
        self._workspace_path = workspace_path
        self._out_dir = out_dir
        sys.excepthook = self._on_fault
        self._frame.window.closing.connect(self._frame.runner.close)
        self._frame.window.show()
        self._frame.window.apply_widths()
        if not self._frame.has_kept_map:
            self._begin()
            return
        self._frame.map.painted.connect(self._on_painted)
        QTimer.singleShot(_PAINT_PATIENCE_MS, self, self._begin)

    def _on_painted(self, what: str) -> None:
        if what == "sites":
            self._begin()

    def _begin(self) -> None:
        if not self._has_begun:
            self._has_begun = True
            self._open()

    def _open(self, passphrase: str | None = None, recovery_key: str | None = None) -> None:
        # Who opens with the recovery key needs another passphrase: it is asked for at once.
        self._is_forgotten = recovery_key is not None

        def work(_: CallProgress) -> AppServices:
            from drentsportal.bootstrap import open_services  # noqa: PLC0415 - database and geometry, after the paint

            return open_services(
                self._settings, self._workspace_path, passphrase=passphrase, recovery_key=recovery_key
            )

        self._frame.runner.run(ServiceCall("ui.busy.open", work, self._on_opened, self._on_failed))

    def _on_opened(self, services: AppServices) -> None:
        portal = self._filled(services)
        for number in self.case_numbers:
            portal.cases.open(number)
        if self._is_forgotten:
            portal.run_action("protect_workspace")

    def _filled(self, services: AppServices) -> Portal:
        """Fill the window that stands with a workspace."""
        from drentsportal.ui.portal import Portal  # noqa: PLC0415 - panels and their models, after the paint

        portal = self.portal = Portal(services, self._theme, self._out_dir, self._log_path, self._frame)
        portal.layout.remember(paths.user_data_dir() / _LAYOUT_NAME)
        portal.inbox.notices.remember(paths.user_data_dir() / _NOTICES_NAME)
        portal.finder.recent.remember(paths.user_data_dir() / _RECENT_NAME)
        portal.window.language_asked.connect(self._speak, Qt.ConnectionType.QueuedConnection)
        portal.window.settings_asked.connect(self._use, Qt.ConnectionType.QueuedConnection)
        portal.tour.ended.connect(self._forget_tour)
        if self._has_tour:
            portal.tour.offer()
        self._serve(portal)
        portal.start()
        return portal

    def _forget_tour(self) -> None:
        """Show the tour no more by itself, neither in a window that is made anew nor at the next start."""
        self._has_tour = False
        try:
            remember_settings(show_tour=False)
        except DrentsPortalError as error:
            # It comes back at the next start; that is no reason for a box over the work.
            _log.warning("that the tour was seen cannot be kept", exc_info=error)

    def _serve(self, portal: Portal) -> None:
        """Have other workspaces opened from a window that was filled."""
        from drentsportal.ui.other_workspace import OtherWorkspace  # noqa: PLC0415 - dialogs, after the paint

        if self.other is None:
            self.other = OtherWorkspace(self._take, self._log_path)
        self.other.serve(portal, self._workspace_path or self._settings.workspace_path)

    def _take(self, services: AppServices, path: Path) -> None:
        """Put a window on another workspace in the place of the one that stands, and close what was open.

        Raises ``StorageError`` when that could not be put away; the other one is open all the same.
        """
        old, self._workspace_path = self.portal, path
        if old is None:
            return
        old.layout.save()
        end_dialogs(old.window)
        self._frame = Frame(self._theme, services.language.unbroken(), path)
        self._filled(services)
        try:
            old.close()
        finally:
            old.put_away()

    def _speak(self, code: str, patience_ms: int = _WORK_PATIENCE_MS) -> None:
        """Speak another language, now and at the next start; what a form holds is asked about first.

        Short work is waited for; of longer work the person is told.
        """
        old = self.portal
        if old is None or code == old.services.settings.language:
            return
        if old.runner.is_busy and patience_ms > 0:
            again = partial(self._speak, code, patience_ms - _LOOK_AGAIN_MS)
            QTimer.singleShot(_LOOK_AGAIN_MS, self, again)
            return

        def speak() -> None:
            remember_settings(language=code)
            self._make_anew(old, changed(old.settings, language=code))

        def stay() -> None:
            old.window.actions_by_id.mark("language", self._settings.language)

        self._change(old, "ui.language", speak, stay)

    def _use(self, settings: Settings, patience_ms: int = _WORK_PATIENCE_MS) -> None:
        """Have settings count that are kept already, in a window that is made with them."""
        old = self.portal
        if old is None:
            return
        if old.runner.is_busy and patience_ms > 0:
            again = partial(self._use, settings, patience_ms - _LOOK_AGAIN_MS)
            QTimer.singleShot(_LOOK_AGAIN_MS, self, again)
        else:
            self._change(old, "ui.preferences", lambda: self._make_anew(old, settings), _nothing)

    def _make_anew(self, old: Portal, settings: Settings) -> None:
        """Put a window made with other settings in the place of the one that stands."""
        self._settings = settings
        services, place = old.services.wired_for(settings), Whereabouts.of(old)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            use_qt_words(app, settings.language)
        old.layout.save()
        end_dialogs(old.window)
        self._frame = Frame(self._theme, services.language.unbroken(), self._frame.workspace_path)
        place.find_again(self._filled(services))
        old.put_away()

    def _change(
        self, portal: Portal, family: str, change: Callable[[], None], stay: Callable[[], None]
    ) -> None:
        """Change the window once no form is filled and nothing is under way, of which texts of a family tell.

        What stands in a form is asked about first, and saved where the person wants that.
        """
        if portal.runner.is_busy:
            say = portal.services.language.text
            tell(portal.window, say(f"{family}.title"), say(f"{family}.busy"))
            stay()
        elif not leave_forms(portal.window):
            stay()
        else:
            # Not from within the worker that saves a form and ends with the window.
            portal.upkeep.leaving.leave(lambda: QTimer.singleShot(0, self, change), stay)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, WorkspaceLockedError):
            self._ask_keys(error)
            return
        _log.error("the workspace cannot be opened", exc_info=error)
        tell_error(self._frame.window, self._frame.language, error, self._log_path)
        QApplication.exit(1)

    def _ask_keys(self, error: WorkspaceLockedError) -> None:
        """Ask for passphrase or recovery key, and say what was wrong with what was given before."""
        from drentsportal.ui.dialogs.passphrases import UnlockDialog  # noqa: PLC0415 - only for a protected file

        path = self._workspace_path or self._settings.workspace_path
        fault = "" if error.message_id == _NEVER_ASKED else self._frame.language.text(error)
        dialog = UnlockDialog(self._frame.window, self._frame.language, path.name, fault)
        dialog.accepted.connect(lambda: self._open(*dialog.keys()))
        dialog.rejected.connect(lambda: QApplication.exit(1))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Send what nobody caught to the log and tell the person where it stands; the window stays."""
        _log.critical("unexpected error", exc_info=(kind, error, trace))
        tell_error(self._frame.window, self._frame.language, error, self._log_path)


def _nothing() -> None:
    """Stay as it is."""
