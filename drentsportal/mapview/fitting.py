"""A fitting on the map page: offered plots as one outline, the free strip, the building true to scale.

Outlines go over in lon/lat as drawn lines; the page adds nothing and measures nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
import shapely
from shapely.geometry import Polygon

from drentsportal.domain.projection import to_lonlat
from drentsportal.figures.fitting_words import fitting_words
from drentsportal.mapview.messages import ToPage

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.space.fitting import Fitting
    from drentsportal.language import Language
    from drentsportal.mapview.messages import LonLat

FITS: Final = "fits"
LARGEST: Final = "largest"
PLAIN: Final = "plain"
_DIGITS: Final = 8
"""A millimetre: the building is drawn to scale, also when somebody zooms in."""

Rings = list[list["LonLat"]]


@dataclass(frozen=True, slots=True)
class FittingShown(ToPage):
    """What is offered at the selected candidate, or tried by hand; no ``title`` takes it away.

    ``tone`` is ``fits``, ``largest`` (another building is drawn than the one asked) or ``plain``. ``plots``,
    ``outline`` and ``strip`` are polygons of rings, outer first; ``building`` one ring. ``is_trial``: clicks
    choose plots and Escape ends it; ``ids`` are the plots it rests on. ``view``: opposite corners to show.
    ``is_small``: the card says no more than what does not fit, and leaves the map to what is drawn.
    """

    type: ClassVar[str] = "fitting"
    title: str = ""
    lines: list[str] = field(default_factory=list)
    tone: str = PLAIN
    outcome: str = ""
    label: str = ""
    ids: list[str] = field(default_factory=list)
    plots: list[Rings] = field(default_factory=list)
    outline: list[Rings] = field(default_factory=list)
    strip: list[Rings] = field(default_factory=list)
    building: list[LonLat] = field(default_factory=list)
    view: list[LonLat] = field(default_factory=list)
    is_trial: bool = False
    fit: bool = False
    is_small: bool = False


def fitting_message(
    language: Language, fitting: Fitting, *, is_trial: bool = False, look: bool = False
) -> FittingShown:
    """Make the message that draws a fitting; ``look`` brings it into view."""
    words = fitting_words(language, fitting)
    drawn = fitting.drawn
    strip_rd = fitting.left_rd if fitting.building and fitting.building.setback_dm else None
    tone = PLAIN if fitting.building is None else FITS if fitting.place is not None else LARGEST
    return FittingShown(
        words.title,
        list(words.lines),
        tone,
        words.outcome,
        words.label,
        [each.id for each in fitting.plots],
        [polygon for each in fitting.plots for polygon in _polygons(each.geometry_rd)],
        _polygons(fitting.outline_rd),
        [] if strip_rd is None else _polygons(strip_rd),
        [] if drawn is None else _ring(np.array(drawn.footprint_rd.exterior.coords)[:-1]),
        _ring(np.array(fitting.outline_rd.bounds).reshape(2, 2)),
        is_trial,
        look,
    )


def nothing_to_draw(title: str, text: str, *, is_trial: bool = False) -> FittingShown:
    """Make the message that says why nothing is drawn of a candidate."""
    return FittingShown(title, [text], is_trial=is_trial)


def _polygons(shape: BaseGeometry) -> list[Rings]:
    parts = [each for each in shapely.get_parts(shape).tolist() if isinstance(each, Polygon)]
    return [
        [_ring(np.array(ring.coords)[:-1, :2]) for ring in (each.exterior, *each.interiors)]
        for each in parts
        if not each.is_empty
    ]


def _ring(positions: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[LonLat]:
    lon, lat = to_lonlat(positions[:, 0], positions[:, 1])
    return [(round(float(x), _DIGITS), round(float(y), _DIGITS)) for x, y in zip(lon, lat, strict=True)]
