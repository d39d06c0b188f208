"""Brings geometry to RD New, after asking whether the coordinates can be what the file says they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.message import Message, message
from drentsportal.domain.projection import (
    Placement,
    Reference,
    box_of,
    geometries_to_rd,
    operation,
    placement,
    reference_of,
)
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.decisions import SWAP_AXES, Decisions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.geodata.issue_log import IssueLog

_EXPECTED: Final = {Reference.RD_NEW: Placement.RD_NEW, Reference.LONLAT: Placement.LONLAT}
_SWAPPED: Final = {Reference.RD_NEW: Placement.RD_NEW_SWAPPED, Reference.LONLAT: Placement.LATLON}
_MEANT: Final = {
    Placement.RD_NEW: (Reference.RD_NEW,),
    Placement.RD_NEW_SWAPPED: (Reference.RD_NEW,),
    Placement.LONLAT: (Reference.LONLAT,),
    Placement.LATLON: (Reference.LONLAT,),
    Placement.ELSEWHERE: tuple(Reference),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Geometry in RD New, with what was done to bring it there; ``outside`` holds the rows it left out."""

    geometries_rd: NDArray[np.object_]
    notes: tuple[Message, ...]


def place(
    geometries: NDArray[np.object_],
    stated_crs: str,
    chosen_crs: str | None,
    decisions: Decisions,
    log: IssueLog,
) -> Placed:
    """Bring geometries to RD New; rows outside the Netherlands among good ones are refused by row.

    Raises ``QuestionError`` when the reference system is not stated, not accepted or contradicted by the
    coordinates, or when the axes are swapped; ``DataSourceError`` when nothing lies in the Netherlands.
    """
    geometries = _finite(geometries, log)
    bounds = shapely.bounds(geometries).reshape(-1, 4)
    if np.isnan(bounds).any(axis=1).all():
        return Placed(geometries, ())
    seen = placement(bounds)
    reference = _reference(stated_crs, chosen_crs, seen)
    if seen is Placement.ELSEWHERE:
        raise _elsewhere(bounds, reference)
    if seen is _SWAPPED[reference]:
        geometries, bounds = _unswapped(geometries, bounds, decisions, reference)
    elif seen is not _EXPECTED[reference]:
        raise QuestionError(
            "error.import.crs_contradicted",
            option="--crs",
            choices=tuple(each.value for each in _MEANT[seen]),
            stated=reference.value,
            seen=seen.value,
        )
    return _moved(geometries, bounds, reference, log)


def _finite(geometries: NDArray[np.object_], log: IssueLog) -> NDArray[np.object_]:
    """Refuse the rows in which a coordinate is missing or infinite; bounds would pass over it."""
    coordinates, rows = shapely.get_coordinates(geometries, return_index=True)
    odd = np.unique(rows[~np.isfinite(coordinates).all(axis=1)])
    if not len(odd):
        return geometries
    log.refuse(odd.tolist(), "issue.geometry_unreadable")
    geometries = geometries.copy()
    geometries[odd] = None
    return geometries


def _reference(stated: str, chosen: str | None, seen: Placement) -> Reference:
    choices = tuple(each.value for each in _MEANT[seen])
    if not (chosen or stated):
        raise QuestionError(
            "error.import.which_crs", option="--crs", choices=choices, seen=seen.value, accepted=choices
        )
    reference = reference_of(chosen or stated)
    if reference is None:
        raise QuestionError(
            "error.import.crs_not_accepted",
            option="--crs",
            choices=choices,
            stated=(chosen or stated)[:80],
            accepted=tuple(each.value for each in Reference),
        )
    return reference


def _elsewhere(bounds: NDArray[np.float64], reference: Reference) -> DataSourceError:
    with np.errstate(all="ignore"):
        low, high = np.nanmin(bounds, axis=0), np.nanmax(bounds, axis=0)
    return DataSourceError(
        "error.import.outside_netherlands",
        field="--crs",
        stated=reference.value,
        extent=f"{low[0]:.6g}, {low[1]:.6g}, {high[2]:.6g}, {high[3]:.6g}",
    )


def _unswapped(
    geometries: NDArray[np.object_], bounds: NDArray[np.float64], decisions: Decisions, reference: Reference
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    if not decisions.has(SWAP_AXES):
        raise QuestionError(
            "error.import.swapped_axes", option="--accept", choices=(SWAP_AXES,), stated=reference.value
        )
    # Heights, where there are any, do not take part; they are listed by row later on.
    turned = shapely.transform(geometries, lambda coordinates: coordinates[:, ::-1])
    return turned, bounds[:, [1, 0, 3, 2]]


def _moved(
    geometries: NDArray[np.object_], bounds: NDArray[np.float64], reference: Reference, log: IssueLog
) -> Placed:
    stated = ~np.isnan(bounds).any(axis=1)
    outside = stated & ~box_of(reference).holds(bounds)
    log.refuse(np.flatnonzero(outside).tolist(), "issue.outside_netherlands")
    geometries = geometries.copy()
    geometries[outside] = None
    if reference is Reference.RD_NEW:
        return Placed(geometries, (message("note.crs", crs=reference.value),))
    done = operation()
    note = message(
        "note.transformed", crs=reference.value, operation=done.description, accuracy_m=done.accuracy_m
    )
    return Placed(geometries_to_rd(geometries), (note,))
