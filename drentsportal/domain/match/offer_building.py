"""Makes the offer table of a site table: rows by ``offer_rows``, values own or inherited from the park."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import shapely

from drentsportal.domain.match.offer_columns import NO_ROW
from drentsportal.domain.match.offer_rows import OfferRows, offer_rows
from drentsportal.domain.match.offer_values import OfferValues
from drentsportal.domain.match.offers import (
    PRECEDENCE_DIRECT,
    PRECEDENCE_PIECED,
    CandidateRows,
    OfferKind,
    OfferTable,
)
from drentsportal.domain.match.site_columns import own_records
from drentsportal.domain.space.plot_adjacency import union_rd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable
    from drentsportal.domain.space.building_widths import PlotOutlines
    from drentsportal.domain.space.plot_adjacency import PlotAdjacency


_AREAS: Final = (3, 6)
"""Kinds of geometry that have an outline: a polygon, and several."""

_Each: TypeAlias = "int | NDArray[np.integer[Any]]"


@dataclass(frozen=True, slots=True, eq=False)
class OffersOnGround:
    """The offers with their place: what distances are measured from, made once per data version.

    ``geometries_rd`` is the own geometry of each offer, else that of its park, in EPSG:28992;
    ``geometry_records`` the record of the site that it belongs to. ``outlines_rd`` is what bounds a building:
    the own geometry where ``is_own_outline`` says that it is an area, else that of the park.
    ``candidate_postcodes`` is the postcode of each candidate without spaces, "" where unknown, and
    ``candidate_records`` the record that named it. ``plot_rows`` is the row in ``plots`` of an offer that is
    a plot, ``NO_ROW`` for others. What requests find of the ground is kept here for the next:
    ``adjacencies`` by gap in dm, and ``measured``; of one site also ``unions_rd``, the outline of plots
    together by their rows (``None``: too many to keep).
    """

    offers: OfferTable
    geometries_rd: NDArray[np.object_]
    geometry_records: IntArray
    outlines_rd: NDArray[np.object_]
    is_own_outline: NDArray[np.bool_]
    candidate_postcodes: tuple[str, ...]
    candidate_records: IntArray
    plot_rows: IntArray
    plots: SiteRows
    adjacencies: dict[int, PlotAdjacency] = field(default_factory=dict)
    measured: list[PlotOutlines] = field(default_factory=list)
    unions_rd: dict[tuple[int, ...], BaseGeometry] | None = None

    def outline_rd(self, plots: Sequence[int]) -> tuple[BaseGeometry | None, bool]:
        """Return what bounds a building on plots together, and whether it is their own outline.

        Where that of one of them is unknown so is theirs, and the outline of their park bounds it: no
        building fits on the plots that does not fit there.
        """
        for row in plots:
            if not self.is_own_outline[row]:
                return self.outlines_rd[row], False
        return (self.outlines_rd[plots[0]] if len(plots) == 1 else self.union_rd(plots)), True

    def union_rd(self, plots: Sequence[int]) -> BaseGeometry:
        """Return plots, by their rows here, as the one outline that a building may span."""
        if self.unions_rd is None:
            return union_rd(self.geometries_rd[list(plots)].tolist())
        rows = tuple(plots)
        if rows not in self.unions_rd:
            self.unions_rd[rows] = union_rd(self.geometries_rd[list(rows)].tolist())
        return self.unions_rd[rows]


def build_offers(table: SiteTable) -> OffersOnGround:
    """Make the offers of all sites in use; distances are added per request (``distance.with_distances``)."""
    return _Building(table).built()


class _Building:
    """One build: blocks of plots, totals, later totals and premises, then put in order."""

    def __init__(self, table: SiteTable) -> None:
        self._table = table
        self._rows: OfferRows = offer_rows(table)
        self._lone = np.flatnonzero(self._rows.plot_parks == NO_ROW)
        kinds, candidates, precedence = self._blocks()
        self._order = np.argsort(candidates, kind="stable")
        self._kinds, self._candidates = kinds[self._order], candidates[self._order]
        self._precedence = precedence[self._order]

    def built(self) -> OffersOnGround:
        values = OfferValues(self._table, self._rows)
        site_ids, park_ids = self._ids()
        offers = OfferTable(
            data_version=self._table.data_version,
            candidates=self._candidate_rows(),
            kinds=self._kinds,
            candidate_rows=self._candidates,
            precedence=self._precedence,
            site_ids=site_ids,
            park_ids=park_ids,
            site_records=self._site_records(),
            member_starts=np.zeros(len(self._kinds) + 1, np.int64),
            members=np.zeros(0, np.int64),
            intervals={name: column.take(self._order) for name, column in values.intervals().items()},
            sets={name: column.take(self._order) for name, column in values.sets().items()},
        )
        geometries_rd, records, outlines_rd, is_outline = self._ground()
        return OffersOnGround(
            offers=offers,
            geometries_rd=geometries_rd,
            geometry_records=records,
            outlines_rd=outlines_rd,
            is_own_outline=is_outline,
            candidate_postcodes=self._postcodes(),
            candidate_records=np.concatenate(
                [own_records(rows)[chosen] for rows, chosen in self._candidate_sites()]
            ).astype(np.int64),
            plot_rows=self._plot_rows(),
            plots=self._table.plots,
        )

    def _blocks(self) -> tuple[NDArray[np.int8], IntArray, NDArray[np.int8]]:
        rows, parks = self._rows, len(self._table.parks)
        plot_candidates = rows.plot_parks.copy()
        plot_candidates[self._lone] = parks + np.arange(len(self._lone))
        premises = parks + len(self._lone) + np.arange(len(self._table.premises))
        has_plot = np.isin(rows.total_parks, rows.plot_parks[~rows.plot_is_planned])
        blocks: list[tuple[_Each, IntArray, _Each]] = [
            (np.where(rows.plot_is_planned, OfferKind.PLANNED_PLOT, OfferKind.PLOT), plot_candidates, 0),
            (OfferKind.TOTAL, rows.total_parks, np.where(has_plot, PRECEDENCE_PIECED, PRECEDENCE_DIRECT)),
            (OfferKind.TOTAL_LATER, rows.later_parks, PRECEDENCE_PIECED),
            (OfferKind.PREMISES, premises, PRECEDENCE_DIRECT),
        ]
        return (
            np.concatenate([np.broadcast_to(kind, len(each)) for kind, each, _ in blocks]).astype(np.int8),
            np.concatenate([each for _, each, _ in blocks]).astype(np.int64),
            np.concatenate([np.broadcast_to(first, len(each)) for _, each, first in blocks]).astype(np.int8),
        )

    def _candidate_sites(self) -> list[tuple[SiteRows, IntArray]]:
        """Name what is ranked: parks, plots without a park, premises."""
        table = self._table
        return [
            (table.parks, np.arange(len(table.parks))),
            (table.plots, self._rows.plots[self._lone]),
            (table.premises, np.arange(len(table.premises))),
        ]

    def _postcodes(self) -> tuple[str, ...]:
        return tuple(
            text.replace(" ", "").upper()
            for rows, chosen in self._candidate_sites()
            for text in _texts(rows, "postcode", chosen)
        )

    def _candidate_rows(self) -> CandidateRows:
        parts = self._candidate_sites()
        in_park = self._rows.premises_parks
        codes = [_texts(rows, "municipality_code", chosen) for rows, chosen in parts]
        park_codes = [codes[0][row] if row != NO_ROW else "" for row in in_park.tolist()]
        codes[2] = [own or park for own, park in zip(codes[2], park_codes, strict=True)]
        return CandidateRows(
            ids=tuple(str(each) for rows, chosen in parts for each in rows.ids[chosen].tolist()),
            kinds=tuple(rows.kind for rows, chosen in parts for _ in range(len(chosen))),
            names=tuple(
                name or str(site_id)
                for rows, chosen in parts
                for name, site_id in zip(_texts(rows, "name", chosen), rows.ids[chosen].tolist(), strict=True)
            ),
            municipality_codes=tuple(code for each in codes for code in each),
        )

    def _ids(self) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
        rows, table = self._rows, self._table
        park_ids = np.append(table.parks.ids, "").astype(np.str_)
        land = [rows.total_parks, rows.later_parks]
        site_ids = np.concatenate(
            [table.plots.ids[rows.plots], *(park_ids[each] for each in land), table.premises.ids]
        )
        parks = np.concatenate([rows.plot_parks, *land, rows.premises_parks])
        return site_ids[self._order].astype(np.str_), park_ids[parks][self._order]

    def _site_records(self) -> IntArray:
        rows, table = self._rows, self._table
        parks, plots, premises = map(own_records, (table.parks, table.plots, table.premises))
        land = [rows.total_parks, rows.later_parks]
        records = np.concatenate([plots[rows.plots], *(parks[each] for each in land), premises])
        return records[self._order].astype(np.int64)

    def _plot_rows(self) -> IntArray:
        """Return the row in the table of each offer that is a plot, ``NO_ROW`` for others."""
        rows = np.full(len(self._kinds), NO_ROW, np.int64)
        rows[: len(self._rows.plots)] = self._rows.plots
        return rows[self._order]

    def _ground(self) -> tuple[NDArray[np.object_], IntArray, NDArray[np.object_], NDArray[np.bool_]]:
        rows, table = self._rows, self._table
        parks = np.concatenate([rows.plot_parks, rows.total_parks, rows.later_parks, rows.premises_parks])
        own = np.full(len(parks), None, object)
        of_site = np.zeros(len(parks), np.int64)
        last = len(parks) - len(table.premises)
        own[: len(rows.plots)] = table.plots.geometries_rd[rows.plots]
        of_site[: len(rows.plots)] = own_records(table.plots)[rows.plots]
        own[last:] = table.premises.geometries_rd
        of_site[last:] = own_records(table.premises)
        nowhere = np.full(1, None, object)
        of_park = np.concatenate([table.parks.geometries_rd, nowhere])[parks]
        park_records = np.append(own_records(table.parks), 0)[parks]
        absent = ~shapely.is_geometry(own)
        # Where a point is known of a plot, its outline is as unknown as where nothing is.
        is_outline = np.isin(shapely.get_type_id(own), _AREAS)
        return (
            np.where(absent, of_park, own)[self._order],
            np.where(absent, park_records, of_site)[self._order],
            np.where(is_outline, own, of_park)[self._order],
            is_outline[self._order],
        )


def _texts(rows: SiteRows, attribute_id: str, chosen: IntArray) -> list[str]:
    column = rows.columns[attribute_id]
    return [column.text_at(row) or "" for row in chosen.tolist()]
