"""The user guide: F1 opens the page of the panel, every page and panel is known, and no page goes stale."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTabWidget, QWidget

import drentsportal.ui
from drentsportal.language import Language, screen_languages
from drentsportal.paths import resources_dir
from drentsportal.ui.dialogs.request_form import RequestForm
from drentsportal.ui.guide import guide_browser
from drentsportal.ui.guide.guide_browser import GuideBrowser
from drentsportal.ui.guide.page_text import GUIDE_FOLDER, NAME, named, plain_name, read_page, title_of
from drentsportal.ui.guide.pages import FIRST_PAGE, GUIDE_PAGES, page_of, page_of_class
from tests.ui.portals import open_request, show_tab
from tests.ui.spoken import nameless, spoken_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.guide.guide_window import GuideWindow
    from drentsportal.ui.portal import Portal

FOLDER = resources_dir() / GUIDE_FOLDER
CODES = screen_languages(resources_dir())
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]\[]+\]\(([^)]+)\)")
RAW_KEY = re.compile(r"\b(?:Ctrl|Strg|Alt|Shift|Umschalt)\+\w+|\bF\d+\b")
SAID_AS_THEY_ARE = {"F6", "Shift+F6"}
"""Keys that no action has: they walk from panel to panel (``ui.panel_walk``)."""

PARTS_OF_OTHERS = {"GapStrip", "Signs", "PassageText"}
"""Drawings inside one panel, which are no panel themselves."""


def raw(code: str, page_id: str) -> str:
    """Read a page as it is written."""
    return (FOLDER / code / f"{page_id}.md").read_text(encoding="utf-8")


def kinds_of_panels() -> Iterator[type]:
    """Give every panel and dialog of the window."""
    for found in pkgutil.walk_packages(drentsportal.ui.__path__, "drentsportal.ui."):
        module = importlib.import_module(found.name)
        in_panels = found.name.startswith("drentsportal.ui.panels.")
        for name, kind in vars(module).items():
            if not isinstance(kind, type) or kind.__module__ != found.name or name.startswith("_"):
                continue
            if issubclass(kind, QDialog) or (in_panels and issubclass(kind, QWidget)):
                yield kind


@pytest.fixture
def guide(qtbot: QtBot, sample_portal: Portal) -> GuideWindow:
    """Open the guide as the menu does."""
    sample_portal.run_action("show_guide")
    found = sample_portal.guide.guide
    assert found is not None
    qtbot.waitExposed(found)
    return found


# -- pages and panels ---------------------------------------------------------------------------------


def test_every_panel_and_dialog_has_a_page() -> None:
    """A new panel without one would leave F1 with nothing to say."""
    without = {each.__name__ for each in kinds_of_panels() if page_of_class(each) is None}
    assert without - PARTS_OF_OTHERS == set()


def test_every_page_is_about_panels_that_there_are() -> None:
    """What the table names is a class of the window, and is named once."""
    known: set[str] = set()
    for found in pkgutil.walk_packages(drentsportal.ui.__path__, "drentsportal.ui."):
        module = importlib.import_module(found.name)
        known |= {name for name, each in vars(module).items() if isinstance(each, type)}
    named_panels = [panel for page in GUIDE_PAGES for panel in page.panels]
    assert [each for each in named_panels if each not in known] == []
    assert len(named_panels) == len(set(named_panels))
    assert all(page.panels for page in GUIDE_PAGES)


@pytest.mark.parametrize("code", CODES)
def test_every_page_has_its_file_and_no_file_is_left_over(code: str) -> None:
    """In each language of the screen."""
    assert {path.stem for path in (FOLDER / code).iterdir()} == {each.id for each in GUIDE_PAGES}


@pytest.mark.parametrize("code", CODES)
def test_names_keys_and_links_of_a_page_are_those_of_the_window(code: str) -> None:
    """A button is named by its id, so that it is called as the window calls it; so is a key."""
    language = Language(code, resources_dir(), strict=True)
    wrong = []
    for page in GUIDE_PAGES:
        text = raw(code, page.id)
        for each in NAME.findall(text):
            try:
                assert plain_name(language, each if "." in each else f"ui.action.{each}")
                named(language, each)
            except (KeyError, AssertionError):
                wrong.append(f"{page.id}: {each}")
        wrong += [f"{page.id}: {key}" for key in RAW_KEY.findall(text) if key not in SAID_AS_THEY_ARE]
        wrong += [f"{page.id}: bold" for _ in re.findall(r"\*\*", text)]
        for link in LINK.findall(NAME.sub("", text)):
            if link.removesuffix(".md") not in {each.id for each in GUIDE_PAGES}:
                wrong.append(f"{page.id}: {link}")
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_titles_tell_pages_apart(code: str) -> None:
    """Each page begins with its title."""
    language = Language(code, resources_dir(), strict=True)
    titles = [title_of(read_page(resources_dir(), language, each.id)) for each in GUIDE_PAGES]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_a_name_has_its_key_and_no_marks(dutch: Language) -> None:
    """What the menu writes with an ampersand and a parameter reads as a person says it."""
    assert named(dutch, "match") == "**Locaties zoeken** (F5)"
    assert plain_name(dutch, "ui.results.tab.fits") == "Passend"
    assert plain_name(dutch, "ui.menu.edit") == "Bewerken"
    # At the end of a sentence the dots of an entry would make four.
    assert named(dutch, "open_workspace") == "**Werkruimte openen** (Ctrl+O)"
    with pytest.raises(KeyError):
        named(dutch, "no_such_action")


# -- the window ---------------------------------------------------------------------------------------


def test_f1_opens_the_page_of_the_panel_with_the_keyboard(sample_portal: Portal, qtbot: QtBot) -> None:
    """The list of cases, the outcome, what was left out, the shortlist and the sites have one each."""
    window, panels = sample_portal.window, sample_portal.panels
    assert page_of(panels.case_list) == "cases"
    open_request(qtbot, sample_portal, "1-chemie.json")
    panels.results.focus_list()
    QTest.keyClick(window, Qt.Key.Key_F1)
    guide = sample_portal.guide.guide
    assert guide is not None
    assert (guide.isVisible(), guide.page) == (True, "outcome")
    show_tab(sample_portal, 1)
    tabs = panels.results.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    assert page_of(tabs.tabBar()) == "why_not"
    assert page_of(window.tray.fold_button) in {"shortlist", "why_not"}
    assert page_of(sample_portal.map) == "map"
    sample_portal.run_action("show_sites")
    assert page_of(window.left.title) == "sites"
    assert page_of(window.menuBar()) == FIRST_PAGE


def test_f1_works_over_a_dialog_too(sample_portal: Portal, qtbot: QtBot) -> None:
    """Keys of the window do not reach a modal dialog, so it has its own; the guide is not blocked by it."""
    sample_portal.run_action("new_case")
    (form,) = (each for each in sample_portal.window.findChildren(RequestForm) if each.isVisible())
    qtbot.waitExposed(form)
    form.activateWindow()
    field = next(each for each in form.findChildren(QLineEdit) if each.isVisible())
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClick(field, Qt.Key.Key_F1)
    guide = sample_portal.guide.guide
    assert guide is not None
    assert guide.page == "request"
    assert QApplication.activeModalWidget() is not guide
    assert not guide.isModal()
    QDialog.done(form, 0)


def test_search_leaves_the_pages_with_all_words(guide: GuideWindow) -> None:
    """And says so where no page has them; Escape empties it before the guide closes."""
    guide.search.setFocus()
    QTest.keyClicks(guide.search, "herstelsleutel wachtzin")
    shown = [page.id for n, page in enumerate(GUIDE_PAGES) if not guide.pages.item(n).isHidden()]
    assert shown == ["privacy"]
    QTest.keyClicks(guide.search, " qqqq")
    assert guide.nothing.isVisible()
    QTest.keyClick(guide.search, Qt.Key.Key_Escape)
    assert (guide.search.text(), guide.isVisible()) == ("", True)
    QTest.keyClick(guide.search, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_links_back_and_forward_walk_the_pages(guide: GuideWindow) -> None:
    """A link to elsewhere leads nowhere: the guide fetches nothing."""
    guide.show_page("start")
    guide.browser.anchorClicked.emit(QUrl("outcome.md"))
    assert guide.page == "outcome"
    assert guide.pages.currentRow() == [each.id for each in GUIDE_PAGES].index("outcome")
    QTest.keyClick(guide, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert guide.page == "start"
    QTest.keyClick(guide, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert guide.page == "outcome"
    guide.browser.anchorClicked.emit(QUrl("https://example.org/start.md"))
    assert guide.page == "outcome"


def test_nothing_but_pictures_of_the_guide_is_read(guide: GuideWindow) -> None:
    """Neither a file outside nor an address."""
    browser, image = guide.browser, QTextDocument.ResourceType.ImageResource.value
    assert browser.loadResource(image, QUrl("https://example.org/x.png")) is None
    assert browser.loadResource(image, QUrl("../../theme/mark.svg")) is None
    assert browser.loadResource(QTextDocument.ResourceType.MarkdownResource.value, QUrl("start.md")) is None


def test_pictures_stay_within_the_width(guide: GuideWindow, qtbot: QtBot) -> None:
    """Also after the guide was made narrow."""
    guide.show_page("start")
    guide.resize(620, 560)
    qtbot.waitUntil(lambda: guide.width() == 620)
    assert isinstance(guide.browser, GuideBrowser)
    assert guide.browser.horizontalScrollBar().maximum() == 0


def test_a_picture_is_read_once_for_its_page(guide: GuideWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often the guide is made wider and narrower."""
    read: list[str] = []

    def noted(path: str = "") -> QImage:
        read.append(path)
        return QImage(path)

    monkeypatch.setattr(guide_browser, "QImage", noted)
    guide.show_page("start")
    for width in range(620, 900, 20):
        guide.resize(width, 560)
        QApplication.processEvents()
    assert len([each for each in read if each]) == len(PICTURE.findall(raw("nl", "start"))) > 0


def test_the_guide_goes_with_its_window(sample_portal: Portal, guide: GuideWindow) -> None:
    """It has no window of its own to stay for."""
    assert guide.isVisible()
    sample_portal.guide.close()
    assert sample_portal.guide.guide is None


def test_every_control_of_the_guide_has_a_name(guide: GuideWindow) -> None:
    """As a screen reader is told."""
    assert len(spoken_controls(guide)) > len(GUIDE_PAGES)
    assert nameless(guide) == []
