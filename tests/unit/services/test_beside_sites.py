"""What a match knows beside the sites, from the workspace, the roads and the rules of the regions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from shapely import Point

from drentsportal.domain.asking.request import LocationRequest, Origin, Preference, Requirement
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.replay import to_replay
from drentsportal.domain.roads.road_network import NetworkFacts
from drentsportal.domain.sites.surroundings import PostcodeGridBatch
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.reference import TomlReference
from drentsportal.reference.sectors import TomlSectors
from drentsportal.services.beside_sites import BesideSites
from drentsportal.services.matching import Matching
from drentsportal.services.ports.roads import StartKind
from drentsportal.services.road_times import RoadFile, RoadTimes
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock, InMemoryWorkspace
from tests.unit.services.test_matching import _batch, _delivery, _report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Vehicle
    from drentsportal.domain.match.match_result import RequirementOutcome
    from drentsportal.domain.roads.drive_time import NetworkEntries
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.roads import RoadOptions

RESOURCES = Path(__file__).parents[3] / "resources"
DUTCH = Language("nl", RESOURCES, strict=True)
REQUEST = LocationRequest(
    title="Chemie",
    origin=Origin("Emmen", 257_000, 533_000),
    sector_group="chemistry",
    requirements=(Requirement("present_minutes", 900), Requirement("grid_demand", 500)),
    preferences=(Preference("regional_profile", 10),),
)
SITES = (
    {"id": "emmen", "name": "Emmen", "municipality_code": "GM0114", "postcode": "7811 AP"},
    {"id": "assen", "name": "Assen", "municipality_code": "GM0106", "scarcity_grid": "limited"},
)


class TenMinutes:
    """A network on which every place is ten minutes away."""

    def load(self, path: Path, options: RoadOptions, progress: Progress) -> NetworkFacts:
        """Take anything into use."""
        del path, options, progress
        return self.facts()

    def facts(self) -> NetworkFacts:
        """Tell of a network without lines."""
        return NetworkFacts("wegen", "", PartialDate(2026), True, 0, 0, 0, (0, 0, 1, 1))  # noqa: FBT003 - a record

    def entries_of(self, places: NDArray[np.object_], vehicle: Vehicle) -> NetworkEntries:
        """Nobody asks."""
        raise NotImplementedError(places, vehicle)

    def seconds_to(
        self,
        starts: Sequence[BaseGeometry],
        targets: NDArray[np.object_],
        vehicle: Vehicle,
        kind: StartKind = StartKind.PLACE,
    ) -> NDArray[np.int64]:
        """Drive ten minutes."""
        assert starts
        assert (vehicle, kind) == (REQUEST.vehicle, StartKind.PLACE)
        return np.full(len(targets), 600, np.int64)


def outcomes(roads: RoadTimes | None) -> dict[str, dict[str, RequirementOutcome]]:
    """Match the request in a workspace with two parks and the capacity map, by site and criterion."""
    workspace = InMemoryWorkspace()
    rows = [{**site, "available_now_ha": 2.0, "geometry": Point(257_000, 533_000)} for site in SITES]
    map_rows = PostcodeGridBatch(["7811AP"], ["transparent"], [None], [""])
    delivery = replace(
        _delivery(), batches=(_batch(SiteKind.PARK, rows),), grid_postcodes=map_rows, as_of=PartialDate(2026)
    )
    with workspace.unit_of_work() as work:
        work.sites.add_delivery(delivery, _report(), OFFICER, MOMENT_UTC)
        work.commit()
    regional = TomlSectors(RESOURCES / "sectors").regional_profile
    beside = BesideSites(workspace.catalogue, roads, regional)
    matching = Matching(workspace, TomlReference(RESOURCES), FixedClock(), FixedActor(), beside)
    result = matching.replay(to_replay(matching.match(REQUEST)))
    said = {
        each.candidate.id: DUTCH.text(each.contributions[0].statement) for each in map(result.card, (0, 1))
    }
    assert said["emmen"].startswith("accent van Zuidoost-Drenthe: biobased, chemie")
    assert said["assen"].startswith("geen accent van de regio")
    return {each: {o.criterion_id: o for o in result.card_of(each).outcomes} for each in result.ranking()}


def test_drive_times_come_from_the_network_that_is_set() -> None:
    """Ten minutes fit within fifteen, and the statement says how one drives."""
    found = outcomes(RoadTimes(TenMinutes, RoadFile(Path("wegen.osm.pbf"))))["emmen"]["present_minutes"]
    assert found.verdict is Verdict.FITS
    assert "10 min rijden met de vrachtwagen" in DUTCH.text(found.statement)


def test_without_a_network_that_is_said_and_asked_of_the_province() -> None:
    """Not computed is not unknown: the gemeente cannot answer it."""
    for roads in (None, RoadTimes(TenMinutes)):
        found = outcomes(roads)["emmen"]["present_minutes"]
        assert found.question is not None
        assert (found.question.kind, found.question.scope) == (CheckKind.NOT_COMPUTED, "province")
        assert "geen wegennet ingesteld" in DUTCH.text(found.statement)


def test_the_capacity_map_is_told_and_decides_nothing() -> None:
    """Free capacity on the map is no answer of the site; without a postcode the map is silent."""
    found = outcomes(None)
    emmen, assen = found["emmen"]["grid_demand"], found["assen"]["grid_demand"]
    assert emmen.question is not None
    assert assen.question is not None
    assert (emmen.verdict, emmen.question.kind) == (Verdict.CHECK, CheckKind.UNKNOWN)
    assert "postcode 7811AP: beschikbaar, geen wachtrij (indicatief" in DUTCH.text(emmen.question.text)
    assert (assen.verdict, assen.question.kind) == (Verdict.CHECK, CheckKind.LIMITED)
    assert (
        DUTCH.text(assen.question.text) == "Hoeveel netruimte voor afname is er nog op Assen? Nodig: 500 kW."
    )
