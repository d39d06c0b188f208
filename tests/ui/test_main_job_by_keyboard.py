"""The whole main job with keys alone: from a mail or Ctrl+N to a written advice and an answered request.

No mouse, no ``setFocus``, no method of the window: Tab, arrows, shortcuts and typing. The keyboard of the
test is in ``keys``; what it waits for and what it looks at afterwards is read from window and services.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.keys import CTRL, SHIFT, Keys
from tests.ui.mail_hands import nom_mail
from tests.ui.portals import WAIT_MS, settle

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

_MOST_ROWS = 20
_TEXT = """Goedemiddag,

Een metaalbewerker zoekt een kavel van 1,5 hectare in Emmen, milieucategorie 3.2. De levering loopt via NOM.

Met vriendelijke groet,
Piet de Vries
"""


@pytest.fixture
def keys(qtbot: QtBot, sample_portal: Portal) -> Keys:
    """Give the keyboard, with the window in front."""
    qtbot.waitUntil(sample_portal.window.isActiveWindow, timeout=WAIT_MS)
    return Keys(qtbot)


def _agree_with_the_rest(keys: Keys) -> None:
    """Press Enter on each row of the proposal that waits, until the keyboard is on the button."""
    for _ in range(_MOST_ROWS):
        if keys.at.objectName() == "make_request":
            return
        keys.press(Qt.Key.Key_Return)
    message = f"Enter never led to the button; it is at {keys.at.objectName()}"
    raise AssertionError(message)


def _shortlist_two(portal: Portal, qtbot: QtBot, keys: Keys) -> None:
    """Walk down the outcome and put the first two on the shortlist."""
    keys.be_given(portal.window)
    keys.wait("ranked_list")
    for count, key in enumerate((Qt.Key.Key_Home, Qt.Key.Key_Down), start=1):
        keys.press(key)
        keys.press(Qt.Key.Key_Space, CTRL)
        settle(qtbot, portal)
        assert portal.session.case is not None
        assert len(portal.session.case.shortlist) == count


def _advise_and_answer(portal: Portal, qtbot: QtBot, keys: Keys, folder: Path) -> None:
    """Make the advice, put its message away, and say that it was sent."""
    with qtbot.waitSignal(portal.documents.made, timeout=WAIT_MS) as made:
        keys.press(Qt.Key.Key_A, CTRL | SHIFT)
    written = [path for path in made.args[0] if path.is_file()]
    assert {path.suffix for path in written} == {".pdf", ".docx"}
    assert all(folder in path.parents for path in written)
    qtbot.waitUntil(lambda: keys.at.window().objectName() == "documents_made", timeout=WAIT_MS)
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and not portal.runner.is_busy)
    keys.be_given(portal.window)
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: portal.inbox.dossier.form is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: keys.at.window() is portal.inbox.dossier.form, timeout=WAIT_MS)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: portal.session.case is not None and portal.session.case.answered_at_utc is not None,
        timeout=WAIT_MS,
    )


def test_a_new_request_becomes_an_answer_by_keys(
    sample_portal: Portal, qtbot: QtBot, keys: Keys, tmp_path: Path
) -> None:
    """Ctrl+N, the form by Tab, the outcome by arrows, Ctrl+Space, Ctrl+Shift+A and Ctrl+Enter."""
    keys.press(Qt.Key.Key_N, CTRL)
    keys.wait("field_title")
    keys.type("Metaalbewerker")
    keys.tab_to("received_now")
    keys.press(Qt.Key.Key_Space)
    keys.choose("field_channel", "NOM")
    keys.choose("field_origin", "Emmen")
    keys.tab_to("field_plot_area_ha")
    keys.type("1,5")
    keys.tab_to("fold_plan")
    keys.press(Qt.Key.Key_Space)
    keys.choose("field_category", "ten minste 3.2")
    keys.tab_to("field_weight_junction_distance")
    for _ in range(3):
        keys.press(Qt.Key.Key_PageUp)
    keys.tab_to("accept")
    with qtbot.waitSignal(sample_portal.cases.case_opened, timeout=WAIT_MS):
        keys.press(Qt.Key.Key_Space)
    settle(qtbot, sample_portal)
    _shortlist_two(sample_portal, qtbot, keys)
    _advise_and_answer(sample_portal, qtbot, keys, tmp_path)


def test_a_mail_becomes_an_answer_by_keys(
    sample_portal: Portal, qtbot: QtBot, keys: Keys, tmp_path: Path
) -> None:
    """Ctrl+M and the name of the file, the proposal by Tab and Space, and on as above."""
    file = tmp_path / "aanvraag.eml"
    file.write_bytes(nom_mail(text=_TEXT))
    keys.name_file(file)
    keys.press(Qt.Key.Key_M, CTRL)
    qtbot.waitUntil(sample_portal.mail.panel.isVisible, timeout=WAIT_MS)
    keys.be_given(sample_portal.window)
    settle(qtbot, sample_portal)
    # The keyboard stands on the first row that waits; the button is above it.
    keys.tab_to("take_safe", back=True)
    keys.press(Qt.Key.Key_Space)
    _agree_with_the_rest(keys)
    with qtbot.waitSignal(sample_portal.cases.case_opened, timeout=WAIT_MS):
        keys.press(Qt.Key.Key_Space)
    settle(qtbot, sample_portal)
    _shortlist_two(sample_portal, qtbot, keys)
    _advise_and_answer(sample_portal, qtbot, keys, tmp_path)
