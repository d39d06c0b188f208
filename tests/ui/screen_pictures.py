"""Makes the pictures of every screen of the window on sample data: ``make screen-pictures``.

Six screens in every language, light and dark, on a screen at 100 % and on one at 150 %. What a person reads
in each is kept beside them (``words.json``), and compared by a test as for the pictures of the guide. Qt
reads the scale when it starts, so each scale has a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from PIL import Image
from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTabWidget, QWidget

from drentsportal.domain.asking.request import Origin
from drentsportal.language import screen_languages
from drentsportal.paths import resources_dir
from drentsportal.settings import changed
from drentsportal.ui.app import make_application
from drentsportal.ui.map.scheme import register_scheme
from drentsportal.ui.panels.site_card import TABS
from drentsportal.ui.portal import Portal
from drentsportal.ui.qt_words import use_qt_words
from drentsportal.ui.theme import Theme
from tests.repo.places import ROOT
from tests.ui.desk_samples import (
    ANSWERED,
    LATE,
    NOW_UTC,
    OVERDUE,
    RUNNING,
    SOON,
    UNASSIGNED,
    filled_desk,
)
from tests.ui.guide_pictures import Photographer, words_in
from tests.ui.kept_pictures import WORDS
from tests.ui.mail_hands import TEXT, let_go, nom_mail
from tests.ui.own_folders import folder_variables
from tests.ui.workspaces import SETTINGS

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult
    from tests.ui.desk_samples import Desk

FOLDER: Final = ROOT / "docs" / "pictures" / "screens"
SCREENS: Final = ("match", "why-not", "inbox", "site-card", "compare", "monitor")
THEMES: Final = ("light", "dark")
SIZES: Final = {100: (1600, 968), 150: (1280, 688)}
"""Logical pixels by scale, without the frame of the system; the second has 1920 by 1032 real ones."""

_HOMES: Final = {
    "Hoogeveen": (OVERDUE, ANSWERED),
    "Assen": (LATE,),
    "Meppel": (SOON,),
    "Emmen": (RUNNING,),
    "Roden": (UNASSIGNED,),
}
_PLACES_RD: Final = {
    "Hoogeveen": (229_600, 526_400),
    "Assen": (233_900, 556_800),
    "Meppel": (209_300, 524_000),
    "Emmen": (257_500, 534_000),
    "Roden": (224_600, 573_000),
}
_COLOURS: Final = 256
_ROWS: Final = 20
_TORN: Final = "GM0118"
"""Of this gemeente two lists say something else."""


class ScreenCamera(Photographer):
    """Takes what the window shows in both themes."""

    def __init__(self, portal: Portal, folder: Path, code: str, scale: int) -> None:
        """Show the window as large as a screen at the scale has it."""
        self._folder, self._code, self._scale = folder, code, scale
        super().__init__(portal, SIZES[scale])

    def screen(self, name: str) -> None:
        """Write the whole window, light and dark, and keep what is read in it."""
        key = f"{name}-{self._code}-{self._scale}"
        for theme in THEMES:
            if self.portal.theme.choice != theme:
                self.act(f"theme_{theme}")
            keep_picture(self.window, self._folder / f"{name}-{self._code}-{theme}-{self._scale}.webp")
        self.words[key] = sorted({*words_in(self.window), *_cells_in(self.window)})
        self.act("theme_light")


def keep_picture(shown: QWidget, path: Path) -> None:
    """Write what a widget shows with few colours, of which it has few, and without loss."""
    image = shown.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    if image.isNull():
        raise OSError(path)
    data = bytes(image.constBits())
    full = Image.frombytes("RGB", (image.width(), image.height()), data, "raw", "RGB", image.bytesPerLine())
    small = full.quantize(_COLOURS, dither=Image.Dither.NONE).convert("RGB")
    small.save(path, lossless=True, quality=100, method=4)


def _cells_in(shown: QWidget) -> set[str]:
    """Return what the lists and tables in sight say in their first rows."""
    found: set[str] = set()
    for view in shown.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or model is None:
            continue
        # A list keeps to itself how many columns it has: one.
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
        for row in range(min(model.rowCount(QModelIndex()), _ROWS)):
            cells = (model.index(row, at) for at in range(columns))
            found |= {
                str(cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data() or "") for cell in cells
            }
    return {each for each in found if each.strip()}


def take_screens(folder: Path, scale: int) -> dict[str, list[str]]:
    """Write the pictures of one scale into a folder; returns what can be read in each."""
    before = Path.cwd()
    words: dict[str, list[str]] = {}
    with TemporaryDirectory() as kept:
        os.environ.update(folder_variables(Path(kept) / "data", Path(kept) / "cache"))
        os.chdir(kept)
        try:
            register_scheme()
            app = make_application(["drentsportal"])
            theme = Theme(resources_dir() / "theme" / "window.qss")
            theme.apply(app)
            for code in screen_languages(resources_dir()):
                use_qt_words(app, code)
                words |= _in_language(theme, Path(kept), folder, code, scale)
        finally:
            os.chdir(before)
    return words


def _in_language(theme: Theme, kept: Path, folder: Path, code: str, scale: int) -> dict[str, list[str]]:
    place = kept / code
    place.mkdir()
    desk = filled_desk(place / "Drenthe-2026.drents")
    _settle_companies(desk)
    services = desk.services.wired_for(changed(SETTINGS, language=code))
    portal = Portal(services, theme, Path("Documenten"), place / "log")
    try:
        camera = ScreenCamera(portal, folder, code, scale)
        _site_card(camera)
        camera.act("show_monitor")
        camera.screen("monitor")
        camera.act("show_cases")
        _inbox(camera, place)
        _match(camera)
        _why_not(camera)
        _compare(camera)
        return camera.words
    finally:
        portal.put_away()
        services.workspace.close()


def _settle_companies(desk: Desk) -> None:
    """Put each company in its own place, and match the running case there."""
    for place, case_numbers in _HOMES.items():
        for number in case_numbers:
            with desk.services.workspace.unit_of_work() as work:
                case = work.cases.get(number)
                request = replace(case.request, origin=Origin(place, *_PLACES_RD[place]))
                work.cases.save(replace(case, request=request))
                work.commit()
    desk.clock.stand_at(NOW_UTC - timedelta(hours=2))
    result = desk.services.matching.match_case(RUNNING)
    for candidate_id in result.ranking()[:2]:
        desk.services.shortlist.add(RUNNING, candidate_id)
    desk.clock.stand_at(NOW_UTC)


def _inbox(camera: ScreenCamera, place: Path) -> None:
    """Cases with their clocks, the file of one, and a message that was dropped."""
    camera.portal.session.select_site("")
    camera.portal.cases.select(RUNNING)
    (place / "aanvraag-hal.eml").write_bytes(nom_mail(text=TEXT.replace(" 🏭", "")))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(place / "aanvraag-hal.eml"))])
    let_go(camera.portal, data)
    camera.settle()
    camera.screen("inbox")
    camera.window.tray.hide()


def _match(camera: ScreenCamera) -> None:
    """Open a case that is matched, with sites on its shortlist and the best one explained."""
    portal = camera.portal
    portal.cases.open(RUNNING)
    camera.wait_until(lambda: portal.session.result is not None)
    camera.settle()
    result = _result(portal)
    # Two stand there since the case was matched.
    portal.session.select_site(result.card(2).candidate.id)
    camera.settle()
    camera.act("shortlist_site")
    portal.session.select_site(result.card(0).candidate.id)
    camera.settle()
    camera.screen("match")


def _why_not(camera: ScreenCamera) -> None:
    """Show what is excluded, and try the change that lets most in."""
    portal = camera.portal
    _outcome_tabs(portal).setCurrentIndex(1)
    excluded = portal.panels.results.excluded
    last = excluded.model.rowCount() - 1
    camera.wait_until(lambda: excluded.view.visualRect(excluded.model.index(last)).height() > 0)
    camera.settle()
    excluded.view.setCurrentIndex(excluded.model.index(0))
    camera.settle()
    _try_change(camera)
    camera.screen("why-not")
    portal.links.relaxations.end_trial()
    camera.settle()
    _outcome_tabs(portal).setCurrentIndex(0)


def _try_change(camera: ScreenCamera) -> None:
    """Select the change that lets most in."""
    relaxations, excluded = camera.portal.links.relaxations, camera.portal.panels.results.excluded
    rows = relaxations.findChild(QTableView)
    if rows is None:
        raise TypeError
    rows.selectRow(0)
    camera.settle()
    last = excluded.model.index(excluded.model.rowCount() - 1)
    camera.wait_until(lambda: excluded.view.visualRect(last).height() > 0)
    camera.settle()


def _compare(camera: ScreenCamera) -> None:
    """Set the shortlist side by side."""
    camera.portal.session.select_site(_result(camera.portal).card(0).candidate.id)
    camera.act("compare")
    camera.screen("compare")


def _site_card(camera: ScreenCamera) -> None:
    """Show the card of a park of whose gemeente two lists differ."""
    portal = camera.portal
    camera.act("show_sites")
    portal.panels.site_table.view.setFocus()
    table = portal.panels.site_table.model
    rows = (table.site_row(number) for number in range(table.rowCount()))
    portal.session.select_site(next(row.id for row in rows if row.municipality_code == _TORN))
    camera.settle()
    tabs = portal.panels.site_card.findChild(QTabWidget)
    if isinstance(tabs, QTabWidget):
        tabs.setCurrentIndex(TABS.index("php"))
    camera.settle()
    camera.screen("site-card")


def _outcome_tabs(portal: Portal) -> QTabWidget:
    tabs = portal.panels.results.findChild(QTabWidget)
    if not isinstance(tabs, QTabWidget):
        raise TypeError
    return tabs


def _result(portal: Portal) -> MatchResult:
    result = portal.session.result
    if result is None:
        raise RuntimeError(RUNNING)
    return result


def main(arguments: list[str]) -> None:
    """Write pictures and words into the documents, or into the folder that is named."""
    folder = Path(arguments[0]).resolve() if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if len(arguments) > 1:
        scale = int(arguments[1])
        words = take_screens(folder, scale)
        (folder / f"words-{scale}.json").write_text(json.dumps(words), encoding="utf-8")
        return
    words = {}
    for scale in SIZES:
        command = [sys.executable, "-m", "tests.ui.screen_pictures", str(folder), str(scale)]
        surroundings = os.environ | {"QT_SCALE_FACTOR": str(scale / 100)}
        subprocess.run(command, cwd=ROOT, env=surroundings, check=True)  # noqa: S603 - our own module
        part = folder / f"words-{scale}.json"
        words |= json.loads(part.read_text(encoding="utf-8"))
        part.unlink()
    text = json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / WORDS).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
