"""The rules of a drive time: the way to the network, rounding, and what staff drive together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.roads.drive_time import (
    ACCESS_MOST_M,
    UNKNOWN_S,
    entries,
    staff_times,
    whole_seconds,
)


def test_the_way_to_the_network_is_30_km_an_hour_with_a_detour() -> None:
    """1,000 m become 1,300, at 30 km/h 156 s; more than 2 km is no way at all."""
    found = entries(
        np.array([4, 5, 6, -1]), np.array([1_000.0, ACCESS_MOST_M, ACCESS_MOST_M + 0.001, np.inf])
    )
    assert found.nodes.tolist() == [4, 5, -1, -1]
    assert found.access_ms.tolist() == [156_000, 312_000, 0, 0]
    assert found.is_known.tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("time_ms", "seconds"), [(0, 0), (1, 1), (999, 1), (1_000, 1), (1_001, 2), (np.inf, UNKNOWN_S)]
)
def test_seconds_are_rounded_up(time_ms: float, seconds: int) -> None:
    """And no way is unknown, never 0."""
    assert whole_seconds(np.array([time_ms])).tolist() == [seconds]


def test_staff_times_weigh_people() -> None:
    """Three people at 600 s and one at 1,201: 3,001 over four is 750.25, so 751."""
    found = staff_times(np.array([[600, 100], [1_201, UNKNOWN_S]]), np.array([3, 1]), 600)
    assert found.mean_s.tolist() == [751, UNKNOWN_S]
    assert found.within.tolist() == [3, UNKNOWN_S]
    assert found.people == 4


def test_without_staff_everything_is_unknown() -> None:
    """Nobody drives 0 seconds."""
    found = staff_times(np.empty((0, 2), np.int64), np.empty(0, np.int64), 600)
    assert (found.mean_s.tolist(), found.within.tolist(), found.people) == ([-1, -1], [-1, -1], 0)


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 500)), min_size=1, max_size=9))
def test_the_mean_lies_between_the_times(groups: list[tuple[int, int]]) -> None:
    """And it is the mean over people, rounded up to whole seconds."""
    times, counts = (np.array(column, np.int64) for column in zip(*groups, strict=True))
    found = staff_times(times[:, None], counts, 3_600)
    people = [time for time, count in groups for _ in range(count)]
    assert sum(people) <= found.mean_s[0] * len(people) < sum(people) + len(people)
    assert found.within[0] == sum(time <= 3_600 for time in people)
