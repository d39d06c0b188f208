"""Where four-digit postcodes lie, and lists of how many staff live in which: postcode to starting point.

Only the four digits count. The letters of a full postcode point at a few addresses, and with a count of one
at one person; so they are dropped where they are read, and kept nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.asking.request import Origin, StaffPoint
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.values import PartialDate

MOST_STAFF_LINES: Final = 5_000
"""More than the Netherlands have four-digit postcodes."""

_POSTCODE: Final = re.compile(r"(?:postcode[:\s]\s*)?([1-9]\d{3})(?:\s?[a-z]{2})?", re.IGNORECASE)
_AREAS: Final = (int(shapely.GeometryType.POLYGON), int(shapely.GeometryType.MULTIPOLYGON))
_POINT: Final = int(shapely.GeometryType.POINT)
_CELLS: Final = 2
_SEPARATORS: Final = re.compile(r"[;,\t]")


@dataclass(frozen=True, slots=True)
class PostcodeFacts:
    """Where the places of postcodes come from, as told beside them.

    ``as_of`` is the day of the last change of the file: such a file states no date. ``unread``: rows whose
    postcode is not one of four digits; ``without_place``: rows without an area or a point. ``twice``:
    postcodes with several points, of which nobody can say which one counts; they have no place.
    """

    file_name: str
    sha256: str
    as_of: PartialDate
    count: int
    unread: int = 0
    without_place: int = 0
    twice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostcodePlaces:
    """One point in EPSG:28992, whole metres, per four-digit postcode; one that is absent is unknown."""

    facts: PostcodeFacts
    points_rd: Mapping[str, tuple[int, int]]

    def origin(self, postcode: str) -> Origin | None:
        """Return where one drives from for a postcode of four digits, ``None`` where it has no place."""
        found = self.points_rd.get(postcode)
        return None if found is None else Origin(f"postcode {postcode}", *found)


@dataclass(frozen=True, slots=True)
class StaffList:
    """Staff by postcode: starting points with counts, and the counts of postcodes without a place."""

    points: tuple[StaffPoint, ...]
    unknown: Mapping[str, int]

    @property
    def staff_count(self) -> int:
        """Everybody on the list, with or without a place."""
        return sum(each.count for each in self.points) + sum(self.unknown.values())


def postcode4_of(text: str) -> str | None:
    """Return the four digits of ``7811``, ``7811 AB`` or ``postcode 7811``, ``None`` for anything else."""
    found = _POSTCODE.fullmatch(text.strip())
    return None if found is None else found[1]


def located(
    codes: Sequence[str], geometries_rd: NDArray[np.object_]
) -> tuple[dict[str, tuple[int, int]], tuple[str, ...]]:
    """Give every postcode one point, and name those with several points, which get none.

    ``codes`` are of four digits, ``geometries_rd`` areas or points (EPSG:28992). Of an area, in one row or in
    several parts, it is a point inside it near its middle (PostGIS and GEOS call it a point on the surface).
    """
    rows: dict[str, list[int]] = {}
    for row, code in enumerate(codes):
        rows.setdefault(code, []).append(row)
    points: dict[str, tuple[int, int]] = {}
    twice = []
    for code in sorted(rows):
        parts = geometries_rd[rows[code]]
        if len(parts) > 1 and not np.isin(shapely.get_type_id(parts), _AREAS).all():
            twice.append(code)
            continue
        whole = parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(shapely.get_parts(parts)))
        point = whole.representative_point()
        points[code] = (round(point.x), round(point.y))
    return points, tuple(twice)


def is_place(geometries: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Whether a geometry is an area or a point that is not empty."""
    kinds = np.isin(shapely.get_type_id(geometries), (*_AREAS, _POINT))
    return np.asarray(kinds & ~shapely.is_empty(geometries), np.bool_)


def read_staff_counts(text: str) -> dict[str, int]:
    """Read lines of ``postcode;count``, also with a comma or a tab, into counts per four-digit postcode.

    A postcode that comes again adds up; the first line may name the columns. Raises ``InputError`` with the
    number of the first line that is no postcode with a whole number of at least 1.
    """
    counts: Counter[str] = Counter()
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_STAFF_LINES:
        raise InputError("error.postcodes.staff_many", field="staff", most=MOST_STAFF_LINES)
    for place, (number, line) in enumerate(lines):
        cells = [each.strip().strip('"') for each in _SEPARATORS.split(line)]
        postcode = postcode4_of(cells[0])
        count = int(cells[1]) if len(cells) == _CELLS and re.fullmatch(r"\d{1,6}", cells[1]) else 0
        if postcode is not None and count:
            counts[postcode] += count
        elif place or postcode is not None or count:
            raise InputError("error.postcodes.staff_line", field="staff", line=number, text=line[:40])
    if not counts:
        raise InputError("error.postcodes.staff_none", field="staff")
    return dict(sorted(counts.items()))


def staff_by_postcode(counts: Mapping[str, int], places: PostcodePlaces) -> StaffList:
    """Turn counts per postcode into starting points; a postcode without a place is told, not left out."""
    points, unknown = [], {}
    for postcode, count in counts.items():
        origin = places.origin(postcode)
        if origin is None:
            unknown[postcode] = count
        else:
            points.append(StaffPoint(origin.label, origin.x_rd, origin.y_rd, count))
    return StaffList(tuple(points), unknown)
