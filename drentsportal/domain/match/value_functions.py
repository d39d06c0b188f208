"""How a number becomes a worth from 0 to ``SCALE_TOP``: linear, piecewise, ideal range, distance decay.

Whole numbers throughout, rounded down, so that a worth is the same on every machine. Of a range of values the
least and the most worth are exact: a shape that rises and falls is looked at in its break points too.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.match.criteria import SCALE_TOP, Scale, ScaleShape

if TYPE_CHECKING:
    from drentsportal.domain.match.offer_columns import IntArray

_FAULTS: Final = {
    ScaleShape.LINEAR: "flat_scale",
    ScaleShape.PIECEWISE: "scale_points",
    ScaleShape.IDEAL: "scale_ideal",
    ScaleShape.DECAY: "scale_halving",
}
SHAPE_FAULTS: Final = frozenset(f"error.profile.{each}" for each in _FAULTS.values())
"""Ids of ``scale_fault`` that say what a shape needs."""

_IDEAL_WORTHS: Final = (0, SCALE_TOP, SCALE_TOP, 0)
_HALVINGS: Final = SCALE_TOP.bit_length()
"""After so many halvings nothing is left of the top."""


FURTHEST: Final = 10**12
"""The furthest number of a scale from 0. The widest piece, 2 * 10**12, times ``SCALE_TOP`` is 2 * 10**18 and
so within int64; own choice, far beyond any area in m², distance in m or day number."""


def is_usable(scale: Scale) -> bool:
    """Whether a scale can map numbers: ``scale_fault`` finds nothing."""
    return not scale_fault(scale)


def scale_fault(scale: Scale) -> str:
    """Return the id of the message that says why a scale cannot map numbers, "" where it can.

    Linear: ends that differ. Piecewise: two points or more, values ascending, worths on the scale. Ideal:
    four points, values ascending, the outer ones worth 0 and the inner ones all. Decay: a halving over 0.
    No number of any shape lies further from 0 than ``FURTHEST``.
    """
    numbers = (scale.worst, scale.best, scale.halving, *(value for value, _ in scale.points))
    if any(abs(each) > FURTHEST for each in numbers):
        return "error.profile.scale_range"
    return "" if _maps(scale) else f"error.profile.{_FAULTS[scale.shape]}"


def _maps(scale: Scale) -> bool:
    if scale.shape is ScaleShape.LINEAR:
        return scale.worst != scale.best
    if scale.shape is ScaleShape.DECAY:
        return scale.halving > 0
    values, given = [value for value, _ in scale.points], tuple(worth for _, worth in scale.points)
    ascending = all(first < second for first, second in pairwise(values))
    on_scale = len(values) > 1 and all(0 <= worth <= SCALE_TOP for worth in given)
    if scale.shape is ScaleShape.IDEAL:
        return ascending and given == _IDEAL_WORTHS
    return ascending and on_scale


def worths(values: IntArray, scale: Scale) -> IntArray:
    """Return what exact values are worth; flat beyond the ends of the scale."""
    if scale.shape is ScaleShape.LINEAR:
        return _linear(values, scale)
    if scale.shape is ScaleShape.DECAY:
        return _decay(values, scale)
    return _piecewise(values, scale)


def worth_bounds(low: IntArray, high: IntArray, scale: Scale) -> tuple[IntArray, IntArray]:
    """Return the least and the most that a value between ``low`` and ``high``, ends included, is worth."""
    ends = worths(low, scale), worths(high, scale)
    least, most = np.minimum(*ends), np.maximum(*ends)
    for value, worth in scale.points if is_bent(scale) else ():
        inside = (low <= value) & (value <= high)
        least = np.where(inside, np.minimum(least, worth), least)
        most = np.where(inside, np.maximum(most, worth), most)
    return least, most


def is_bent(scale: Scale) -> bool:
    """Whether the worth may both rise and fall, so that the ends of a range do not tell its worths."""
    return scale.shape in {ScaleShape.PIECEWISE, ScaleShape.IDEAL}


def prefers_more(scale: Scale) -> bool:
    """Whether, of a shape that goes one way, more is worth more."""
    return scale.shape is ScaleShape.LINEAR and scale.best > scale.worst


def _linear(values: IntArray, scale: Scale) -> IntArray:
    worst, best = scale.worst, scale.best
    mapped: IntArray = np.clip(values, min(worst, best), max(worst, best))
    if best > worst:
        mapped -= worst
    else:
        np.subtract(worst, mapped, out=mapped)
    mapped *= SCALE_TOP
    mapped //= abs(best - worst)
    return mapped


def _decay(values: IntArray, scale: Scale) -> IntArray:
    beyond = np.clip(values, scale.best, scale.best + _HALVINGS * scale.halving) - scale.best
    halvings, rest = np.divmod(beyond, scale.halving)
    tops = np.array([SCALE_TOP >> count for count in range(_HALVINGS + 2)], np.int64)
    mapped: IntArray = tops[halvings] + (tops[halvings + 1] - tops[halvings]) * rest // scale.halving
    return mapped


def _piecewise(values: IntArray, scale: Scale) -> IntArray:
    """Add what each piece brings: all of it beyond the piece, nothing before it, in proportion within."""
    mapped = np.full(len(values), scale.points[0][1], np.int64)
    for (left, before), (right, after) in pairwise(scale.points):
        if after != before:
            inside: IntArray = np.clip(values, left, right)
            inside -= left
            inside *= after - before
            inside //= right - left
            mapped += inside
    return mapped
