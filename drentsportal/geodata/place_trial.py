"""Tries where the rows of a table lie, as a person decides it, with the checks of the import itself."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.domain.message import message
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.coordinate_columns import CoordinateColumns, with_coordinates
from drentsportal.geodata.decisions import DECIMAL_COMMA, DECIMAL_POINT, SWAP_AXES, Decisions
from drentsportal.geodata.issue_log import IssueLog
from drentsportal.geodata.placing import place as placed_in_rd
from drentsportal.services.mapping_trial import PlaceTrial
from drentsportal.services.place_decision import PlaceForm

if TYPE_CHECKING:
    from drentsportal.geodata.raw_table import RawTable
    from drentsportal.services.place_decision import PlaceDecision

_EXAMPLES: Final = 3


def coordinates_of(place: PlaceDecision) -> CoordinateColumns | None:
    """Return the columns of a mapping; ``None`` where a person said that the table has no place."""
    if place.form is PlaceForm.NONE:
        return None
    if place.form is PlaceForm.WKT:
        return CoordinateColumns(wkt=place.wkt, crs=place.crs)
    return CoordinateColumns(x=place.x, y=place.y, crs=place.crs)


def rules_of(place: PlaceDecision) -> set[str]:
    """Return the rules that are accepted with a decision, in the form of a mapping."""
    if place.form is PlaceForm.WKT:
        return {SWAP_AXES} if place.swaps_axes else set()
    sign = {",": DECIMAL_COMMA, ".": DECIMAL_POINT}.get(place.decimal)
    return {f"{sign}:{name}" for name in place.columns} if sign and place.form is PlaceForm.POINTS else set()


def try_place(table: RawTable, place: PlaceDecision) -> PlaceTrial:
    """Place every row as decided; what is still open, or what the import would ask or refuse, is said."""
    used = coordinates_of(place)
    if used is None:
        return PlaceTrial(missing=table.row_count)
    if place.open_topics:
        return PlaceTrial(problem=message("mapping.place.open", topic=place.open_topics[0]))
    decisions = Decisions(frozenset(rules_of(place)))
    log = IssueLog(table.row_count)
    try:
        located = with_coordinates(table, used, decisions, "")
        if located.geometries is None:
            return PlaceTrial(missing=table.row_count)
        placed = placed_in_rd(located.geometries, located.crs, None, decisions, log)
    except (QuestionError, DataSourceError) as error:
        can_swap = error.message_id == "error.import.swapped_axes"
        return PlaceTrial(problem=message(error.message_id, **error.params), can_swap=can_swap)
    lost = len(located.geometry_faults.keys() | {each.row - 1 for each in log.finished((), ())})
    stated = int((~shapely.is_missing(placed.geometries_rd)).sum())
    return PlaceTrial(
        placed=stated,
        missing=table.row_count - stated - lost,
        unreadable=lost,
        examples_rd=tuple(_middle(each) for each in islice(filter(None, placed.geometries_rd), _EXAMPLES)),
        problem=None if stated else message("mapping.place.nowhere"),
    )


def _middle(geometry: shapely.Geometry) -> tuple[int, int]:
    middle = shapely.centroid(geometry)
    return round(middle.x), round(middle.y)
