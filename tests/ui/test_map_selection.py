"""Two-way selection and restyling in place, with a real mouse and real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.mapview.result import MapCandidate, MapRejection, MapResult

if TYPE_CHECKING:
    from tests.ui.map_driver import MapDriver

_POINT = 10**8
_FAR = "vb-001"
_NEAR = "vb-016"
_BIG = "vb-018"


def _result(driver: MapDriver) -> MapResult:
    ranked = ("vb-018", "vb-016", "vb-017")
    candidates = tuple(
        MapCandidate(
            site_id, rank, (80 - 10 * rank) * _POINT, 0, 0, rank == 1, f"7{rank},0", "60-80", "reden"
        )
        for rank, site_id in enumerate(ranked, 1)
    )
    others = [site_id for site_id in driver.state()["classes"] if site_id not in ranked]
    return MapResult(candidates, tuple(MapRejection(site_id, "plot_area", "te klein") for site_id in others))


def test_a_click_on_a_park_selects_it_in_the_window_and_on_the_map(shown_map: MapDriver) -> None:
    """A click on a park selects it in the window and on the map."""
    shown_map.look_at(_BIG, 12)
    with shown_map.qtbot.waitSignal(shown_map.widget.site_selected) as told:
        shown_map.click(shown_map.pixel_of(_BIG))
    assert told.args == [_BIG]
    shown_map.wait_for_state(selected=_BIG)


def test_a_click_beside_a_small_symbol_still_selects_it(shown_map: MapDriver) -> None:
    """A click beside a small symbol still selects it."""
    with shown_map.qtbot.waitSignal(shown_map.widget.site_selected) as told:
        shown_map.click(shown_map.pixel_of("vb-014") + QPoint(6, 3))
    assert told.args == ["vb-014"]


def test_the_first_click_selects_the_park_and_the_second_the_plot(shown_map: MapDriver) -> None:
    """The first click selects the park and the second the plot."""
    shown_map.look_at(_BIG, 15)
    with shown_map.qtbot.waitSignal(shown_map.widget.site_selected) as told:
        shown_map.click(shown_map.pixel_of(_BIG))
    assert told.args == [_BIG]
    with shown_map.qtbot.waitSignal(shown_map.widget.site_selected) as told:
        shown_map.click(shown_map.pixel_of(_BIG))
    assert told.args is not None
    assert str(told.args[0]).startswith(f"{_BIG}-")


def test_a_click_on_empty_land_selects_nothing(shown_map: MapDriver) -> None:
    """A click on empty land selects nothing."""
    with shown_map.qtbot.assertNotEmitted(shown_map.widget.site_selected, wait=200):
        shown_map.click(QPoint(12, 12))
    assert shown_map.state()["selected"] is None


def test_a_click_on_a_rank_badge_selects_its_candidate(shown_map: MapDriver) -> None:
    """A click on a rank badge selects its candidate."""
    with shown_map.painted("result"):
        shown_map.widget.show_result(_result(shown_map))
    assert shown_map.state()["badges"] == ["vb-018", "vb-016", "vb-017"]
    with shown_map.qtbot.waitSignal(shown_map.widget.site_selected) as told:
        shown_map.click_element('[data-site="vb-017"] circle')
    assert told.args == ["vb-017"]


def test_selecting_from_the_window_pans_only_when_the_site_is_out_of_view(shown_map: MapDriver) -> None:
    """Selecting from the window pans only when the site is out of view."""
    shown_map.look_at(_NEAR, 11)
    before = shown_map.state()["centre"]
    with shown_map.painted("select"):
        shown_map.widget.select(_BIG)
    assert shown_map.state()["centre"] == before
    with shown_map.painted("select"):
        shown_map.widget.select(_FAR)
    state = shown_map.state()
    assert state["centre"] != before
    assert state["selected"] == _FAR
    assert shown_map.surface.rect().contains(shown_map.pixel_of(_FAR))


def test_a_selection_from_the_window_is_not_told_back(shown_map: MapDriver) -> None:
    """A selection from the window is not told back."""
    with (
        shown_map.qtbot.assertNotEmitted(shown_map.widget.site_selected, wait=200),
        shown_map.painted("select"),
    ):
        shown_map.widget.select(_BIG)
    assert shown_map.state()["selected"] == _BIG


def test_filter_and_result_restyle_in_place_without_loading_the_page_again(shown_map: MapDriver) -> None:
    """Filter and result restyle in place without loading the page again."""
    shown_map.js("window.stillTheSamePage = 7")
    total = shown_map.state()["total"]
    with shown_map.painted("filter"):
        shown_map.widget.set_filter([_NEAR, _BIG])
    assert shown_map.state()["shown"] == 2
    with shown_map.painted("result"):
        shown_map.widget.show_result(_result(shown_map))
    classes = shown_map.state()["classes"]
    assert (classes["vb-018"], classes["vb-016"], classes["vb-001"]) == ("ge70*", "60_70", "excluded")
    with shown_map.painted("filter"):
        shown_map.widget.set_filter(None)
    assert shown_map.state()["shown"] == total
    assert shown_map.js("window.stillTheSamePage") == 7


def test_a_filter_that_nothing_meets_hides_everything(shown_map: MapDriver) -> None:
    """A filter that nothing meets hides everything."""
    with shown_map.painted("filter"):
        shown_map.widget.set_filter([])
    assert shown_map.state()["shown"] == 0


def test_reasons_are_shown_by_shape_and_the_score_comes_back(shown_map: MapDriver) -> None:
    """Reasons are shown by shape and the score comes back."""
    with shown_map.painted("result"):
        shown_map.widget.show_result(_result(shown_map))
    with shown_map.painted("result"):
        shown_map.widget.show_reasons(reasons=True)
    classes = shown_map.state()["classes"]
    assert (classes["vb-018"], classes["vb-001"]) == ("reason:fits", "reason:area")
    assert "alleen te weinig ruimte" in shown_map.js("drentsMap.legend.root.textContent")
    with shown_map.painted("result"):
        shown_map.widget.show_reasons(reasons=False)
    assert shown_map.state()["classes"]["vb-001"] == "excluded"


def test_an_empty_result_takes_colours_and_badges_away(shown_map: MapDriver) -> None:
    """An empty result takes colours and badges away."""
    with shown_map.painted("result"):
        shown_map.widget.show_result(_result(shown_map))
    with shown_map.painted("result"):
        shown_map.widget.show_result(MapResult())
    state = shown_map.state()
    assert state["badges"] == []
    assert set(state["classes"].values()) == {"plain"}


def test_rings_come_by_message_and_go_and_return_by_key(shown_map: MapDriver) -> None:
    """Rings come by message and go and return by key."""
    with shown_map.painted("rings"):
        shown_map.widget.set_rings(257500, 533500)
    assert shown_map.state()["rings"] is True
    assert "15\u00a0km · circa 90\u00a0% van de verhuizingen" in shown_map.js(
        "drentsMap.map.getPane('mapPane').textContent"
    )
    shown_map.press(Qt.Key.Key_R)
    shown_map.wait_for_state(rings=False)
    shown_map.press(Qt.Key.Key_R)
    shown_map.wait_for_state(rings=True)
    with shown_map.painted("rings"):
        shown_map.widget.clear_rings()
    assert shown_map.state()["rings"] is False


def test_a_trial_distance_leaves_the_view_alone(shown_map: MapDriver) -> None:
    """A trial distance leaves the view alone."""
    with shown_map.painted("rings"):
        shown_map.widget.set_rings(257500, 533500)
    with shown_map.painted("whole"):
        shown_map.widget.show_whole()
    before = shown_map.state()["zoom"]
    with shown_map.painted("rings"):
        shown_map.widget.set_rings(257500, 533500, trial_m=17_000)
    assert shown_map.state()["zoom"] == before
    assert "proef: 17\u00a0km" in shown_map.js("drentsMap.map.getPane('mapPane').textContent")


def test_keys_zoom_and_show_the_whole_province(shown_map: MapDriver) -> None:
    """Keys zoom and show the whole province."""
    whole = shown_map.state()["zoom"]
    shown_map.press(Qt.Key.Key_Plus)
    shown_map.wait_for_state(zoom=whole + 1)
    shown_map.press(Qt.Key.Key_Minus)
    shown_map.wait_for_state(zoom=whole)
    shown_map.press(Qt.Key.Key_Plus)
    shown_map.wait_for_state(zoom=whole + 1)
    shown_map.press(Qt.Key.Key_0)
    shown_map.wait_for_state(zoom=whole)
    assert shown_map.state()["zoom"] == whole


def test_tab_walks_the_candidates_by_rank_and_enter_selects(shown_map: MapDriver) -> None:
    """Tab walks the candidates by rank and enter selects."""
    with shown_map.painted("result"):
        shown_map.widget.show_result(_result(shown_map))
    shown_map.press(Qt.Key.Key_Tab)
    shown_map.wait_for_state(focused="vb-018")
    shown_map.press(Qt.Key.Key_Tab)
    shown_map.wait_for_state(focused="vb-016")
    shown_map.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    shown_map.wait_for_state(focused="vb-018")
    with shown_map.qtbot.waitSignal(shown_map.widget.site_selected) as told:
        shown_map.press(Qt.Key.Key_Return)
    assert told.args == ["vb-018"]


def test_tool_buttons_work_with_the_mouse(shown_map: MapDriver) -> None:
    """Tool buttons work with the mouse."""
    whole = shown_map.state()["zoom"]
    shown_map.click_element(".dm-tool-zoom_in")
    shown_map.wait_for_state(zoom=whole + 1)
    shown_map.click_element(".dm-tool-whole")
    shown_map.wait_for_state(zoom=whole)
    assert shown_map.js("drentsMap.layerPanel.root.hidden") is True
    hidden = "[...drentsMap.sites.hiddenKinds].join()"
    assert "park" not in shown_map.js(hidden)
    shown_map.click_element(".dm-tool-layers")
    shown_map.qtbot.waitUntil(lambda: shown_map.js("drentsMap.layerPanel.root.hidden") is False)
    shown_map.click_element("[data-layer=parks] input")
    shown_map.qtbot.waitUntil(lambda: "park" in shown_map.js(hidden))
    assert (shown_map.state()["zoom"], shown_map.js(hidden)) == (whole, "park")


def test_the_page_starts_again_with_everything_that_was_in_force(shown_map: MapDriver) -> None:
    """The page starts again with everything that was in force."""
    with shown_map.painted("result"):
        shown_map.widget.show_result(_result(shown_map))
    with shown_map.painted("filter"):
        shown_map.widget.set_filter(["vb-018"])
    with shown_map.painted("select"):
        shown_map.widget.select("vb-018")
    with shown_map.painted("select"):
        shown_map.widget.web.load()
    state = shown_map.state()
    assert (state["shown"], state["selected"], state["classes"]["vb-018"]) == (1, "vb-018", "ge70*")


def test_the_province_stays_in_view_when_the_window_grows_until_the_map_is_moved(
    shown_map: MapDriver,
) -> None:
    """The province stays in view when the window grows until the map is moved."""
    small = shown_map.state()["zoom"]
    shown_map.widget.resize(1800, 1400)
    shown_map.qtbot.waitUntil(lambda: shown_map.state()["zoom"] > small)
    shown_map.press(Qt.Key.Key_Plus)
    shown_map.qtbot.waitUntil(lambda: shown_map.state()["zoom"] > small + 1)
    chosen = shown_map.state()["zoom"]
    shown_map.widget.resize(900, 700)
    shown_map.qtbot.waitUntil(lambda: shown_map.js("drentsMap.map.getSize().x") == 900)
    assert shown_map.state()["zoom"] == chosen


def test_a_vacant_building_is_drawn_as_a_diamond(shown_map: MapDriver) -> None:
    """A vacant building is drawn as a diamond."""
    kinds = shown_map.js(
        "[...drentsMap.sites.sites.values()].map((s) => s.kind + ':' + s.symbol).join()"
    ).split(",")
    assert set(kinds) == {f"{SiteKind.PARK}:circle", f"{SiteKind.PREMISES}:diamond"}
