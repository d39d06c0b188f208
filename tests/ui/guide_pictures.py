"""Makes the pictures of the user guide from the real window on sample data: ``make guide-pictures``.

What a person reads in each picture is kept beside it (``words.json``); a test takes the pictures again and
compares, so that a window that says something else by now is noticed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

# Before Qt is loaded: these are read when the application and the web engine start.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PIL import Image
from PySide6.QtCore import QDeadlineTimer, QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QHeaderView, QLabel, QTabBar, QTabWidget, QWidget

from drentsportal.paths import resources_dir
from drentsportal.ui.app import make_application
from drentsportal.ui.guide.page_text import GUIDE_FOLDER, PICTURE_FOLDER
from drentsportal.ui.map.scheme import register_scheme
from drentsportal.ui.portal import Portal
from drentsportal.ui.theme import Theme
from tests.ui.desk_samples import RUNNING, filled_desk
from tests.ui.kept_pictures import WORDS
from tests.ui.mail_hands import let_go, nom_mail
from tests.ui.own_folders import folder_variables

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER: Final = resources_dir() / GUIDE_FOLDER / PICTURE_FOLDER
_SIZE: Final = (1400, 880)
_COLOURS: Final = 96
_PATIENCE_MS: Final = 60_000
_SETTLE_MS: Final = 600


class Photographer:
    """The window with a case that was matched, and what is done before each picture."""

    def __init__(self, portal: Portal, size: tuple[int, int] = _SIZE) -> None:
        """Show the window and wait until its map stands."""
        self.portal = portal
        self.window = portal.window
        self.words: dict[str, list[str]] = {}
        self._painted: set[str] = set()
        portal.map.painted.connect(self._painted.add)
        self.window.resize(*size)
        portal.start()
        self.wait_until(lambda: {"base", "sites"} <= self._painted)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is worked out any more and what came of it is painted."""
        QTest.qWait(100)
        self.wait_until(lambda: not (self.portal.runner.is_busy or self.portal.analysis.is_busy))
        QTest.qWait(_SETTLE_MS)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait for something; raises ``TimeoutError`` where it does not come."""
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while not holds():
            if deadline.hasExpired():
                raise TimeoutError
            QTest.qWait(50)

    def act(self, action_id: str) -> None:
        """Run an action and wait."""
        self.portal.run_action(action_id)
        self.settle()

    def take(self, folder: Path, name: str, shown: QWidget) -> None:
        """Write a picture of a part of the window, and keep what can be read in it."""
        path = folder / f"{name}.png"
        picture = shown.grab()
        if picture.isNull() or not picture.save(str(path)):
            raise OSError(path)
        with Image.open(path) as full:
            # Flat colours: a palette says the same in a fifth of the bytes.
            small = full.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        small.save(path, optimize=True)
        self.words[name] = words_in(shown)

    def dialog(self, folder: Path, name: str, action_id: str) -> None:
        """Take a picture of the dialog that an action opens, and close it."""
        self.act(action_id)
        shown = [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        self.take(folder, name, shown[-1])
        for each in reversed(shown):
            QDialog.done(each, 0)
        self.settle()


def words_in(shown: QWidget) -> list[str]:
    """Return the words of labels, buttons, tabs and columns that stand in a part of the window."""
    found: set[str] = set()
    for each in shown.findChildren(QWidget):
        if not each.isVisible():
            continue
        if isinstance(each, QLabel | QAbstractButton):
            found.add(each.text())
        elif isinstance(each, QTabBar):
            found |= {each.tabText(at) for at in range(each.count())}
        elif isinstance(each, QHeaderView) and each.orientation() is Qt.Orientation.Horizontal:
            model = each.model()
            found |= {str(model.headerData(at, each.orientation()) or "") for at in range(each.count())}
    return sorted(each for each in found if each.strip())


def take_all(folder: Path) -> dict[str, list[str]]:
    """Write every picture into a folder; returns what can be read in each."""
    before = Path.cwd()
    with TemporaryDirectory() as kept:
        os.environ.update(folder_variables(Path(kept) / "data", Path(kept) / "cache"))
        # Documents go to a folder that is named as it stands: no path of this machine comes into a picture.
        os.chdir(kept)
        try:
            return _take_all(folder, Path(kept))
        finally:
            os.chdir(before)


def _take_all(folder: Path, kept: Path) -> dict[str, list[str]]:
    register_scheme()
    app = make_application(["drentsportal"])
    theme = Theme(resources_dir() / "theme" / "window.qss")
    theme.apply(app)
    desk = filled_desk(kept / "werk.drents", with_match=True)
    portal = Portal(desk.services, theme, Path("Documenten"), kept / "log")
    try:
        camera = Photographer(portal)
        _of_the_desk(camera, folder, kept)
        _of_the_case(camera, folder)
        _of_the_dialogs(camera, folder)
        _of_the_sites(camera, folder)
    finally:
        portal.put_away()
        desk.services.workspace.close()
    return camera.words


def _of_the_desk(camera: Photographer, folder: Path, kept: Path) -> None:
    portal, window = camera.portal, camera.window
    portal.cases.select(RUNNING)
    camera.settle()
    camera.take(folder, "cases", portal.panels.case_list)
    camera.take(folder, "dossier", portal.panels.case_file)
    (kept / "bericht.eml").write_bytes(nom_mail())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(kept / "bericht.eml"))])
    let_go(portal, data)
    camera.settle()
    camera.take(folder, "mail", window.tray)
    window.tray.hide()


def _of_the_case(camera: Photographer, folder: Path) -> None:
    portal, window = camera.portal, camera.window
    portal.cases.open(RUNNING)
    camera.wait_until(lambda: portal.session.result is not None)
    camera.settle()
    result = portal.session.result
    if result is None:
        raise RuntimeError(RUNNING)
    portal.session.select_site(result.card(0).candidate.id)
    camera.settle()
    camera.take(folder, "window", window)
    camera.take(folder, "outcome", window.right)
    camera.take(folder, "map", window.centre)
    tabs = portal.panels.results.findChild(QTabWidget)
    if not isinstance(tabs, QTabWidget):
        raise TypeError
    tabs.setCurrentIndex(1)
    excluded, last = portal.panels.results.excluded, portal.panels.results.excluded.model.rowCount() - 1
    # Its rows are laid out a few at a time.
    camera.wait_until(lambda: excluded.view.visualRect(excluded.model.index(last)).height() > 0)
    camera.settle()
    camera.take(folder, "why_not", window.right)
    tabs.setCurrentIndex(2)
    camera.settle()
    camera.take(folder, "questions", window.right)
    tabs.setCurrentIndex(0)
    camera.act("compare")
    camera.take(folder, "comparison", window.centre)


def _of_the_dialogs(camera: Photographer, folder: Path) -> None:
    for name, action_id in (
        ("weights", "set_weights"),
        ("request", "new_case"),
        ("advice", "preview_advice"),
        ("preferences", "preferences"),
    ):
        camera.dialog(folder, name, action_id)


def _of_the_sites(camera: Photographer, folder: Path) -> None:
    portal, window = camera.portal, camera.window
    window.centre.setCurrentIndex(0)
    camera.act("show_instruments")
    camera.take(folder, "instruments", window.centre)
    camera.act("show_sites")
    window.centre.setCurrentIndex(0)
    camera.settle()
    camera.take(folder, "sites", window)
    camera.take(folder, "site_card", window.right)
    camera.act("show_monitor")
    camera.take(folder, "monitor", portal.monitor.view)


def main(arguments: list[str]) -> None:
    """Write pictures and words into the guide, or into the folder that is named."""
    folder = Path(arguments[0]).resolve() if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    words = take_all(folder)
    text = json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / WORDS).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
