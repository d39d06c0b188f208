"""Lines to the junction and the present location: only where the match counted and knows the distance."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pyproj import Geod

from drentsportal.domain.asking.request import Preference
from drentsportal.mapview.distance_lines import distance_lines
from drentsportal.ui.background import ServiceCall
from tests.ui.map_driver import run_js
from tests.ui.portals import WAIT_MS, open_request, rematch, settle, show_tab, shown_result

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drentsportal.mapview.distance_lines import DistanceLinesShown
    from drentsportal.ui.portal import Portal

THIRD = "vb-009"
"""Some kilometres from a junction, some more from the present location."""


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open the request of the logistics company."""
    open_request(qtbot, sample_portal, "2-logistiek.json")
    return sample_portal


def drawn(qtbot: QtBot, portal: Portal) -> list[dict[str, Any]]:
    """Ask the map which lines it has."""
    script = "window.drentsMap ? drentsMap.state() : '{}'"
    told: list[dict[str, Any]] = json.loads(run_js(qtbot, portal.map.web.page, script)).get("distances", [])
    return told


def lines_of(portal: Portal, candidate_id: str) -> DistanceLinesShown:
    """Make the lines of a candidate of the outcome on screen."""
    services = portal.services
    return distance_lines(services.language, services.catalogue, shown_result(portal), candidate_id)


def test_a_chosen_candidate_shows_both_distances_that_count(portal: Portal, qtbot: QtBot) -> None:
    """Each line is as long as its label says, and goes with the selection."""
    portal.session.select_site(THIRD)
    qtbot.waitUntil(lambda: len(drawn(qtbot, portal)) == 2, timeout=WAIT_MS)
    junction, present = drawn(qtbot, portal)
    assert (junction["id"], junction["label"]) == ("junction", "Oprit: 4,4\u00a0km hemelsbreed")
    assert (present["id"], present["label"]) == (
        "present",
        "Huidige vestiging: 17,3\u00a0km tot 17,4\u00a0km hemelsbreed",
    )
    # Where a label stands is decided once the map has come to rest on the lines.
    qtbot.waitUntil(lambda: all(each["isLabelled"] for each in drawn(qtbot, portal)), timeout=WAIT_MS)
    for line, length_m in zip(lines_of(portal, THIRD).lines, (4_380, 17_280), strict=True):
        (west, south), (east, north) = line["points"]
        assert Geod(ellps="GRS80").inv(west, south, east, north)[2] == pytest.approx(length_m, rel=1e-3)
    legend = "document.querySelector('.dm-legend').textContent"
    assert "naar de dichtstbijzijnde oprit" in run_js(qtbot, portal.map.web.page, legend)
    portal.run_action("show_sites")
    qtbot.waitUntil(lambda: drawn(qtbot, portal) == [], timeout=WAIT_MS)
    settle(qtbot, portal)


def test_a_detour_factor_is_told(portal: Portal, qtbot: QtBot) -> None:
    """What is stretched is not called straight alone."""
    rematch(qtbot, portal, detour_percent=130)
    labels = [each["label"] for each in lines_of(portal, THIRD).lines]
    assert labels[0] == "Oprit: 4,4\u00a0km hemelsbreed ×\u00a01,3 = 5,7\u00a0km"


def test_nothing_is_drawn_of_what_was_not_counted(portal: Portal, qtbot: QtBot) -> None:
    """Neither asked nor wished: no line. A wish without weight counts for nothing."""
    case = portal.session.case
    assert case is not None
    asked = tuple(each for each in case.request.requirements if each.criterion_id != "junction_distance")
    wishes = (Preference("present_distance", 0), Preference("reuse", 50))
    excluded = shown_result(portal).rejected()[0]
    assert [each["id"] for each in lines_of(portal, excluded).lines] == ["junction"]
    rematch(qtbot, portal, requirements=asked, preferences=wishes)
    assert lines_of(portal, shown_result(portal).ranking()[0]).lines == []
    assert lines_of(portal, "niet-van-hier").lines == []


def test_the_time_by_road_alone_gives_no_line_where_it_is_not_computed(portal: Portal, qtbot: QtBot) -> None:
    """Without a road network the time is unknown, and so is the line."""
    case = portal.session.case
    assert case is not None
    rematch(qtbot, portal, requirements=(), preferences=(Preference("present_minutes", 30),))
    assert lines_of(portal, shown_result(portal).ranking()[0]).lines == []


def test_the_excluded_one_that_is_chosen_shows_the_distance_that_is_required(
    portal: Portal, qtbot: QtBot
) -> None:
    """Of an excluded site the requirement was measured, the wish was not."""
    show_tab(portal, 1)
    settle(qtbot, portal)
    portal.session.select_site(shown_result(portal).rejected()[0])
    qtbot.waitUntil(lambda: bool(drawn(qtbot, portal)), timeout=WAIT_MS)
    assert [each["id"] for each in drawn(qtbot, portal)] == ["junction"]


def test_the_exported_map_holds_the_lines(portal: Portal, qtbot: QtBot, tmp_path: Path) -> None:
    """The file draws the same lines as the window."""
    path = tmp_path / "kaart.html"
    write = portal.services.map_export.write
    result = shown_result(portal)
    portal.runner.run(ServiceCall("ui.busy.map", lambda _: write(path, result, THIRD), lambda _: None))
    settle(qtbot, portal)
    assert "Oprit: 4,4\u00a0km hemelsbreed" in path.read_text(encoding="utf-8")
