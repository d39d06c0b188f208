"""How far companies move, as the documents state it, and how many qualifiers lie within those distances.

Two claims from the same document that do not say the same; both are shown, each with its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.match.offers import OfferKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.asking.request import Origin
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offers import OfferTable

    _Metres = NDArray[np.int64] | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MoveClaim:
    """A distance within which companies move; ``share_percent`` ``None`` where the source gives no share.

    ``quote`` is the source's own sentence, Dutch; ``source`` names the document and its part.
    """

    id: str
    radius_km: int
    share_percent: int | None
    quote: str
    source: str


MOVE_CLAIMS: Final = (
    MoveClaim(
        "usual_radius",
        10,
        None,
        "Over het algemeen verhuizen bedrijven binnen een straal van circa 10 km.",
        "MKB-Actieprogramma 2014-2015, bijlage 1",
    ),
    MoveClaim(
        "most_moves",
        15,
        90,
        "Zo\u2019n 90 % van alle bedrijfsverplaatsingen vindt plaats binnen een afstand van 15 km.",
        "MKB-Actieprogramma 2014-2015, bijlage 2",
    ),
)
"""The claims, nearest first. The map draws the same radii (``mapview.rings``)."""

_M_PER_KM: Final = 1_000
_STRAIGHT_PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class RingCount:
    """How many qualifiers surely lie within a ring, straight line, and of how many that is unknown."""

    claim: MoveClaim
    within: int
    unknown: int


def moves_within(result: MatchResult) -> tuple[RingCount, ...]:
    """Count qualifiers within each claim's radius of the present location, straight; empty without one.

    A qualifier counts by the offer that is shown; a combination counts when all of it lies within. The
    distance is that of ``present_distance`` before its detour factor. Where the request did not ask for it,
    it is measured on the ground; empty in a replay of such a match, where there is nothing to measure on.
    """
    spans = _spans(result)
    if spans is None:
        return ()
    nearest, farthest, factor_percent = spans
    counts = []
    for claim in MOVE_CLAIMS:
        most_m = claim.radius_km * _M_PER_KM * factor_percent // 100
        inside = farthest <= most_m
        unsure = ~inside & (nearest <= most_m)
        counts.append(RingCount(claim, int(np.count_nonzero(inside)), int(np.count_nonzero(unsure))))
    return tuple(counts)


def _spans(result: MatchResult) -> tuple[_Metres, _Metres, int] | None:
    """Return the nearest and farthest metres of each qualifier, and the percent that they count with."""
    inputs = result.inputs
    if inputs.request.origin is None:
        return None
    rows = result.choice.shown_offer[result.choice.ranking]
    column = inputs.offers.intervals.get("present_distance")
    if column is not None:
        return column.low[rows], column.high[rows], inputs.request.detour_percent
    if inputs.ground is None:
        return None
    return *_measured(inputs.ground, inputs.offers, rows, inputs.request.origin), _STRAIGHT_PERCENT


def _measured(
    ground: OffersOnGround, offers: OfferTable, rows: NDArray[np.int64], origin: Origin
) -> tuple[_Metres, _Metres]:
    """Measure offers, of plots together every plot; what has no place lies anywhere."""
    plots = [members if len(members := offers.members_of(row)) else np.array([row]) for row in rows]
    if not plots:
        return np.zeros(0), np.zeros(0)
    flat, starts = np.concatenate(plots), np.cumsum([0, *map(len, plots[:-1])])
    before = np.cumsum(offers.kinds == OfferKind.COMBINATION)
    geometries = ground.geometries_rd[flat - before[flat]]
    straight_m = np.rint(shapely.distance(geometries, shapely.Point(origin.x_rd, origin.y_rd)))
    nearest = np.minimum.reduceat(np.nan_to_num(straight_m, nan=0.0), starts)
    return nearest, np.maximum.reduceat(np.nan_to_num(straight_m, nan=np.inf), starts)
