"""Proposes which columns of a table hold the coordinates: by their names, else by their values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.entry.number_text import Notation, notation_of, read_number
from drentsportal.domain.message import message
from drentsportal.domain.projection import LONLAT_BOX, RD_BOX, Reference
from drentsportal.geodata.column_evidence import column_values, numbers_of
from drentsportal.geodata.coordinate_columns import recognised_coordinates, stated_system
from drentsportal.services.mapping_draft import OPEN
from drentsportal.services.mapping_proposal import PlaceProposal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from drentsportal.domain.projection import Box
    from drentsportal.geodata.column_evidence import ColumnValues
    from drentsportal.geodata.raw_table import RawTable

_BOXES: Final = ((RD_BOX, Reference.RD_NEW), (LONLAT_BOX, Reference.LONLAT))
_WKT_WORDS: Final = ("POINT", "LINESTRING", "POLYGON", "MULTI", "SRID=", "GEOMETRYCOLLECTION")
_LEAST_RD: Final = 10_000.0
"""Small numbers, such as areas, lie within the box of RD too; no place in Drenthe has such coordinates."""


def place_of(table: RawTable) -> PlaceProposal | None:
    """Say which columns may hold coordinates; ``None`` for a file with geometry, or for no sign."""
    if table.geometries is not None or not table.may_hold_coordinates:
        return None
    prepared = {name: column_values(name, values) for name, values in table.columns.items()}
    named = recognised_coordinates(tuple(table.columns))
    if named is not None:
        reason = message("mapping.reason.place_name", columns=named.names)
        found: PlaceProposal | None = PlaceProposal((reason,), named.x, named.y, named.wkt, named.crs)
    else:
        found = _by_wkt(prepared.values()) or _by_numbers(prepared.values())
    if found is None:
        return None
    if found.wkt:
        stated = stated_system(table.columns[found.wkt])
        return replace(found, crs=stated) if stated in {each.value for each in Reference} else found
    return replace(found, decimal=_decimal([prepared[found.x], prepared[found.y]]))


def _by_wkt(columns: Iterable[ColumnValues]) -> PlaceProposal | None:
    for values in columns:
        texts = [text.strip().upper() for text in values.counts]
        if texts and all(text.startswith(_WKT_WORDS) for text in texts):
            return PlaceProposal((message("mapping.reason.place_wkt", column=values.name),), wkt=values.name)
    return None


def _by_numbers(columns: Iterable[ColumnValues]) -> PlaceProposal | None:
    """Find one column in the range of x and one in that of y; more of them show nothing."""
    numbers = {values.name: numbers_of(values, _sign(values)) for values in columns}
    for box, reference in _BOXES:
        least = _LEAST_RD if reference is Reference.RD_NEW else box.min_x
        x = [name for name, each in numbers.items() if _lies_in(each, max(box.min_x, least), box.max_x)]
        y = [name for name, each in numbers.items() if _lies_in(each, box.min_y, box.max_y)]
        x, y = [name for name in x if name not in y], [name for name in y if name not in x]
        if len(x) == len(y) == 1 and _differ(numbers[x[0]]) and _differ(numbers[y[0]]):
            reason = message("mapping.reason.place_values", columns=(x[0], y[0]), crs=_of(box))
            return PlaceProposal((reason,), x[0], y[0])
    return None


def _of(box: Box) -> str:
    return next(reference.value for each, reference in _BOXES if each is box)


def _lies_in(numbers: NDArray[np.float64], low: float, high: float) -> bool:
    stated = numbers[~np.isnan(numbers)]
    return bool(len(stated)) and bool(((stated >= low) & (stated <= high)).all())


def _differ(numbers: NDArray[np.float64]) -> bool:
    """Whether there are at least as many places as not: a column of years repeats itself."""
    stated = numbers[~np.isnan(numbers)]
    return len(np.unique(stated)) * 2 > len(stated)


def _sign(values: ColumnValues) -> str:
    """Return the decimal sign that the texts of a column show, a question mark where they leave it open."""
    readings = [read_number(text) for text in values.counts if text in values.written]
    shown = notation_of(readings) if readings else Notation.WHOLE
    if shown in {Notation.EITHER, Notation.NONE}:
        return OPEN
    return "" if shown is Notation.WHOLE else shown.value


def _decimal(columns: Iterable[ColumnValues]) -> str:
    """Return a question mark where a column can be read in two ways; else the import reads what it shows."""
    return OPEN if OPEN in {_sign(values) for values in columns} else ""
