"""Starts the application: font, theme, workspace, first window, and the log for what nobody expected."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

from drentsportal import paths
from drentsportal.bootstrap import open_services
from drentsportal.errors import DrentsPortalError, WorkspaceLockedError
from drentsportal.settings import load_settings
from drentsportal.ui.dialogs.messages import tell_error
from drentsportal.ui.fonts import use_inter
from drentsportal.ui.map.scheme import register_scheme
from drentsportal.ui.portal import Portal
from drentsportal.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from drentsportal.bootstrap import AppServices
    from drentsportal.settings import Settings

_log = logging.getLogger(__name__)
_LOG_BYTES = 1_000_000
_CASE = "--case="


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window on the workspace named in ``argv`` or in the settings; returns the exit code.

    ``--case=D-2026-0041`` opens that case at once.
    """
    arguments = list(sys.argv if argv is None else argv)
    register_scheme()
    app = make_application(arguments)
    log_path = start_log(paths.user_data_dir() / "drentsportal.log")
    settings = load_settings()
    named = [Path(each) for each in arguments[1:] if not each.startswith("-")]
    services = _open(settings, named[0] if named else settings.workspace_path)
    if services is None:
        return 1
    theme = Theme(paths.resources_dir() / "theme" / "window.qss", settings.theme)
    theme.apply(app)
    portal = Portal(services, theme, documents_dir(), log_path)
    _watch_for_faults(portal, log_path)
    portal.start()
    for number in (each.removeprefix(_CASE) for each in arguments if each.startswith(_CASE)):
        portal.cases.open(number)
    return app.exec()


def make_application(arguments: Sequence[str]) -> QApplication:
    """Make the application with its name and its typeface."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(list(arguments))
    app.setApplicationName("drentsportal")
    app.setApplicationDisplayName("Drents bedrijvenportal")
    use_inter(app)
    return app


def documents_dir() -> Path:
    """Return the folder for documents of this person."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder or Path.home()) / "Drents bedrijvenportal"


def start_log(path: Path) -> Path:
    """Write what goes wrong to a file that is told in the error dialog."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return path


def _open(settings: Settings, workspace_path: Path) -> AppServices | None:
    passphrase: str | None = None
    while True:
        try:
            return open_services(settings, workspace_path, passphrase=passphrase)
        except WorkspaceLockedError as error:
            passphrase = _ask_passphrase(str(error.params.get("path", workspace_path.name)))
            if passphrase is None:
                return None
        except DrentsPortalError:
            _log.exception("workspace %s cannot be opened", workspace_path)
            raise


def _ask_passphrase(name: str) -> str | None:
    text, agreed = QInputDialog.getText(None, name, name, QLineEdit.EchoMode.Password)
    return text if agreed else None


def _watch_for_faults(portal: Portal, log_path: Path) -> None:
    """Send what nobody caught to the log and tell the person where it stands; the window stays."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.critical("unexpected error", exc_info=(kind, error, trace))
        tell_error(portal.window, portal.services.language, error, log_path)

    sys.excepthook = hook
