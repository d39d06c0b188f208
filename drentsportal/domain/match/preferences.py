"""What each preference is worth on an absolute scale, and the score that follows: whole numbers throughout.

A value is never relative to the other candidates, so adding a site never reorders the rest (design 3.3). What
is not known exactly gives an interval with its middle as point; an unknown value the whole scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request import Preference
from drentsportal.domain.match.criteria import CRITERION_BY_ID, SCALE_TOP, CriteriaProfile, LimitKind, Scale
from drentsportal.domain.match.offer_columns import NO_ROW
from drentsportal.domain.match.value_functions import (
    FURTHEST,
    is_bent,
    prefers_more,
    scale_fault,
    worth_bounds,
    worths,
)
from drentsportal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.offer_columns import IntArray, IntervalColumn, SetColumn
    from drentsportal.domain.match.offers import OfferTable

YES_CLASS: Final = "yes"
NO_CLASS: Final = "no"
"""Class ids of a yes-or-no criterion in a scale."""

MATCH_CLASS: Final = "match"
NONE_CLASS: Final = "none"
"""Class ids of a criterion that compares with a wanted set, in a scale."""


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Sum of weight times value per offer, at most 10**10: the least, the middle and the most it can be."""

    low: IntArray
    point: IntArray
    high: IntArray


def effective_preferences(request: LocationRequest, profile: CriteriaProfile) -> tuple[Preference, ...]:
    """Return the preferences that count, in the order of ``CRITERIA``.

    Those of the request; where it has none at all, the profile's default weights, except those that compare
    with what the request does not state (a present location, homes of staff, wanted segments).
    """
    unasked = _without_ground(request)
    stated = request.preferences or tuple(
        Preference(criterion_id, weight)
        for criterion_id, weight in profile.default_weights.items()
        if criterion_id not in unasked
    )
    targeted = (_with_target(each, request) for each in stated)
    order = {criterion_id: place for place, criterion_id in enumerate(CRITERION_BY_ID)}
    kept = [each for each in targeted if request.preferences or each.criterion_id != "segment" or each.target]
    return tuple(sorted(kept, key=lambda each: order[each.criterion_id]))


