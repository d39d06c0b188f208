"""What the words of OpenStreetMap on a road mean for who may drive there, how fast, and which way.

Words are taken as the wiki of OpenStreetMap describes them (Key:access, Key:oneway, Key:maxspeed). Whatever
is not known to be open is closed, and a limit that cannot be read caps nothing and is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.road_network import RoadLines
from drentsportal.domain.roads.road_speeds import ROAD_CLASSES, RoadClass

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from numpy.typing import NDArray

TAGS: Final = (
    "highway",
    "maxspeed",
    "maxspeed_hgv",
    "oneway",
    "junction",
    "access",
    "vehicle",
    "motor_vehicle",
    "motorcar",
    "hgv",
    "area",
)
"""The keys that are read, as columns; ``maxspeed:hgv`` is called ``maxspeed_hgv``."""

OPEN_WORDS: Final = frozenset(
    {"yes", "permissive", "designated", "official", "destination", "delivery", "customers", "local", "public"}
)
"""Values of the access keys with which one may at least drive to a site; any other one closes the road."""

_ACCESS_KEYS: Final = {
    Vehicle.CAR: ("motorcar", "motor_vehicle", "vehicle", "access"),
    Vehicle.TRUCK: ("hgv", "motor_vehicle", "vehicle", "access"),
}
"""From the most specific to the least: the first key that is stated decides."""

_CODE: Final = {each.value: code for code, each in enumerate(ROAD_CLASSES)}
_ONE_WAY_CLASSES: Final = frozenset({RoadClass.MOTORWAY})
_ONE_WAY_JUNCTIONS: Final = frozenset({"roundabout", "circular"})
_FORWARD: Final = frozenset({"yes", "true", "1"})
_BACKWARD: Final = frozenset({"-1", "reverse"})
_BOTH_WAYS: Final = frozenset({"no", "false", "0"})
_BUILT_UP: Final = frozenset({"nl:urban", "de:urban"})
_BUILT_UP_KMH: Final = 50
"""RVV 1990, art. 20 sub a, and StVO, par. 3(3) no. 1: within a built-up area."""

_WITHOUT_LIMIT: Final = frozenset(
    {"", "none", "signals", "variable", "nl:rural", "nl:motorway", "nl:trunk", "de:rural", "de:motorway"}
)
_WALKING: Final = frozenset({"walk", "nl:living_street", "de:living_street"})
_WALKING_KMH: Final = 10
"""Own assumption; the law admits 15 within a "erf" (RVV 1990, art. 45)."""

_LIMIT: Final = re.compile(r"(?:[a-z]{2}:(?:zone:?)?)?(\d{1,3})(?:\.0+)?\s*(km/h|kmh|mph)?")
_KM_PER_MILE: Final = 1.609344
_UNREAD: Final = -1
_CLOSED_DIRECTION: Final = 2
_SILENT: Final = 3

Columns = dict[str, "NDArray[np.object_]"]


@dataclass(frozen=True, slots=True)
class TaggedRoads:
    """Lines with what their words mean; ``taken`` of the lines given; limits that could not be read."""

    lines: RoadLines
    limits_unread: int


def is_road(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether ``highway`` names a class of road that is driven."""
    return _mapped(values, lambda word: word in _CODE, np.bool_)


