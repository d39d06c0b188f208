"""The rules by which a drive time is told: how a place enters the network, and what is unknown.

Within the network times are sums of whole milliseconds, so that they are the same everywhere; what is told is
whole seconds, rounded up. Nothing is guessed: a place too far from every road that belongs to the network has
no time. The speeds are a stated choice (``road_speeds.SpeedTable``); traffic, waiting and forbidden turns are
not in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNKNOWN_S: Final = -1
"""Where a drive time in seconds is unknown."""

ACCESS_KMH: Final = 30
ACCESS_DETOUR_PERCENT: Final = 130
ACCESS_MOST_M: Final = 2_000
"""From the outline of a site to the nearest node of the network: straight, with a detour, at most so far."""

RAMPS_WITHIN_M: Final = 1_000
"""The ramps of a motorway junction end within this distance of its point on the map."""

_MS_PER_M: Final = 3_600 * ACCESS_DETOUR_PERCENT / 100 / ACCESS_KMH
_MS_PER_S: Final = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class NetworkEntries:
    """Where places enter a network: rows of ``RoadNetwork.nodes_rd``, -1 for none; the way there in ms."""

    nodes: NDArray[np.int64]
    access_ms: NDArray[np.int64]

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Whether each place has a node within reach."""
        return self.nodes >= 0


def entries(nodes: NDArray[np.int64], distances_m: NDArray[np.float64]) -> NetworkEntries:
    """Apply the rule: the way to the nearest node in whole milliseconds, none beyond ``ACCESS_MOST_M``."""
    with np.errstate(invalid="ignore"):
        near = (nodes >= 0) & (distances_m <= ACCESS_MOST_M)
    access = np.rint(np.where(near, distances_m, 0) * _MS_PER_M).astype(np.int64)
    return NetworkEntries(np.where(near, nodes, -1), access)


def whole_seconds(times_ms: NDArray[np.float64]) -> NDArray[np.int64]:
    """Round up to whole seconds; what is not finite is unknown."""
    known = np.isfinite(times_ms)
    seconds = np.ceil(np.where(known, times_ms, 0) / _MS_PER_S).astype(np.int64)
    return np.where(known, seconds, UNKNOWN_S)


@dataclass(frozen=True, slots=True, eq=False)
class StaffTimes:
    """How far staff drive, per place.

    ``mean_s``: mean over all people in whole seconds, rounded up. ``within``: how many of them drive at most
    the time asked for, ``UNKNOWN_S`` where unknown. ``people`` is how many there are. Both are unknown where
    the time of one group is: a mean over the others would say too little.
    """

    mean_s: NDArray[np.int64]
    within: NDArray[np.int64]
    people: int


def staff_times(times_s: NDArray[np.int64], counts: NDArray[np.int64], most_s: int) -> StaffTimes:
    """Sum up times of groups of people (a row each) to places (a column each)."""
    people = int(counts.sum())
    if not people:
        unknown = np.full(times_s.shape[1], UNKNOWN_S, np.int64)
        return StaffTimes(unknown, unknown.copy(), 0)
    known = (times_s != UNKNOWN_S).all(axis=0)
    mean = -(-(times_s * counts[:, None]).sum(axis=0) // people)
    within = ((times_s <= most_s) * counts[:, None]).sum(axis=0)
    return StaffTimes(np.where(known, mean, UNKNOWN_S), np.where(known, within, UNKNOWN_S), people)
