"""The smallest change that lets one excluded site in, as a match of the changed request would have it.

A match looks for sets of plots that reach the area asked, and measures a building at the width asked. Of
another area or width its columns say too little: a smaller set may pass where none at hand does, and a set at
hand may not be offered any more. So whoever asks what one site needs is answered by matching the
changed request on that site alone (``one_site``), in some tens of milliseconds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.building_area import widest_on_area_dm
from drentsportal.domain.match.combined_offers import PER_PARK, wanted_area_m2
from drentsportal.domain.match.criteria import CRITERION_BY_ID, LimitKind
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offer_columns import Basis, IntervalColumn
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.one_site import OneSite, only_offers
from drentsportal.domain.match.relaxation import (
    at_least,
    relaxations_of,
    relaxed,
    with_limit,
    with_needed,
)
from drentsportal.domain.match.requirements import as_number
from drentsportal.domain.match.unmeasured import is_unmeasured
from drentsportal.domain.match.widest_building import STEP_DM, WidestBuilding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.asking.request import Limit, LocationRequest
    from drentsportal.domain.match.match_result import Rejection, Relaxation
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray

MOST_SETS: Final = 1_500
MOST_SETS_WITH_BUILDING: Final = 60
"""Sets of plots of one site that are looked at; each takes up to a millisecond where a building is asked."""

MOST_PROVEN: Final = 100
"""Excluded sites of one list of which the smallest change is proven, some tens of milliseconds each; own
choice: a list of thousands would take minutes."""

MOST_TRIED: Final = 16
"""Offers of one site that are measured or tried as the one that stands for it; own choice."""

_MOST_STEPS: Final = 6
_COLUMN: Final = "building"
_MEASURABLE: Final = (Basis.COMPUTED, Basis.NOT_COMPUTED)


def smallest_change(result: MatchResult, row: int) -> Rejection | None:
    """Explain an excluded candidate by the change that is proven to let it in, its building measured.

    One printed step less of any number of it is proven not to, but where ``Relaxation.is_at_least`` says that
    not everything was looked at. ``None`` where the match at hand says as much: no building is asked and the
    area does not matter, the ground is not at hand (a replay), or no change could be proven.
    """
    ground = result.inputs.ground
    if ground is None or not _depends_on_ground(result, row):
        return None
    return _Search(result, row, ground).found()


def proven_rejections(result: MatchResult, most: int = MOST_PROVEN) -> tuple[tuple[Rejection, bool], ...]:
    """Explain every excluded candidate in the order of the list, and tell whether its change is the smallest.

    Where the list tells only bounds the change is proven, of the first ``most`` of those candidates; of the
    others, in a replay, and where no change could be proven, the bounds stay.
    """
    told, left = [], most
    for position, row in enumerate(result.choice.rejections.tolist()):
        listed = result.rejection(position)
        if is_worked_out(result, row):
            told.append((listed, True))
            continue
        found = smallest_change(result, row) if left else None
        left -= bool(left)
        told.append((listed, False) if found is None else (found, True))
    return tuple(told)


def is_worked_out(result: MatchResult, row: int) -> bool:
    """Whether a list tells the smallest change of an excluded site; if not, another may be smaller.

    What other plots of the site together ask less of, only a match of the changed request tells.
    """
    return not _depends_on_ground(result, row)


def _depends_on_ground(result: MatchResult, row: int) -> bool:
    """Whether the offer that stands for a site fails on area or building, or its building is not measured."""
    shown, offers = int(result.choice.shown_offer[row]), result.inputs.offers
    if offers.kinds[shown] == OfferKind.PREMISES:
        # Nothing of a building that stands is combined or measured: its columns tell the figure.
        return False
    for judgement in result.judgements:
        fails = judgement.verdicts[shown] == Verdict.FAILS
        if judgement.criterion.id == _COLUMN:
            if fails or is_unmeasured(offers.intervals[_COLUMN], judgement)[shown]:
                return True
        elif judgement.criterion.id == "plot_area" and fails:
            first, last = np.searchsorted(offers.candidate_rows, [row, row + 1]).tolist()
            is_plot = offers.kinds[first:last] == OfferKind.PLOT
            if np.count_nonzero(is_plot) > 1 and result.request.combining.most_plots > 1:
                return True
    return False


class _Search:
    """One site: its offers in the order of the smallest change, until one is proven to come in."""

    def __init__(self, result: MatchResult, row: int, ground: OffersOnGround) -> None:
        self._request, self._profile = result.request, result.profile
        self._site = OneSite(result, row, ground)
        most = MOST_SETS if self._request.building is None else MOST_SETS_WITH_BUILDING
        self._offers, self._is_complete = self._site.offers_at_less(self._request, most)
        self._settled = np.zeros(len(self._offers), np.bool_)

    def found(self) -> Rejection | None:
        told = self._first_proven()
        if told is None:
            # What stands by itself is offered at any area, so that it surely comes in; more may do as well.
            self._keep(np.flatnonzero(self._offers.kinds != OfferKind.COMBINATION))
            self._is_complete = False
            told = self._first_proven()
        return told

    def _first_proven(self) -> Rejection | None:
        for _ in range(MOST_TRIED):
            alone = self._site.outcome(self._request, self._offers)
            shown = int(alone.choice.shown_offer[0])
            if self._is_open(alone, shown):
                self._measure(shown)
                continue
            if not alone.qualifier_count:
                needed = relaxations_of(self._offers, shown, alone.judgements, self._profile)
                told = needed if any(each.needed is None for each in needed) else self._proven(needed)
                if told is not None:
                    return alone.rejection_by(0, told)
            if self._offers.kinds[shown] != OfferKind.COMBINATION:
                return None
            self._keep(np.delete(np.arange(len(self._offers)), shown))
        return None

    def _keep(self, rows: IntArray) -> None:
        self._offers, self._settled = only_offers(self._offers, rows), self._settled[rows]

    def _is_open(self, alone: MatchResult, offer: int) -> bool:
        """Whether the building was not measured on an offer, as far as that decides."""
        judgement = next((each for each in alone.judgements if each.criterion.id == _COLUMN), None)
        if judgement is None or self._settled[offer] or not judgement.applies[offer]:
            return False
        if self._offers.intervals[_COLUMN].basis[offer] == Basis.UNKNOWN:
            return False
        fails = bool(judgement.verdicts[offer] == Verdict.FAILS)
        return fails or bool(is_unmeasured(self._offers.intervals[_COLUMN], judgement)[offer])

    def _measure(self, offer: int) -> None:
        """Write the widest building that is let in on an offer; in the outline of a park it is a bound."""
        building, ground = self._request.building, self._site.ground
        column = self._offers.intervals[_COLUMN]
        self._settled[offer] = True
        if building is None:
            return
        is_own = column.basis[offer] in _MEASURABLE
        is_set = self._offers.kinds[offer] == OfferKind.COMBINATION
        plots = self._offers.members_of(offer).tolist() if is_set else [offer]
        outline, _ = ground.outline_rd(plots)
        if outline is None:
            # Only areas bound it then, as the match has them.
            return
        widest = WidestBuilding(outline, building, is_searched=is_own)
        low, high = widest.bounds_dm(building.width_dm)
        if high < building.width_dm:
            most = widest.widest_dm()
            if most is None:
                return
            low, high = (most if is_own else 0), most
        elif low >= building.width_dm:
            low, high = building.width_dm, building.width_dm
        if not is_own:
            # Where on it a building would stand is not known, and its area may hold less than its outline.
            low, high = 0, min(high, widest_on_area_dm(self._offers, offer, building))
        self._offers = replace(
            self._offers,
            intervals={
                **self._offers.intervals,
                _COLUMN: _written(column, offer, (low, high), is_own=is_own),
            },
        )

    def _proven(self, relaxations: tuple[Relaxation, ...]) -> tuple[Relaxation, ...] | None:
        """Return changes that let the site in, moved back as far as they still do; ``None``: they do not."""
        needed = {each.criterion_id: each.needed for each in relaxations if each.needed is not None}
        if not self._admits(needed) and not self._admits_by_area(needed):
            return None
        doubted = set[str]() if self._is_complete else {"plot_area", _COLUMN}
        for each in relaxations:
            if not self._moved_back(each, needed):
                doubted.add(each.criterion_id)
        told = (with_needed(each, needed[each.criterion_id]) for each in relaxations)
        return tuple(at_least(each) if each.criterion_id in doubted else each for each in told)

    def _admits(self, needed: dict[str, Limit]) -> bool:
        request = relaxed(self._request, needed.items())
        if self._site.admits(request):
            return True
        # As many sets as may be named per park: another one might have come in, had there been fewer.
        sets = np.count_nonzero(self._site.offers(request).kinds == OfferKind.COMBINATION)
        self._is_complete &= bool(sets < PER_PARK)
        return False

    def _admits_by_area(self, needed: dict[str, Limit]) -> bool:
        """Try the building that asks for no more than the recorded area of some plots.

        Where no area is asked, that of the building is; an outline may be drawn larger than its plot.
        """
        building = self._request.building
        if _COLUMN not in needed or building is None or self._request.requirement("plot_area") is not None:
            return False
        most_dm = as_number(needed[_COLUMN])
        areas_m2 = np.unique(self._offers.intervals["plot_area"].high)
        widths = [_widest_for(self._request, most_dm, int(each)) for each in areas_m2.tolist()]
        for width_dm in sorted({each for each in widths if 0 < each < most_dm}, reverse=True)[:_MOST_STEPS]:
            if self._admits({**needed, _COLUMN: width_dm}):
                needed[_COLUMN] = width_dm
                self._is_complete = False
                return True
        return False

    def _moved_back(self, relaxation: Relaxation, needed: dict[str, Limit]) -> bool:
        """Move one number back towards what was asked; whether it now cannot be moved any further."""
        criterion = CRITERION_BY_ID.get(relaxation.criterion_id)
        limit, asked = needed[relaxation.criterion_id], relaxation.asked
        if criterion is None or criterion.id == "category" or isinstance(limit, bool):
            return True
        if not isinstance(limit, int) or not isinstance(asked, int):
            return True
        step = criterion.step if criterion.limit_kind is LimitKind.AT_LEAST else -criterion.step
        for _ in range(_MOST_STEPS):
            nearer = limit + step
            if (asked - nearer) * step <= 0:
                return True
            if not self._site.admits(relaxed(self._request, {**needed, criterion.id: nearer}.items())):
                return True
            limit = needed[criterion.id] = nearer
        return False


def _widest_for(request: LocationRequest, most_dm: int, area_m2: int) -> int:
    """Return the widest building on the step, up to ``most_dm``, that asks for no more than an area."""
    least, most = 0, most_dm // STEP_DM
    while least < most:
        middle = (least + most + 1) // 2
        wanted_m2 = wanted_area_m2(with_limit(request, _COLUMN, middle * STEP_DM))
        least, most = (middle, most) if (wanted_m2 or 0) <= area_m2 else (least, middle - 1)
    return least * STEP_DM


def _written(column: IntervalColumn, offer: int, bounds: Iterable[int], *, is_own: bool) -> IntervalColumn:
    low, high, basis = column.low.copy(), column.high.copy(), column.basis.copy()
    low[offer], high[offer] = bounds
    if is_own:
        basis[offer] = Basis.COMPUTED
    return IntervalColumn(low, high, basis, column.record_ids)
