"""The map on paper: as PDF, as picture and to a printer, with all that a sheet needs, in every language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.language import Language
from drentsportal.mapview.styles import theme_message
from drentsportal.paths import resources_dir
from tests.ui.map_driver import run_js
from tests.ui.pixels import count_colour
from tests.ui.portals import open_portal, open_request, settle
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_WAIT_MS = 60_000


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Answer the dialog of the system with a PDF; holds what was proposed."""
    told: list[str] = []

    def choose(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        told.append(proposed)
        return str(tmp_path / "kaart.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return told


def wait_for_map(qtbot: QtBot, portal: Portal) -> None:
    """Go to the sites and wait until the map has them."""
    portal.window.actions_by_id["show_sites"].trigger()
    settle(qtbot, portal)
    has_all = "String(!!window.drentsMap && drentsMap.sites.sites.size > 0 && drentsMap.plots.count > 0)"
    qtbot.waitUntil(lambda: run_js(qtbot, portal.map.web.page, has_all) == "true", timeout=_WAIT_MS)


def make(qtbot: QtBot, portal: Portal, path: Path) -> None:
    """Choose the action and wait until the file is there."""
    portal.window.actions_by_id["picture_map"].trigger()
    qtbot.waitUntil(path.exists, timeout=_WAIT_MS)
    settle(qtbot, portal)


def sheet_at(path: Path) -> QPdfDocument:
    """Open the one page of a file."""
    app = QCoreApplication.instance()
    assert app is not None
    document = QPdfDocument(app)
    document.load(str(path))
    assert document.pageCount() == 1
    return document


def words_of(path: Path) -> str:
    """Read what stands written on the sheet."""
    document = sheet_at(path)
    return document.getAllText(0).text()


def legend_of(qtbot: QtBot, portal: Portal) -> str:
    """Read the legend of the window."""
    code = "[...document.querySelectorAll('.dm-legend-text')].map((each) => each.textContent).join('|')"
    return str(run_js(qtbot, portal.map.web.page, code))


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_a_sheet_says_what_a_map_on_paper_must_say(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, asked: list[str], code: str
) -> None:
    """Title, legend, scale, north, sources and date, in the language of the window; one page across."""
    services = replace(
        sample_services(tmp_path / "werk.drents"), language=Language(code, resources_dir(), strict=True)
    )
    portal = open_portal(qtbot, qapp, services, tmp_path)
    say = portal.services.language.text
    wait_for_map(qtbot, portal)
    path = tmp_path / "kaart.pdf"
    make(qtbot, portal, path)
    today = services.clock.now_utc().astimezone(DUTCH_TIME).date()
    assert Path(asked[0]).name == f"{say('ui.sheet.file_name')}-{today.isoformat()}.pdf"
    words = words_of(path).replace("\u00a0", " ")
    assert say("ui.map.page.title") in words
    assert say("ui.sheet.north") in words
    assert "Voorbeeldgegevens" in words
    assert " km" in words
    made = say("ui.sheet.made", day=today).replace("\u00a0", " ")
    assert made in " ".join(words.split())
    for each in legend_of(qtbot, portal).split("|"):
        assert each.replace("\u00a0", " ") in " ".join(words.split())
    page = sheet_at(path).pagePointSize(0)
    assert page.width() > page.height()
    portal.put_away()
    services.workspace.close()


def picture_of(path: Path) -> QImage:
    """Draw the sheet small, on white."""
    drawn = sheet_at(path).render(0, QSize(1122, 793))
    white = QImage(drawn.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return white


def test_a_sheet_of_a_case_shows_its_match_and_its_number(
    qtbot: QtBot, sample_portal: Portal, asked: list[str], tmp_path: Path
) -> None:
    """Its number in the name, how many fit above the map, the score in the legend; light in a dark window."""
    open_request(qtbot, sample_portal, "2-logistiek.json")
    case = sample_portal.session.case
    assert case is not None
    sample_portal.map.set_theme("dark")
    qtbot.waitUntil(lambda: "70" in legend_of(qtbot, sample_portal), timeout=_WAIT_MS)
    path = tmp_path / "kaart.pdf"
    make(qtbot, sample_portal, path)
    assert case.number.lower() in Path(asked[0]).name
    words = " ".join(words_of(path).replace("\u00a0", " ").split())
    assert sample_portal.window.centre.note.replace("\u00a0", " ") in words
    assert "Score" in words or "score" in words
    ground = theme_message("light").base
    drawn = picture_of(path)
    assert count_colour(drawn, ground["land"]) > 10_000
    assert count_colour(drawn, theme_message("dark").base["land"]) < 1000, "a few at the edges of letters"
    assert count_colour(drawn, theme_message("light").score[0]["fill"]) > 20


def test_the_sheet_shows_what_the_window_shows(
    qtbot: QtBot, sample_portal: Portal, asked: list[str], tmp_path: Path
) -> None:
    """A layer that is off is off on paper, and the place in view is the one on paper."""
    wait_for_map(qtbot, sample_portal)
    page = sample_portal.map.web.page
    run_js(
        qtbot,
        page,
        "drentsMap.map.setView(drentsMap.sites.sites.get('vb-018').anchor, 13.5, {animate: false}); 1",
    )
    run_js(qtbot, page, "drentsMap.layerPanel.set('water', false); 1")
    settle(qtbot, sample_portal)
    make(qtbot, sample_portal, tmp_path / "kaart.pdf")
    assert asked
    drawn = picture_of(tmp_path / "kaart.pdf")
    assert count_colour(drawn, theme_message("light").base["water"]) == 0
    available = next(each for each in theme_message("light").plots if each["id"] == "available")
    assert count_colour(drawn, available["fill"]) > 50, "plots are drawn at this scale"
    words = words_of(tmp_path / "kaart.pdf")
    assert "Roden" not in words, "far outside what is in view"


def test_a_picture_is_a_sheet_of_240_points_to_the_inch(
    qtbot: QtBot, sample_portal: Portal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The kind that was chosen gives the ending; meanwhile the window takes what is typed."""
    kind = sample_portal.services.language.text("ui.sheet.png")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "kaart"), kind))
    wait_for_map(qtbot, sample_portal)
    sample_portal.window.actions_by_id["picture_map"].trigger()
    assert sample_portal.map.sheets.is_busy
    QTest.keyClicks(sample_portal.panels.site_list.search, "zuid")
    assert sample_portal.panels.site_list.search.text() == "zuid"
    path = tmp_path / "kaart.png"
    qtbot.waitUntil(path.exists, timeout=_WAIT_MS)
    settle(qtbot, sample_portal)
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (2806, 1984)
    assert round(picture.dotsPerMeterX() * 0.0254) == 240
    assert count_colour(picture, theme_message("light").base["land"]) > 100_000
    assert sample_portal.window.status.told == "Kaart bewaard: kaart.png"
    assert not list(tmp_path.glob("*.part"))


def test_the_map_goes_to_a_printer(qtbot: QtBot, sample_portal: Portal, tmp_path: Path) -> None:
    """Ctrl+P asks for the printer beside the window; what is printed is the sheet."""
    wait_for_map(qtbot, sample_portal)
    sample_portal.window.activateWindow()
    QTest.keyClick(sample_portal.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sample_portal.window.findChild(QPrintDialog) is not None, timeout=_WAIT_MS)
    dialog = sample_portal.window.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    assert dialog.isVisible()
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "druk.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    told = sample_portal.services.language.text("ui.sheet.printed")
    qtbot.waitUntil(lambda: sample_portal.window.status.told == told, timeout=_WAIT_MS)
    assert count_colour(picture_of(tmp_path / "druk.pdf"), theme_message("light").base["land"]) > 1000


def test_a_page_that_fails_is_told_and_the_next_one_works(
    qtbot: QtBot, sample_portal: Portal, asked: list[str], tmp_path: Path
) -> None:
    """Nothing is written, and nothing waits for ever."""
    wait_for_map(qtbot, sample_portal)
    failed: list[Any] = []
    sample_portal.runner.failed.disconnect()
    sample_portal.runner.failed.connect(failed.append)
    run_js(qtbot, sample_portal.map.web.page, "window.kept = drentsMap.seen; drentsMap.seen = () => 'x'; 1")
    sample_portal.window.actions_by_id["picture_map"].trigger()
    qtbot.waitUntil(lambda: bool(failed), timeout=_WAIT_MS)
    assert failed[0].message_id == "error.sheet.failed"
    assert not sample_portal.map.sheets.is_busy
    run_js(qtbot, sample_portal.map.web.page, "drentsMap.seen = window.kept; 1")
    make(qtbot, sample_portal, tmp_path / "kaart.pdf")
    assert asked
