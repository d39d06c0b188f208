"""The way between two places: by road where that is told, else an estimate that says so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.day_route.legs import LegBasis, estimated_seconds, leg_table
from drentsportal.domain.roads.drive_time import UNKNOWN_S


def test_an_estimate_is_the_straight_distance_with_its_detour_at_its_speed() -> None:
    """Ten kilometres straight are thirteen over the road: 780 seconds at 60 km/h."""
    assert estimated_seconds(10_000) == 780
    assert estimated_seconds(0) == 0


def test_the_roads_go_before_the_estimate_and_a_gap_in_them_is_an_estimate() -> None:
    """Each way says what it rests on; the table says whether one of them is an estimate."""
    places = [(0.0, 0.0), (3_000.0, 4_000.0), (0.0, 4_000.0)]
    roads = [[0, 500, UNKNOWN_S], [510, 0, 200], [300, 200, 0]]
    table = leg_table(places, roads)
    assert (table.leg(0, 1).seconds, table.leg(0, 1).basis) == (500, LegBasis.ROADS)
    assert table.leg(1, 0).seconds == 510
    assert table.leg(0, 1).straight_m == 5_000
    assert (table.leg(0, 2).seconds, table.leg(0, 2).basis) == (estimated_seconds(4_000), LegBasis.ESTIMATE)
    assert table.is_estimated
    assert not leg_table(places[:2], [[0, 500], [510, 0]]).is_estimated


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=5))
def test_without_roads_there_and_back_take_equally_long_and_nothing_to_itself(
    points: list[tuple[int, int]],
) -> None:
    """An estimate knows no direction."""
    table = leg_table([(float(x), float(y)) for x, y in points])
    for here in range(len(points)):
        assert table.leg(here, here).seconds == 0
        for there in range(len(points)):
            assert table.leg(here, there) == table.leg(there, here)
            assert table.leg(here, there).basis is LegBasis.ESTIMATE
