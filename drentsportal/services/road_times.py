"""Drive times as a use case: from junctions, terminals, the present location and staff to every offer."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.drive_time import StaffTimes, staff_times
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.errors import DrentsPortalError
from drentsportal.services.ports.roads import RoadOptions, StartKind
from drentsportal.services.progress import NoProgress

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Origin, StaffPoint
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.roads.road_network import NetworkFacts
    from drentsportal.domain.sites.site import Landmark
    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.roads import RoadNetworks

    Seconds = NDArray[np.int64]

_LOG: Final = logging.getLogger(__name__)
_LANDMARKS: Final = {
    "junction_minutes": (LandmarkKind.MOTORWAY_JUNCTION, StartKind.JUNCTION),
    "terminal_minutes": (LandmarkKind.RAIL_TERMINAL, StartKind.PLACE),
}
_MOST_STAFF_S: Final = 45 * 60


@dataclass(frozen=True, slots=True)
class RoadFile:
    """The file of roads that a person set, with the answers to what it leaves open."""

    path: Path
    options: RoadOptions = field(default_factory=RoadOptions)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sites of a gemeente the network reaches; ``municipality_code`` "" where that is unknown.

    ``without_place`` have no geometry, so nobody can tell.
    """

    municipality_code: str
    sites: int
    covered: int
    without_place: int

    @property
    def uncovered(self) -> int:
        """Sites of which the place is known and lies out of reach."""
        return self.sites - self.covered - self.without_place


class RoadTimes:
    """Times over the network that is set; without one there are none, and nothing fails."""

    def __init__(self, open_roads: Callable[[], RoadNetworks], file: RoadFile | None = None) -> None:
        """Keep what makes the engine, and the file; both wait until the first time is asked for."""
        self._open_roads = open_roads
        self._opened: RoadNetworks | None = None
        self._file = file
        self._fault: DrentsPortalError | None = None
        self._is_tried = file is None

    @property
    def file(self) -> RoadFile | None:
        """The file that is set, ``None`` for none."""
        return self._file

    @property
    def fault(self) -> DrentsPortalError | None:
        """Why the file that is set gives no network, once that was tried; to be told, not raised."""
        return self._fault

    def facts(self, progress: Progress | None = None) -> NetworkFacts | None:
        """Tell which network is in use, and read it first where that was not done; ``None`` for none."""
        if not self._is_tried and self._file is not None:
            try:
                self.use(self._file, progress or NoProgress())
            except DrentsPortalError as error:
                _LOG.warning("road network: %s", error)
                self._fault = error
                self._is_tried = True
        return None if self._opened is None else self._opened.facts()

    def use(self, file: RoadFile, progress: Progress) -> NetworkFacts:
        """Take a file into use; raises as ``RoadsReader.read``, and then the network before stays."""
        facts = self._roads.load(file.path, file.options, progress)
        self._file, self._fault, self._is_tried = file, None, True
        return facts

    def forget(self) -> None:
        """Use no network any more; nothing is computed until another one is taken into use."""
        self._file, self._fault, self._opened, self._is_tried = None, None, None, True

    @property
    def _roads(self) -> RoadNetworks:
        if self._opened is None:
            self._opened = self._open_roads()
        return self._opened

    def for_offers(
        self,
        ground: OffersOnGround,
        wanted: Collection[str],
        origin: Origin | None,
        landmarks: Sequence[Landmark],
        vehicle: Vehicle,
        staff_points: Sequence[StaffPoint] = (),
    ) -> dict[str, Seconds]:
        """Return seconds per offer by criterion id, -1 where unknown; only for what is wanted.

        Empty without a network: nothing was computed, which is not the same as unknown. Staff drive a car,
        whatever the ``vehicle``; their time is the mean over all of them.
        """
        asked = {"present_minutes", "staff_minutes", *_LANDMARKS} & set(wanted)
        if not asked or self.facts() is None:
            return {}
        targets = ground.geometries_rd
        times: dict[str, Seconds] = {}
        if "present_minutes" in asked:
            here = [] if origin is None else [shapely.Point(origin.x_rd, origin.y_rd)]
            times["present_minutes"] = self._roads.seconds_to(here, targets, vehicle)
        for criterion_id, (kind, start) in _LANDMARKS.items():
            if criterion_id in asked:
                starts = [each.geometry_rd for each in landmarks if each.kind is kind]
                times[criterion_id] = self._roads.seconds_to(starts, targets, vehicle, start)
        if "staff_minutes" in asked:
            times["staff_minutes"] = self.staff(targets, staff_points).mean_s
        return times

    def staff(
        self, targets: NDArray[np.object_], staff_points: Sequence[StaffPoint], most_s: int = _MOST_STAFF_S
    ) -> StaffTimes:
        """Drive from every staff point to each target: the mean, and how many drive at most ``most_s``."""
        counts = np.array([each.count for each in staff_points], np.int64)
        times = np.empty((len(staff_points), len(targets)), np.int64)
        if staff_points:
            self.facts()
        for row, each in enumerate(staff_points):
            start = shapely.Point(each.x_rd, each.y_rd)
            times[row] = self._roads.seconds_to([start], targets, Vehicle.CAR)
        return staff_times(times, counts, most_s)

    def between(self, places: Sequence[BaseGeometry]) -> tuple[tuple[int, ...], ...] | None:
        """Return seconds by car from each place (row) to each other (column), -1 where unknown.

        Geometries in EPSG:28992; ``None`` without a network.
        """
        if self.facts() is None:
            return None
        targets = np.array(places, object)
        rows = (self._roads.seconds_to([each], targets, Vehicle.CAR) for each in places)
        return tuple(tuple(row.tolist()) for row in rows)

    def outside(self, points: Mapping[str, tuple[int, int]], vehicle: Vehicle) -> tuple[str, ...]:
        """Return the labels of the points (EPSG:28992) that the network in use does not reach."""
        if self.facts() is None:
            return ()
        places = np.array([shapely.Point(point) for point in points.values()], object)
        known = self._roads.entries_of(places, vehicle).is_known
        return tuple(label for label, is_known in zip(points, known.tolist(), strict=True) if not is_known)

    def coverage(self, table: SiteTable, vehicle: Vehicle) -> tuple[Coverage, ...]:
        """Count per gemeente the sites that the network in use reaches, ordered by code."""
        counts: dict[str, list[int]] = {}
        self.facts()
        for rows in (table.parks, table.plots, table.premises):
            if not len(rows):
                continue
            known = self._roads.entries_of(rows.geometries_rd, vehicle).is_known
            placed = shapely.is_geometry(rows.geometries_rd) & ~shapely.is_empty(rows.geometries_rd)
            code_at: Callable[[int], str | None] = rows.columns["municipality_code"].text_at
            for row in range(len(rows)):
                count = counts.setdefault(code_at(row) or "", [0, 0, 0])
                count[0] += 1
                count[1] += bool(known[row])
                count[2] += not placed[row]
        return tuple(Coverage(code, *counts[code]) for code in sorted(counts))
