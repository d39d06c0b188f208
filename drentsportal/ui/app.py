"""Starts the application: font, theme, first window, workspace, and the log for what nobody expected.

The order is that of what a person waits for. The window comes first, with the map as it was when the
workspace was last closed; database, services and panels are loaded once that is painted.
"""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from drentsportal import paths
from drentsportal.errors import DrentsPortalError
from drentsportal.language import FIRST_LANGUAGE, Language
from drentsportal.settings import load_settings
from drentsportal.ui.dialogs.messages import tell_error
from drentsportal.ui.fonts import use_inter
from drentsportal.ui.frame import Frame
from drentsportal.ui.map.scheme import register_scheme
from drentsportal.ui.opening import Opening
from drentsportal.ui.qt_words import use_qt_words
from drentsportal.ui.theme import Theme
from drentsportal.ui.tidying import Tidying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.settings import Settings

_LOG_BYTES = 1_000_000
_TURN_S = 0.0005
_CASE = "--case="


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window on the workspace named in ``argv`` or in the settings; returns the exit code.

    ``--case=D-2026-0041`` opens that case at once.
    """
    arguments = list(sys.argv if argv is None else argv)
    # The window asks for its turn at every row that it paints; each time the worker may keep it waiting.
    sys.setswitchinterval(_TURN_S)
    register_scheme()
    app = make_application(arguments)
    log_path = start_log(paths.user_data_dir() / "drentsportal.log")
    settings = _settings(log_path)
    if settings is None:
        return 1
    named = [Path(each) for each in arguments[1:] if not each.startswith("-")]
    theme = Theme(paths.resources_dir() / "theme" / "window.qss", settings.theme)
    theme.apply(app)
    use_qt_words(app, settings.language)
    language = Language(settings.language, paths.resources_dir(), cache_dir=paths.user_cache_dir())
    frame = Frame(theme, language.unbroken(), named[0] if named else settings.workspace_path)
    opening = Opening(frame, theme, settings, log_path)
    opening.case_numbers = [each.removeprefix(_CASE) for each in arguments if each.startswith(_CASE)]
    opening.start(named[0] if named else None, documents_dir())
    return app.exec()


def _settings(log_path: Path) -> Settings | None:
    """Read the settings; what is wrong with them is told in a box, since an icon has no terminal."""
    try:
        return load_settings()
    except DrentsPortalError as error:
        logging.getLogger(__name__).error("the settings cannot be read", exc_info=error)  # noqa: TRY400
        language = Language(FIRST_LANGUAGE, paths.resources_dir(), cache_dir=paths.user_cache_dir())
        tell_error(None, language, error, log_path)
        return None


def make_application(arguments: Sequence[str]) -> QApplication:
    """Make the application with its name, its mark and its typeface."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(list(arguments))
    app.setApplicationName("drentsportal")
    app.setApplicationDisplayName("Drents bedrijvenportal")
    app.setWindowIcon(QIcon(str(paths.resources_dir() / "theme" / "mark.svg")))
    # By this name a desktop of Linux finds the menu entry that belongs to the window, and so its icon there.
    app.setDesktopFileName("drentsportal")
    use_inter(app)
    Tidying(app)
    return app


def documents_dir() -> Path:
    """Return the folder for documents of this person."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder or Path.home()) / "Drents bedrijvenportal"


def start_log(path: Path) -> Path:
    """Write what goes wrong to a file that is told in the error dialog.

    Where none can be written it goes to the terminal: that is no reason to keep somebody from the work.
    """
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # What a damaged file says may be no text at all; it is logged as it can be.
        handler = RotatingFileHandler(
            path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return path
