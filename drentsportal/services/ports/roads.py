"""What drive times need from the outside: a file of roads, and an engine that drives over them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Vehicle
    from drentsportal.domain.roads.drive_time import NetworkEntries
    from drentsportal.domain.roads.road_network import NetworkFacts, RoadNetwork
    from drentsportal.services.ports.desk import Progress


@dataclass(frozen=True, slots=True)
class RoadOptions:
    """The person's answers to what a file of roads leaves open; ``None`` means: refuse and ask.

    ``mapping``: file that says what the columns of a line layer mean; OpenStreetMap needs none. ``layer``,
    ``crs`` and ``accepted`` as for an import.
    """

    mapping: Path | None = None
    layer: str | None = None
    crs: str | None = None
    accepted: frozenset[str] = frozenset()


class RoadsReader(Protocol):
    """Reads a file of roads into a network; never the live workspace."""

    def read(self, path: Path, options: RoadOptions, progress: Progress) -> tuple[RoadNetwork, NetworkFacts]:
        """Read a file, or what was kept of it when it was read before.

        Raises ``QuestionError`` when a choice is needed and ``DataSourceError`` when it cannot be read.
        """
        ...


class StartKind(StrEnum):
    """How one starts from a place: by road from where it lies, or where the ramps of a junction end."""

    PLACE = "place"
    JUNCTION = "junction"


class RoadNetworks(Protocol):
    """Drives over one road network at a time."""

    def load(self, path: Path, options: RoadOptions, progress: Progress) -> NetworkFacts:
        """Take a file of roads into use; raises as ``RoadsReader.read``, and then the one before stays."""
        ...

    def facts(self) -> NetworkFacts | None:
        """Tell which network is in use, ``None`` for none."""
        ...

    def entries_of(self, places: NDArray[np.object_], vehicle: Vehicle) -> NetworkEntries:
        """Find where geometries (EPSG:28992, ``None`` for unknown) enter the network."""
        ...

    def seconds_to(
        self,
        starts: Sequence[BaseGeometry],
        targets: NDArray[np.object_],
        vehicle: Vehicle,
        kind: StartKind = StartKind.PLACE,
    ) -> NDArray[np.int64]:
        """Drive from the nearest of ``starts`` to each target, in whole seconds, rounded up.

        0 where a start lies in the target; -1 where unknown, which is everywhere without a network, a start
        or a target that lies in it.
        """
        ...
