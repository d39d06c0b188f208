"""Several windows on one workspace: each looks where it wants, and what one changes the other shows."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QMessageBox, QPushButton

from drentsportal import paths
from drentsportal.domain.values import PartialDate
from drentsportal.services.site_editing import Attribution
from drentsportal.settings import changed as with_settings
from drentsportal.settings import load_settings
from drentsportal.ui.background import ServiceCall
from drentsportal.ui.dialogs.request_form import RequestForm
from drentsportal.ui.idle_lock import AwayDialog
from tests.ui.desk_samples import RUNNING, SOON, Desk, filled_desk
from tests.ui.mouse import Mouse
from tests.ui.portals import WAIT_MS, settle, start_opening
from tests.ui.workspaces import empty_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.opening import Opening
    from drentsportal.ui.portal import Portal

pytestmark = pytest.mark.usefixtures("habits_of_qt")

SITE = "vb-016"
SENTENCE = "een lange zin over veen"
_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Fill a workspace with cases of which the running one is matched."""
    return filled_desk(tmp_path / "werk.drents", with_match=True)


@pytest.fixture
def opening(
    qtbot: QtBot, qapp: QApplication, desk: Desk, dutch: Language, tmp_path: Path
) -> Iterator[Opening]:
    """Start the program on the workspace, with one window."""
    desk.services.workspace.close()
    made = start_opening(qtbot, qapp, dutch, tmp_path / "werk.drents", tmp_path)
    yield made
    left = windows(made)
    for each in left:
        each.put_away()
    if left:
        left[0].services.workspace.close()


def windows(opening: Opening) -> list[Portal]:
    """Return the windows that stand, the oldest first."""
    assert opening.windows is not None
    return list(opening.windows.portals)


def rest(qtbot: QtBot, opening: Opening) -> None:
    """Wait until no window has work left."""
    for _ in range(3):
        for each in windows(opening):
            settle(qtbot, each)
        QApplication.processEvents()