def tagged_roads(geometries_rd: NDArray[np.object_], columns: Mapping[str, NDArray[Any]]) -> TaggedRoads:
    """Make road lines; every geometry is a LineString or a MultiLineString in EPSG:28992, and a road.

    ``columns`` has some of ``TAGS``; one that is absent is stated nowhere.
    """
    parts, rows = shapely.get_parts(geometries_rd, return_index=True)
    told = {name: _column(columns, name, len(geometries_rd)) for name in TAGS}
    positions, owner = shapely.get_coordinates(parts, return_index=True)
    counts = np.bincount(owner, minlength=len(parts))
    classes = _mapped(told["highway"], lambda word: _CODE.get(word, 0), np.int8)
    direction = _directions(told)
    limit = _mapped(told["maxspeed"], _limit_kmh, np.int16)
    truck_limit = _mapped(told["maxspeed_hgv"], _limit_kmh, np.int16)
    car, truck = np.maximum(limit, 0), np.maximum(truck_limit, 0)
    both = np.where((truck > 0) & ((car == 0) | (truck < car)), truck, car)
    closed = direction == _CLOSED_DIRECTION
    lines = RoadLines(
        positions_rd=positions,
        starts=np.append(0, np.cumsum(counts)).astype(np.int64),
        classes=classes[rows],
        most_kmh={Vehicle.CAR: car[rows], Vehicle.TRUCK: both.astype(np.int16)[rows]},
        direction=np.where(closed, 0, direction).astype(np.int8)[rows],
        barred={each: (_barred(told, each) | closed)[rows] for each in Vehicle},
    )
    return TaggedRoads(
        lines, int(np.count_nonzero(limit == _UNREAD) + np.count_nonzero(truck_limit == _UNREAD))
    )


def _column(columns: Mapping[str, NDArray[Any]], name: str, count: int) -> NDArray[np.object_]:
    found = columns.get(name)
    return np.full(count, "", object) if found is None else found.astype(object)


def _mapped(values: NDArray[Any], meaning: Callable[[str], Any], kind: Any) -> NDArray[Any]:  # noqa: ANN401 - a type of numpy
    """Look every distinct word up once."""
    seen: dict[Hashable, Any] = {}
    result = []
    for value in values.tolist():
        if value not in seen:
            seen[value] = meaning(_word(value))
        result.append(seen[value])
    return np.array(result, kind)


def _word(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN, where a column of numbers has no value
        return ""
    return str(value).strip().casefold()


def _limit_kmh(word: str) -> int:
    """Return a limit in whole km/h, 0 for none, ``_UNREAD`` for what is not understood.

    Of several limits for parts of a road the lowest holds.
    """
    if word in _WITHOUT_LIMIT:
        return 0
    if word in _BUILT_UP:
        return _BUILT_UP_KMH
    if word in _WALKING:
        return _WALKING_KMH
    limits = []
    for part in re.split(r"[;|]", word):
        match = _LIMIT.fullmatch(part.strip())
        if match is None or int(match[1]) == 0:
            return _UNREAD
        limits.append(int(int(match[1]) * (_KM_PER_MILE if match[2] == "mph" else 1)))
    return min(limits)


def _directions(told: Columns) -> NDArray[np.int8]:
    """Return 1, -1 or 0 per road; a direction that changes or is not understood closes it."""

    def stated(word: str) -> int:
        if word in _FORWARD:
            return 1
        if word in _BACKWARD:
            return -1
        if word in _BOTH_WAYS:
            return 0
        return _CLOSED_DIRECTION if word else _SILENT

    own = _mapped(told["oneway"], stated, np.int8)
    implied = _mapped(told["highway"], lambda word: word in _ONE_WAY_CLASSES, np.bool_)
    implied |= _mapped(told["junction"], lambda word: word in _ONE_WAY_JUNCTIONS, np.bool_)
    return np.where(own == _SILENT, implied, own).astype(np.int8)


def _barred(told: Columns, vehicle: Vehicle) -> NDArray[np.bool_]:
    barred = np.zeros(len(told["highway"]), np.bool_)
    decided = barred.copy()
    for key in _ACCESS_KEYS[vehicle]:
        is_stated = _mapped(told[key], bool, np.bool_)
        is_open = _mapped(told[key], lambda word: word in OPEN_WORDS, np.bool_)
        barred |= is_stated & ~decided & ~is_open
        decided |= is_stated
    is_square = _mapped(told["area"], lambda word: word == "yes", np.bool_)
    return np.asarray(barred | is_square, np.bool_)
