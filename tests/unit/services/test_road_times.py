"""Drive times for offers: what is asked is computed, and a network that is absent or faulty is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from drentsportal.domain.asking.request import LocationRequest, Origin, Requirement, StaffPoint, Vehicle
from drentsportal.domain.match.match_facts import MatchFacts
from drentsportal.domain.match.match_result import CheckKind
from drentsportal.domain.match.matching import match
from drentsportal.domain.match.offer_building import build_offers
from drentsportal.domain.match.provenance import RecordedSources
from drentsportal.domain.roads.road_building import build_network
from drentsportal.domain.roads.road_network import NetworkFacts
from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.errors import DataSourceError
from drentsportal.routing.scipy_roads import ScipyRoads
from drentsportal.services.progress import NoProgress
from drentsportal.services.road_times import Coverage, RoadFile, RoadTimes
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.road_lines import EVEN, Line, road_lines
from tests.unit.domain.site_tables import site_table

if TYPE_CHECKING:
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.roads.road_network import RoadNetwork
    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.roads import RoadNetworks, RoadOptions

FILE = RoadFile(Path("wegen.osm.pbf"))
FACTS = NetworkFacts("wegen.osm.pbf", "00", PartialDate(2026, 11, 1), True, 1, 4, 6, (0, 0, 6_000, 0))  # noqa: FBT003 - the date is stated
ALL = ("present_minutes", "junction_minutes", "terminal_minutes", "staff_minutes")
ORIGIN = Origin("hier", 0, 0)


class OneStreet:
    """Reads one street of 6 km; counts how often; may fail."""

    def __init__(self, fault: DataSourceError | None = None) -> None:
        """Start without a reading."""
        self.readings = 0
        self.fault = fault

    def read(self, path: Path, options: RoadOptions, progress: Progress) -> tuple[RoadNetwork, NetworkFacts]:
        """Give the street."""
        del path, options, progress
        self.readings += 1
        if self.fault is not None:
            raise self.fault
        return build_network(road_lines(Line([(0, 0), (3_000, 0), (6_000, 0)])), EVEN), FACTS


def landmark(kind: LandmarkKind, x_m: float) -> Landmark:
    """Make a landmark on the street."""
    return Landmark(kind.value, kind, kind.value, shapely.Point(x_m, 0), "bron", PartialDate(2026))


LANDMARKS = (
    landmark(LandmarkKind.MOTORWAY_JUNCTION, 6_000),
    landmark(LandmarkKind.RAIL_TERMINAL, 3_000),
    landmark(LandmarkKind.PLACE, 0),
)


def table() -> SiteTable:
    """Make a park on the street, one far from it, and one without a place."""
    stated = {"available_now_ha": 2.0, "municipality_code": "GM0114"}
    return site_table(
        [
            {"id": "at", "name": "at", "geometry": shapely.Point(3_000, 0), **stated},
            {"id": "far", "name": "far", "geometry": shapely.Point(3_000, 9_000), **stated},
            {"id": "lost", "name": "lost", **stated, "municipality_code": "GM0109"},
        ]
    )


def ground() -> OffersOnGround:
    """Make the offers of the parks."""
    return build_offers(table())


def times(reader: OneStreet | None = None) -> RoadTimes:
    """Make times over the street."""
    source = reader or OneStreet()
    return RoadTimes(lambda: ScipyRoads(source), FILE)


def test_every_time_that_is_asked_for() -> None:
    """Three kilometres in 3 minutes by car, in 6 by truck; far and lost are unknown."""
    staff = (StaffPoint("dichtbij", 3_000, 0, 3), StaffPoint("ver", 0, 0, 1))
    found = times().for_offers(ground(), ALL, ORIGIN, LANDMARKS, Vehicle.TRUCK, staff)
    assert {name: column.tolist() for name, column in found.items()} == {
        "present_minutes": [360, -1, -1],
        "junction_minutes": [360, -1, -1],
        "terminal_minutes": [0, -1, -1],
        "staff_minutes": [45, -1, -1],
    }
    assert all(column.dtype == np.int64 for column in found.values())


def test_only_what_is_wanted_is_computed() -> None:
    """And a criterion that is no drive time is left to others."""
    found = times().for_offers(ground(), ["present_minutes", "price"], ORIGIN, (), Vehicle.CAR)
    assert list(found) == ["present_minutes"]
    assert found["present_minutes"].tolist() == [180, -1, -1]


def test_without_a_start_a_time_is_unknown() -> None:
    """No origin, no landmark of the kind, no staff."""
    found = times().for_offers(ground(), ALL, None, LANDMARKS[2:], Vehicle.CAR)
    assert {tuple(column.tolist()) for column in found.values()} == {(-1, -1, -1)}


def test_one_group_out_of_reach_leaves_the_mean_unknown() -> None:
    """A mean over the others would say too little."""
    staff = (StaffPoint("dichtbij", 3_000, 0), StaffPoint("elders", 0, 9_000))
    found = times().for_offers(ground(), ["staff_minutes"], None, (), Vehicle.CAR, staff)
    assert found["staff_minutes"].tolist() == [-1, -1, -1]


def test_staff_within_a_time() -> None:
    """Three of four within a minute."""
    staff = (StaffPoint("dichtbij", 3_000, 0, 3), StaffPoint("ver", 0, 0, 1))
    found = times().staff(ground().geometries_rd, staff, most_s=60)
    assert (found.within.tolist(), found.people) == ([3, -1, -1], 4)


def test_without_a_network_nothing_is_computed_and_nothing_opened() -> None:
    """Which a requirement tells apart from unknown."""

    def never() -> RoadNetworks:
        raise AssertionError

    roads = RoadTimes(never)
    assert roads.for_offers(ground(), ALL, ORIGIN, LANDMARKS, Vehicle.CAR) == {}
    assert (roads.facts(), roads.file, roads.fault) == (None, None, None)
    assert roads.outside({"hier": (0, 0)}, Vehicle.CAR) == ()


def test_a_network_is_read_once_when_it_is_first_needed() -> None:
    """Not when nothing is asked of it."""
    reader = OneStreet()
    roads = times(reader)
    assert roads.for_offers(ground(), ["price"], ORIGIN, (), Vehicle.CAR) == {}
    assert reader.readings == 0
    for _ in range(2):
        roads.for_offers(ground(), ALL, ORIGIN, LANDMARKS, Vehicle.CAR)
    assert reader.readings == 1


def test_a_faulty_file_is_told_and_does_not_stop_a_match() -> None:
    """Tried once; a file that can be used mends it."""
    reader = OneStreet(DataSourceError("error.import.truncated", file="wegen.osm.pbf"))
    roads = times(reader)
    for _ in range(2):
        assert roads.for_offers(ground(), ALL, ORIGIN, LANDMARKS, Vehicle.CAR) == {}
    assert reader.readings == 1
    assert roads.fault is reader.fault
    with pytest.raises(DataSourceError):
        roads.use(FILE, NoProgress())
    reader.fault = None
    roads.use(FILE, NoProgress())
    assert roads.fault is None
    assert roads.for_offers(ground(), ["present_minutes"], ORIGIN, (), Vehicle.CAR)


def test_points_that_the_network_does_not_reach_are_named() -> None:
    """So that somebody can be told why everything is unknown."""
    points = {"hier": (0, 0), "elders": (0, 9_000)}
    assert times().outside(points, Vehicle.CAR) == ("elders",)


def test_coverage_per_gemeente() -> None:
    """Reached, out of reach, and without a place are three things."""
    found = times().coverage(table(), Vehicle.CAR)
    assert found == (Coverage("GM0109", 1, 0, 1), Coverage("GM0114", 2, 1, 0))
    assert [each.uncovered for each in found] == [0, 1]


def test_a_match_takes_the_times_as_they_come() -> None:
    """Within the limit it fits, out of reach it is asked about, and without a network it was not computed."""
    request = LocationRequest(
        "test",
        origin=ORIGIN,
        vehicle=Vehicle.CAR,
        requirements=(Requirement("plot_area", 10_000), Requirement("present_minutes", 180)),
    )
    offers = ground()
    drive_times = times().for_offers(offers, ["present_minutes"], ORIGIN, (), Vehicle.CAR)
    sources = RecordedSources(table().sources)
    with_roads = match(request, offers, (), PLAIN_PROFILE, sources, MatchFacts(drive_times=drive_times))
    asked = {
        card.candidate.id: [each.kind for each in card.questions if each.criterion_id == "present_minutes"]
        for card in map(with_roads.card, range(with_roads.qualifier_count))
    }
    assert asked == {"at": [], "far": [CheckKind.UNKNOWN], "lost": [CheckKind.UNKNOWN]}
    without = match(request, offers, (), PLAIN_PROFILE, sources, MatchFacts(drive_times={}))
    kinds = [each.kind for each in without.card_of("at").questions if each.criterion_id == "present_minutes"]
    assert kinds == [CheckKind.NOT_COMPUTED]


def test_between_places_by_car_each_way_and_none_without_a_network() -> None:
    """From each to each in whole seconds; a place out of reach is unknown, no network is no table."""
    places = [shapely.Point(0, 0), shapely.Point(6_000, 0), shapely.Point(0, 90_000)]
    table = times().between(places)
    assert table is not None
    assert table[0][0] == 0
    assert table[0][1] == table[1][0] > 0
    assert (table[0][2], table[2][1]) == (-1, -1)
    assert RoadTimes(lambda: ScipyRoads(OneStreet())).between(places) is None
