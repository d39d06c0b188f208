"""What is no longer of the case on screen says so, or goes: a comparison, a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QSlider

from drentsportal.ui.panels.comparison_view import ComparisonView
from tests.ui.portals import WAIT_MS, click, find, open_request, rematch, settle, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a window on the sample data with the request of the chemical company."""
    open_request(qtbot, sample_portal, "1-chemie.json")
    return sample_portal


def _comparison(portal: Portal, qtbot: QtBot) -> ComparisonView:
    for site_id in shown_result(portal).ranking()[:2]:
        portal.cases.toggle_shortlist(site_id)
        settle(qtbot, portal)
    with qtbot.waitSignal(portal.documents.compared, timeout=WAIT_MS):
        portal.documents.compare()
    return _shown(portal)


def _shown(portal: Portal) -> ComparisonView:
    view = portal.window.centre.currentWidget()
    assert isinstance(view, ComparisonView)
    return view


def test_a_comparison_is_outdated_once_weights_changed_and_is_made_anew(portal: Portal, qtbot: QtBot) -> None:
    """The mark comes with the move of the weight; made anew it has the scores of now, and says nothing."""
    view = _comparison(portal, qtbot)
    assert not find(view, QLabel, "comparison_age").isVisible()
    assert portal.session.case is not None
    first = portal.session.case.request.preferences[0].criterion_id
    find(portal.window, QSlider, f"weight_{first}").setValue(0)
    qtbot.waitUntil(find(view, QLabel, "comparison_age").isVisible, timeout=WAIT_MS)
    assert not find(view, QPushButton, "export_comparison").isEnabled()
    assert not portal.session.is_recorded
    with qtbot.waitSignal(portal.documents.compared, timeout=WAIT_MS):
        click(find(view, QPushButton, "renew_comparison"))
    anew = _shown(portal)
    assert anew is not view
    assert not find(anew, QLabel, "comparison_age").isVisible()
    assert find(anew, QPushButton, "export_comparison").isEnabled()
    portal.cases.match()
    settle(qtbot, portal)
    assert portal.session.is_recorded
    assert not find(anew, QLabel, "comparison_age").isVisible()
    portal.session.mark_stale()
    assert find(anew, QLabel, "comparison_age").isVisible()


def test_another_case_begins_without_selection_and_comparison(portal: Portal, qtbot: QtBot) -> None:
    """Ring, fit card and facts of the site chosen before go with the case that was left."""
    _comparison(portal, qtbot)
    portal.session.select_site(shown_result(portal).ranking()[0])
    settle(qtbot, portal)
    open_request(qtbot, portal, "2-logistiek.json")
    assert portal.session.selected_site_id == ""
    assert portal.window.centre.count() == 1


def test_weights_of_the_profile_are_shown_and_taken_over_by_the_first_move(
    portal: Portal, qtbot: QtBot
) -> None:
    """A request without wishes shows what counts and whose weights they are; all at nought is told."""
    rematch(qtbot, portal, preferences=())
    source = find(portal.window, QLabel, "wishes_source")
    assert source.isVisible()
    assert source.text().startswith("Gewichten uit profiel")
    counting = shown_result(portal).preferences
    wishes = portal.panels.case_panel.wishes
    shown = {each.objectName(): each.value() for each in wishes.findChildren(QSlider)}
    assert shown == {f"weight_{each.criterion_id}": each.weight for each in counting}
    for slider in wishes.findChildren(QSlider):
        slider.setValue(0)
    wishes.flush()
    settle(qtbot, portal)
    qtbot.waitUntil(lambda: not any(e.weight for e in shown_result(portal).preferences), timeout=WAIT_MS)
    kept = shown_result(portal).request.preferences
    assert [each.criterion_id for each in kept] == [e.criterion_id for e in counting]
    assert not source.isVisible()
    qtbot.waitUntil(
        lambda: any(text.startswith("Geen wens heeft een gewicht: er") for text in _words(portal))
    )


def _words(portal: Portal) -> list[str]:
    return [each.text() for each in portal.panels.results.findChildren(QLabel)]


def test_a_row_says_how_many_plots_are_offered_and_how_large(portal: Portal) -> None:
    """Plots together are told with their sum in full; of what is known by totals the total, as such."""
    result, model = shown_result(portal), portal.panels.results.ranking
    catalogue, say = portal.services.catalogue, portal.services.language.text
    told = 0
    for row in range(model.rowCount()):
        card = model.card(row)
        area_m2 = result.offered_m2(card.candidate.id)
        plots = [catalogue.site(each).value("area_m2") for each in card.candidate.offer_ids]
        if area_m2 is None:
            total_m2 = catalogue.site(card.candidate.id).value("available_now_ha")
            assert isinstance(total_m2, int | float)
            total = say("ui.ranking.offer.total", area_m2=round(total_m2 * 10_000))
            assert total.endswith("\u00a0ha totaal")
            assert total in model.subtitle(card)
            continue
        told += 1
        assert area_m2 == sum(each for each in plots if isinstance(each, int | float))
        assert f" · {say('ui.ranking.offer.area', area_m2=area_m2)}" in model.subtitle(card)
    assert told > 0
