"""Scales as points that a hand can move, and from one shape to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.match.criteria import SCALE_TOP, Scale, ScaleShape

if TYPE_CHECKING:
    from drentsportal.ui.widgets.scale_curve import Handles

_PARTS = 3


def handles_of(scale: Scale) -> Handles:
    """Return the points of a scale that maps numbers; of a decaying one where it is full and where half."""
    if scale.shape is ScaleShape.LINEAR:
        return ((scale.worst, 0), (scale.best, SCALE_TOP))
    if scale.shape is ScaleShape.DECAY:
        return ((scale.best, SCALE_TOP), (scale.best + scale.halving, SCALE_TOP // 2))
    return scale.points


def scale_of(shape: ScaleShape, handles: Handles) -> Scale:
    """Return the scale of points; not checked."""
    if shape is ScaleShape.LINEAR:
        return Scale(worst=handles[0][0], best=handles[1][0])
    if shape is ScaleShape.DECAY:
        return Scale(best=handles[0][0], shape=shape, halving=handles[1][0] - handles[0][0])
    return Scale(shape=shape, points=handles)


def reshaped(scale: Scale, shape: ScaleShape) -> Scale:
    """Return a scale of another shape over the same values, to begin with."""
    if shape is scale.shape:
        return scale
    handles = handles_of(scale)
    values = [value for value, _ in handles]
    low, high = min(values), max(*values, min(values) + _PARTS)
    if shape is ScaleShape.LINEAR:
        falls = handles[0][1] > handles[-1][1] or (scale.shape is ScaleShape.DECAY)
        return Scale(worst=high if falls else low, best=low if falls else high)
    if shape is ScaleShape.DECAY:
        return Scale(best=low, shape=shape, halving=max(1, (high - low) // _PARTS))
    if shape is ScaleShape.IDEAL:
        part = (high - low) // _PARTS
        at = (low, low + part, high - part, high)
        return Scale(shape=shape, points=tuple(zip(at, (0, SCALE_TOP, SCALE_TOP, 0), strict=True)))
    return Scale(shape=shape, points=tuple(sorted(handles)))


def with_point(handles: Handles, step: int) -> Handles:
    """Return piecewise points with one more beyond the last."""
    last, worth = handles[-1]
    further = max(step, last - handles[-2][0] if len(handles) > 1 else step)
    return (*handles, (last + further, worth))
