"""Reads the columns of a site table in the exact whole units that matching compares and scores."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.match.offer_columns import NO_ROW, UNBOUNDED, Basis, IntervalColumn, SetColumn
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import CATEGORIES
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.sites.site_table import SiteRows

_DECEMBER: Final = 12
_LAST_RANK: Final = {int(category[0]): rank for rank, category in enumerate(CATEGORIES, start=1)}
"""Highest rank within each main number, so the most that a park known by main number can admit."""


def numbers(rows: SiteRows, attribute_id: str, factor: int = 1) -> IntervalColumn:
    """Read a number times ``factor``, rounded to a whole (ha to m²: 10,000; euro to cent: 100)."""
    column = rows.columns[attribute_id]
    stated = column.known & np.isfinite(np.where(column.known, column.values, 0))
    values = np.rint(np.where(stated, column.values, 0).astype(np.float64) * factor).astype(np.int64)
    return IntervalColumn.exact(values, stated, Basis.OWN, column.record_ids)


def plot_areas(rows: SiteRows) -> IntervalColumn:
    """Read the area of plots in m²; where none is stated the outline bounds it, so that silence never pays.

    No more than a bound: what is stated later may be less than what was drawn, and must not lower a score.
    """
    stated = numbers(rows, "area_m2")
    is_open = stated.basis == Basis.UNKNOWN
    # Most plots state their area: only the others are looked at as shapes.
    shapes = rows.geometries_rd[is_open]
    drawn_m2 = shapely.area(shapes)
    usable = shapely.is_valid(shapes) & (drawn_m2 > 0)
    low, high = np.full(len(rows), -UNBOUNDED, np.int64), np.full(len(rows), UNBOUNDED, np.int64)
    low[is_open] = np.where(usable, 0, -UNBOUNDED)
    high[is_open] = np.where(usable, np.ceil(drawn_m2), UNBOUNDED)
    return stated.or_else(IntervalColumn.between(low, high, Basis.COMPUTED, own_records(rows)))


def own_records(rows: SiteRows) -> IntArray:
    """Return the record that named each site; of one without name, the newest that says anything of it."""
    named = rows.columns["name"].record_ids
    newest = np.maximum.reduce([column.record_ids for column in rows.columns.values()])
    return np.where(named > 0, named, newest).astype(np.int64)


def price_ranges(rows: SiteRows) -> IntervalColumn:
    """Read the price range of parks in cents per m²; one stated bound leaves the other open."""
    least, most = numbers(rows, "price_min_eur_m2", 100), numbers(rows, "price_max_eur_m2", 100)
    both = (least.basis != Basis.UNKNOWN) & (most.basis != Basis.UNKNOWN)
    low = np.where(both, np.minimum(least.low, most.low), least.low)
    high = np.where(both, np.maximum(least.high, most.high), most.high)
    records = np.where(least.basis == Basis.UNKNOWN, most.record_ids, least.record_ids)
    return IntervalColumn.between(low, high, Basis.OWN, records)


def main_categories(rows: SiteRows) -> IntervalColumn:
    """Read a park's highest main number as the highest rank that it can mean; the lowest stays open."""
    main = numbers(rows, "category_main_max")
    ranks = np.full(max(_LAST_RANK) + 1, UNBOUNDED, np.int64)
    for number, rank in _LAST_RANK.items():
        ranks[number] = rank
    usable = (main.low >= min(_LAST_RANK)) & (main.low <= max(_LAST_RANK))
    high = np.where(usable, ranks[np.where(usable, main.low, 0)], UNBOUNDED)
    return IntervalColumn.between(np.full(len(rows), -UNBOUNDED), high, Basis.MAIN_CATEGORY, main.record_ids)


def category_ranks(rows: SiteRows, attribute_id: str) -> IntervalColumn:
    """Read a category with its sub-category as rank in ``vocabulary.CATEGORIES``."""
    return _coded(rows, attribute_id, _category_bounds)


def category_ends(rows: SiteRows, stem: str, end: str) -> IntervalColumn:
    """Read one end of a range of categories; a lowest that is above the highest says nothing, nor that one.

    One of both must be wrong and nobody knows which, so that neither decides.
    """
    least, most = (category_ranks(rows, f"{stem}_{each}") for each in ("min", "max"))
    column = least if end == "min" else most
    contradicted = (least.low > most.high) & (least.basis != Basis.UNKNOWN) & (most.basis != Basis.UNKNOWN)
    return column.take(np.where(contradicted, NO_ROW, np.arange(len(column))).astype(np.int64))


def days(rows: SiteRows, attribute_id: str) -> IntervalColumn:
    """Read a date as day number; a year or month only is the range from its first to its last day."""
    return _coded(rows, attribute_id, _day_bounds)


def id_sets(rows: SiteRows, attribute_id: str) -> SetColumn:
    """Read a ``TEXT_SET``, or a text or choice as a set of one."""
    column = rows.columns[attribute_id]
    sets = tuple(tuple(sorted(filter(None, text.split(";")))) for text in column.categories)
    codes = np.where(column.known, column.values, NO_ROW).astype(np.int64)
    basis = np.where(column.known, Basis.OWN, Basis.UNKNOWN).astype(np.int8)
    return SetColumn(codes, codes.copy(), basis, np.where(column.known, column.record_ids, 0), sets)


def rows_with(rows: SiteRows, attribute_id: str, text: str) -> NDArray[np.bool_]:
    """Whether a coded attribute is known to be ``text``."""
    column = rows.columns[attribute_id]
    wanted = np.array([each == text for each in column.categories] + [False], np.bool_)
    return column.known & wanted[np.where(column.known, column.values, NO_ROW).astype(np.int64)]


def park_rows(rows: SiteRows, parks: SiteRows) -> IntArray:
    """Return the row of the park that each plot or premises lies in, ``NO_ROW`` where none is known."""
    column = rows.columns["park_id"]
    row_of_id = {park_id: row for row, park_id in enumerate(parks.ids.tolist())}
    looked_up = np.array([row_of_id.get(each, NO_ROW) for each in column.categories] + [NO_ROW], np.int64)
    return looked_up[np.where(column.known, column.values, NO_ROW).astype(np.int64)]


def _coded(rows: SiteRows, attribute_id: str, bounds: Callable[[str], tuple[int, int]]) -> IntervalColumn:
    column = rows.columns[attribute_id]
    table = np.array(
        [*(bounds(text) for text in column.categories), (-UNBOUNDED, UNBOUNDED)], np.int64
    ).reshape(-1, 2)
    codes = np.where(column.known, column.values, NO_ROW).astype(np.int64)
    return IntervalColumn.between(table[codes, 0], table[codes, 1], Basis.OWN, column.record_ids)


def _category_bounds(text: str) -> tuple[int, int]:
    if text not in CATEGORIES:
        return -UNBOUNDED, UNBOUNDED
    rank = CATEGORIES.index(text) + 1
    return rank, rank


def _day_bounds(text: str) -> tuple[int, int]:
    try:
        stated = PartialDate.parse(text)
    except InputError:
        return -UNBOUNDED, UNBOUNDED
    return stated.earliest.toordinal(), _last_day(stated).toordinal()


def _last_day(stated: PartialDate) -> date:
    if stated.day:
        return stated.earliest
    if not stated.month or stated.month == _DECEMBER:
        return date(stated.year, _DECEMBER, 31)
    return date.fromordinal(date(stated.year, stated.month + 1, 1).toordinal() - 1)
