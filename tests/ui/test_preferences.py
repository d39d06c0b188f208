"""Preferences with mouse and keys: every setting has its control, all or nothing is kept, and it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QPushButton, QWidget

from drentsportal.domain.cases.working_time import ClockRuleKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.settings import FIELDS, SettingGroup, Settings, label_of, load_settings, settings_path
from drentsportal.ui.dialogs.preferences_dialog import PreferencesDialog
from drentsportal.ui.widgets.check_box import CheckBox
from drentsportal.ui.widgets.setting_controls import setting_control
from tests.ui.portals import WAIT_MS, click, find, settle
from tests.ui.preference_hands import click_group, open_preferences

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


def _type(dialog: PreferencesDialog, name: str, text: str) -> None:
    """Type over what a field holds, with the keyboard on it."""
    edit = find(dialog, QLineEdit, name)
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, text) if text else QTest.keyClick(edit, Qt.Key.Key_Delete)


def _keep(qtbot: QtBot, portal: Portal, dialog: PreferencesDialog) -> None:
    click(dialog.keep_button)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: portal.preferences.dialog is None, timeout=WAIT_MS)


def test_every_setting_has_a_control_with_its_name(qtbot: QtBot, sample_portal: Portal) -> None:
    """Of the kind of the setting, in its group, with its meaning for a screen reader; none is cut off."""
    dialog = open_preferences(qtbot, sample_portal)
    say = sample_portal.services.language.text
    assert tuple(dialog.rows) == tuple(FIELDS)
    kinds: dict[str, type[QWidget]] = {"choice": QComboBox, "style": QComboBox, "yes_no": CheckBox}
    for group in SettingGroup:
        click_group(dialog, group)
        for name, field in FIELDS.items():
            shown = find(dialog, QWidget, f"row_{name}")
            assert shown.isVisible() == (field.group is group), name
            control: QWidget = find(dialog, kinds.get(field.kind.value, QLineEdit), f"setting_{name}")
            assert control.accessibleName().startswith(say(label_of(name)))
            assert say(f"setting.{name}") in control.accessibleDescription()
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert dialog.shown.horizontalScrollBar().maximum() == 0
    dialog.reject()


def test_a_setting_without_a_control_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, sample_portal: Portal
) -> None:
    """The table of controls has each kind: without one the dialog cannot be made."""
    monkeypatch.setattr("drentsportal.ui.widgets.setting_controls._MAKERS", {})
    with pytest.raises(KeyError):
        setting_control(sample_portal.theme, sample_portal.services.language, "theme", ())


def test_nothing_is_written_without_being_kept(qtbot: QtBot, sample_portal: Portal) -> None:
    """Cancel asks first; then the file is not even made, and the workspace keeps nothing."""
    dialog = open_preferences(qtbot, sample_portal)
    click_group(dialog, SettingGroup.PERSON)
    _type(dialog, "setting_actor_name", "Anna")
    assert dialog.is_changed

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        wanted = QMessageBox.ButtonRole.AcceptRole
        click(next(each for each in box.buttons() if box.buttonRole(each) is wanted))

    QTimer.singleShot(0, answer)
    click(dialog.cancel_button)
    qtbot.waitUntil(lambda: sample_portal.preferences.dialog is None, timeout=WAIT_MS)
    assert not settings_path().exists()
    assert [each.version for each in sample_portal.services.shared_settings.current().values()] == [0, 0]


def test_what_cannot_be_is_told_at_its_row_in_the_words_of_file_and_command(
    qtbot: QtBot, sample_portal: Portal
) -> None:
    """While it is typed, and again when it is kept; then the keyboard goes there and nothing is written."""
    dialog = open_preferences(qtbot, sample_portal)
    click_group(dialog, SettingGroup.DESK)
    _type(dialog, "setting_lock_after_minutes", "kwart")
    fault = find(dialog, QWidget, "fault_lock_after_minutes")
    told = "De waarde “kwart” kan niet bij Vergrendelen na: er hoort een geheel getal te staan, zoals 15."
    assert (fault.isVisible(), fault.property("text")) == (True, told)
    click_group(dialog, SettingGroup.GENERAL)
    click(dialog.keep_button)
    assert dialog.isVisible()
    assert find(dialog, QLineEdit, "setting_lock_after_minutes").hasFocus()
    assert not settings_path().exists()
    click(find(dialog, QPushButton, "back_lock_after_minutes"))
    assert not fault.isVisible()
    assert not dialog.is_changed
    assert not dialog.keep_button.isEnabled()
    dialog.reject()


def test_theme_lock_and_notices_count_at_once(qtbot: QtBot, sample_portal: Portal) -> None:
    """In the window that stands, and in the file for the next start; nothing else is written there."""
    portal = sample_portal
    dialog = open_preferences(qtbot, portal)
    theme = find(dialog, QComboBox, "setting_theme")
    theme.setFocus()
    QTest.keyClick(theme, Qt.Key.Key_End)
    assert theme.currentData() == "dark"
    click_group(dialog, SettingGroup.DESK)
    _type(dialog, "setting_lock_after_minutes", "3")
    _type(dialog, "setting_clock_notices", "4")
    asked: list[Settings] = []
    portal.window.settings_asked.connect(asked.append)
    _keep(qtbot, portal, dialog)
    assert load_settings() == Settings(theme="dark", lock_after_minutes=3, clock_notices="4")
    assert portal.theme.name == "dark"
    assert portal.window.actions_by_id["theme_dark"].isChecked()
    assert portal.away.watch.minutes == 3
    assert [each.total_seconds() / 3600 for each in portal.services.clock_watch.before] == [4]
    # The window stays: what was opened and what can be undone stays with it.
    assert asked == []


def test_a_setting_of_the_workspace_asks_for_its_source(qtbot: QtBot, sample_portal: Portal) -> None:
    """Without one nothing is kept; with one the workspace keeps it, and the window is made anew with it."""
    portal = sample_portal
    dialog = open_preferences(qtbot, portal)
    click_group(dialog, SettingGroup.DESK)
    rule = find(dialog, QComboBox, "setting_clock_rule")
    rule.setFocus()
    QTest.keyClick(rule, Qt.Key.Key_End)
    click(dialog.keep_button)
    source = find(dialog, QLineEdit, "source_clock_rule")
    assert source.hasFocus()
    assert find(dialog, QWidget, "fault_clock_rule").isVisible()
    QTest.keyClicks(source, "Afspraak schakelpunt")
    asked: list[Settings] = []
    portal.window.settings_asked.connect(asked.append)
    _keep(qtbot, portal, dialog)
    kept = portal.services.shared_settings
    assert kept.clock_rule() is ClockRuleKind.WORKING
    assert len(asked) == 1
    assert not settings_path().exists()
    dialog = open_preferences(qtbot, portal)
    click_group(dialog, SettingGroup.DESK)
    assert "Afspraak schakelpunt" in " ".join(
        each.accessibleName() for each in dialog.rows["clock_rule"].findChildren(QWidget)
    )
    dialog.reject()


def test_settings_are_found_by_their_words(qtbot: QtBot, sample_portal: Portal) -> None:
    """Over all groups, with the keys; Escape empties the search before it closes the dialog."""
    dialog = open_preferences(qtbot, sample_portal)
    assert dialog.search.hasFocus()
    QTest.keyClicks(dialog.search, "wachtzin")
    shown = [name for name, each in dialog.rows.items() if each.isVisible()]
    assert shown == ["lock_after_minutes"]
    assert not dialog.groups.selectedItems()
    click_group(dialog, SettingGroup.GENERAL)
    assert (dialog.search.text(), dialog.rows["theme"].isVisible()) == ("", True)
    dialog.search.setFocus()
    QTest.keyClicks(dialog.search, "wachtzin")
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert find(dialog, QLineEdit, "setting_lock_after_minutes").hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.search.hasFocus()
    QTest.keyClicks(dialog.search, "xyz")
    assert not [each for each in dialog.rows.values() if each.isVisible()]
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert (dialog.search.text(), dialog.isVisible()) == ("", True)
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_nothing_is_cut_off_in_a_small_window(qtbot: QtBot, sample_portal: Portal, code: str) -> None:
    """As wide as 1280 by 720 leaves at 150 %, in each language: no sideways scrolling, buttons in full."""
    language = Language(code, resources_dir(), strict=True).unbroken()
    now = sample_portal.preferences.read()
    dialog = PreferencesDialog(sample_portal.window, sample_portal.theme, language, now)
    dialog.resize(805, 432)
    dialog.show()
    qtbot.waitUntil(dialog.isVisible, timeout=WAIT_MS)
    for group in SettingGroup:
        click_group(dialog, group)
        QApplication.processEvents()
        assert dialog.size().width() == 805
        assert dialog.shown.horizontalScrollBar().maximum() == 0
        body = dialog.shown.widget()
        assert body is not None
        assert body.minimumSizeHint().width() <= dialog.shown.viewport().width()
    for each in dialog.findChildren(QPushButton):
        if each.isVisible():
            assert each.width() >= each.sizeHint().width(), each.text()
    dialog.close()
