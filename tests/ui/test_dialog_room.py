"""Windows on a small screen: none is higher than the room, what does not fit scrolls, buttons are seen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget

from drentsportal.ui.actions import ACTIONS
from drentsportal.ui.dialogs.assessment_dialog import AssessmentDialog
from drentsportal.ui.dialogs.entry_dialog import EntryDialog
from drentsportal.ui.dialogs.instrument_dialog import InstrumentDialog
from drentsportal.ui.dialogs.mapping_wizard import MappingWizard
from drentsportal.ui.dialogs.profile_editor import ProfileEditor
from drentsportal.ui.dialogs.request_form import RequestForm
from tests.ui.desk_samples import RUNNING
from tests.ui.portals import click, find, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

ROOM = (1280, 640)
"""A laptop with large letters, without its task bar."""

_FITTING = (EntryDialog, RequestForm, ProfileEditor, AssessmentDialog, MappingWizard)

_NOT_OPENED = frozenset(
    {
        *("quit", "close_window", "lock_window", "make_factsheet", "make_advice", "match", "explain_pointed"),
        *(
            "open_mail",
            "import_sites",
            "export_map",
            "print_map",
            "picture_map",
            "add_attachment",
            "export_ranking",
        ),
    }
)
"""These end the window, open none, wait for a click, or ask by a dialog of the system or a box."""


@pytest.fixture
def small(portal: Portal) -> Portal:
    """Give a window of the room there is."""
    portal.window.resize(*ROOM)
    return portal


def shown_dialogs() -> list[QDialog]:
    """List what stands open."""
    QApplication.processEvents()
    found = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog))
    return [each for each in found if each.isVisible() and not isinstance(each, QMessageBox)]


def bottom(widget: QWidget, dialog: QDialog) -> int:
    """Tell where a widget ends in its dialog."""
    return widget.mapTo(dialog, QPoint(0, widget.height())).y()


def hold_apart(dialog: QDialog) -> None:
    """Check that every caption ends before its field, and every field before the next caption."""
    shown = [
        each
        for each in dialog.findChildren(QWidget)
        if each.isVisible() and (each.objectName().startswith("field_") or _is_caption(each))
    ]
    spans = sorted((bottom(each, dialog) - each.height(), bottom(each, dialog)) for each in shown)
    assert len(spans) > 2
    for (_, end), (begin, _) in pairwise(spans):
        assert end <= begin


def _is_caption(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and widget.buddy() is not None


def holds_in_the_room(dialog: QDialog) -> bool:
    """Tell whether a dialog fits the room; what fits itself to the screen has that of the test."""
    screen_px = dialog.screen().availableSize().height() if isinstance(dialog, _FITTING) else ROOM[1]
    return dialog.height() <= screen_px and dialog.minimumSizeHint().height() <= ROOM[1]


def test_a_long_form_scrolls_and_its_buttons_stay_seen(qtbot: QtBot, small: Portal) -> None:
    """By Tab to the last field, which is then seen; the button that keeps stands under it all the time."""
    small.run_action("show_instruments")
    settle(qtbot, small)
    click(find(small.instruments.panel, QPushButton, "instrument_add"))
    dialog = small.instruments.dialog
    assert isinstance(dialog, InstrumentDialog)
    assert holds_in_the_room(dialog)
    dialog.resize(dialog.width(), 420)
    last = find(dialog, QLineEdit, "field_note")
    assert last.visibleRegion().isEmpty()
    for _ in range(20):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        if dialog.focusWidget() is last:
            break
    assert dialog.focusWidget() is last
    assert not last.visibleRegion().isEmpty()
    assert bottom(dialog.accept_button, dialog) < dialog.height()
    hold_apart(dialog)
    click(dialog.accept_button)
    first = find(dialog, QLineEdit, "field_id")
    assert dialog.focusWidget() is first
    assert not first.visibleRegion().isEmpty()


def test_the_form_of_a_referral_is_as_high_as_its_fields(qtbot: QtBot, small: Portal) -> None:
    """No box lies over the next caption, and it is no higher than it must be."""
    small.cases.select(RUNNING)
    settle(qtbot, small)
    small.inbox.dossier.act("refer")
    (dialog,) = shown_dialogs()
    assert isinstance(dialog, EntryDialog)
    hold_apart(dialog)
    before = dialog.height()
    click(dialog.accept_button)
    # The fault needs room of its own.
    assert dialog.height() > before
    hold_apart(dialog)


def _send_away() -> None:
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        box.reject()


def opened(portal: Portal, qtbot: QtBot) -> Iterator[tuple[str, QDialog]]:
    """Run every action of the window and give what opens; what is asked first is not agreed to."""
    boxes = QTimer(portal.window)
    boxes.timeout.connect(_send_away)
    boxes.start(50)
    for spec in ACTIONS:
        if spec.id in _NOT_OPENED or not portal.window.actions_by_id[spec.id].isEnabled():
            continue
        portal.run_action(spec.id)
        settle(qtbot, portal)
        for dialog in shown_dialogs():
            yield spec.id, dialog
            dialog.done(QDialog.DialogCode.Rejected)
            settle(qtbot, portal)


def test_no_window_of_the_product_is_higher_than_the_room(qtbot: QtBot, small: Portal) -> None:
    """Every action of the menus that opens a window, with a case of which something can be asked."""
    small.cases.select(RUNNING)
    settle(qtbot, small)
    small.session.select_site("vb-018")
    settle(qtbot, small)
    seen = {action_id: (each.height(), holds_in_the_room(each)) for action_id, each in opened(small, qtbot)}
    assert len(seen) > 10
    assert {action_id: each for action_id, each in seen.items() if not each[1]} == {}
