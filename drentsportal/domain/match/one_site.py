"""One candidate of a match with its ground alone, on which changed requests are matched in milliseconds.

What is said of one site, "with this change it comes in", is what a match of the changed request says.
Another area asked, or another building, gives other sets of plots, so that the match at hand does not
tell it. What does not depend on the change (distances, times, room to grow) is taken from them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.match.building_column import with_building
from drentsportal.domain.match.combined_offers import wanted_area_m2, with_combinations, with_smaller_sets
from drentsportal.domain.match.offers import CandidateRows, OfferKind, OfferTable

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import Building, Combining, LocationRequest
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray


class OneSite:
    """One candidate, to be matched by itself; only the changes of ``relaxation.with_limit`` may be asked."""

    def __init__(self, result: MatchResult, row: int, ground: OffersOnGround) -> None:
        """Cut the candidate in a row of the result out of ``ground``, on which the result was made."""
        self._result = result
        alone = only_candidate(result.inputs.offers, row)
        offers = only_offers(alone, np.flatnonzero(alone.kinds != OfferKind.COMBINATION))
        columns = {name: column for name, column in offers.intervals.items() if name != "building"}
        self._offers = replace(offers, intervals=columns)
        self.ground: OffersOnGround = _ground_of(ground, row, self._offers)
        self._combined: dict[tuple[int | None, Combining, Building | None], OfferTable] = {}
        self._offered: dict[LocationRequest, OfferTable] = {}
        self._answers: dict[LocationRequest, bool] = {}

    def admits(self, request: LocationRequest) -> bool:
        """Whether a match of a changed request lets the site in."""
        if request not in self._answers:
            self._answers[request] = bool(self.outcome(request, self.offers(request)).qualifier_count)
        return self._answers[request]

    def offers(self, request: LocationRequest) -> OfferTable:
        """Return what the site offers a request, the sets of plots and the building as a match has them."""
        if request not in self._offered:
            offers = self._with_combinations(request)
            self._offered[request] = with_building(self.ground, offers, request, self._result.profile)
        return self._offered[request]

    def _with_combinations(self, request: LocationRequest) -> OfferTable:
        """Combine plots once per area and building: whoever moves another limit gets the same sets."""
        key = wanted_area_m2(request), request.combining, request.building
        if key not in self._combined:
            self._combined[key] = with_combinations(self.ground, self._offers, request)
        return self._combined[key]

    def offers_at_less(self, request: LocationRequest, most_sets: int) -> tuple[OfferTable, bool]:
        """Return the same with the sets of plots of less area, and whether none was left out."""
        offers, is_complete = with_smaller_sets(self.ground, self._offers, request, most_sets)
        return with_building(self.ground, offers, request, self._result.profile), is_complete

    def outcome(self, request: LocationRequest, offers: OfferTable) -> MatchResult:
        """Judge a request on offers of the site."""
        inputs = replace(self._result.inputs, request=request, offers=offers, ground=None)
        return type(self._result)(inputs, self._result.sources)


def only_candidate(offers: OfferTable, row: int) -> OfferTable:
    """Return the offers of one candidate, as a table in which it is the only one."""
    first, last = np.searchsorted(offers.candidate_rows, [row, row + 1]).tolist()
    rows = np.arange(first, last)
    starts = offers.member_starts[first : last + 1]
    candidates = offers.candidates
    return replace(
        _rows_of(offers, rows),
        candidates=CandidateRows(
            (candidates.ids[row],),
            (candidates.kinds[row],),
            (candidates.names[row],),
            (candidates.municipality_codes[row],),
        ),
        candidate_rows=np.zeros(len(rows), np.int64),
        member_starts=starts - starts[0],
        members=offers.members[starts[0] : starts[-1]] - first,
        grid={0: offers.grid[row]} if row in offers.grid else {},
        apart=frozenset({0}) if row in offers.apart else frozenset(),
    )


def only_offers(offers: OfferTable, rows: IntArray) -> OfferTable:
    """Keep some offers of one candidate, in their order: all that are no combination among them.

    Combinations stand after the others of a candidate, so that the rows of their plots stay the same.
    """
    sizes = np.diff(offers.member_starts)[rows]
    members = [offers.members_of(row) for row in rows.tolist()]
    return replace(
        _rows_of(offers, rows),
        candidate_rows=offers.candidate_rows[rows],
        member_starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        members=np.concatenate([np.zeros(0, np.int64), *members]),
    )


def _rows_of(offers: OfferTable, rows: IntArray) -> OfferTable:
    """Take rows of every column; those of the plots of combinations are for the caller."""
    return replace(
        offers,
        kinds=offers.kinds[rows],
        precedence=offers.precedence[rows],
        site_ids=offers.site_ids[rows],
        park_ids=offers.park_ids[rows],
        site_records=offers.site_records[rows],
        intervals={name: column.take(rows) for name, column in offers.intervals.items()},
        sets={name: column.take(rows) for name, column in offers.sets.items()},
        growth_groups=offers.growth_groups[rows] if len(offers.growth_groups) else offers.growth_groups,
    )


def _ground_of(ground: OffersOnGround, row: int, offers: OfferTable) -> OffersOnGround:
    """Cut the ground of one candidate; what requests find of it is kept with the piece."""
    first, last = np.searchsorted(ground.offers.candidate_rows, [row, row + 1]).tolist()
    return replace(
        ground,
        offers=offers,
        geometries_rd=ground.geometries_rd[first:last],
        geometry_records=ground.geometry_records[first:last],
        outlines_rd=ground.outlines_rd[first:last],
        is_own_outline=ground.is_own_outline[first:last],
        candidate_postcodes=ground.candidate_postcodes[row : row + 1],
        candidate_records=ground.candidate_records[row : row + 1],
        plot_rows=ground.plot_rows[first:last],
        adjacencies={},
        measured=[],
        unions_rd={},
    )
