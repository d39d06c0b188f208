"""Reads the roads of an OpenStreetMap file (.osm.pbf): the second door to GDAL, behind a gate of its own.

What holds for ``source.open_source`` holds here: the file is judged before GDAL sees it (``check_osm``), a
live workspace never reaches GDAL, and what GDAL says in English goes to the log. A file of sites never comes
in this way, and a file of this kind is no file of sites.
"""

from __future__ import annotations

import logging
import tempfile
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import pyogrio
import pyogrio.raw
import shapely
from pyogrio.util import vsi_path

from drentsportal.domain.roads.road_speeds import ROAD_CLASSES
from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError
from drentsportal.geodata.limits import MEGABYTE
from drentsportal.geodata.pbf_blocks import check_blocks
from drentsportal.geodata.source_gate import refuse_workspace, sha256_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from drentsportal.geodata.pbf_blocks import OsmHeader
    from drentsportal.services.ports.desk import Progress

OSM_SUFFIX: Final = ".pbf"
MOST_OSM_BYTES: Final = 2_000 * MEGABYTE
"""The extract of the whole of the Netherlands is smaller; larger ones need more memory than an office has."""

MOST_ROADS: Final = 4_000_000

_LOG: Final = logging.getLogger(__name__)
_LAYER: Final = "lines"
_NOTHING_BESIDE: Final = {"GDAL_PAM_ENABLED": "NO", "CPL_TMPDIR": tempfile.gettempdir()}
"""Nothing is written beside the file, nor in the folder that the program happens to run in."""

_ROADS_ONLY: Final = "highway IN ({})".format(", ".join(f"'{each.value}'" for each in ROAD_CLASSES))


@dataclass(frozen=True, slots=True)
class CheckedOsm:
    """A file that passed the gate; only ``check_osm`` makes one."""

    path: Path
    header: OsmHeader
    sha256: str


@dataclass(frozen=True, slots=True)
class OsmRoads:
    """Roads in lon/lat with their words by key."""

    geometries_lonlat: NDArray[np.object_]
    columns: dict[str, NDArray[Any]]


def refuse_by_size(path: Path, live_files: Sequence[Path] = (), most_bytes: int = MOST_OSM_BYTES) -> None:
    """Raise ``DataSourceError`` for a workspace, and for what is no file, empty or too large, unread."""
    refuse_workspace(path, live_files)
    size = path.stat().st_size
    if size == 0:
        raise DataSourceError("error.import.empty", file=path.name)
    if size > most_bytes:
        raise DataSourceError(
            "error.roads.too_large",
            file=path.name,
            size_mb=size // MEGABYTE,
            limit_mb=most_bytes // MEGABYTE,
        )


def check_osm(path: Path, progress: Progress) -> CheckedOsm:
    """Judge a file that ``refuse_by_size`` let through, without GDAL.

    Raises ``DataSourceError`` when it is none of this kind, cut off or damaged.
    """
    header = check_blocks(path, progress)
    return CheckedOsm(path, header, sha256_of([path]))


def date_of(path: Path, header: OsmHeader) -> tuple[PartialDate, bool]:
    """Return the date that a file states and True, else that of its last change and False."""
    if header.as_of is not None:
        return PartialDate.of(header.as_of), True
    return PartialDate.of(datetime.fromtimestamp(path.stat().st_mtime, UTC).date()), False


def read_osm(checked: CheckedOsm, config: Path, most_roads: int = MOST_ROADS) -> OsmRoads:
    """Read the roads; ``config`` says which keys become columns.

    Raises ``DataSourceError`` when GDAL cannot read it, or it holds no road, or more than ``most_roads``.
    """
    pyogrio.set_gdal_config_options(_NOTHING_BESIDE)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            meta, _, wkb, data = pyogrio.raw.read(
                _target(checked.path),
                layer=_LAYER,
                where=_ROADS_ONLY,
                CONFIG_FILE=str(config),
            )
        except Exception as error:  # damaged bytes also reach faults in pyogrio itself, of any type
            _LOG.warning("reading %s: %s: %s", checked.path.name, type(error).__name__, error)
            raise DataSourceError("error.import.damaged", file=checked.path.name) from error
    for each in heard:
        _LOG.warning("reading %s: %s", checked.path.name, each.message)
    if wkb is None or not len(wkb):
        raise DataSourceError("error.roads.no_roads", file=checked.path.name)
    if len(wkb) > most_roads:
        raise DataSourceError("error.import.too_many_rows", file=checked.path.name, limit=most_roads)
    columns = {str(name): values for name, values in zip(meta["fields"], data, strict=True)}
    return OsmRoads(shapely.from_wkb(wkb, on_invalid="ignore"), columns)


def _target(path: Path) -> str:
    """Return a name under which GDAL opens exactly this file (see ``source``)."""
    name = str(path.resolve())
    return name if vsi_path(name) == name else f"/vsisubfile/0,{name}"
