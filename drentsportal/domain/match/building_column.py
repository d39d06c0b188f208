"""Whether the building that a request asks for fits: its widest width per offer, at the proportions asked.

Bounds are found for all offers at once; searched is only where they do not answer and nothing else excludes
the offer, and no more than ``MOST_SEARCHES``. What is left keeps its bounds and is not computed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.building_area import with_area
from drentsportal.domain.match.building_floor import with_floor
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis, IntervalColumn
from drentsportal.domain.match.offers import PLOT_KINDS, OfferKind
from drentsportal.domain.match.requirements import judge_all
from drentsportal.domain.space.building_widths import PlotOutlines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Building, LocationRequest
    from drentsportal.domain.match.criteria import CriteriaProfile
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.offers import OfferTable

MOST_SEARCHES: Final = 400
"""Plots searched for one request, a few milliseconds each; own choice."""

_DM_PER_M: Final = 10
_COLUMN: Final = "building"


def with_building(
    ground: OffersOnGround, offers: OfferTable, request: LocationRequest, profile: CriteriaProfile
) -> OfferTable:
    """Add the widest building per offer in dm; offers without a building asked stay as they are."""
    building = request.building
    if building is None:
        return offers
    geometries, is_own = _outlines(ground, offers)
    low, high = _bounds(ground, offers, geometries, building)
    column = _column(offers, low, high, is_own, building)
    bounded = replace(offers, intervals={**offers.intervals, _COLUMN: column})
    rows = _to_search(bounded, request, profile, is_own)
    chosen = rows[:MOST_SEARCHES]
    if len(chosen):
        found = PlotOutlines(geometries[chosen]).widths(*metres_of(building))
        low[chosen], high[chosen] = found.low_width_dm, found.high_width_dm
    column = _column(offers, low, high, is_own, building)
    left = is_own & (low < building.width_dm) & (building.width_dm <= high) & (high < UNBOUNDED)
    basis = np.where(left, Basis.NOT_COMPUTED, column.basis).astype(np.int8)
    return replace(offers, intervals={**offers.intervals, _COLUMN: replace(column, basis=basis)})


def metres_of(building: Building) -> tuple[float, float, float]:
    """Return width, depth and setback of a building in metres."""
    return building.width_dm / _DM_PER_M, building.depth_dm / _DM_PER_M, building.setback_dm / _DM_PER_M


def _outlines(ground: OffersOnGround, offers: OfferTable) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Return what bounds a building on each offer, and whether it is the offer's own outline.

    What is not its own is the outline of its park: no building fits on the offer that does not fit there.
    """
    combined = offers.kinds == OfferKind.COMBINATION
    geometries = np.full(len(offers), None, object)
    geometries[~combined] = ground.outlines_rd
    is_own = np.zeros(len(offers), np.bool_)
    is_own[~combined] = ground.is_own_outline
    is_own &= np.isin(offers.kinds, PLOT_KINDS)
    # The ground has no rows for combinations, which stand among the offers here.
    ground_rows = np.cumsum(~combined) - 1
    for row in np.flatnonzero(combined).tolist():
        members = ground_rows[offers.members_of(row)]
        geometries[row], is_own[row] = ground.outline_rd(members.tolist())
    return geometries, is_own


def _bounds(
    ground: OffersOnGround, offers: OfferTable, geometries: NDArray[np.object_], building: Building
) -> tuple[IntArray, IntArray]:
    """Bound all offers: those of the data version by outlines that are kept, combinations anew."""
    if not ground.measured:
        ground.measured.append(PlotOutlines(ground.outlines_rd))
    combined = offers.kinds == OfferKind.COMBINATION
    low, high = np.zeros(len(offers), np.int64), np.zeros(len(offers), np.int64)
    kept = ground.measured[0].widths(*metres_of(building), most_searches=0)
    low[~combined], high[~combined] = kept.low_width_dm, kept.high_width_dm
    if combined.any():
        made = PlotOutlines(geometries[combined]).widths(*metres_of(building), most_searches=0)
        low[combined], high[combined] = made.low_width_dm, made.high_width_dm
    return low, high


def _column(
    offers: OfferTable, low: IntArray, high: IntArray, is_own: NDArray[np.bool_], building: Building
) -> IntervalColumn:
    """Make the column: own outlines are measured, a park's outline bounds what lies in it from above.

    What is not measured is bounded by the area that it has to offer as well (``building_area``). Premises are
    bounded by their floor area; a match that was kept before they were has none to bound by.
    """
    premises = offers.is_premises()
    known = high < UNBOUNDED
    basis = np.where(is_own, Basis.COMPUTED, Basis.TOTAL)
    basis = np.where(known, basis, Basis.UNKNOWN)
    least = np.where(is_own | ~known, low, 0)
    made = IntervalColumn(
        np.where(premises, 0, least),
        np.where(premises, 0, high),
        np.where(premises, Basis.NOT_APPLICABLE, basis).astype(np.int8),
        np.where(premises | ~known, 0, offers.site_records),
    )
    made = with_area(made, offers, is_own & known, building)
    floor = offers.intervals.get("floor_area")
    return made if floor is None else with_floor(made, floor, premises, building)


def _to_search(
    offers: OfferTable, request: LocationRequest, profile: CriteriaProfile, is_own: NDArray[np.bool_]
) -> IntArray:
    """Return the rows to search, first one of each candidate that has no offer that surely fits yet."""
    judgements = judge_all(offers, request, profile)
    fits = next(each for each in judgements if each.criterion.id == _COLUMN)
    passing = np.ones(len(offers), np.bool_)
    for judgement in judgements:
        passing &= judgement.verdicts != Verdict.FAILS
    rows = np.flatnonzero(passing & is_own & (fits.verdicts == Verdict.CHECK))
    if not len(rows):
        return rows.astype(np.int64)
    answered = np.zeros(len(offers.candidates), np.bool_)
    answered[offers.candidate_rows[passing & (fits.verdicts == Verdict.FITS)]] = True
    candidates = offers.candidate_rows[rows]
    widest = np.lexsort((rows, -offers.intervals[_COLUMN].high[rows], candidates))
    ordered = candidates[widest]
    place = np.empty(len(rows), np.int64)
    place[widest] = np.arange(len(rows)) - np.searchsorted(ordered, ordered)
    order = np.lexsort((rows, place, answered[candidates]))
    return rows[order].astype(np.int64)
