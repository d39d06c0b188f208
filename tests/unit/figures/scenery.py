"""A little Drenthe for map tests: two gemeenten, a motorway, water, places."""

from __future__ import annotations

import shapely

from drentsportal.domain.sites.site import Landmark, Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind

AS_OF = PartialDate(2026, 11, 1)
MUNICIPALITIES = (
    Municipality("GM0114", "Emmen", shapely.box(245_000, 520_000, 270_000, 545_000), "CBS", AS_OF),
    Municipality("GM0109", "Coevorden", shapely.box(230_000, 515_000, 245_000, 540_000), "CBS", AS_OF),
)
LANDMARKS = (
    Landmark(
        "a37",
        LandmarkKind.ROAD,
        "A37",
        shapely.LineString([(230_000, 525_000), (270_000, 526_000)]),
        "NWB",
        AS_OF,
        "A37",
    ),
    Landmark(
        "vaart",
        LandmarkKind.WATER,
        "Verlengde Hoogeveense Vaart",
        shapely.LineString([(230_000, 528_000), (270_000, 529_000)]),
        "TOP10NL",
        AS_OF,
    ),
    Landmark(
        "emmen", LandmarkKind.PLACE, "Emmen", shapely.Point(257_000, 533_000), "GeoNames", AS_OF, "Emmen", 1
    ),
    Landmark(
        "klazienaveen",
        LandmarkKind.MOTORWAY_JUNCTION,
        "A37 bij Klazienaveen",
        shapely.Point(262_000, 525_800),
        "NWB",
        AS_OF,
    ),
)
PARK = shapely.box(260_000, 526_500, 261_200, 527_200)
