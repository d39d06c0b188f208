"""A picture of the window with a case open, for the demonstration and for the README."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from drentsportal import paths
from drentsportal.errors import ReportError
from drentsportal.ui.app import make_application
from drentsportal.ui.map.scheme import register_scheme
from drentsportal.ui.portal import Portal
from drentsportal.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

SIZE: Final = (1600, 968)
_PATIENCE_MS: Final = 60_000
_SETTLE_MS: Final = 600
_WHOLE_MAP: Final = frozenset({"base", "sites", "words"})
"""Without these the map is a bare plane."""


def take_picture(services: AppServices, case_number: str, path: Path, theme_name: str = "light") -> Path:
    """Open the window on a case, wait until its map is painted, and write what it shows as PNG.

    Raises ``ReportError`` when the window does not get that far or the file cannot be written.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        register_scheme()
        app = make_application(["drentsportal"])
    theme = Theme(paths.resources_dir() / "theme" / "window.qss", theme_name)
    theme.apply(app)
    portal = Portal(services, theme, path.parent, path.with_suffix(".log"))
    try:
        _show_case(portal, case_number)
        picture = portal.window.grab()
    finally:
        portal.put_away()
    if picture.isNull() or not picture.save(str(path)):
        raise ReportError("error.picture.not_made", path=str(path))
    return path


def _show_case(portal: Portal, case_number: str) -> None:
    painted: set[str] = set()
    loop = QEventLoop()

    def on_painted(what: str) -> None:
        painted.add(what)
        if painted >= _WHOLE_MAP and portal.session.result is not None:
            QTimer.singleShot(_SETTLE_MS, loop.quit)

    def on_opened(_: str) -> None:
        result = portal.session.result
        if result is not None and result.qualifier_count:
            portal.session.select_site(result.card(0).candidate.id)

    portal.map.painted.connect(on_painted)
    portal.cases.case_opened.connect(on_opened)
    portal.window.resize(*SIZE)
    portal.start()
    portal.cases.open(case_number)
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    if portal.session.result is None or not painted >= _WHOLE_MAP:
        raise ReportError("error.picture.not_painted", number=case_number)
