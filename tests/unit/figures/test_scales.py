"""From metres to millimetres, and round numbers."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.figures.base_map import scale_bar
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Text
from drentsportal.figures.scales import LinearScale, MapFrame, bar_length_m, frame_around
from drentsportal.figures.symbology import Theme

FRAME = MapFrame(100, 50, (250_000, 530_000), 10_000)


def test_the_centre_lies_in_the_middle_and_north_is_up() -> None:
    """At 1:10.000 a hundred metres are ten millimetres."""
    assert FRAME.place(250_000, 530_000) == (50, 25)
    assert FRAME.place(250_100, 530_100) == (60, 15)


def test_a_geometry_is_moved_and_cut_just_outside() -> None:
    """What lies far outside is cut off; what lies inside keeps its size."""
    inside = FRAME.to_paper(shapely.box(250_000, 530_000, 250_100, 530_100))
    assert inside.bounds == pytest.approx((50, 15, 60, 25))
    everything = FRAME.to_paper(shapely.box(0, 300_000, 280_000, 620_000))
    assert everything.bounds == pytest.approx((-3, -3, 103, 53))


@given(st.floats(10, 60_000), st.floats(10, 60_000), st.floats(20, 180), st.floats(20, 180))
def test_what_is_asked_for_fits_with_its_margin(
    width_m: float, height_m: float, width_mm: float, height_mm: float
) -> None:
    """The corners lie inside the frame, at a round scale and without one."""
    bounds = (230_000.0, 530_000.0, 230_000.0 + width_m, 530_000.0 + height_m)
    for round_scale in (True, False):
        frame = frame_around(bounds, width_mm, height_mm, margin_mm=4, round_scale=round_scale)
        left, bottom = frame.place(bounds[0], bounds[1])
        right, top = frame.place(bounds[2], bounds[3])
        assert left >= 3.99
        assert top >= 3.99
        assert right <= width_mm - 3.99
        assert bottom <= height_mm - 3.99


@pytest.mark.parametrize(
    ("wanted_m", "scale"), [(1_080, 12_500), (1_090, 15_000), (864, 10_000), (10, 1_000)]
)
def test_the_scale_is_the_next_round_one(wanted_m: float, scale: int) -> None:
    """Over 86.4 mm of free width; never larger than 1:1000."""
    bounds = (0, 0, wanted_m, 1)
    assert frame_around(bounds, 94.4, 94.4, margin_mm=4).scale == scale


@given(st.floats(0.5, 2_000))
def test_a_scale_bar_is_round_and_long_enough(metres_per_mm: float) -> None:
    """One digit and zeros, within the room and at least half of it."""
    length_m = bar_length_m(metres_per_mm, 32)
    assert len(str(length_m).rstrip("0")) == 1
    assert 0.45 <= length_m / (metres_per_mm * 32) <= 1


def test_a_value_beyond_the_end_stays_at_the_end() -> None:
    """A score never leaves its strip."""
    scale = LinearScale(0, 100, 4, 34)
    assert [scale.place(value) for value in (-5, 0, 50, 100, 130)] == [4, 4, 19, 34, 34]


@given(st.integers(1_000, 2_000_000))
def test_a_scale_bar_reads_the_same_in_every_language(scale: int) -> None:
    """Its words are whole numbers, so that no decimal sign of one language stands on the map of another."""
    frame = MapFrame(100, 100, (250_000, 530_000), scale)
    bar = scale_bar(frame, 97, 96, map_colours(Theme.PRINT))
    words = [mark.text for mark in bar.marks if isinstance(mark, Text)]
    start, *middle, end = words
    assert start == "0"
    length, unit = end.split(" ")
    assert [int(each) * 2 for each in middle] in ([], [int(length)])
    assert int(length) * {"m": 1, "km": 1000}[unit] == bar_length_m(frame.metres_per_mm, 32)
