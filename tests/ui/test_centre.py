"""The line over the map in a narrow middle: tabs come first, what does not fit ends in an ellipsis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtWidgets import QWidget

from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.ui.centre import LEAST_WIDTH, Centre
from drentsportal.ui.widgets.elided_label import ElidedLabel
from tests.ui.languages import EVERY_LANGUAGE

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_WIDE_PX: Final = 900


def _centre(qtbot: QtBot, code: str, width: int) -> tuple[Centre, ElidedLabel]:
    language = Language(code, resources_dir(), strict=True)
    centre = Centre(language, QWidget())
    qtbot.addWidget(centre)
    centre.resize(width, 400)
    centre.show()
    centre.tell(language.text("ui.map.note", fits=12, asked=4, excluded=86))
    (words,) = centre.findChildren(ElidedLabel)
    return centre, words


@pytest.mark.parametrize("code", EVERY_LANGUAGE)
def test_the_tab_of_the_map_stays_and_the_line_beside_it_ends_in_an_ellipsis(qtbot: QtBot, code: str) -> None:
    """At the least width that the middle can have; the whole line is in the tooltip."""
    centre, words = _centre(qtbot, code, LEAST_WIDTH)
    bar = centre.tabBar()
    qtbot.waitUntil(lambda: words.text().endswith("\N{HORIZONTAL ELLIPSIS}"))
    assert bar.width() >= bar.tabSizeHint(0).width()
    assert words.text().startswith("12")
    assert words.mapTo(centre, words.rect().topLeft()).x() >= bar.width()
    assert centre.note in words.toolTip()


def test_the_line_is_whole_where_there_is_room(qtbot: QtBot) -> None:
    """Also after a narrow middle, and after another line."""
    centre, words = _centre(qtbot, "nl", LEAST_WIDTH)
    centre.resize(_WIDE_PX, 400)
    qtbot.waitUntil(lambda: words.text() == centre.note)
    centre.tell(f"{centre.note} {centre.note}")
    qtbot.waitUntil(lambda: words.text() == centre.note)
    assert words.toolTip() == ""
