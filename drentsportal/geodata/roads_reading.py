"""Reads a road network that the user supplies: an extract of OpenStreetMap, or a layer of lines.

Of a layer of lines a mapping says what its columns mean (``road_mapping``); without one it is refused with
the names of its columns. Reference systems are checked as those of an import are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.roads.road_building import build_network
from drentsportal.domain.roads.road_network import NetworkFacts
from drentsportal.domain.roads.road_speeds import SpeedTable
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.decisions import Decisions
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.json_source import JsonFile
from drentsportal.geodata.opening import open_table
from drentsportal.geodata.osm_roads import OSM_SUFFIX, check_osm, date_of, read_osm, refuse_by_size
from drentsportal.geodata.pbf_blocks import OsmHeader
from drentsportal.geodata.placing import place
from drentsportal.geodata.road_mapping import OPTION, read_road_mapping
from drentsportal.geodata.road_tags import is_road, tagged_roads
from drentsportal.geodata.source_gate import check_source, sha256_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from drentsportal.domain.roads.road_network import RoadNetwork
    from drentsportal.geodata.roads_cache import RoadsCache
    from drentsportal.geodata.source_gate import LiveFiles
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.roads import RoadOptions

_STEPS: Final = 4
_LINES: Final = (int(shapely.GeometryType.LINESTRING), int(shapely.GeometryType.MULTILINESTRING))
_COLUMNS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file holds: lines in its own coordinates, words by key, and where that comes from."""

    geometries: NDArray[np.object_]
    crs: str
    columns: Mapping[str, NDArray[Any]]
    sha256: str
    header: OsmHeader


class RoadFileReader:
    """``RoadsReader`` for files; what was read is kept, and taken from there the next time."""

    def __init__(
        self, osm_config: Path, cache: RoadsCache, live_files: LiveFiles, speeds: SpeedTable | None = None
    ) -> None:
        """Keep which keys are read, where networks are kept, and which files are never read."""
        self._osm_config = osm_config
        self._cache = cache
        self._live_files = live_files
        self._speeds = speeds or SpeedTable()

    def read(self, path: Path, options: RoadOptions, progress: Progress) -> tuple[RoadNetwork, NetworkFacts]:
        """Read a file, or what was kept of it.

        Raises ``QuestionError`` when columns, layer or reference system must be said, ``DataSourceError``
        when the file cannot be read or holds no roads in the Netherlands.
        """
        refuse_by_size(path, self._live_files())
        progress.step(0, _STEPS, "progress.roads.reading")
        decided_by = self._decided_by(options)
        sha256 = self._cache.known_sha256(path)
        kept = self._cache.find(sha256, decided_by) if sha256 else None
        if kept is not None:
            return kept
        found = self._open(path, options, progress)
        progress.step(2, _STEPS, "progress.roads.building")
        network, facts = self._made(path, found, options)
        progress.step(3, _STEPS, "progress.roads.keeping")
        self._cache.keep(path, network, facts, decided_by)
        return network, facts

    def _decided_by(self, options: RoadOptions) -> str:
        """Everything beside the file that decides what a network is."""
        mapping = "" if options.mapping is None else sha256_of([options.mapping])
        chosen = (options.layer or "", options.crs or "", *sorted(options.accepted))
        return "\n".join((mapping, *chosen, self._speeds.text, self._osm_config.read_text("utf-8")))

    def _open(self, path: Path, options: RoadOptions, progress: Progress) -> _Found:
        if path.suffix.lower() != OSM_SUFFIX:
            return self._open_layer(path, options)
        checked = check_osm(path, progress)
        progress.step(1, _STEPS, "progress.roads.reading")
        roads = read_osm(checked, self._osm_config)
        return _Found(roads.geometries_lonlat, "EPSG:4326", roads.columns, checked.sha256, checked.header)

    def _open_layer(self, path: Path, options: RoadOptions) -> _Found:
        checked = check_source(path, self._live_files())
        table = open_table(checked, options.layer, Decisions(options.accepted))
        if isinstance(table, JsonFile) or table.geometries is None or not _has_lines(table.geometries):
            raise DataSourceError("error.roads.no_lines", file=path.name)
        if options.mapping is None:
            names = tuple(table.columns)
            raise QuestionError(
                "error.roads.which_columns",
                option=OPTION,
                file=path.name,
                columns=names[:_COLUMNS_SHOWN],
            )
        columns = read_road_mapping(options.mapping).translated(path.name, table.columns)
        return _Found(table.geometries, table.crs, columns, checked.sha256, OsmHeader(None))

    def _made(self, path: Path, found: _Found, options: RoadOptions) -> tuple[RoadNetwork, NetworkFacts]:
        roads = np.flatnonzero(is_road(found.columns["highway"]))
        log = IssueLog(len(roads))
        placed = place(found.geometries[roads], found.crs, options.crs, Decisions(options.accepted), log)
        usable = np.isin(shapely.get_type_id(placed.geometries_rd), _LINES)
        usable &= ~shapely.is_empty(placed.geometries_rd)
        if not usable.any():
            raise DataSourceError("error.roads.no_roads", file=path.name)
        columns = {name: values[roads][usable] for name, values in found.columns.items()}
        tagged = tagged_roads(shapely.force_2d(placed.geometries_rd[usable]), columns)
        network = build_network(tagged.lines, self._speeds)
        if not network.edge_count:
            raise DataSourceError("error.roads.no_roads", file=path.name)
        as_of, is_stated = date_of(path, found.header)
        low, high = network.nodes_rd.min(axis=0), network.nodes_rd.max(axis=0)
        facts = NetworkFacts(
            file_name=path.name,
            sha256=found.sha256,
            as_of=as_of,
            date_is_stated=is_stated,
            line_count=int(np.count_nonzero(usable)),
            node_count=network.node_count,
            edge_count=network.edge_count,
            box_rd=(int(low[0]), int(low[1]), int(np.ceil(high[0])), int(np.ceil(high[1]))),
            lines_left_out=len(roads) - int(np.count_nonzero(usable)),
            limits_unread=tagged.limits_unread,
        )
        return network, facts


def _has_lines(geometries: NDArray[np.object_]) -> bool:
    return bool(np.isin(shapely.get_type_id(geometries), _LINES).any())