def score(
    offers: OfferTable, preferences: Sequence[Preference], weights: Sequence[int], profile: CriteriaProfile
) -> Scores:
    """Score all offers at once.

    Raises ``InputError`` when the profile has no usable scale for a criterion.
    """
    low = np.zeros(len(offers), np.int64)
    rest_point, rest_high = np.zeros_like(low), np.zeros_like(low)
    for preference, weight in zip(preferences, weights, strict=True):
        if not weight:
            continue
        values, rows, spread = _values(offers, preference, profile)
        values *= weight
        low += values
        rest_point[rows] += weight * (spread // 2)
        rest_high[rows] += weight * spread
    rest_point += low
    rest_high += low
    return Scores(low, rest_point, rest_high)


def value_interval(
    offers: OfferTable, row: int, preference: Preference, profile: CriteriaProfile
) -> tuple[int, int, int]:
    """Return what one offer's value is worth, 0 to ``SCALE_TOP``: least, middle, most."""
    low, high = preference_values(offers, preference, profile, np.array([row]))
    least, most = int(low[0]), int(high[0])
    return least, least + (most - least) // 2, most


def preference_values(
    offers: OfferTable, preference: Preference, profile: CriteriaProfile, rows: IntArray
) -> tuple[IntArray, IntArray]:
    """Return what the values of some offers are worth, 0 to ``SCALE_TOP``: least and most of each."""
    if preference.criterion_id in offers.sets:
        return _set_values(offers.sets[preference.criterion_id].take(rows), preference, profile)
    return _number_values(offers.intervals[preference.criterion_id].take(rows), preference, profile)


def open_classes(
    offers: OfferTable, row: int, preference: Preference, profile: CriteriaProfile
) -> tuple[tuple[str, int], ...]:
    """Return each class that one offer can still have with what it is worth; none for a number.

    A criterion that compares with a wanted set has two: it fits or not. Of the rest the classes of the scale,
    or those among which the offer is known to lie.
    """
    classes = profile.scale(preference.criterion_id).classes
    if _is_yes_or_no(preference):
        return (NO_CLASS, classes.get(NO_CLASS, 0)), (YES_CLASS, classes.get(YES_CLASS, SCALE_TOP))
    if preference.criterion_id not in offers.sets:
        return ()
    if preference.target:
        return (NONE_CLASS, classes.get(NONE_CLASS, 0)), (MATCH_CLASS, classes.get(MATCH_CLASS, SCALE_TOP))
    column = offers.sets[preference.criterion_id]
    possible = int(column.possible[row])
    known = () if possible == NO_ROW else column.sets[possible]
    return tuple((each, classes.get(each, 0)) for each in known or classes)


def number_worths(least: int, most: int, preference: Preference, profile: CriteriaProfile) -> tuple[int, int]:
    """Return the least and the most that a number between two ends is worth; ends included."""
    scale = _number_scale(preference, profile)
    low, high = worth_bounds(np.array([least]), np.array([most]), scale)
    return int(low[0]), int(high[0])


def _values(
    offers: OfferTable, preference: Preference, profile: CriteriaProfile
) -> tuple[IntArray, IntArray, IntArray]:
    """Return the least worth of all, and the rows where the most is more, with by how much."""
    if preference.criterion_id in offers.sets:
        low, high = _set_values(offers.sets[preference.criterion_id], preference, profile)
        rows = np.flatnonzero(low != high)
        return low, rows, (high - low)[rows]
    column = offers.intervals[preference.criterion_id]
    if _is_yes_or_no(preference):
        low, high = _yes_no_values(column, profile.scale(preference.criterion_id))
        rows = np.flatnonzero(low != high)
        return low, rows, (high - low)[rows]
    scale = _number_scale(preference, profile)
    rows = column.spread_rows()
    if is_bent(scale):
        low = worths(column.low, scale)
        low[rows], most = worth_bounds(column.low[rows], column.high[rows], scale)
        return low, rows, most - low[rows]
    worse, better = (column.low, column.high) if prefers_more(scale) else (column.high, column.low)
    low = worths(worse, scale)
    return low, rows, worths(better[rows], scale) - low[rows]


def _number_values(
    column: IntervalColumn, preference: Preference, profile: CriteriaProfile
) -> tuple[IntArray, IntArray]:
    if _is_yes_or_no(preference):
        return _yes_no_values(column, profile.scale(preference.criterion_id))
    return worth_bounds(column.low, column.high, _number_scale(preference, profile))


def _is_yes_or_no(preference: Preference) -> bool:
    criterion = CRITERION_BY_ID.get(preference.criterion_id)
    return criterion is not None and criterion.limit_kind is LimitKind.IS_TRUE


def _number_scale(preference: Preference, profile: CriteriaProfile) -> Scale:
    scale = profile.scale(preference.criterion_id)
    if fault := scale_fault(scale):
        raise InputError(
            fault,
            field=preference.criterion_id,
            criterion=preference.criterion_id,
            profile=profile.id,
            most=FURTHEST,
        )
    return scale


def _yes_no_values(column: IntervalColumn, scale: Scale) -> tuple[IntArray, IntArray]:
    worth = np.array([scale.classes.get(NO_CLASS, 0), scale.classes.get(YES_CLASS, SCALE_TOP)], np.int64)
    ends = worth[np.clip(column.low, 0, 1)], worth[np.clip(column.high, 0, 1)]
    return np.minimum(*ends), np.maximum(*ends)


def _set_values(
    column: SetColumn, preference: Preference, profile: CriteriaProfile
) -> tuple[IntArray, IntArray]:
    worth = np.array([_worth(each, preference, profile) for each in column.sets] + [SCALE_TOP], np.int64)
    high = worth[column.possible]
    worth[NO_ROW] = 0
    return worth[column.sure], high


def _worth(ids: tuple[str, ...], preference: Preference, profile: CriteriaProfile) -> int:
    classes = profile.scale(preference.criterion_id).classes
    if preference.target:
        matches = not set(ids).isdisjoint(preference.target)
        return classes.get(MATCH_CLASS, SCALE_TOP) if matches else classes.get(NONE_CLASS, 0)
    return max((classes.get(each, 0) for each in ids), default=0)


def _without_ground(request: LocationRequest) -> frozenset[str]:
    """Name the criteria that compare with something that a request leaves out."""
    from_origin = {"present_distance", "present_minutes"} if request.origin is None else set[str]()
    return frozenset(from_origin if request.staff_points else from_origin | {"staff_minutes"})


def _with_target(preference: Preference, request: LocationRequest) -> Preference:
    """Give a segment preference without target that of the requirement, where there is one."""
    if preference.criterion_id != "segment" or preference.target:
        return preference
    requirement = request.requirement("segment")
    if requirement is None or not isinstance(requirement.limit, tuple):
        return preference
    return Preference(preference.criterion_id, preference.weight, requirement.limit)
