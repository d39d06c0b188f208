"""The order with the least travel: as brute force finds it, with fixed ends; too many is told."""

from __future__ import annotations

import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.day_route.best_order import MOST_STOPS, best_order, travel_seconds
from drentsportal.domain.day_route.legs import Leg, LegBasis, LegTable, leg_table
from drentsportal.errors import InputError

tables = st.integers(0, 6).flatmap(
    lambda count: st.lists(
        st.lists(st.integers(0, 40), min_size=count + 2, max_size=count + 2),
        min_size=count + 2,
        max_size=count + 2,
    )
)


def table_of(seconds: list[list[int]]) -> LegTable:
    """Make a table of times as given; there and back may differ, as over one-way roads."""
    return LegTable(tuple(tuple(Leg(each, 0, LegBasis.ROADS) for each in row) for row in seconds))


def by_trying(legs: LegTable, first: int | None, last: int | None) -> tuple[int, ...]:
    """Try every order; the first of the best in the order of the stops."""
    stops = range(1, len(legs) - 1)
    allowed = [
        each
        for each in permutations(stops)
        if (first is None or not each or each[0] == first) and (last is None or not each or each[-1] == last)
    ]
    return min(allowed, key=lambda each: (travel_seconds(legs, each), each))


@settings(max_examples=150, deadline=None)
@given(tables, st.data())
def test_no_order_takes_less_travel(seconds: list[list[int]], data: st.DataObject) -> None:
    """Held and Karp find what trying every order finds, also with ends that are fixed and equal times."""
    legs = table_of(seconds)
    count = len(legs) - 2
    stop = st.none() if not count else st.none() | st.integers(1, count)
    first, last = data.draw(stop), data.draw(stop)
    if count > 1 and first is not None and first == last:
        last = None
    assert best_order(legs, first, last) == by_trying(legs, first, last)


def test_the_most_stops_take_no_time_to_speak_of() -> None:
    """Nine stops on a line, given crosswise, come out in a row while somebody looks on."""
    places = (0, *(place * 1_000 for place in (5, 1, 9, 3, 7, 2, 8, 4, 6)), 10_000)
    legs = leg_table([(float(each), 0.0) for each in places])
    began = time.perf_counter()
    order = best_order(legs)
    assert time.perf_counter() - began < 2
    assert [places[each] for each in order] == sorted(places[1:-1])


def test_what_cannot_be_ordered_is_told() -> None:
    """Too many stops, and one that is to be both first and last of several."""
    many = leg_table([(float(each), 0.0) for each in range(MOST_STOPS + 3)])
    with pytest.raises(InputError) as too_many:
        best_order(many)
    assert too_many.value.params == {"stop_count": MOST_STOPS + 1, "most": MOST_STOPS}
    few = leg_table([(float(each), 0.0) for each in range(4)])
    with pytest.raises(InputError) as both:
        best_order(few, 1, 1)
    assert both.value.message_id == "error.day.first_is_last"
