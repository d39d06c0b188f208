"""How long the way between two places takes, and what that rests on.

Where a road network tells it, that is the time of a car over it, to which traffic and parking are not added.
Else it is an estimate: the straight distance times ``DETOUR_PERCENT`` at ``SPEED_KMH``. Both are a choice of
our own for a car in Drenthe, on main roads with villages on the way, and no measurement; whoever reads the
times reads these two beside them. A place of which nobody knows where it lies has no way to it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from drentsportal.domain.roads.drive_time import UNKNOWN_S

if TYPE_CHECKING:
    from collections.abc import Sequence

DETOUR_PERCENT: Final = 130
"""The way over the road as a share of the straight distance; own choice."""

SPEED_KMH: Final = 60
"""The mean speed from door to door; own choice."""

_S_PER_HOUR: Final = 3_600
_M_PER_KM: Final = 1_000

Position: TypeAlias = tuple[float, float]
"""x and y in EPSG:28992, metres."""


class LegBasis(StrEnum):
    """What the time of a way rests on."""

    ROADS = "roads"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one place to another: whole seconds, and the straight distance in whole metres."""

    seconds: int
    straight_m: int
    basis: LegBasis


@dataclass(frozen=True, slots=True)
class LegTable:
    """The way from every place (row) to every other (column); the places are known by their number."""

    legs: tuple[tuple[Leg, ...], ...]

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self.legs)

    def leg(self, start: int, end: int) -> Leg:
        """Return the way from one place to another."""
        return self.legs[start][end]

    @property
    def is_estimated(self) -> bool:
        """Whether one of the ways is an estimate."""
        return any(each.basis is LegBasis.ESTIMATE for row in self.legs for each in row)


def estimated_seconds(straight_m: float) -> int:
    """Estimate a drive from the straight distance in metres, in whole seconds, rounded up."""
    metres = straight_m * DETOUR_PERCENT / 100
    return math.ceil(metres * _S_PER_HOUR / (SPEED_KMH * _M_PER_KM))


def leg_table(positions: Sequence[Position], road_s: Sequence[Sequence[int]] | None = None) -> LegTable:
    """Make the table of all ways between positions.

    ``road_s`` are seconds over the roads, ``UNKNOWN_S`` where they do not tell it; ``None`` without a
    network. What it does not tell is estimated, and says so.
    """
    return LegTable(
        tuple(
            tuple(
                _leg(start, end, UNKNOWN_S if road_s is None else int(road_s[row][column]))
                for column, end in enumerate(positions)
            )
            for row, start in enumerate(positions)
        )
    )


def _leg(start: Position, end: Position, road_s: int) -> Leg:
    straight_m = math.dist(start, end)
    if not straight_m:
        # One and the same place: there is nothing to drive, whatever is known of the roads.
        return Leg(0, 0, LegBasis.ROADS if road_s != UNKNOWN_S else LegBasis.ESTIMATE)
    if road_s != UNKNOWN_S:
        return Leg(road_s, round(straight_m), LegBasis.ROADS)
    return Leg(estimated_seconds(straight_m), round(straight_m), LegBasis.ESTIMATE)
