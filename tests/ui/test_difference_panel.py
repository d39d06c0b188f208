"""What makes the difference, beside the comparison: in words, with the signs of the sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

from drentsportal.ui.panels.comparison_view import ComparisonView
from drentsportal.ui.panels.difference_panel import DifferencePanel, GapStrip
from tests.ui.portals import WAIT_MS, click, find, open_request, settle
from tests.ui.site_samples import comparison, themed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from drentsportal.language import Language
    from drentsportal.ui.portal import Portal


def told(panel: QWidget) -> list[str]:
    """Return every label that is seen."""
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisibleTo(panel) and each.text()]


def test_it_stands_beside_the_comparison_and_goes_with_it(qtbot: QtBot, sample_portal: Portal) -> None:
    """The right dock shows it while the comparison is in sight, else the outcome."""
    portal = sample_portal
    open_request(qtbot, portal, "2-logistiek.json")
    result = portal.session.result
    assert result is not None
    for site_id in result.ranking()[:3]:
        portal.cases.toggle_shortlist(site_id)
        settle(qtbot, portal)
    window = portal.window
    assert window.right.page == "results"
    portal.run_action("compare")
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: window.right.page == "difference", timeout=WAIT_MS)
    panel = portal.comparison.differences
    words = told(panel)
    names = [result.card_of(each).candidate.name for each in result.ranking()[:3]]
    assert words[:3] == names
    assert "Wensen, het grootste verschil eerst" in words
    strips = panel.findChildren(GapStrip)
    assert len(strips) >= 1
    for strip in strips:
        assert any(name in strip.accessibleName() for name in names)
    panel.questions_asked.emit()
    assert window.right.page == "results"
    assert portal.panels.results.questions.isVisible()
    window.centre.setCurrentIndex(0)
    assert window.right.page == "results"
    view = next(
        number
        for number in range(window.centre.count())
        if isinstance(window.centre.widget(number), ComparisonView)
    )
    window.centre.setCurrentIndex(view)
    assert window.right.page == "difference"
    portal.run_action("show_cases")
    settle(qtbot, portal)
    assert window.right.page == "case_file"


def test_what_is_unknown_is_named_and_nothing_else_made_up(
    qtbot: QtBot, qapp: QApplication, dutch: Language
) -> None:
    """A price that one site does not tell is no difference; it is still to be asked there."""
    panel = DifferencePanel(themed(qapp), dutch)
    qtbot.addWidget(panel)
    panel.show_table(comparison())
    with qtbot.waitExposed(panel):
        panel.show()
    words = told(panel)
    assert "Niets dat van alle locaties bekend is maakt verschil." in words
    price = dutch.text("criterion.price")
    name = comparison().sites[1].candidate.name
    assert f"{price}: {name}" in words
    assert panel.findChildren(GapStrip) == []
    with qtbot.waitSignal(panel.questions_asked):
        click(find(panel, QPushButton, "see_questions"))
