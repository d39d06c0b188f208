"""What fits, on the map: drawn true to scale, told in words, tried with a real mouse and real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from shapely.geometry import Polygon, box

from drentsportal.domain.asking.request import Building
from drentsportal.domain.roads.move_rings import MOVE_CLAIMS
from drentsportal.domain.space.fitting import FittingPlot, fit_on
from drentsportal.mapview.fitting import FittingShown, fitting_message
from drentsportal.mapview.page_events import PlotsTried, parse_from_page
from drentsportal.mapview.ring_notes import ring_notes

if TYPE_CHECKING:
    from drentsportal.language import Language
    from tests.ui.map_driver import MapDriver

WEST = FittingPlot("west", "Kavel 1", box(257_800, 532_100, 257_900, 532_200), 10_000, "municipality")
EAST = FittingPlot("east", "Kavel 2", box(257_900, 532_100, 258_000, 532_200), 10_000, "province")


def show(
    driver: MapDriver, language: Language, plots: list[FittingPlot], building: Building | None, **more: bool
) -> FittingShown:
    """Draw plots with a building and come near."""
    message = fitting_message(language, fit_on(plots, building), look=True, **more)
    with driver.painted("fitting"):
        driver.widget.show_fitting(message)
    return message


def test_the_building_is_drawn_to_scale_with_its_label(shown_map: MapDriver, dutch: Language) -> None:
    """Measured on the ground its sides are those that are asked, to a decimetre; the card says the rest."""
    show(shown_map, dutch, [WEST, EAST], Building(1200, 800, 50))
    told = shown_map.state()["fitting"]
    assert sorted(told["sidesM"]) == pytest.approx([80, 120], abs=0.1)
    assert told["tone"] == "fits"
    assert "120" in told["label"]
    assert "80" in told["label"]
    assert "graden" in told["label"]
    for words in (
        "2 kavels samen",
        "Kavel 1",
        "Kavel 2",
        "20.000\u00a0m²",
        "Verschillende verkopers",
        "past",
    ):
        assert words in told["text"]
    assert "Gebouw op schaal" in shown_map.js("document.querySelector('.dm-legend').textContent")


def test_what_does_not_fit_is_told_and_the_largest_is_amber(shown_map: MapDriver, dutch: Language) -> None:
    """The words say that it does not fit; the drawing is the largest that does."""
    show(shown_map, dutch, [WEST], Building(1500, 1000, 0))
    told = shown_map.state()["fitting"]
    assert told["tone"] == "largest"
    assert "past niet" in told["text"]
    assert max(told["sidesM"]) < 150
    shown_map.wait_for_colour("#E69F00", 60)
    assert "Grootste gebouw dat past" in shown_map.js("document.querySelector('.dm-legend').textContent")


def test_an_empty_message_takes_all_away(shown_map: MapDriver, dutch: Language) -> None:
    """Card, drawing and legend entry go."""
    show(shown_map, dutch, [WEST], Building(500, 300))
    with shown_map.painted("fitting"):
        shown_map.widget.show_fitting(FittingShown())
    assert shown_map.state()["fitting"] is None
    assert shown_map.js("document.querySelector('.dm-fit-card').hidden + ''") == "true"
    assert "Gebouw op schaal" not in shown_map.js("document.querySelector('.dm-legend').textContent")


def test_a_button_comes_near_where_all_is_a_dot(shown_map: MapDriver, dutch: Language) -> None:
    """From the whole province the card offers to come near; near by it does not."""
    message = fitting_message(dutch, fit_on([WEST], Building(500, 300)))
    with shown_map.painted("fitting"):
        shown_map.widget.show_fitting(message)
    before = shown_map.state()["zoom"]
    shown_map.click_element(".dm-fit-near")
    shown_map.qtbot.waitUntil(lambda: shown_map.state()["zoom"] > before + 3)
    assert shown_map.js("document.querySelector('.dm-fit-near').hidden + ''") == "true"


def test_a_trial_takes_plots_by_a_click_and_ends_with_escape(shown_map: MapDriver, dutch: Language) -> None:
    """A click on a plot asks for it too, the last plot stays, Escape says that it is over."""
    plot_id = shown_map.js("drentsMap.plots.index[0][0]")
    park_id = plot_id.rsplit("-", 1)[0]
    message = fitting_message(dutch, fit_on([WEST], None), is_trial=True)
    with shown_map.painted("fitting"):
        shown_map.widget.show_fitting(message)
    shown_map.look_at(park_id, 16)
    corners = shown_map.js(f"drentsMap.plots.outlines(['{plot_id}'])[0]")[1:-1].split("L")
    middle = Polygon([tuple(map(float, each.split(" "))) for each in corners]).representative_point()
    corner = shown_map.js(
        "(() => { const p = drentsMap.map.containerPointToLayerPoint([0, 0]); return p.x + ' ' + p.y; })()"
    )
    left, top = map(float, corner.split(" "))
    spot = QPoint(round(middle.x - left), round(middle.y - top))
    with shown_map.qtbot.waitSignal(shown_map.widget.plots_tried) as told:
        shown_map.click(spot)
    assert told.args == [("west", plot_id)]
    assert shown_map.state()["selected"] is None
    with shown_map.qtbot.waitSignal(shown_map.widget.plots_tried) as ended:
        shown_map.press(Qt.Key.Key_Escape)
    assert ended.args == [()]


def test_after_a_trial_the_map_is_where_it_was(shown_map: MapDriver, dutch: Language) -> None:
    """A trial comes near; what is shown after it is not left at the scale of one plot."""
    before = shown_map.state()
    show(shown_map, dutch, [WEST], Building(500, 300), is_trial=True)
    near = shown_map.state()
    assert near["zoom"] > before["zoom"] + 3
    with shown_map.painted("fitting"):
        shown_map.widget.show_fitting(FittingShown())
    after = shown_map.state()
    assert after["zoom"] == before["zoom"]
    assert after["centre"] == pytest.approx(before["centre"], abs=0.01)


def test_after_a_trial_a_place_chosen_by_hand_is_seen_again(shown_map: MapDriver, dutch: Language) -> None:
    """Where somebody had moved the map before, it goes back there and not to the whole."""
    shown_map.js("drentsMap.map.setView(drentsMap.map.getCenter(), drentsMap.map.getZoom() + 2); 1")
    before = shown_map.state()
    show(shown_map, dutch, [WEST], Building(500, 300), is_trial=True)
    show(shown_map, dutch, [WEST, EAST], Building(500, 300), is_trial=True)
    with shown_map.painted("fitting"):
        shown_map.widget.show_fitting(FittingShown())
    after = shown_map.state()
    assert after["zoom"] == before["zoom"]
    assert after["centre"] == pytest.approx(before["centre"], abs=0.01)


def test_the_rings_say_both_claims_with_source(shown_map: MapDriver, dutch: Language) -> None:
    """Hovering the line of a ring tells its claim and the lines it stands on; the legend names both."""
    origin = WEST.geometry_rd.centroid
    with shown_map.painted("ring_notes"):
        shown_map.widget.set_rings(origin.x, origin.y, "Nu")
        shown_map.widget.set_ring_notes(ring_notes(dutch, None))
    legend = shown_map.js("document.querySelector('.dm-legend').textContent")
    assert "10\u00a0km: gebruikelijk" in legend
    assert "15\u00a0km: circa 90\u00a0% van de verhuizingen" in legend
    corner = shown_map.js(
        "(() => { const r = drentsMap.lastRings.rings[1].points;"
        " const p = r.map((q) => drentsMap.map.latLngToContainerPoint(q)).find((q) =>"
        " document.elementFromPoint(q.x, q.y) && q.x > 60 && q.y > 60 && q.x < 800 && q.y < 600"
        " && !document.elementFromPoint(q.x, q.y).closest('.dm-blocks')"
        " && !drentsMap.sites.nearest(q, 10) && !drentsMap.plots.at(q)); return p.x + ' ' + p.y; })()"
    ).split(" ")
    spot = QPoint(*(round(float(each)) for each in corner))
    QTest.mouseMove(shown_map.surface, spot - QPoint(30, 30))
    QTest.mouseMove(shown_map.surface, spot)
    shown_map.qtbot.waitUntil(lambda: MOVE_CLAIMS[1].source in (shown_map.state()["hover"] or ""))


def test_only_plots_are_tried() -> None:
    """What the page says is read like everything it says."""
    assert parse_from_page('{"type":"tried","ids":["a"]}') == PlotsTried(("a",))


def test_the_outline_of_plots_is_one(dutch: Language) -> None:
    """Adjoining plots go over as one polygon, with the inner borders beside it."""
    message = fitting_message(dutch, fit_on([WEST, EAST], None))
    assert len(message.outline) == 1
    assert len(message.plots) == 2
    assert shapely.area(WEST.geometry_rd) == 10_000
