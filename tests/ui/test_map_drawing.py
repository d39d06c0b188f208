"""Drawing with a real mouse and real keys: what comes back is what was drawn, and nothing creeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from shapely.geometry import box

from drentsportal.domain.space.plot_shapes import split
from drentsportal.errors import InputError
from drentsportal.mapview.drawing import drawing_message, drawn_line, drawn_shape
from drentsportal.mapview.page_events import Drawn, PlotsPicked, parse_from_page

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from tests.ui.map_driver import MapDriver

PLOT = box(257_800.25, 532_100.5, 257_900.75, 532_160.125)
NEIGHBOUR = box(257_900.75, 532_100.5, 257_960.5, 532_160.125)


def begin(driver: MapDriver, mode: str, shape: BaseGeometry | None = None) -> None:
    """Start drawing beside a plot, zoomed in on it."""
    with driver.painted("draw"):
        view = shapely.union_all([PLOT, NEIGHBOUR])
        driver.widget.set_drawing(drawing_message(mode, shape, [NEIGHBOUR], view=view))


def pixel(driver: MapDriver, x_rd: float, y_rd: float) -> QPoint:
    """Tell where a position in RD lies in the view."""
    message = drawing_message("none", view=box(x_rd, y_rd, x_rd + 1, y_rd + 1))
    lon, lat = message.fit[0]
    place = f"drentsMap.map.latLngToContainerPoint([{lat}, {lon}])"
    x, y = driver.js(f"{place}.x + ' ' + {place}.y").split(" ")
    return QPoint(round(float(x)), round(float(y)))


def finished(driver: MapDriver, key: Qt.Key = Qt.Key.Key_Return) -> Drawn:
    """Press Enter, or another key, and return what the map says was drawn."""
    with driver.qtbot.waitSignal(driver.widget.drawn) as told:
        driver.press(key)
    assert told.args is not None
    drawn = told.args[0]
    assert isinstance(drawn, Drawn)
    return drawn


def drag(driver: MapDriver, start: QPoint, end: QPoint) -> None:
    """Drag with the left button, over a place between."""
    surface = driver.surface
    QTest.mouseMove(surface, start)
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(surface, (start + end) / 2)
    QTest.mouseMove(surface, end)
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=end)


def test_a_drawn_plot_lies_where_the_mouse_was_and_shares_corners(shown_map: MapDriver) -> None:
    """Two corners snap to those of the neighbour and are exactly theirs; the others lie within a pixel."""
    begin(shown_map, "draw")
    for x_rd, y_rd in ((257_820, 532_110), (257_900, 532_101), (257_901, 532_160), (257_820, 532_150)):
        shown_map.click(pixel(shown_map, x_rd, y_rd))
    shown_map.qtbot.waitUntil(lambda: len(shown_map.state()["drawing"]["open"]) == 4)
    assert shown_map.state()["drawing"]["size"].startswith("circa ")
    shape = drawn_shape(finished(shown_map), [NEIGHBOUR])
    corners = {tuple(place) for place in shapely.get_coordinates(shape).tolist()}
    assert {(257_900.75, 532_100.5), (257_900.75, 532_160.125)} <= corners
    asked = box(257_820, 532_105, 257_900.75, 532_155)
    assert shape.symmetric_difference(asked).area < 0.1 * asked.area


def test_backspace_takes_a_corner_back_and_escape_gives_up(shown_map: MapDriver) -> None:
    """Backspace takes a corner back and Escape gives up."""
    begin(shown_map, "draw")
    shown_map.click(pixel(shown_map, 257_820, 532_110))
    shown_map.click(pixel(shown_map, 257_850, 532_110))
    shown_map.qtbot.waitUntil(lambda: len(shown_map.state()["drawing"]["open"]) == 2)
    shown_map.press(Qt.Key.Key_Backspace)
    shown_map.qtbot.waitUntil(lambda: len(shown_map.state()["drawing"]["open"]) == 1)
    assert finished(shown_map, Qt.Key.Key_Escape).mode == "none"


def test_an_outline_that_is_not_touched_comes_back_to_the_last_digit(shown_map: MapDriver) -> None:
    """Going over the map in degrees moves nothing, holes included."""
    holed = PLOT.difference(box(257_830.1, 532_120.2, 257_840.3, 532_130.4))
    begin(shown_map, "reshape", holed)
    shape = drawn_shape(finished(shown_map), [holed, NEIGHBOUR])
    assert shape.normalize().wkb == holed.normalize().wkb


def test_a_dragged_corner_moves_alone(shown_map: MapDriver) -> None:
    """Only the corner that was dragged changes; it snaps to the neighbour's."""
    begin(shown_map, "reshape", PLOT)
    drag(shown_map, pixel(shown_map, 257_800.25, 532_160.125), pixel(shown_map, 257_810, 532_170))
    shape = drawn_shape(finished(shown_map), [PLOT, NEIGHBOUR])
    before = {tuple(place) for place in shapely.get_coordinates(PLOT).tolist()}
    after = {tuple(place) for place in shapely.get_coordinates(shape).tolist()}
    assert before - after == {(257_800.25, 532_160.125)}
    (moved,) = after - before
    assert abs(moved[0] - 257_810) < 1.5
    assert abs(moved[1] - 532_170) < 1.5


