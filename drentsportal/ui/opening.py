"""From the empty window to the full one: paint the map, open the workspace, fill the panels."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from drentsportal.errors import DrentsPortalError, WorkspaceLockedError
from drentsportal.settings import remember_settings
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.messages import tell_error

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from drentsportal.bootstrap import AppServices
    from drentsportal.settings import Settings
    from drentsportal.ui.background import CallProgress
    from drentsportal.ui.frame import Frame
    from drentsportal.ui.other_workspace import OtherWorkspace
    from drentsportal.ui.portal import Portal
    from drentsportal.ui.theme import Theme
    from drentsportal.ui.windows import Windows

_log = logging.getLogger(__name__)

_NEVER_ASKED: Final = "error.storage.passphrase_needed"
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
        self.case_numbers: list[str] = []
        self.windows: Windows | None = None

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
        from drentsportal.ui.windows import Windows  # noqa: PLC0415 - panels and their models, after the paint

        self.windows = Windows(self._theme, self._out_dir, self._log_path, self._asked_path, self._on_filled)
        return self.windows.fill(self._frame, services)

    @property
    def _asked_path(self) -> Path:
        return self._workspace_path or self._settings.workspace_path

    @property
    def portal(self) -> Portal | None:
        """The window in front, ``None`` while the first is not filled yet."""
        sitting = None if self.windows is None else self.windows.sitting
        return None if sitting is None else sitting.front

    @property
    def other(self) -> OtherWorkspace | None:
        """What opens other workspaces from the window in front."""
        portal = self.portal
        return None if self.windows is None or portal is None else self.windows.others.get(portal)

    def _on_filled(self, portal: Portal) -> None:
        portal.tour.ended.connect(self._forget_tour)
        if self._has_tour and portal.number == 1:
            portal.tour.offer()

    def _forget_tour(self) -> None:
        """Show the tour no more by itself, neither in a window that is made anew nor at the next start."""
        self._has_tour = False
        try:
            remember_settings(show_tour=False)
        except DrentsPortalError as error:
            # It comes back at the next start; that is no reason for a box over the work.
            _log.warning("that the tour was seen cannot be kept", exc_info=error)

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

        path = self._asked_path
        fault = "" if error.message_id == _NEVER_ASKED else self._frame.language.text(error)
        dialog = UnlockDialog(self._frame.window, self._frame.language, path.name, fault)
        dialog.accepted.connect(lambda: self._open(*dialog.keys()))
        dialog.rejected.connect(lambda: QApplication.exit(1))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Send what nobody caught to the log and tell the person where it stands; the window stays."""
        _log.critical("unexpected error", exc_info=(kind, error, trace))
        portal = self.portal
        window = self._frame.window if portal is None else portal.window
        language = self._frame.language if portal is None else portal.services.language
        tell_error(window, language, error, self._log_path)
