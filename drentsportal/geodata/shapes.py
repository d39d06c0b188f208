"""Checks geometry by row, and repairs it only where that was asked for; every repair is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from shapely.geometry import MultiPolygon

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.domain.message import message
from drentsportal.geodata.decisions import REPAIR_GEOMETRY, WITHOUT_GEOMETRY, Decisions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from drentsportal.geodata.issue_log import IssueLog

_POLYGONAL: Final = (int(shapely.GeometryType.POLYGON), int(shapely.GeometryType.MULTIPOLYGON))
_POINT: Final = int(shapely.GeometryType.POINT)
_COLLECTION: Final = int(shapely.GeometryType.GEOMETRYCOLLECTION)


class ShapeCheck:
    """Checks the geometry of one file."""

    def __init__(self, decisions: Decisions, log: IssueLog) -> None:
        """Keep what was decided, and where remarks go."""
        self._decisions = decisions
        self._log = log

    def checked(
        self,
        geometries: NDArray[np.object_],
        faults: Mapping[int, str],
        altered: Mapping[int, str],
        *,
        points_allowed: bool,
    ) -> NDArray[np.object_]:
        """Return usable polygons, ``None`` elsewhere; with ``points_allowed`` a point is good as well.

        No geometry and an empty one are flagged, and the row is taken without; anything else that is not a
        valid 2D polygon refuses the row, unless its repair or leaving it out was accepted.
        """
        kept = geometries.copy()
        for row, message_id in faults.items():
            self._unusable(row, message_id, kept)
        taken = self._log.taken
        self._flag_absent(kept, taken, faults)
        for row, message_id in altered.items():
            if kept[row] is not None:
                self._repairable(row, message_id, kept)
        types = shapely.get_type_id(kept)
        good_types = (*_POLYGONAL, _POINT) if points_allowed else _POLYGONAL
        for row in np.flatnonzero(~np.isin(types, (*good_types, -1)) & taken).tolist():
            self._not_polygonal(row, int(types[row]), kept)
        for row in np.flatnonzero(shapely.has_z(kept) & self._log.taken).tolist():
            self._repairable(row, "issue.geometry_3d", kept)
        invalid = ~shapely.is_valid(kept) & ~shapely.is_missing(kept) & self._log.taken
        for row in np.flatnonzero(invalid).tolist():
            self._repairable(row, "issue.geometry_invalid", kept)
        return kept

    def _flag_absent(
        self, kept: NDArray[np.object_], taken: NDArray[np.bool_], faults: Mapping[int, str]
    ) -> None:
        missing = shapely.is_missing(kept) & taken
        missing[list(faults)] = False
        self._log.flag(np.flatnonzero(missing).tolist(), "issue.geometry_null")
        empty = shapely.is_empty(kept) & taken
        self._log.flag(np.flatnonzero(empty).tolist(), "issue.geometry_empty")
        kept[empty] = None

    def _not_polygonal(self, row: int, type_id: int, kept: NDArray[np.object_]) -> None:
        if type_id == _COLLECTION:
            self._repairable(row, "issue.geometry_collection", kept)
            return
        is_point = type_id in {_POINT, int(shapely.GeometryType.MULTIPOINT)}
        self._unusable(row, "issue.geometry_point" if is_point else "issue.geometry_line", kept)

    def _unusable(self, row: int, message_id: str, kept: NDArray[np.object_]) -> None:
        """Refuse a row, or take it without its geometry where that was accepted."""
        without = self._decisions.has(WITHOUT_GEOMETRY)
        outcome = RowOutcome.FLAGGED if without else RowOutcome.REFUSED
        self._log.add(row, outcome, message(f"{message_id}.left_out" if without else message_id))
        kept[row] = None

    def _repairable(self, row: int, message_id: str, kept: NDArray[np.object_]) -> None:
        """Refuse a row, or repair its geometry where that was accepted, and record what it did."""
        if not self._decisions.has(REPAIR_GEOMETRY):
            self._log.offer_repair(row)
            self._unusable(row, message_id, kept)
            return
        before = kept[row]
        after = _repaired(before)
        if after is None:
            self._unusable(row, message_id, kept)
            return
        kept[row] = after
        what = message(
            "issue.geometry_repaired",
            fault=message(message_id),
            before_m2=round(float(before.area)),
            after_m2=round(float(after.area)),
        )
        self._log.add(row, RowOutcome.FLAGGED, what)


def _repaired(geometry: Any) -> Any | None:  # noqa: ANN401 - any shapely geometry goes in
    """Make a valid 2D polygon of a geometry, ``None`` when no area is left."""
    flat = shapely.force_2d(geometry)
    valid = flat if flat.is_valid else shapely.make_valid(flat, method="structure", keep_collapsed=False)
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(np.array([valid], dtype=object))).tolist()
        if part.geom_type == "Polygon" and not part.is_empty
    ]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
