"""A requirement in the left panel: no word of its name is cut, however long its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from drentsportal.domain.match.criteria import CRITERION_BY_ID
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.ui.fonts import use_inter
from drentsportal.ui.theme import Theme
from drentsportal.ui.widgets.requirement_row import RequirementRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

_PANEL_PX = 276
"""What the panel leaves to a row in a window of 1600 by 968."""


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_the_words_of_every_requirement_are_whole(qtbot: QtBot, qapp: QApplication, code: str) -> None:
    """Beside a limit that takes two lines."""
    use_inter(qapp)
    theme = Theme(resources_dir() / "theme" / "window.qss")
    theme.apply(qapp)
    language = Language(code, resources_dir(), strict=True)
    names = [language.text(f"criterion.{each}") for each in CRITERION_BY_ID]
    for name in (*names, language.text("ui.limit.combining")):
        shown = RequirementRow(theme, (name, language.text("ui.limit.combining.plots", count=4), "75"), name)
        qtbot.addWidget(shown)
        shown.resize(_PANEL_PX, shown.heightForWidth(_PANEL_PX))
        shown.show()
        told = next(each for each in shown.findChildren(QLabel) if each.text() == name)
        metrics = told.fontMetrics()
        assert max(map(metrics.horizontalAdvance, name.split())) <= told.width(), name
        assert told.geometry().right() < shown.width()


def test_a_limit_on_trial_stays_within_its_panel(qtbot: QtBot, qapp: QApplication) -> None:
    """A trial may give one of three words the limit of ten; the row would push the panel out of its dock."""
    use_inter(qapp)
    theme = Theme(resources_dir() / "theme" / "window.qss")
    theme.apply(qapp)
    shown = RequirementRow(theme, ("Segment", "logistiek", "14"), "Segment")
    qtbot.addWidget(shown)
    shown.show()
    shown.show_limit("zware industrie, regulier gemengd, hoogwaardig, kantoor en campus")
    assert shown.minimumSizeHint().width() <= _PANEL_PX
    shown.show_limit("logistiek")
    told = next(each for each in shown.findChildren(QLabel) if each.text() == "logistiek")
    assert not told.wordWrap()
