"""Faults of shapes: missing, invalid, slivers, overlaps, and a stated area that the shape does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.checks.quality import FindingMaker, rows_by_kind, stated_numbers
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from drentsportal.domain.checks.quality import Finding
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable

SMALLEST_M2: Final = {SiteKind.PARK: 1_000.0, SiteKind.PLOT: 50.0, SiteKind.PREMISES: 10.0}
"""Below this area a shape is a leftover of drawing and no site."""

NARROWEST_M: Final = 1.0
"""Below this mean width (twice the area over the perimeter) a shape is a sliver, however long."""

OVERLAP_M2: Final = {SiteKind.PARK: 100.0, SiteKind.PLOT: 10.0}
"""Overlap up to this comes of boundaries drawn by different hands."""

SAME_SHARE: Final = 0.5
"""From this share of the smaller one on, two sites that overlap are probably one."""

AREA_TOLERANCE: Final = 0.05
"""Share by which a stated area may differ from that of its shape (design 8)."""

_M2_PER_HA: Final = 10_000
_ROUNDING_M2: Final = {"gross_ha": 50.0, "area_m2": 1.0}
"""What a figure printed to 0.01 ha or 1 m2 may be off without being wrong."""

_MEASURED: Final = {SiteKind.PARK: ("gross_ha", _M2_PER_HA), SiteKind.PLOT: ("area_m2", 1)}


def geometry_findings(table: SiteTable) -> Iterator[Finding]:
    """Yield the faults of all shapes, kind by kind."""
    for rows in rows_by_kind(table):
        maker = FindingMaker(rows)
        yield from _missing(maker)
        yield from _invalid(maker)
        yield from _slivers(maker)
        yield from _areas(maker)
        if rows.kind in OVERLAP_M2:
            yield from _overlaps(maker)


def usable_shapes(rows: SiteRows) -> NDArray[np.bool_]:
    """Tell of which sites the shape can be measured: present, valid and with an area."""
    shapes = rows.geometries_rd
    usable: NDArray[np.bool_] = shapely.is_valid(shapes) & (shapely.area(shapes) > 0)
    return usable


def _missing(maker: FindingMaker) -> Iterator[Finding]:
    shapes = maker.rows.geometries_rd
    for row in np.flatnonzero(shapely.is_missing(shapes) | shapely.is_empty(shapes)).tolist():
        yield maker.make("geometry_missing", row, (), name=maker.name(row))


def _invalid(maker: FindingMaker) -> Iterator[Finding]:
    shapes = maker.rows.geometries_rd
    for row in np.flatnonzero(~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)).tolist():
        reason = str(shapely.is_valid_reason(shapes[row]))
        yield maker.make("geometry_invalid", row, (), name=maker.name(row), reason=reason)


def _slivers(maker: FindingMaker) -> Iterator[Finding]:
    shapes = maker.rows.geometries_rd
    areas, around = shapely.area(shapes), shapely.length(shapes)
    with np.errstate(invalid="ignore", divide="ignore"):
        widths = 2 * areas / around
        narrow = (areas > 0) & ((areas < SMALLEST_M2[maker.rows.kind]) | (widths < NARROWEST_M))
    for row in np.flatnonzero(narrow).tolist():
        measured, width = round(float(areas[row]), 1), round(float(widths[row]), 1)
        yield maker.make(
            "geometry_sliver", row, (), name=maker.name(row), measured_m2=measured, width_m=width
        )


def _areas(maker: FindingMaker) -> Iterator[Finding]:
    if maker.rows.kind not in _MEASURED:
        return
    attribute_id, m2_per_unit = _MEASURED[maker.rows.kind]
    stated_m2 = stated_numbers(maker.rows, attribute_id) * m2_per_unit
    measured_m2 = np.where(usable_shapes(maker.rows), shapely.area(maker.rows.geometries_rd), np.nan)
    allowed_m2 = np.maximum(AREA_TOLERANCE * stated_m2, _ROUNDING_M2[attribute_id])
    with np.errstate(invalid="ignore"):
        wrong = np.abs(measured_m2 - stated_m2) > allowed_m2
    for row in np.flatnonzero(wrong).tolist():
        stated, measured = round(float(stated_m2[row])), round(float(measured_m2[row]))
        yield maker.make(
            "area_differs",
            row,
            (attribute_id,),
            name=maker.name(row),
            stated_m2=stated,
            measured_m2=measured,
        )


def _overlaps(maker: FindingMaker) -> Iterator[Finding]:
    ids = maker.rows.ids
    for one, other, shared_m2, share in overlapping(maker.rows, OVERLAP_M2[maker.rows.kind]):
        rule = "duplicate_overlap" if share > SAME_SHARE else "geometry_overlap"
        yield maker.make(
            rule,
            one,
            (),
            str(ids[other]),
            name=maker.name(one),
            other_name=maker.name(other),
            shared_m2=round(shared_m2),
            share=round(share, 4),
        )


def overlapping(rows: SiteRows, tolerance_m2: float) -> list[tuple[int, int, float, float]]:
    """List pairs of rows whose shapes share more than a tolerance: rows, m2, share of the smaller."""
    usable = np.flatnonzero(usable_shapes(rows))
    shapes = rows.geometries_rd[usable]
    if len(shapes) < 2:  # noqa: PLR2004 - a pair
        return []
    one, other = shapely.STRtree(shapes).query(shapes)
    once = one < other
    one, other = one[once], other[once]
    near = _box_overlap_m2(shapes, one, other) > tolerance_m2
    one, other = one[near], other[near]
    shared = shapely.area(shapely.intersection(shapes[one], shapes[other]))
    areas = shapely.area(shapes)
    share = shared / np.minimum(areas[one], areas[other])
    found = np.flatnonzero(shared > tolerance_m2)
    pairs = zip(
        usable[one[found]].tolist(),
        usable[other[found]].tolist(),
        shared[found].tolist(),
        share[found].tolist(),
        strict=True,
    )
    return sorted(pairs)


def _box_overlap_m2(
    shapes: NDArray[np.object_], one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Area shared by the boxes around two shapes: never less than what the shapes themselves share."""
    bounds = shapely.bounds(shapes)
    low = np.maximum(bounds[one, :2], bounds[other, :2])
    high = np.minimum(bounds[one, 2:], bounds[other, 2:])
    sides = np.maximum(0, high - low)
    area: NDArray[np.float64] = sides[:, 0] * sides[:, 1]
    return area
