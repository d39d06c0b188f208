"""Sites in the wrong place or there twice: gemeente, park, number and name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.checks.quality import FindingMaker, rows_by_kind
from drentsportal.domain.checks.quality_geometry import usable_shapes
from drentsportal.domain.match.site_columns import park_rows, rows_with
from drentsportal.domain.vocabulary import MUNICIPALITIES, SiteKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.checks.quality import Finding
    from drentsportal.domain.sites.site import Municipality
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable

INSIDE_SHARE: Final = 0.5
"""A site lies in the gemeente, and a plot in the park, that holds at least half of it."""

_NO_WORD: Final = re.compile(r"[^0-9a-z]+")


def place_findings(table: SiteTable, municipalities: Sequence[Municipality]) -> Iterator[Finding]:
    """Yield sites whose gemeente or park is unknown or another one, and sites that seem to be there twice.

    ``municipalities`` are the boundaries that the workspace holds; without a boundary nothing is said.
    """
    known_codes = {each.code for each in municipalities}
    for rows in rows_by_kind(table):
        maker = FindingMaker(rows)
        yield from _without_municipality(maker, known_codes)
        yield from _outside_municipality(maker, municipalities)
        yield from _same_names(maker)
    yield from _same_numbers(FindingMaker(table.parks))
    for rows in (table.plots, table.premises):
        yield from _parks(FindingMaker(rows), table.parks)


def normalised_name(name: str) -> str:
    """Return a name without case, accents, spaces and signs, by which duplicates are found."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return _NO_WORD.sub("", bare.casefold())


def _without_municipality(maker: FindingMaker, known_codes: set[str]) -> Iterator[Finding]:
    rows = maker.rows
    column = rows.columns["municipality_code"]
    strange = [text not in MUNICIPALITIES and text not in known_codes for text in column.categories]
    wrong = ~column.known | np.array([*strange, False])[column.values.astype(np.intp)]
    if rows.kind is SiteKind.PLOT:
        # A plot need not repeat the gemeente of its park.
        wrong &= column.known | ~rows.columns["park_id"].known
    for row in np.flatnonzero(wrong).tolist():
        code = column.text_at(row)
        yield maker.make("municipality_unknown", row, ("municipality_code",), name=maker.name(row), code=code)


def _outside_municipality(maker: FindingMaker, municipalities: Sequence[Municipality]) -> Iterator[Finding]:
    shapes, present = maker.rows.geometries_rd, ~shapely.is_missing(maker.rows.geometries_rd)
    present &= shapely.is_valid(shapes)
    for municipality in municipalities:
        mine = np.flatnonzero(rows_with(maker.rows, "municipality_code", municipality.code) & present)
        shares = inside_shares(shapes[mine], np.full(len(mine), municipality.geometry_rd, object))
        outside = shares < INSIDE_SHARE
        for row, share in zip(mine[outside].tolist(), shares[outside].tolist(), strict=True):
            yield maker.make(
                "outside_municipality",
                row,
                ("municipality_code",),
                name=maker.name(row),
                municipality=municipality.name,
                share=round(share, 4),
            )


def inside_shares(shapes: NDArray[np.object_], around: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return which share of each shape lies in the one beside it; of a point or line 0 or 1."""
    if not len(shapes):
        return np.zeros(0)
    shapely.prepare(around)
    shares = np.where(shapely.covers(around, shapes), 1.0, 0.0)
    areas = shapely.area(shapes)
    partly = np.flatnonzero((shares == 0) & (areas > 0))
    if len(partly):
        shared = shapely.area(shapely.intersection(shapes[partly], around[partly]))
        shares[partly] = shared / areas[partly]
    touching = np.flatnonzero((shares == 0) & (areas == 0))
    shares[touching] = shapely.intersects(shapes[touching], around[touching])
    return shares


def _parks(maker: FindingMaker, parks: SiteRows) -> Iterator[Finding]:
    stated = maker.rows.columns["park_id"]
    park_of = park_rows(maker.rows, parks)
    for row in np.flatnonzero(stated.known & (park_of < 0)).tolist():
        park_id = str(stated.text_at(row))
        yield maker.make("park_unknown", row, ("park_id",), name=maker.name(row), park_id=park_id)
    park_names = FindingMaker(parks)
    shapes, measurable = maker.rows.geometries_rd, np.append(usable_shapes(parks), [False])
    drawn = shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    both = np.flatnonzero(drawn & measurable[park_of])
    shares = inside_shares(shapes[both], parks.geometries_rd[park_of[both]])
    outside = shares < INSIDE_SHARE
    for row, share in zip(both[outside].tolist(), shares[outside].tolist(), strict=True):
        park = int(park_of[row])
        yield maker.make(
            "plot_outside_park",
            row,
            ("park_id",),
            str(parks.ids[park]),
            name=maker.name(row),
            park=park_names.name(park),
            share=round(share, 4),
        )


def _same_numbers(parks: FindingMaker) -> Iterator[Finding]:
    column = parks.rows.columns["rin"]
    keys = [(column.text_at(row) or "").strip() or None for row in range(len(parks.rows))]
    for row, first in _repeated(keys):
        yield parks.make(
            "duplicate_rin",
            row,
            ("rin",),
            str(parks.rows.ids[first]),
            name=parks.name(row),
            other_name=parks.name(first),
            rin=str(keys[row]),
        )


def _same_names(maker: FindingMaker) -> Iterator[Finding]:
    """Yield repeated names; plots are called A1 in every park, so a plot is compared within its park."""
    rows = maker.rows
    names = [normalised_name(text) for text in rows.columns["name"].categories]
    where = rows.columns["park_id" if rows.kind is SiteKind.PLOT else "municipality_code"]
    column = rows.columns["name"]
    keys = [
        (names[int(column.values[row])], int(where.values[row]))
        if column.known[row] and where.known[row] and names[int(column.values[row])]
        else None
        for row in range(len(rows))
    ]
    for row, first in _repeated(keys):
        yield maker.make(
            "duplicate_name",
            row,
            ("name",),
            str(rows.ids[first]),
            name=maker.name(row),
            other_name=maker.name(first),
        )


def _repeated(keys: Sequence[Hashable | None]) -> Iterator[tuple[int, int]]:
    """Yield each row whose key occurred before, with the first row that has it."""
    first_seen: dict[Hashable, int] = {}
    for row, key in enumerate(keys):
        if key is None:
            continue
        first = first_seen.setdefault(key, row)
        if first != row:
            yield row, first
