"""Published comparisons that clash, answered with the mouse: the window warns and names the worst pair."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from drentsportal.paths import resources_dir
from drentsportal.ui.dialogs.weights_page import PageParts
from drentsportal.ui.dialogs.weights_pairs import PairsPage
from drentsportal.ui.theme import Theme
from tests.ui.portals import click, find
from tests.unit.domain.decision.test_published import WANG_CHIN

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language

WISHES = ("segment", "reuse", "park_management", "junction_distance", "available_by", "price")


def test_the_comparisons_of_wang_and_chin_warn_and_lead_to_the_worst_pair(
    qtbot: QtBot, dutch: Language
) -> None:
    """Ratio .229, said as 22,9 %; the pair is the first wish against the third, as published."""
    theme = Theme(resources_dir() / "theme" / "window.qss")
    page = PairsPage(PageParts(theme, dutch, dict.fromkeys(WISHES, 10)))
    qtbot.addWidget(page)
    page.resize(800, 900)
    with qtbot.waitExposed(page):
        page.show()
    click(find(page, QAbstractButton, "pairs_between"))
    for first, second in combinations(range(len(WISHES)), 2):
        page.go_to(first, second)
        times = WANG_CHIN[first][second]
        answer = round(times) if times >= 1 else -round(1 / times)
        button = page.question.button(answer)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))
    told = find(page, QLabel, "pairs_told").text()
    assert "spreken elkaar te veel tegen: tegenspraak 22,9" in told
    name, third = (page.parts.name(page.ids[place]) for place in (0, 2))
    said, fits = told.split("past eerder")
    assert name in said
    assert "iets belangrijker dan" in said
    assert f"{third}" in said
    assert "(9)" in fits, "the weights of the others make it extreme"
    page.go_to(3, 4)
    click(find(page, QPushButton, "pair_worst"))
    assert page.question.button(3).isChecked()
    assert find(page, QLabel, "pairs_progress").text().startswith("Vraag 2 van 15")
