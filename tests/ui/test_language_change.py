"""Another language from the menu: a whole window in it, at the same place, over the same workspace."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

from drentsportal import paths
from drentsportal.language import screen_languages
from drentsportal.services.ports.background_tiles import Background
from drentsportal.settings import Settings, load_settings
from drentsportal.ui import background_links
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.frame import Frame
from drentsportal.ui.opening import Opening
from drentsportal.ui.qt_words import use_qt_words
from drentsportal.ui.theme import Theme
from tests.ui.desk_samples import RUNNING, Desk, filled_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.portal import Portal

_WAIT_MS = 60_000
_WAIT_S = 60


pytestmark = pytest.mark.usefixtures("habits_of_qt")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Fill a workspace with cases of which the running one is matched."""
    return filled_desk(tmp_path / "werk.drents", with_match=True)


@pytest.fixture
def opening(
    qtbot: QtBot, qapp: QApplication, desk: Desk, dutch: Language, tmp_path: Path
) -> Iterator[Opening]:
    """Start the window on a workspace with cases, in Dutch."""
    desk.services.workspace.close()
    theme = Theme(paths.resources_dir() / "theme" / "window.qss")
    theme.apply(qapp)
    path = tmp_path / "werk.drents"
    made = Opening(Frame(theme, dutch, path), theme, Settings(), tmp_path / "log")
    made.start(path, tmp_path / "documenten")
    qtbot.waitUntil(lambda: made.portal is not None, timeout=_WAIT_MS)
    _settle(qtbot, _of(made))
    yield made
    portal = _of(made)
    portal.put_away()
    portal.services.workspace.close()


def _of(opening: Opening) -> Portal:
    assert opening.portal is not None
    return opening.portal


def _settle(qtbot: QtBot, portal: Portal) -> None:
    qtbot.waitUntil(lambda: not portal.runner.is_busy, timeout=_WAIT_MS)


def _speak(qtbot: QtBot, opening: Opening, code: str) -> Portal:
    """Choose a language in the menu and wait for the window in it."""
    old = _of(opening)
    old.window.actions_by_id[f"language_{code}"].trigger()
    qtbot.waitUntil(lambda: opening.portal is not old, timeout=_WAIT_MS)
    _settle(qtbot, _of(opening))
    return _of(opening)


def _forget_what_is_gone() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_another_language_finds_the_person_where_they_were(qtbot: QtBot, opening: Opening) -> None:
    """The same case and site stand there in German, the old window is gone, and the next start is German."""
    old = _of(opening)
    old.cases.open(RUNNING)
    qtbot.waitUntil(lambda: old.session.case is not None and not old.runner.is_busy, timeout=_WAIT_MS)
    result = old.session.result
    assert result is not None
    site_id = result.card(0).candidate.id
    old.session.select_site(site_id)
    new = _speak(qtbot, opening, "de")
    qtbot.waitUntil(lambda: new.session.case is not None, timeout=_WAIT_MS)
    _settle(qtbot, new)
    case = new.session.case
    assert case is not None
    assert (case.number, new.window.mode, new.session.selected_site_id) == (RUNNING, "case", site_id)
    assert new.window.menus["file"].title() == new.services.language.text("ui.menu.file") == "&Datei"
    assert new.window.actions_by_id["language_de"].isChecked()
    assert not new.window.actions_by_id["language_nl"].isChecked()
    assert new.window.isVisible()
    assert load_settings().language == "de"
    assert opening.portal is new
    # What is stored from here on comes from the same workspace that is still open.
    assert new.services.workspace is old.services.workspace


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have tiles come from where nobody listens."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(background_links, "TILE_ADDRESS", "http://127.0.0.1:9")


@pytest.mark.usefixtures("nowhere")
def test_the_background_of_the_map_stays_on(qtbot: QtBot, opening: Opening) -> None:
    """Chosen on the map for this window, and so for the one in its place; no preference is written."""
    _of(opening).map.background.choose(Background.AERIAL)
    new = _speak(qtbot, opening, "de")
    assert new.map.background.chosen is Background.AERIAL
    assert load_settings().map_background == "none"


