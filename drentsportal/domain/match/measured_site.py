"""Measures the building on one excluded site, when its explanation is asked for.

A match measures only what nothing else excludes, and stops at the building asked. Whoever asks why one site
is excluded must hear whether the building would fit there, and if not, which would; that takes some tens of
milliseconds, so it is done for that site alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offer_columns import Basis, IntervalColumn
from drentsportal.domain.match.offers import CandidateRows, OfferKind, OfferTable
from drentsportal.domain.space.building_fit import fits, largest_building
from drentsportal.domain.space.plot_adjacency import union_rd
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.asking.request import Building
    from drentsportal.domain.match.matching import MatchInputs, MatchResult
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.match.requirements import Judgement

MOST_MEASURED: Final = 8
"""Offers of one site that are measured, each when it is the one that stands for it; own choice."""

STEP_DM: Final = 5
"""What a width is told to, so that what is told fits and one step more does not."""

_DM_PER_M: Final = 10
_COLUMN: Final = "building"


def measured_inputs(result: MatchResult, row: int) -> MatchInputs | None:
    """Return the inputs of one candidate alone, the offer that stands for it measured.

    ``None`` where nothing is left to measure: no building is asked, the ground is not at hand (a replay), or
    it is known already. What stands for the site with its building measured may be another offer of it.
    """
    building, ground = result.request.building, result.inputs.ground
    if building is None or ground is None or not _is_open(result, int(result.choice.shown_offer[row])):
        return None
    first, last = np.searchsorted(result.inputs.offers.candidate_rows, [row, row + 1]).tolist()
    inputs = replace(result.inputs, offers=only_candidate(result.inputs.offers, row), ground=None)
    for _ in range(MOST_MEASURED):
        alone = type(result)(inputs, result.sources)
        shown = int(alone.choice.shown_offer[0])
        if not _is_open(alone, shown):
            break
        outline = _outline(result.inputs.offers, ground, first + shown, last)
        inputs = replace(inputs, offers=_with_width(inputs.offers, shown, _widest_dm(outline, building)))
    return inputs


def is_unmeasured(column: IntervalColumn, judgement: Judgement) -> NDArray[np.bool_]:
    """Whether a building could be measured on each offer, but only bounds are known that say too little."""
    measurable = np.isin(column.basis, (Basis.COMPUTED, Basis.NOT_COMPUTED))
    loose: NDArray[np.bool_] = (
        measurable & (column.low < column.high) & np.not_equal(judgement.verdicts, Verdict.FITS)
    )
    return loose


def only_candidate(offers: OfferTable, row: int) -> OfferTable:
    """Return the offers of one candidate, as a table in which it is the only one."""
    first, last = np.searchsorted(offers.candidate_rows, [row, row + 1]).tolist()
    rows = np.arange(first, last)
    starts = offers.member_starts[first : last + 1]
    candidates = offers.candidates
    return replace(
        offers,
        candidates=CandidateRows(
            (candidates.ids[row],),
            (candidates.kinds[row],),
            (candidates.names[row],),
            (candidates.municipality_codes[row],),
        ),
        kinds=offers.kinds[rows],
        candidate_rows=np.zeros(len(rows), np.int64),
        precedence=offers.precedence[rows],
        site_ids=offers.site_ids[rows],
        park_ids=offers.park_ids[rows],
        site_records=offers.site_records[rows],
        member_starts=starts - starts[0],
        members=offers.members[starts[0] : starts[-1]] - first,
        intervals={name: column.take(rows) for name, column in offers.intervals.items()},
        sets={name: column.take(rows) for name, column in offers.sets.items()},
        grid={0: offers.grid[row]} if row in offers.grid else {},
        apart=frozenset({0}) if row in offers.apart else frozenset(),
        growth_groups=offers.growth_groups[rows] if len(offers.growth_groups) else offers.growth_groups,
    )


def _is_open(result: MatchResult, offer: int) -> bool:
    judgement = next((each for each in result.judgements if each.criterion.id == _COLUMN), None)
    if judgement is None:
        return False
    return bool(is_unmeasured(result.inputs.offers.intervals[_COLUMN], judgement)[offer])


def _outline(offers: OfferTable, ground: OffersOnGround, row: int, last: int) -> BaseGeometry:
    """Return the ground of one offer, of plots together their union."""
    parts = offers.members_of(row) if offers.kinds[row] == OfferKind.COMBINATION else np.array([row])
    # The offers of the ground are those of the match without the combinations that were put among them.
    before = np.cumsum(offers.kinds[:last] == OfferKind.COMBINATION)
    places: IntArray = parts - before[parts]
    outlines = ground.geometries_rd[places].tolist()
    whole: BaseGeometry = outlines[0] if len(outlines) == 1 else union_rd(outlines)
    return whole


def _widest_dm(outline: BaseGeometry, building: Building) -> int | None:
    """Return the width asked where it fits, else the widest that does in whole steps; ``None``: not known."""
    setback_m = building.setback_dm / _DM_PER_M

    def is_room_for(width_dm: int) -> bool:
        width_m = width_dm / _DM_PER_M
        depth_m = width_m * building.depth_dm / building.width_dm
        return fits(outline, width_m, depth_m, setback_m) is not None

    try:
        if is_room_for(building.width_dm):
            return building.width_dm
        sides_m = building.width_dm / _DM_PER_M, building.depth_dm / _DM_PER_M
        largest = largest_building(outline, *sides_m, setback_m)
    except InputError:
        return None
    if largest is None:
        return 0
    # The search comes within a quarter of a per cent; a step more is tried until it does not fit.
    width_dm = int(largest.width_m * _DM_PER_M + 1e-6) // STEP_DM * STEP_DM
    while width_dm + STEP_DM < building.width_dm and is_room_for(width_dm + STEP_DM):
        width_dm += STEP_DM
    return width_dm


def _with_width(offers: OfferTable, row: int, width_dm: int | None) -> OfferTable:
    """Write what was measured of one offer; of what cannot be measured nothing is known."""
    column = offers.intervals[_COLUMN]
    low, high, basis = column.low.copy(), column.high.copy(), column.basis.copy()
    if width_dm is None:
        nothing = IntervalColumn.unknown(1)
        low[row], high[row], basis[row] = nothing.low[0], nothing.high[0], Basis.UNKNOWN
    else:
        low[row], high[row], basis[row] = width_dm, width_dm, Basis.COMPUTED
    return replace(
        offers, intervals={**offers.intervals, _COLUMN: IntervalColumn(low, high, basis, column.record_ids)}
    )
