"""Makes road lines for tests from plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.road_network import RoadLines
from drentsportal.domain.roads.road_speeds import ROAD_CLASSES, RoadClass, SpeedTable

if TYPE_CHECKING:
    from collections.abc import Sequence

EVEN = SpeedTable(dict.fromkeys(RoadClass, (60, 30)))
"""A car drives 1 km in a minute, a truck in two."""


@dataclass(frozen=True)
class Line:
    """One road."""

    positions: Sequence[tuple[float, float]]
    road_class: RoadClass = RoadClass.RESIDENTIAL
    most_kmh: int = 0
    direction: int = 0
    car_barred: bool = False
    truck_barred: bool = False


def road_lines(*lines: Line) -> RoadLines:
    """Put roads in columns."""
    limits = np.array([each.most_kmh for each in lines], np.int16)
    return RoadLines(
        positions_rd=np.array([at for each in lines for at in each.positions], np.float64).reshape(-1, 2),
        starts=np.append(0, np.cumsum([len(each.positions) for each in lines])).astype(np.int64),
        classes=np.array([ROAD_CLASSES.index(each.road_class) for each in lines], np.int8),
        most_kmh={Vehicle.CAR: limits, Vehicle.TRUCK: limits},
        direction=np.array([each.direction for each in lines], np.int8),
        barred={
            Vehicle.CAR: np.array([each.car_barred for each in lines], np.bool_),
            Vehicle.TRUCK: np.array([each.truck_barred for each in lines], np.bool_),
        },
    )
