"""Tab walks every dialog as one reads, and each fits a screen on which everything is twice as large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QTabBar, QWidget

from drentsportal.settings import changed
from tests.ui.desk_samples import RUNNING, filled_desk
from tests.ui.every_dialog import BY_ACTION, MADE, PLOT, open_dialog, put_away
from tests.ui.languages import EVERY_LANGUAGE
from tests.ui.portals import open_portal, settle
from tests.ui.reading_order import jumps_back, walk_of
from tests.ui.workspaces import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

ROOM: Final = (960, 540)
"""A screen of 1920 by 1080 at 200 %."""

TITLE_PX: Final = 32
"""The title bar of a window, which is on that screen too."""


@pytest.fixture(params=EVERY_LANGUAGE)
def portal(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[Portal]:
    """Open the window in a language on a desk, with a case that is matched and a plot chosen."""
    desk = filled_desk(tmp_path / "werk.drents", with_match=True)
    services = desk.services.wired_for(changed(SETTINGS, language=request.param))
    made = open_portal(qtbot, qapp, services, tmp_path)
    made.cases.open(RUNNING)
    settle(qtbot, made)
    made.session.select_site(PLOT)
    settle(qtbot, made)
    yield made
    made.put_away()
    services.workspace.close()


def _outside(root: QWidget) -> list[str]:
    """Name the buttons that stand outside a window and that nothing scrolls to."""
    return [
        each.objectName() or each.text()
        for each in root.findChildren(QAbstractButton)
        if each.isVisible()
        and not isinstance(each.parentWidget(), QTabBar)
        and not _scrolls(each, root)
        and not root.rect().contains(QRect(each.mapTo(root, QPoint(0, 0)), each.size()))
    ]


def _scrolls(widget: QWidget, root: QWidget) -> bool:
    inside = widget.parentWidget()
    while inside is not None and inside is not root:
        if isinstance(inside, QAbstractScrollArea):
            return True
        inside = inside.parentWidget()
    return False


def test_tab_walks_every_dialog_as_one_reads(portal: Portal, qtbot: QtBot, tmp_path: Path) -> None:
    """Never up in a column nor back in a line: what is built later stands in the walk where it is seen."""
    wrong: dict[str, list[str]] = {}
    for name in sorted({*MADE, *BY_ACTION}):
        dialog = open_dialog(qtbot, portal, name, tmp_path)
        wrong[name] = jumps_back(walk_of(qtbot, dialog), dialog)
        put_away(qtbot, portal, dialog)
    assert {name: each for name, each in wrong.items() if each} == {}


def test_every_dialog_fits_the_half_of_a_screen(portal: Portal, qtbot: QtBot, tmp_path: Path) -> None:
    """With its frame; what does not fit scrolls, and no button stands outside."""
    wrong: dict[str, object] = {}
    for name in sorted({*MADE, *BY_ACTION}):
        dialog = open_dialog(qtbot, portal, name, tmp_path)
        dialog.resize(ROOM[0], ROOM[1] - TITLE_PX)
        settle(qtbot, portal)
        size = dialog.size()
        if size.width() > ROOM[0] or size.height() > ROOM[1] - TITLE_PX or _outside(dialog):
            wrong[name] = (size.toTuple(), _outside(dialog))
        put_away(qtbot, portal, dialog)
    assert wrong == {}
