"""A chase list that came back: what cannot be taken over has room for its reasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from drentsportal.domain.checks.chase_answers import LeftRow
from drentsportal.domain.message import message
from drentsportal.services.chase_returns import ChaseReturn
from drentsportal.services.ports.chase import AnswerFile
from drentsportal.ui.dialogs.chase_return import ChaseReturnDialog
from tests.ui.site_samples import themed
from tests.ui.workspaces import sample_services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from drentsportal.bootstrap import AppServices

    Show = Callable[[ChaseReturn], ChaseReturnDialog]

REASONS = 30


@pytest.fixture
def services(tmp_path: Path) -> Iterator[AppServices]:
    """Give the services on the sample data."""
    made = sample_services(tmp_path / "werk.drents")
    yield made
    made.workspace.close()


def _refused(count: int) -> ChaseReturn:
    file = AnswerFile("terug.xlsx", "ab" * 32, "abcdef", "GM0114", 1, "Gemeente Emmen", ())
    reason = message("error.chase.both", text="ongeveer vijftien, maar dat moet nog worden nagemeten")
    left = tuple(LeftRow(row, f"vb-{row}", f"Terrein {row}", "net_ha", reason) for row in range(3, 3 + count))
    return ChaseReturn(file, (), left, (), 0, 0)


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, services: AppServices) -> Iterator[Show]:
    """Give what opens the dialog over a window."""
    parent = QWidget()
    qtbot.addWidget(parent)

    def show(came_back: ChaseReturn) -> ChaseReturnDialog:
        dialog = ChaseReturnDialog(parent, themed(qapp), services, came_back, date(2026, 11, 17))
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    yield show
    parent.close()


def test_what_is_refused_has_most_of_the_room_where_it_is_most(shown: Show) -> None:
    """The list takes its share of the height, scrolls, and can be made larger by its border."""
    dialog = shown(_refused(REASONS))
    assert dialog.left.model().rowCount() == REASONS
    assert dialog.left.height() > dialog.answers.height() > 0
    assert dialog.left.verticalScrollBar().maximum() > 0
    border = dialog.findChild(QSplitter)
    assert border is not None
    before = dialog.left.height()
    border.moveSplitter(border.sizes()[0] - 60, 1)
    assert dialog.left.height() >= before + 40


def test_a_long_reason_is_shown_whole(qtbot: QtBot, shown: Show) -> None:
    """The row grows with its words where they do not fit beside each other."""
    dialog = shown(_refused(2))
    wide = dialog.left.rowHeight(0)
    dialog.resize(dialog.minimumSizeHint().width(), dialog.height())
    qtbot.waitUntil(lambda: dialog.left.rowHeight(0) > wide)
    text = dialog.left.fontMetrics().boundingRect(
        0,
        0,
        dialog.left.columnWidth(2),
        4000,
        int(Qt.TextFlag.TextWordWrap),
        str(dialog.left.model().index(0, 2).data()),
    )
    assert dialog.left.rowHeight(0) >= text.height()


def test_without_refusals_the_answers_have_all_the_room(shown: Show) -> None:
    """Nothing is kept free for what is not there."""
    dialog = shown(_refused(0))
    assert not dialog.left.isVisible()
    border = dialog.findChild(QSplitter)
    assert border is not None
    assert dialog.answers.height() == border.height()
