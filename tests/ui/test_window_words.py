"""The window says what is there: counts over the map, and the button of a first calculation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QTableView

from drentsportal.domain.match.step_curve import step_curve
from drentsportal.ui.widgets.requirement_slider import chart_words
from tests.ui.portals import find, open_request, rematch, settle, show_tab, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


def _notes(portal: Portal) -> list[str]:
    return [each.text() for each in portal.window.findChildren(QLabel) if "afgevallen" in each.text()]


def test_where_nothing_fits_no_questions_are_counted(sample_portal: Portal, qtbot: QtBot) -> None:
    """It said "0 passend, waarvan 0 met navraag"."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    assert any("met navraag" in each for each in _notes(sample_portal))
    asked = shown_result(sample_portal).request.requirements
    area = next(each for each in asked if each.criterion_id == "plot_area")
    rest = tuple(each for each in asked if each is not area)
    rematch(qtbot, sample_portal, requirements=(*rest, type(area)("plot_area", 100_000_000)))
    assert shown_result(sample_portal).qualifier_count == 0
    assert any(each.startswith("0 passend ·") for each in _notes(sample_portal))
    assert not any("navraag" in each for each in _notes(sample_portal))


def test_a_case_that_was_never_matched_offers_a_first_calculation(
    sample_portal: Portal, qtbot: QtBot
) -> None:
    """Only what was worked out before is worked out again."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    again = find(sample_portal.window, QPushButton, "match_again")
    assert again.text() == "Opnieuw berekenen"
    sample_portal.session.show_result(None)
    settle(qtbot, sample_portal)
    assert again.text() == again.accessibleName() == "Berekenen"
    assert again.isEnabled()


def test_the_chart_of_a_requirement_says_that_questions_count(sample_portal: Portal, qtbot: QtBot) -> None:
    """Its steps count what still has to be asked, as the list does."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    curve = step_curve(shown_result(sample_portal), "plot_area")
    assert curve is not None
    words = sample_portal.services.language.text(chart_words(curve, "Oppervlakte"))
    assert "past of nog navraag vraagt" in words


def test_another_case_begins_with_what_fits(sample_portal: Portal, qtbot: QtBot) -> None:
    """Whatever list was looked at in the case before; the tray shows what belongs to it."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    show_tab(sample_portal, 1)
    settle(qtbot, sample_portal)
    assert sample_portal.panels.results.shows_excluded
    sample_portal.run_action("show_cases")
    open_request(qtbot, sample_portal, "2-logistiek.json")
    assert not sample_portal.panels.results.shows_excluded
    assert sample_portal.window.tray.page == "shortlist"


def test_a_narrow_comparison_leaves_room_for_two_sites(sample_portal: Portal, qtbot: QtBot) -> None:
    """The names of the rows give way, as they did not at 150 %."""
    open_request(qtbot, sample_portal, "2-logistiek.json")
    for row in range(3):
        sample_portal.cases.toggle_shortlist(shown_result(sample_portal).card(row).candidate.id)
    settle(qtbot, sample_portal)
    sample_portal.window.resize(1280, 760)
    sample_portal.window.apply_widths()
    sample_portal.run_action("compare")
    settle(qtbot, sample_portal)
    view = find(sample_portal.window, QTableView, "comparison")
    settle(qtbot, sample_portal)
    assert 2 * view.columnWidth(0) <= view.viewport().width()


def test_a_changed_title_is_not_told_as_a_change_of_weights(sample_portal: Portal, qtbot: QtBot) -> None:
    """The foot names the weights only where they are what changed."""
    open_request(qtbot, sample_portal, "2-logistiek.json")
    case = sample_portal.session.case
    assert case is not None
    sample_portal.cases.change_request(replace(case.request, title="Een andere naam"))
    settle(qtbot, sample_portal)
    qtbot.waitUntil(lambda: not sample_portal.session.is_recorded)
    said = [each.text() for each in sample_portal.panels.case_panel.findChildren(QLabel)]
    assert sample_portal.services.language.text("ui.case.result.followed") in said