def test_every_language_has_its_entry_and_all_lead_back(qtbot: QtBot, opening: Opening) -> None:
    """From Dutch to English and back again; the entry that holds is marked."""
    words = []
    for code in ("en", "nl"):
        portal = _speak(qtbot, opening, code)
        words.append(portal.window.actions_by_id["new_case"].text())
        marked = [
            each
            for each in screen_languages(paths.resources_dir())
            if portal.window.actions_by_id[f"language_{each}"].isChecked()
        ]
        assert marked == [code]
    assert words[0] != words[1]


def test_the_look_changes_after_another_language(qtbot: QtBot, opening: Opening) -> None:
    """What the window of before had connected to the look is gone with it."""
    portal = _speak(qtbot, opening, "en")
    _forget_what_is_gone()
    with qtbot.capture_exceptions() as faults:
        for look in ("dark", "light"):
            portal.window.actions_by_id[f"theme_{look}"].trigger()
            _settle(qtbot, portal)
    assert faults == []


def test_while_work_goes_on_the_language_stays(qtbot: QtBot, opening: Opening) -> None:
    """Nothing is lost or stopped: it says why, and the mark returns to the language that holds."""
    told: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            told.append(f"{box.windowTitle()}: {box.text()}")
            box.accept()

    portal = _of(opening)
    release, done = Event(), list[object]()
    portal.runner.run(ServiceCall("ui.busy.open", lambda _: release.wait(_WAIT_S), done.append))
    portal.window.actions_by_id["language_de"].trigger()
    looking = QTimer()
    looking.timeout.connect(read)
    looking.start(20)
    qtbot.waitUntil(lambda: bool(told), timeout=_WAIT_MS)
    looking.stop()
    assert told == ["Taal: Er is nog werk bezig. Wacht tot het klaar is en kies de taal dan opnieuw."]
    assert opening.portal is portal
    assert portal.window.actions_by_id["language_nl"].isChecked()
    release.set()
    qtbot.waitUntil(lambda: bool(done), timeout=_WAIT_MS)
    assert load_settings().language == "nl"


@pytest.mark.parametrize(
    ("code", "word", "number"), [("nl", "Annuleren", "1.234,5"), ("de", "Abbrechen", "1.234,5")]
)
def test_what_qt_says_itself_is_in_the_language_too(
    qtbot: QtBot, qapp: QApplication, code: str, word: str, number: str
) -> None:
    """The standard buttons and the numbers; switching again leaves nothing of before."""
    use_qt_words(qapp, "en")
    use_qt_words(qapp, code)
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    said = box.findChildren(QDialogButtonBox)[0].buttons()[0].text().replace("&", "")
    assert said == word
    assert QLocale().toString(1234.5, "f", 1) == number


def _answer_when_asked(name: str, role: QMessageBox.ButtonRole, asked: list[str]) -> None:
    """Press the button of a role as soon as the question of a name is asked."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox) or box.objectName() != name:
        QTimer.singleShot(20, lambda: _answer_when_asked(name, role, asked))
        return
    asked.append(box.text())
    next(each for each in box.buttons() if box.buttonRole(each) is role).click()


def test_what_was_typed_into_a_site_is_asked_about_first(qtbot: QtBot, opening: Opening) -> None:
    """Going back keeps window, words and language; letting go changes it and leaves nothing of the words."""
    portal = _of(opening)
    portal.run_action("show_sites")
    _settle(qtbot, portal)
    portal.session.select_site("vb-016")
    _settle(qtbot, portal)
    portal.run_action("edit_site")
    _settle(qtbot, portal)
    form = portal.panels.site_form
    form.fields["plan_name"].enter("Plan van morgen")
    asked: list[str] = []
    dutch = portal.window.actions_by_id["language_nl"]
    _answer_when_asked("leave_form", QMessageBox.ButtonRole.RejectRole, asked)
    portal.window.actions_by_id["language_de"].trigger()
    qtbot.waitUntil(lambda: bool(asked), timeout=_WAIT_MS)
    qtbot.waitUntil(dutch.isChecked, timeout=_WAIT_MS)
    assert opening.portal is portal
    assert form.fields["plan_name"].text == "Plan van morgen"
    _answer_when_asked("leave_form", QMessageBox.ButtonRole.DestructiveRole, asked)
    new = _speak(qtbot, opening, "de")
    assert len(asked) == 2
    assert new.unstored.keeper.waiting() == ()
