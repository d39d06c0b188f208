"""How fast one drives on which road: our own stated choice, capped by what the data of the road say."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request import Vehicle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


class RoadClass(StrEnum):
    """Classes of road, by the words of OpenStreetMap (key ``highway``); other ways are no roads to us."""

    MOTORWAY = "motorway"
    MOTORWAY_LINK = "motorway_link"
    TRUNK = "trunk"
    TRUNK_LINK = "trunk_link"
    PRIMARY = "primary"
    PRIMARY_LINK = "primary_link"
    SECONDARY = "secondary"
    SECONDARY_LINK = "secondary_link"
    TERTIARY = "tertiary"
    TERTIARY_LINK = "tertiary_link"
    UNCLASSIFIED = "unclassified"
    RESIDENTIAL = "residential"
    LIVING_STREET = "living_street"
    SERVICE = "service"


ROAD_CLASSES: Final = tuple(RoadClass)
"""The classes in the order of the codes in ``RoadLines.classes``."""

THROUGH_CLASSES: Final = (
    RoadClass.MOTORWAY,
    RoadClass.MOTORWAY_LINK,
    RoadClass.TRUNK,
    RoadClass.TRUNK_LINK,
)
"""Roads without doors: one reaches a site from the roads beside them, never straight from them."""

TRUCK_MOST_KMH: Final = 80
"""No truck is taken to drive faster, whatever the road admits (RVV 1990, art. 22 sub a; StVO, par. 18(5))."""

LEGAL_KMH: Final[Mapping[RoadClass, tuple[int, int]]] = {
    RoadClass.MOTORWAY: (130, 80),
    RoadClass.MOTORWAY_LINK: (130, 80),
    RoadClass.TRUNK: (100, 80),
    RoadClass.TRUNK_LINK: (100, 80),
    RoadClass.PRIMARY: (80, 80),
    RoadClass.PRIMARY_LINK: (80, 80),
    RoadClass.SECONDARY: (80, 80),
    RoadClass.SECONDARY_LINK: (80, 80),
    RoadClass.TERTIARY: (80, 80),
    RoadClass.TERTIARY_LINK: (80, 80),
    RoadClass.UNCLASSIFIED: (80, 80),
    RoadClass.RESIDENTIAL: (50, 50),
    RoadClass.LIVING_STREET: (15, 15),
    RoadClass.SERVICE: (80, 80),
}
"""The highest limit in km/h that the law sets for a class in the Netherlands where no sign does: car, truck.

RVV 1990 (BWBR0004825): art. 20 within, art. 21 outside built-up areas, art. 22 sub a for trucks, art. 45 for
a "erf". On motorways signs set 100 by day, from 6 to 19 h, since 16 March 2020. Which class of OpenStreetMap
is which road of the law (trunk: autoweg; residential: within a built-up area) is our own assumption.
"""

GERMAN_TRUCK_KMH: Final = 60
"""Trucks of more than 7.5 t outside built-up areas in Germany (StVO, par. 3(3) no. 2 b aa).

Not on motorways, and not on roads for motor vehicles with separate carriageways: 80 (par. 18(5) no. 1).
"""

_KMH: Final[Mapping[RoadClass, tuple[int, int]]] = {
    RoadClass.MOTORWAY: (100, 80),
    RoadClass.MOTORWAY_LINK: (60, 50),
    RoadClass.TRUNK: (90, 75),
    RoadClass.TRUNK_LINK: (55, 45),
    RoadClass.PRIMARY: (70, 60),
    RoadClass.PRIMARY_LINK: (45, 40),
    RoadClass.SECONDARY: (60, 55),
    RoadClass.SECONDARY_LINK: (40, 35),
    RoadClass.TERTIARY: (50, 45),
    RoadClass.TERTIARY_LINK: (35, 30),
    RoadClass.UNCLASSIFIED: (45, 40),
    RoadClass.RESIDENTIAL: (25, 20),
    RoadClass.LIVING_STREET: (12, 10),
    RoadClass.SERVICE: (15, 12),
}


@dataclass(frozen=True, slots=True)
class SpeedTable:
    """Speed in km/h per class of road, for a car and for a truck.

    Own assumption, nowhere above ``LEGAL_KMH`` and mostly below it, since one brakes for bends, junctions and
    others: a free road by day, no congestion. No measurement stands behind it; times that follow from it
    compare sites with each other and are no promise. A limit that the data state caps it; a truck never
    drives above ``TRUCK_MOST_KMH``. Below the trunk roads trucks keep to ``GERMAN_TRUCK_KMH``, so that an
    extract with roads across the border is not driven too fast; on a German trunk road without separate
    carriageways 75 km/h is too fast for a truck of more than 7.5 t, which the data do not tell apart.
    """

    kmh: Mapping[RoadClass, tuple[int, int]] = field(default_factory=lambda: dict(_KMH))

    def of(self, vehicle: Vehicle) -> NDArray[np.int64]:
        """Return the speeds of a vehicle in the order of ``ROAD_CLASSES``."""
        place = 1 if vehicle is Vehicle.TRUCK else 0
        speeds = np.array([self.kmh[each][place] for each in ROAD_CLASSES], np.int64)
        return np.minimum(speeds, TRUCK_MOST_KMH) if vehicle is Vehicle.TRUCK else speeds

    @property
    def text(self) -> str:
        """The whole table as one line, so that what was computed with it can be told apart."""
        return " ".join(f"{each}={self.kmh[each][0]}/{self.kmh[each][1]}" for each in ROAD_CLASSES)
