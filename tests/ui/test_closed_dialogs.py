"""A window that stays open all day keeps none of the dialogs that were closed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from drentsportal.ui.background import ServiceCall, ServiceRunner
from drentsportal.ui.closed_dialogs import delete_when_closed
from tests.ui.portals import WAIT_MS, open_request, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

ACTIONS = (
    "new_case",
    "edit_request",
    "import_sites",
    "export_sites",
    "edit_profiles",
    "assess_request",
    "propose_referral",
    "set_weights",
    "preferences",
    "about",
    "make_package",
    "fact_finding_day",
    "quarter_report",
)


def _open_and_close(portal: Portal, qtbot: QtBot, action_id: str) -> None:
    portal.run_action(action_id)
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: bool(_open_dialogs()), timeout=WAIT_MS)
    (dialog,) = _open_dialogs()
    dialog.reject()
    settle(qtbot, portal)


def _open_dialogs() -> list[QDialog]:
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, QDialog) and each.isVisible()]


def _dialogs(portal: Portal) -> int:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return len(portal.window.findChildren(QDialog))


@pytest.mark.parametrize("action_id", ACTIONS)
def test_a_closed_dialog_is_gone(sample_portal: Portal, qtbot: QtBot, action_id: str) -> None:
    """As many dialogs as before, and as many parts as after the first time."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    before = _dialogs(portal)
    counts = []
    for _ in range(3):
        _open_and_close(portal, qtbot, action_id)
        qtbot.waitUntil(lambda: _dialogs(portal) == before, timeout=WAIT_MS)
        counts.append(len(portal.window.findChildren(QWidget)))
    assert counts[2] <= counts[1] <= counts[0]


def test_what_the_worker_still_does_is_waited_for(qtbot: QtBot) -> None:
    """An answer that comes after the dialog was closed finds it whole."""
    runner, dialog = ServiceRunner(), QDialog()
    told: list[str] = []
    dialog.setObjectName("asked")
    delete_when_closed(dialog, runner)
    dialog.open()
    runner.run(ServiceCall("ui.busy.save", lambda _: 1, lambda _: told.append(dialog.objectName())))
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=WAIT_MS)
    assert told == ["asked"]
    runner.close()


def test_what_is_opened_again_stays(qtbot: QtBot) -> None:
    """A form that was refused comes back with what was typed."""
    runner, dialog = ServiceRunner(), QDialog()
    qtbot.addWidget(dialog)
    delete_when_closed(dialog, runner)
    dialog.open()
    dialog.reject()
    dialog.open()
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert dialog.isVisible()
    runner.close()