def press(qtbot: QtBot, portal: Portal, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Press keys in a window that comes to the front for it."""
    portal.window.activateWindow()
    qtbot.waitUntil(portal.window.isActiveWindow, timeout=WAIT_MS)
    QTest.keyClick(portal.window, key, modifiers)


def one_more(qtbot: QtBot, opening: Opening) -> tuple[Portal, Portal]:
    """Open a second window with the keys; returns both."""
    (first,) = windows(opening)
    press(qtbot, first, Qt.Key.Key_N, _SHIFT)
    qtbot.waitUntil(lambda: len(windows(opening)) == 2, timeout=WAIT_MS)
    rest(qtbot, opening)
    _, second = windows(opening)
    return first, second


def open_case(qtbot: QtBot, opening: Opening, portal: Portal, number: str) -> None:
    """Open a case for work in one window."""
    with qtbot.waitSignal(portal.cases.case_opened, timeout=WAIT_MS):
        portal.cases.open(number)
    rest(qtbot, opening)


def change_site(portal: Portal, plan_name: str) -> None:
    """Put another value of a site in use, as the form does."""
    portal.upkeep.values.save(
        SITE, {"plan_name": plan_name}, Attribution("Gemeente Emmen", PartialDate(2026, 11))
    )


def answer_when_asked(role: QMessageBox.ButtonRole, asked: list[str]) -> None:
    """Press the button of a role as soon as a question is asked, and note the question."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox):
        QTimer.singleShot(20, lambda: answer_when_asked(role, asked))
        return
    asked.append(box.text())
    next(each for each in box.buttons() if box.buttonRole(each) is role).click()


def in_menu(portal: Portal, name: str, action_id: str) -> None:
    """Choose an entry of a menu with the mouse."""
    bar = portal.window.menuBar()
    menu = portal.window.menus[name]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(menu.menuAction()).center())
    assert isinstance(menu, QMenu)
    action = portal.window.actions_by_id[action_id]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_each_window_looks_where_it_wants(qtbot: QtBot, opening: Opening) -> None:
    """One worker and one store; screen, selection and way back are each window's own."""
    first, second = one_more(qtbot, opening)
    assert second.services.workspace is first.services.workspace
    assert second.runner.worker is first.runner.worker
    assert second.window.windowTitle().endswith("venster 2")
    assert "venster" not in first.window.windowTitle()
    assert second.window.pos() != first.window.pos()
    second.way.look()
    press(qtbot, second, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    second.session.select_site(SITE)
    rest(qtbot, opening)
    open_case(qtbot, opening, first, RUNNING)
    assert (first.window.mode, second.window.mode) == ("case", "sites")
    assert (first.session.selected_site_id, second.session.selected_site_id) == ("", SITE)
    second.way.look()
    assert second.window.actions_by_id["go_back"].isEnabled()
    press(qtbot, second, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    rest(qtbot, opening)
    assert (first.window.mode, second.window.mode) == ("case", "cases")


def test_a_site_that_is_changed_in_one_is_changed_in_the_other(qtbot: QtBot, opening: Opening) -> None:
    """Card, table and names of undo; taken back in the other it is taken back in both."""
    first, second = one_more(qtbot, opening)
    for each in (first, second):
        each.run_action("show_sites")
        each.session.select_site(SITE)
        rest(qtbot, opening)
    press(qtbot, first, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    rest(qtbot, opening)
    field = first.panels.site_form.fields["plan_name"]
    field.enter("Plan van morgen")
    source = first.panels.site_form.findChild(QLineEdit, "site_form_source")
    assert isinstance(source, QLineEdit)
    source.setText("Gemeente Emmen")
    Mouse(qtbot).click(first.panels.site_form.save)
    rest(qtbot, opening)
    shown = [each.text() for each in second.panels.site_card.findChildren(QLabel)]
    assert any("Plan van morgen" in each for each in shown)
    assert "Plan van morgen" not in second.window.status.told
    named = first.window.actions_by_id["undo_edit"].text()
    assert named != first.services.language.text("ui.action.undo_edit")
    assert second.window.actions_by_id["undo_edit"].text() == named
    press(qtbot, second, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, opening)
    for each in (first, second):
        assert not each.window.actions_by_id["undo_edit"].isEnabled()
        assert each.window.actions_by_id["redo_edit"].isEnabled()
        shown = [found.text() for found in each.panels.site_card.findChildren(QLabel)]
        assert not any("Plan van morgen" in found for found in shown)


def test_a_case_that_both_have_open_stays_one(qtbot: QtBot, opening: Opening) -> None:
    """The shortlist of one stands in the other, and a change of the request can be taken back in either."""
    first, second = one_more(qtbot, opening)
    for each in (first, second):
        open_case(qtbot, opening, each, RUNNING)
    case, result = first.session.case, first.session.result
    assert case is not None
    assert result is not None
    outcome = second.session.result
    candidate = next(
        result.card(at).candidate.id
        for at in range(result.qualifier_count)
        if result.card(at).candidate.id not in {each.candidate_id for each in case.shortlist}
    )
    first.session.select_site(candidate)
    press(qtbot, first, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, opening)
    other = second.session.case
    assert other is not None
    assert candidate in {each.candidate_id for each in other.shortlist}
    # Nothing of the outcome changed, and nothing was selected for the person in the other window.
    assert second.session.result is outcome
    assert second.session.selected_site_id == ""
    request = other.request
    without = request.requirements[1:]
    first.cases.change_request(replace(request, requirements=without))
    rest(qtbot, opening)
    told = second.session.case
    assert told is not None
    assert told.request.requirements == without
    assert second.session.outcome is not None
    assert second.session.outcome.request.requirements == without
    assert second.window.actions_by_id["undo_edit"].text() == first.window.actions_by_id["undo_edit"].text()
    press(qtbot, second, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, opening)
    for each in (first, second):
        shown = each.session.case
        assert shown is not None
        assert shown.request == request


def test_what_counts_for_an_outcome_counts_in_both(qtbot: QtBot, opening: Opening) -> None:
    """Another version of the profile makes it out of date everywhere; matching again in one renews both."""
    first, second = one_more(qtbot, opening)
    for each in (first, second):
        open_case(qtbot, opening, each, RUNNING)
    outcome = second.session.outcome
    assert outcome is not None
    profiles = first.services.profiles
    profile = profiles.read(outcome.profile.id)
    changed = replace(profile, permit_margin_dm=profile.permit_margin_dm + 1)
    first.runner.run(ServiceCall("ui.busy.save", lambda _: profiles.save(changed), lambda _: None))
    rest(qtbot, opening)
    assert second.session.newer_profile == profile.version + 1
    assert second.panels.case_panel.match_button.isEnabled()
    press(qtbot, first, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    rest(qtbot, opening)
    for each in (first, second):
        shown = each.session.outcome
        assert shown is not None
        assert shown.profile.version == profile.version + 1
        assert each.session.is_recorded
        assert not each.session.is_stale


def test_a_preference_that_holds_at_once_holds_in_every_window(qtbot: QtBot, opening: Opening) -> None:
    """Also in one that is opened afterwards."""
    (first,) = windows(opening)
    first.settings = with_settings(first.settings, lock_after_minutes=3)
    first.preferences.use_in_place({"lock_after_minutes"})
    first, second = one_more(qtbot, opening)
    assert second.away.watch.minutes == 3
    assert second.settings == first.settings


def test_a_note_in_one_stands_in_the_dossier_of_the_other(qtbot: QtBot, opening: Opening) -> None:
    """Also where it was looked at without being open for work."""
    first, second = one_more(qtbot, opening)
    second.panels.case_list.select(SOON)
    second.cases.select(SOON)
    rest(qtbot, opening)
    desk = first.services.desk
    first.runner.run(
        ServiceCall("ui.busy.save", lambda _: desk.add_note(SOON, "Gebeld met de gemeente."), lambda _: None)
    )
    rest(qtbot, opening)
    file = second.inbox.dossier.file
    assert file is not None
    assert file.case.number == SOON
    assert any("Gebeld met de gemeente." in str(each) for each in file.rows)


def test_one_is_closed_and_the_other_goes_on(qtbot: QtBot, opening: Opening, tmp_path: Path) -> None:
    """With the keys; the workspace closes with the last one, whichever that is, as one file."""
    first, second = one_more(qtbot, opening)
    workspace = first.services.workspace
    press(qtbot, first, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: windows(opening) == [second], timeout=WAIT_MS)
    assert second.window.isVisible()
    press(qtbot, second, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    second.cases.load()
    rest(qtbot, opening)
    assert second.window.mode == "sites"
    assert workspace.catalogue.data_version() > 0
    in_menu(second, "file", "new_window")
    qtbot.waitUntil(lambda: len(windows(opening)) == 2, timeout=WAIT_MS)
    rest(qtbot, opening)
    # The number that was free again.
    assert [each.number for each in windows(opening)] == [2, 1]
    press(qtbot, second, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not windows(opening), timeout=WAIT_MS)
    assert [each.name for each in tmp_path.glob("werk.drents*") if each.is_file()] == ["werk.drents"]


def test_what_is_typed_in_each_window_stays_its_own(qtbot: QtBot, opening: Opening) -> None:
    """The same form is open in both; neither takes, replaces or destroys the words of the other."""
    both = one_more(qtbot, opening)
    forms = []
    for at, each in enumerate(both):
        press(qtbot, each, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        (form,) = [found for found in each.window.findChildren(RequestForm) if found.isVisible()]
        title = form.widget("title")
        assert isinstance(title, QLineEdit)
        assert title.text() == ""
        QTest.keyClicks(title, f"Aanvraag van venster {at + 1}")
        each.unstored.keeper.keep_all()
        each.unstored.keeper.settle()
        forms.append(form)
    drafts = paths.user_data_dir() / "drafts"
    assert len(list(drafts.glob("*.draft"))) == 2
    forms[0].done(RequestForm.DialogCode.Rejected)
    both[0].unstored.keeper.settle()
    assert len(list(drafts.glob("*.draft"))) == 1
    left = both[1].services.form_drafts.find("request")
    assert left is not None
    assert "Aanvraag van venster 2" in str(left.content)
    assert both[0].services.form_drafts.find("request") is None
    forms[1].done(RequestForm.DialogCode.Rejected)
    both[1].unstored.keeper.settle()


def test_a_form_that_stands_open_is_not_written_over(qtbot: QtBot, opening: Opening) -> None:
    """An untouched form follows the other window; of one that is filled in it is said, and the words stay."""
    first, second = one_more(qtbot, opening)
    for each in (first, second):
        each.run_action("show_sites")
        each.session.select_site(SITE)
        rest(qtbot, opening)
    second.run_action("edit_site")
    rest(qtbot, opening)
    change_site(first, "Plan van morgen")
    rest(qtbot, opening)
    field = second.panels.site_form.fields["plan_name"]
    assert field.text == "Plan van morgen"
    field.enter("Plan van overmorgen")
    change_site(first, "Plan van vandaag")
    rest(qtbot, opening)
    assert second.panels.site_form.fields["plan_name"].text == "Plan van overmorgen"
    assert "is in een ander venster gewijzigd" in second.window.status.told
    second.panels.site_form.close_form()


def test_one_lock_closes_every_window_and_one_passphrase_opens_them(qtbot: QtBot, opening: Opening) -> None:
    """Whichever window it is given in; what stood in a form is there again."""
    first, second = one_more(qtbot, opening)
    second.services.protection.protect(SENTENCE, SENTENCE)
    press(qtbot, second, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (form,) = [found for found in second.window.findChildren(RequestForm) if found.isVisible()]
    title = form.widget("title")
    assert isinstance(title, QLineEdit)
    QTest.keyClicks(title, "Halfgetypt")
    with qtbot.waitSignals([each.away.locked for each in (first, second)], timeout=WAIT_MS):
        press(
            qtbot, first, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
    for each in (first, second):
        assert each.away.is_locked
        assert not each.window.centre.isVisible()
    assert not title.isVisible()
    (asking,) = [each for each in first.window.findChildren(AwayDialog) if each.isVisible()]
    field, accept = asking.findChild(QLineEdit, "field_passphrase"), asking.findChild(QPushButton, "accept")
    assert isinstance(field, QLineEdit)
    assert isinstance(accept, QPushButton)
    QTest.keyClicks(field, SENTENCE)
    with qtbot.waitSignals([each.away.unlocked for each in (first, second)], timeout=WAIT_MS):
        QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    for each in (first, second):
        assert not each.away.is_locked
        assert each.window.centre.isVisible()
        assert [found for found in each.window.findChildren(AwayDialog) if found.isVisible()] == []
    assert title.isVisible()
    assert title.text() == "Halfgetypt"
    form.done(RequestForm.DialogCode.Rejected)
    rest(qtbot, opening)


def test_another_language_reaches_every_window_and_keeps_undo(qtbot: QtBot, opening: Opening) -> None:
    """Each is where it was, and both name in German what can still be taken back."""
    first, second = one_more(qtbot, opening)
    change_site(first, "Plan van morgen")
    second.run_action("show_sites")
    second.session.select_site(SITE)
    open_case(qtbot, opening, first, RUNNING)
    in_menu(second, "view", "language_de")
    qtbot.waitUntil(
        lambda: len(windows(opening)) == 2 and not {first, second} & set(windows(opening)), timeout=WAIT_MS
    )
    rest(qtbot, opening)
    one, two = windows(opening)
    assert (one.number, two.number) == (1, 2)
    assert [each.window.menus["file"].title() for each in (one, two)] == ["&Datei", "&Datei"]
    assert (one.window.mode, two.window.mode) == ("case", "sites")
    assert two.session.selected_site_id == SITE
    assert one.session.case is not None
    assert two.window.windowTitle().endswith("Fenster 2")
    assert load_settings().language == "de"
    named = two.window.actions_by_id["undo_edit"].text()
    assert named != two.services.language.text("ui.action.undo_edit")
    press(qtbot, two, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, opening)
    value = two.services.catalogue.site(SITE).value("plan_name")
    assert value != "Plan van morgen"


def test_the_look_is_that_of_all_windows(qtbot: QtBot, opening: Opening) -> None:
    """Chosen in one, marked in both."""
    first, second = one_more(qtbot, opening)
    in_menu(second, "view", "theme_dark")
    rest(qtbot, opening)
    for each in (first, second):
        assert each.window.actions_by_id["theme_dark"].isChecked()
        assert each.settings.theme == "dark"
    in_menu(first, "view", "theme_light")
    rest(qtbot, opening)
    assert second.window.actions_by_id["theme_light"].isChecked()


def test_notices_come_once_and_from_the_window_in_front(qtbot: QtBot, opening: Opening) -> None:
    """One icon and one memory for both; when one is gone the other speaks."""
    first, second = one_more(qtbot, opening)
    assert first.inbox.notices.tray is second.inbox.notices.tray
    assert first.inbox.notices.memory is second.inbox.notices.memory
    shown: list[int] = []
    first.inbox.notices.shown.connect(lambda _: shown.append(1))
    second.inbox.notices.shown.connect(lambda _: shown.append(2))
    memory = first.inbox.notices.memory
    second.window.activateWindow()
    qtbot.waitUntil(lambda: first.sitting.front is second, timeout=WAIT_MS)
    memory.last_seen_utc = None
    for each in (first, second):
        each.cases.load()
    rest(qtbot, opening)
    assert shown == [2]
    second.window.close()
    memory.last_seen_utc = None
    first.cases.load()
    rest(qtbot, opening)
    assert shown == [2, 1]


def test_quitting_asks_in_each_window_and_stops_where_a_person_stays(qtbot: QtBot, opening: Opening) -> None:
    """What is typed in the window behind is asked about; staying keeps both open."""
    first, second = one_more(qtbot, opening)
    second.run_action("show_sites")
    second.session.select_site(SITE)
    rest(qtbot, opening)
    second.run_action("edit_site")
    rest(qtbot, opening)
    second.panels.site_form.fields["plan_name"].enter("Nog niet bewaard")
    asked: list[str] = []
    answer_when_asked(QMessageBox.ButtonRole.RejectRole, asked)
    press(qtbot, first, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=WAIT_MS)
    rest(qtbot, opening)
    assert windows(opening) == [first, second]
    # Closing one later closes that one only.
    answer_when_asked(QMessageBox.ButtonRole.DestructiveRole, asked)
    press(qtbot, second, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: windows(opening) == [first], timeout=WAIT_MS)
    rest(qtbot, opening)
    assert windows(opening) == [first]
    assert first.window.isVisible()


def test_another_workspace_takes_the_place_of_all_windows(
    qtbot: QtBot, opening: Opening, tmp_path: Path
) -> None:
    """Asked first, since the others close; the workspace before is one whole file."""
    first, second = one_more(qtbot, opening)
    path = tmp_path / "tweede.drents"
    empty_services(path).workspace.close()
    asked: list[str] = []
    other = opening.windows.others[second] if opening.windows is not None else None
    assert other is not None
    answer_when_asked(QMessageBox.ButtonRole.RejectRole, asked)
    other.open(path)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=WAIT_MS)
    rest(qtbot, opening)
    assert windows(opening) == [first, second]
    answer_when_asked(QMessageBox.ButtonRole.AcceptRole, asked)
    other.open(path)
    qtbot.waitUntil(lambda: len(windows(opening)) == 1, timeout=WAIT_MS)
    rest(qtbot, opening)
    (new,) = windows(opening)
    assert "tweede" in new.window.windowTitle()
    assert asked[0].startswith("Eén ander venster op deze werkruimte gaat dicht")
    assert [each.name for each in tmp_path.glob("werk.drents*") if each.is_file()] == ["werk.drents"]


def test_each_window_keeps_its_own_place(qtbot: QtBot, opening: Opening) -> None:
    """In a file of its own, from which the second comes up again; the first one's is left alone."""
    first, second = one_more(qtbot, opening)
    second.window.setGeometry(20, 40, 900, 780)
    second.layout.keep_columns("sites", ["as_of"])
    second.window.close()
    qtbot.waitUntil(lambda: windows(opening) == [first], timeout=WAIT_MS)
    assert (paths.user_data_dir() / "venster-2.ini").exists()
    _, again = one_more(qtbot, opening)
    assert again.layout.hidden_columns("sites") == ("as_of",)
    assert first.layout.hidden_columns("sites") == ()
    assert again.window.pos() != first.window.pos()


def test_a_window_that_was_closed_is_gone(qtbot: QtBot, opening: Opening) -> None:
    """Who opens and closes windows all day keeps none of them in memory."""

    def open_and_close() -> ref[Portal]:
        _, second = one_more(qtbot, opening)
        second.window.close()
        return ref(second)

    gone = open_and_close()
    rest(qtbot, opening)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None


def test_the_look_changes_after_a_window_was_closed(qtbot: QtBot, opening: Opening) -> None:
    """Nothing of the window that is gone answers to it."""
    first, second = one_more(qtbot, opening)
    second.window.close()
    rest(qtbot, opening)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with qtbot.capture_exceptions() as faults:
        for look in ("dark", "light"):
            first.window.actions_by_id[f"theme_{look}"].trigger()
            rest(qtbot, opening)
    assert faults == []
