"""What a changed request lets in: counted on the columns of a result, or matched where they say too little.

Another area asked takes other plots together, and of a building only what nothing else excluded was measured.
There the ground is asked again, by the same steps as a match, so that what is told is what a match of the
changed request has. Distances, times and room to grow do not depend on the change and are taken over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.asked_offers import judges_buildings_by_price, with_price
from drentsportal.domain.match.building_column import with_building
from drentsportal.domain.match.combined_offers import wanted_area_m2, with_combinations
from drentsportal.domain.match.left_to_ask import to_check_count, with_to_check
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.match.relaxation import relaxed
from drentsportal.domain.match.requirements import judge
from drentsportal.domain.match.unmeasured import is_unmeasured, unmeasured_count, with_unmeasured
from drentsportal.domain.message import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Building, Limit, LocationRequest
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.message import Message

_FEWEST: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Recount:
    """What a change lets in and takes away, as a match of the changed request has it.

    ``then`` tells per candidate whether it qualifies. ``is_counted`` is off where only the columns at hand
    were counted though they say too little: the ground is not at hand (a replay). ``is_anew`` is on where
    the changed request was matched.
    """

    count_now: int
    then: NDArray[np.bool_]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    to_check: int
    unmeasured: int
    is_counted: bool = True
    is_anew: bool = False

    @property
    def count_then(self) -> int:
        """Number of candidates that qualify with the change."""
        return int(self.then.sum())


class Recounts:
    """The recounts of one result; each change is counted once."""

    def __init__(self, result: MatchResult) -> None:
        """Count changes of what the result was asked."""
        self._result = result
        self._now = result.choice.passing[result.choice.shown_offer]
        self._made: dict[LocationRequest, Recount] = {}

    def of(self, moved: Mapping[str, Limit]) -> Recount:
        """Count a change; ``moved`` names the requirements that change, with their limits."""
        request = eased(self._result.request, moved)
        if request not in self._made:
            self._made[request] = self._counted(moved, request)
        return self._made[request]

    def _counted(self, moved: Mapping[str, Limit], request: LocationRequest) -> Recount:
        is_enough = self._are_columns_enough(moved, request)
        again = None if is_enough else rematched(self._result, request)
        if again is None:
            told = self._told(self._result, moved)
            return replace(told, is_counted=is_enough)
        return replace(self._told(again, {}), is_anew=True)

    def _told(self, base: MatchResult, moved: Mapping[str, Limit]) -> Recount:
        choice, ids = self._result.choice, self._result.inputs.offers.candidates.ids
        then = qualified_with(base, moved)
        comes_in = then & ~self._now
        return Recount(
            int(self._now.sum()),
            then,
            tuple(ids[row] for row in choice.rejections.tolist() if then[row]),
            tuple(ids[row] for row in choice.ranking.tolist() if not then[row]),
            to_check_count(base, moved, comes_in),
            unmeasured_count(base, moved, comes_in),
        )

    def _are_columns_enough(self, moved: Mapping[str, Limit], request: LocationRequest) -> bool:
        """Whether the match at hand looked for all plots together and measured all that the change needs."""
        before, offers = self._result.request, self._result.inputs.offers
        if wanted_area_m2(before) != wanted_area_m2(request) and _may_combine(before, offers):
            return False
        if _prices_otherwise(self._result, request):
            return False
        if before.building is None:
            return True
        return "building" not in moved and not self._leaves_open(moved)

    def _leaves_open(self, moved: Mapping[str, Limit]) -> bool:
        """Whether an offer that the change lets in has a building that was not measured."""
        fails, judged = fails_with(self._result, moved), self._result.judgements
        building = next((each for each in judged if each.criterion.id == "building"), None)
        if building is None:
            return False
        is_open = is_unmeasured(self._result.inputs.offers.intervals["building"], building)
        return bool(((fails == 0) & (self._result.choice.fail_counts > 0) & is_open).any())


def eased(request: LocationRequest, moved: Mapping[str, Limit]) -> LocationRequest:
    """Return the request with limits moved; one that is given up is left out, not kept as met by all."""
    changed = relaxed(request, moved.items())
    kept = tuple(each for each in changed.requirements if each.limit is not False)
    return replace(changed, requirements=kept)


def rematched(result: MatchResult, request: LocationRequest) -> MatchResult | None:
    """Match a changed request on the sites of a result; ``None`` where their ground is not at hand.

    Only limits, housing and the width of the building may differ (``relaxation.with_limit``).
    """
    ground, offers = result.inputs.ground, result.inputs.offers
    if ground is None:
        return None
    if _plots_wanted(result.request) != _plots_wanted(request) or _prices_otherwise(result, request):
        offers = with_combinations(ground, with_price(_single(offers, ground), request), request)
    offers = with_building(ground, offers, request, result.profile)
    return type(result)(replace(result.inputs, request=request, offers=offers), result.sources)


def _plots_wanted(request: LocationRequest) -> tuple[int | None, Building | None]:
    """Return what decides which plots are taken together."""
    return wanted_area_m2(request), request.building


def _prices_otherwise(result: MatchResult, request: LocationRequest) -> bool:
    """Whether buildings are judged by a price in the one request and not in the other."""
    is_changed = judges_buildings_by_price(result.request) != judges_buildings_by_price(request)
    return is_changed and "price" in result.inputs.offers.intervals


def qualified_with(result: MatchResult, moved: Mapping[str, Limit]) -> NDArray[np.bool_]:
    """Whether each candidate qualifies with some requirements at another limit, by the columns at hand."""
    passes = np.equal(fails_with(result, moved), 0)
    if not len(passes):
        return passes
    qualified: NDArray[np.bool_] = np.logical_or.reduceat(passes, result.inputs.offers.candidate_starts())
    return qualified


def fails_with(result: MatchResult, moved: Mapping[str, Limit]) -> NDArray[np.int64]:
    """Count per offer the requirements that fail with some of them at another limit."""
    fails = result.choice.fail_counts.copy()
    for judgement in result.judgements:
        if judgement.criterion.id in moved:
            limit = moved[judgement.criterion.id]
            there = judge(result.inputs.offers, judgement.criterion, limit, result.profile)
            fails += np.equal(there.verdicts, Verdict.FAILS)
            fails -= np.equal(judgement.verdicts, Verdict.FAILS)
    return fails


def with_counts(change: Message, recount: Recount) -> Message:
    """Say with a change how many sites are left to ask or not measured, and whether nothing was matched."""
    told = with_to_check(change, len(recount.gained), len(recount.lost), recount.to_check)
    told = with_unmeasured(told, recount.unmeasured)
    is_whole = recount.is_counted or not recount.gained
    return told if is_whole else message("what_if.not_counted", change=told)


def _may_combine(request: LocationRequest, offers: OfferTable) -> bool:
    several = np.count_nonzero(offers.kinds == OfferKind.PLOT) >= _FEWEST
    return request.combining.most_plots >= _FEWEST and bool(several)


def _single(offers: OfferTable, ground: OffersOnGround) -> OfferTable:
    """Take the combinations out, so that others can be put in; the rows are then those of the ground."""
    rows = np.flatnonzero(offers.kinds != OfferKind.COMBINATION)
    on_ground = ground.offers
    kept = {name: column.take(rows) for name, column in offers.intervals.items() if name != "building"}
    if "price" in kept:
        kept["price"] = on_ground.intervals["price"]
    return replace(
        offers,
        kinds=on_ground.kinds,
        candidate_rows=on_ground.candidate_rows,
        precedence=on_ground.precedence,
        site_ids=on_ground.site_ids,
        park_ids=on_ground.park_ids,
        site_records=on_ground.site_records,
        member_starts=on_ground.member_starts,
        members=on_ground.members,
        intervals=kept,
        sets={name: column.take(rows) for name, column in offers.sets.items()},
        apart=frozenset(),
        growth_groups=offers.growth_groups[rows] if len(offers.growth_groups) else offers.growth_groups,
    )
