"""The whole main job with the mouse alone: a mail let go on the window becomes an advice and an answer.

Nothing is typed, no key is pressed, and no menu is opened. The second test fills the form of a request: there
a hand types into two text fields, title and area, since nothing else can say them; all else is clicked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QToolBar,
    QToolButton,
)

from drentsportal.ui.dialogs.request_form import RequestForm
from tests.ui.mail_hands import drop_mail, nom_mail
from tests.ui.mouse import Mouse
from tests.ui.portals import WAIT_MS, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_TEXT = """Goedemiddag,

Een metaalbewerker zoekt een kavel van 1,5 hectare in Emmen, milieucategorie 3.2. De levering loopt via NOM.

Met vriendelijke groet,
Piet de Vries
"""


@pytest.fixture
def mouse(qtbot: QtBot) -> Mouse:
    """Give the mouse."""
    return Mouse(qtbot)


def _shortlist_two(portal: Portal, qtbot: QtBot, mouse: Mouse) -> None:
    """Click the first two of the outcome and put each on the shortlist."""
    ranked = mouse.find(portal.window, QListView, "ranked_list")
    for row in (0, 1):
        mouse.click_row(ranked, row)
        settle(qtbot, portal)
        mouse.click(mouse.find(portal.window, QPushButton, "to_shortlist"))
        settle(qtbot, portal)
    assert portal.session.case is not None
    assert len(portal.session.case.shortlist) == 2


def _advise(portal: Portal, qtbot: QtBot, mouse: Mouse, folder: Path) -> None:
    """Click the advice, and close the message that names the files."""
    with qtbot.waitSignal(portal.documents.made, timeout=WAIT_MS) as made:
        mouse.click(mouse.find(portal.window, QPushButton, "make_advice"))
    written = [path for path in made.args[0] if path.is_file()]
    assert {path.suffix for path in written} == {".pdf", ".docx"}
    assert all(folder in path.parents for path in written)
    qtbot.waitUntil(lambda: bool(portal.window.findChildren(QMessageBox, "documents_made")), timeout=WAIT_MS)
    told = mouse.find(portal.window, QMessageBox, "documents_made")
    mouse.click(told.escapeButton())
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=WAIT_MS)
    settle(qtbot, portal)


def _answer(portal: Portal, qtbot: QtBot, mouse: Mouse) -> None:
    """Go back to the list, click the case and say that what was made was sent."""
    assert portal.session.case is not None
    number = portal.session.case.number
    mouse.click(mouse.find(portal.window, QPushButton, "back_to_cases"))
    settle(qtbot, portal)
    rows = mouse.find(portal.window, QAbstractItemView, "case_list")
    mouse.click_row(rows, 0)
    settle(qtbot, portal)
    mouse.click(mouse.find(portal.panels.case_file, QPushButton, "case_answer"))
    qtbot.waitUntil(lambda: portal.inbox.dossier.form is not None, timeout=WAIT_MS)
    form = portal.inbox.dossier.form
    assert form is not None
    mouse.click(form.accept_button)
    settle(qtbot, portal)
    assert portal.services.desk.case(number).answered_at_utc is not None


def test_a_mail_becomes_an_answer_by_mouse(
    sample_portal: Portal, qtbot: QtBot, mouse: Mouse, tmp_path: Path
) -> None:
    """Let the mail go, click what waits, click the outcome, the advice and the answer."""
    drop_mail(qtbot, sample_portal, tmp_path, nom_mail(text=_TEXT))
    proposal = sample_portal.mail.panel.proposal
    mouse.click(mouse.find(proposal, QPushButton, "take_safe"))
    for each in proposal.lines:
        if each.waits:
            mouse.click(each.box)
    with qtbot.waitSignal(sample_portal.cases.case_opened, timeout=WAIT_MS):
        mouse.click(mouse.find(proposal, QPushButton, "make_request"))
    settle(qtbot, sample_portal)
    _shortlist_two(sample_portal, qtbot, mouse)
    _advise(sample_portal, qtbot, mouse, tmp_path)
    _answer(sample_portal, qtbot, mouse)


def test_a_form_becomes_an_answer_by_mouse(
    sample_portal: Portal, qtbot: QtBot, mouse: Mouse, tmp_path: Path
) -> None:
    """Click the button of the tool bar, fill the form, and go on as above."""
    bar = mouse.find(sample_portal.window, QToolBar, "tool_bar")
    new = bar.widgetForAction(sample_portal.window.actions_by_id["new_case"])
    mouse.click(new)
    form = mouse.find(sample_portal.window, RequestForm, "new_case_form")
    for name, text in (("field_title", "Metaalbewerker"), ("field_plot_area_ha", "1,5")):
        field = mouse.find(form, QLineEdit, name)
        mouse.click(field)
        QTest.keyClicks(field, text)
    mouse.click(mouse.find(form, QPushButton, "received_now"))
    mouse.choose(mouse.find(form, QComboBox, "field_channel"), "NOM")
    mouse.click(mouse.find(form, QToolButton, "fold_plan"))
    mouse.choose(mouse.find(form, QComboBox, "field_category"), "ten minste 3.2")
    with qtbot.waitSignal(sample_portal.cases.case_opened, timeout=WAIT_MS):
        mouse.click(form.accept_button)
    settle(qtbot, sample_portal)
    _shortlist_two(sample_portal, qtbot, mouse)
    _advise(sample_portal, qtbot, mouse, tmp_path)
    _answer(sample_portal, qtbot, mouse)
