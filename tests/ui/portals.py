"""A whole window for a test, opened on a real workspace file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QTabWidget, QWidget

from drentsportal.paths import resources_dir, sample_data_dir
from drentsportal.settings import Settings
from drentsportal.ui.fonts import use_inter
from drentsportal.ui.frame import Frame
from drentsportal.ui.opening import Opening
from drentsportal.ui.portal import Portal
from drentsportal.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.language import Language

WAIT_MS = 30_000
SIZE = (1600, 968)

Found = TypeVar("Found", bound=QWidget)


def open_portal(qtbot: QtBot, app: QApplication, services: AppServices, folder: Path) -> Portal:
    """Open a window and wait until it has read its workspace."""
    use_inter(app)
    theme = Theme(resources_dir() / "theme" / "window.qss")
    theme.apply(app)
    made = Portal(services, theme, folder / "documenten", folder / "log")
    made.window.resize(*SIZE)
    made.start()
    settle(qtbot, made)
    made.window.activateWindow()
    return made


def start_opening(qtbot: QtBot, app: QApplication, language: Language, path: Path, folder: Path) -> Opening:
    """Start the window on a workspace file as the program does, and wait until it has read it."""
    theme = Theme(resources_dir() / "theme" / "window.qss")
    theme.apply(app)
    made = Opening(Frame(theme, language, path), theme, Settings(), folder / "log")
    made.start(path, folder / "documenten")
    qtbot.waitUntil(lambda: made.portal is not None, timeout=WAIT_MS)
    settle(qtbot, portal_of(made))
    return made


def portal_of(opening: Opening) -> Portal:
    """Return the window that stands now; the test fails where none does."""
    assert opening.portal is not None
    return opening.portal


def settle(qtbot: QtBot, portal: Portal) -> None:
    """Wait until the worker has nothing left to do."""
    qtbot.waitUntil(lambda: not (portal.runner.is_busy or portal.analysis.is_busy), timeout=WAIT_MS)


def open_request(qtbot: QtBot, portal: Portal, name: str) -> None:
    """Store a request of the sample data as a case and match it, as the form does."""
    files = portal.services.request_files
    read = files.read((sample_data_dir() / "requests" / name).read_text(encoding="utf-8"))
    with qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS):
        portal.cases.create(lambda: files.open_file(read))
    settle(qtbot, portal)


def rematch(qtbot: QtBot, portal: Portal, **changes: Any) -> None:  # noqa: ANN401 - fields of a request
    """Change the request of the open case and match it again."""
    case = portal.session.case
    assert case is not None
    portal.cases.change_request(replace(case.request, **changes))
    settle(qtbot, portal)
    portal.cases.match()
    settle(qtbot, portal)


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


def agree(dialog: QWidget) -> None:
    """Say yes to the next question of a dialog, whether what was entered may go."""

    def answer() -> None:
        boxes = [each for each in dialog.findChildren(QMessageBox) if each.isVisible()]
        assert len(boxes) == 1
        QTest.mouseClick(boxes[0].buttons()[0], Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, answer)


def find(parent: QWidget, kind: type[Found], name: str) -> Found:
    """Return the widget of a kind with a name; the test fails where there is none."""
    found = parent.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def shown_result(portal: Portal) -> MatchResult:
    """Return the outcome that the window shows."""
    result = portal.session.result
    assert result is not None
    return result


def show_tab(portal: Portal, number: int) -> None:
    """Click a tab of the outcome."""
    tabs = portal.panels.results.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    bar = tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())
