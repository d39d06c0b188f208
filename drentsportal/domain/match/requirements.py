"""Verdicts of hard requirements over all offers at once: FAILS, CHECK or FITS from the bounds of each value.

One rule for every number: it FITS where even the worse bound meets the limit, FAILS where even the better
bound does not, and is a CHECK between. So unknown is never good and never bad, and tightening a limit never
turns a worse verdict into a better one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request import Housing, Limit, LocationRequest
from drentsportal.domain.match.criteria import CRITERION_BY_ID, CriteriaProfile, Criterion, LimitKind
from drentsportal.domain.match.match_result import CheckKind, Verdict
from drentsportal.domain.match.offer_columns import UNBOUNDED, Basis
from drentsportal.domain.match.unjudged import OF_PREMISES
from drentsportal.domain.sites.regions import SHIPPED_MEMBERS
from drentsportal.domain.vocabulary import Scarcity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from drentsportal.domain.match.offer_columns import SetColumn
    from drentsportal.domain.match.offers import OfferTable

HOUSING: Final = Criterion("housing", "class", LimitKind.ANY_OF, can_prefer=False)
"""Land or building, from ``LocationRequest.housing``; judged like a requirement, never a field of its own."""

SUPPLY: Final = Criterion("supply", "m2", LimitKind.AT_LEAST, can_prefer=False)
"""That there is any land to be issued; judged where no plot area is asked: a full park never leads."""

_BY_BASIS: Final = frozenset({"price", "building"})
"""Criteria of which the column tells on which offers they say nothing."""

_BY_TOTAL: Final = frozenset({"plot_area", "expansion_area", "building"})
"""Criteria on one contiguous piece, of which a total says at most how large it can be."""

TOTALS: Final = frozenset({Basis.TOTAL, Basis.TOTAL_LATER, Basis.PARK_TOTAL})


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """One requirement over all offers; where it does not apply it counts as FITS and is not shown.

    ``limit`` is what was asked; ``admitted`` the same with its regions resolved into their gemeenten.
    """

    criterion: Criterion
    limit: Limit
    admitted: Limit
    verdicts: NDArray[np.int8]
    applies: NDArray[np.bool_]


def judged_limits(request: LocationRequest) -> tuple[tuple[Criterion, Limit], ...]:
    """Return everything that is judged, in the order in which it is shown: housing, supply, then criteria.

    The building that a request names is judged like a requirement: the width asked, at its proportions.
    """
    limits: list[tuple[Criterion, Limit]] = []
    if request.housing is not Housing.EITHER:
        limits.append((HOUSING, request.housing.value))
    if request.requirement("plot_area") is None:
        limits.append((SUPPLY, 1))
    for criterion_id, criterion in CRITERION_BY_ID.items():
        requirement = request.requirement(criterion_id)
        if requirement is not None:
            limits.append((criterion, requirement.limit))
        elif criterion_id == "building" and request.building is not None:
            limits.append((criterion, request.building.width_dm))
    return tuple(limits)


def judge_all(
    offers: OfferTable, request: LocationRequest, profile: CriteriaProfile
) -> tuple[Judgement, ...]:
    """Judge every requirement of a request on every offer."""
    return tuple(judge(offers, criterion, limit, profile) for criterion, limit in judged_limits(request))


def judge(offers: OfferTable, criterion: Criterion, limit: Limit, profile: CriteriaProfile) -> Judgement:
    """Judge one requirement on every offer."""
    applies = applicable(offers, criterion)
    admitted = as_ids(limit, offers.region_members) if isinstance(limit, tuple) else limit
    fits, fails = _bounds_meet(offers, criterion, admitted, profile)
    verdicts = np.where(fits, Verdict.FITS, np.where(fails, Verdict.FAILS, Verdict.CHECK))
    verdicts[~applies] = Verdict.FITS
    return Judgement(criterion, limit, admitted, verdicts.astype(np.int8), applies)


def applicable(offers: OfferTable, criterion: Criterion) -> NDArray[np.bool_]:
    """Whether a requirement says anything about an offer: rent about buildings, supply about land.

    A price is one of land, and of a building where only buildings are sought (``asked_offers``). The building
    asked was not judged on premises by matches that were kept before it was (``building_column``).
    """
    if criterion.id in OF_PREMISES:
        return offers.is_premises()
    if criterion.id == SUPPLY.id:
        return ~offers.is_premises()
    if criterion.id in _BY_BASIS:
        return np.not_equal(offers.intervals[criterion.id].basis, Basis.NOT_APPLICABLE)
    return np.ones(len(offers), np.bool_)


def as_number(limit: Limit) -> int:
    """Return a numeric limit; a requirement of another type is a fault of ours."""
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise TypeError(type(limit).__name__)
    return limit


def as_ids(limit: Limit, members: Mapping[str, Sequence[str]] = SHIPPED_MEMBERS) -> tuple[str, ...]:
    """Return the ids of a limit on a set, regions (``members`` by id) resolved into their gemeenten."""
    if not isinstance(limit, tuple):
        raise TypeError(type(limit).__name__)
    return tuple(dict.fromkeys(code for each in limit for code in members.get(each, (each,))))


def check_kind(criterion_id: str, basis: Sequence[Basis], *, permit: bool, spread: bool) -> CheckKind:
    """Return why a requirement is a CHECK, from the basis of the value or values that it looked at.

    ``permit``: the plan falls short by no more than the margin; ``spread``: plots of a combination differ.
    """
    if permit:
        return CheckKind.PERMIT_NEEDED
    if spread or Basis.COMBINED in basis:
        return CheckKind.COMBINATION
    if criterion_id in _BY_TOTAL and TOTALS & set(basis):
        return CheckKind.TOTAL_ONLY
    if _is_need(criterion_id) and Basis.UNKNOWN not in basis:
        return CheckKind.LIMITED
    return next((kind for each, kind in _KIND_OF_BASIS if each in basis), CheckKind.UNKNOWN)


def _is_need(criterion_id: str) -> bool:
    criterion = CRITERION_BY_ID.get(criterion_id)
    return criterion is not None and criterion.limit_kind is LimitKind.NEED


_KIND_OF_BASIS: Final = (
    (Basis.MAIN_CATEGORY, CheckKind.MAIN_CATEGORY_ONLY),
    (Basis.NOT_COMPUTED, CheckKind.NOT_COMPUTED),
)

_Masks = tuple["NDArray[np.bool_]", "NDArray[np.bool_]"]


def _bounds_meet(offers: OfferTable, criterion: Criterion, limit: Limit, profile: CriteriaProfile) -> _Masks:
    masks: _Masks
    if limit is False:
        masks = _everything(offers)
    elif criterion.id == "housing":
        masks = _housing(offers, str(limit))
    elif criterion.id == "supply":
        masks = _supply(offers)
    elif criterion.id == "category":
        masks = _category(offers, as_number(limit))
    elif criterion.id == "height":
        masks = _height(offers, as_number(limit), profile.permit_margin_dm)
    elif criterion.limit_kind is LimitKind.IS_TRUE:
        column = offers.intervals[criterion.id]
        masks = column.low >= 1, column.high < 1
    elif criterion.limit_kind is LimitKind.NEED:
        masks = _need(offers.sets[criterion.id])
    elif criterion.limit_kind is LimitKind.ANY_OF:
        surely, possibly = offers.sets[criterion.id].overlap(as_ids(limit, {}))
        masks = surely, ~possibly
    else:
        masks = _number(offers, criterion, as_number(limit))
    return masks


def _everything(offers: OfferTable) -> _Masks:
    everything = np.ones(len(offers), np.bool_)
    return everything, ~everything


def _need(column: SetColumn) -> _Masks:
    """Good fits and none fails; limited is asked, with the amount: how much is left is not known."""
    surely_good, _ = column.overlap((Scarcity.GOOD.value,))
    _, possibly_some = column.overlap((Scarcity.GOOD.value, Scarcity.LIMITED.value))
    return surely_good, ~possibly_some


def _number(offers: OfferTable, criterion: Criterion, limit: int) -> _Masks:
    column = offers.intervals[criterion.id]
    if criterion.limit_kind is LimitKind.AT_LEAST:
        return column.low >= limit, column.high < limit
    return column.high <= limit, column.low > limit


def _housing(offers: OfferTable, wanted: str) -> _Masks:
    if wanted == Housing.EITHER:
        return _everything(offers)
    fits = offers.is_premises() == (wanted == Housing.PREMISES)
    return fits, ~fits


def _supply(offers: OfferTable) -> _Masks:
    column = offers.intervals["plot_area"]
    return (column.high > 0) & (column.high < UNBOUNDED), column.high <= 0


def _category(offers: OfferTable, rank: int) -> _Masks:
    """Compare with least and most that the plan admits; a main number never FITS, its bounds being open."""
    least, most = offers.intervals["category_min"], offers.intervals["category_max"]
    return (least.high <= rank) & (rank <= most.low), (most.high < rank) | (rank < least.low)


def _height(offers: OfferTable, limit_dm: int, margin_dm: int) -> _Masks:
    """Leave what is within the margin above the plan to a permit."""
    column = offers.intervals["height"]
    return column.low >= limit_dm, column.high < limit_dm - margin_dm