def test_a_plot_is_dragged_as_a_whole(shown_map: MapDriver) -> None:
    """The form stays, the place changes."""
    begin(shown_map, "reshape", PLOT)
    drag(shown_map, pixel(shown_map, 257_850, 532_140), pixel(shown_map, 257_830, 532_125))
    shape = drawn_shape(finished(shown_map), [PLOT, NEIGHBOUR])
    assert shape.area == pytest.approx(PLOT.area, rel=1e-4)
    assert shape.centroid.x - PLOT.centroid.x == pytest.approx(-20, abs=1.5)
    assert shape.centroid.y - PLOT.centroid.y == pytest.approx(-15, abs=1.5)


def test_a_line_over_a_plot_cuts_it(shown_map: MapDriver) -> None:
    """A second click on its end, as in a double click, ends the line; it cuts the plot where it was drawn."""
    begin(shown_map, "split", None)
    shown_map.click(pixel(shown_map, 257_850, 532_090))
    end = pixel(shown_map, 257_850, 532_172)
    with shown_map.qtbot.waitSignal(shown_map.widget.drawn) as told:
        shown_map.click(end)
        shown_map.click(end)
    assert told.args is not None
    west, east = split(PLOT, drawn_line(told.args[0], [PLOT]))
    assert west.area == pytest.approx(49.75 * 59.625, rel=0.05)
    assert west.area + east.area == pytest.approx(PLOT.area)


def test_plots_are_picked_by_clicking_them(shown_map: MapDriver) -> None:
    """A click picks a plot, another click lets it go; Enter says which ones."""
    plots = shown_map.js("drentsMap.plots.index[0][0] + ' ' + drentsMap.plots.index[1][0]").split(" ")
    shown_map.look_at(plots[0].rsplit("-", 1)[0], 16)
    with shown_map.painted("draw"):
        shown_map.widget.set_drawing(drawing_message("merge", ids=plots))
    assert shown_map.state()["drawing"]["picked"] == plots
    assert shown_map.state()["drawing"]["size"].startswith("2")
    assert finished(shown_map).ids == tuple(plots)


def test_what_is_no_outline_is_refused() -> None:
    """Too few corners, or an outline that crosses itself, is refused with its reason."""
    for ring in ([(6.9, 52.7)], [(6.9, 52.7), (6.91, 52.71), (6.91, 52.7), (6.9, 52.71)]):
        with pytest.raises(InputError):
            drawn_shape(Drawn("draw", ((tuple(ring),),), ()), [])


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"drawn","mode":"fly","polygons":[],"ids":[]}',
        '{"type":"drawn","mode":"draw","polygons":[[[[1]]]],"ids":[]}',
        '{"type":"drawn","mode":"draw","polygons":[[[["a",2]]]],"ids":[]}',
        '{"type":"drawn","mode":"draw","polygons":7,"ids":[]}',
        '{"type":"drawn","mode":"draw","polygons":[],"ids":[7]}',
        '{"type":"picked"}',
    ],
)
def test_what_the_page_says_is_checked(text: str) -> None:
    """A message that is not understood is refused."""
    with pytest.raises(InputError):
        parse_from_page(text)


def test_picked_plots_are_told() -> None:
    """Picked plots are told."""
    assert parse_from_page('{"type":"picked","ids":["a"]}') == PlotsPicked(("a",))


def test_whether_something_is_drawn_is_told(shown_map: MapDriver) -> None:
    """Nothing at first, something from the first corner on, nothing again when it is taken back."""
    begin(shown_map, "draw")
    assert not shown_map.widget.is_sketched
    shown_map.click(pixel(shown_map, 257_820, 532_110))
    shown_map.qtbot.waitUntil(lambda: shown_map.widget.is_sketched)
    shown_map.press(Qt.Key.Key_Backspace)
    shown_map.qtbot.waitUntil(lambda: not shown_map.widget.is_sketched)
    with pytest.raises(InputError):
        parse_from_page('{"type":"sketched","is_begun":"yes"}')
