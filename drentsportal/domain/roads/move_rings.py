"""How far companies move, as the documents state it, and how many qualifiers lie within those distances.

Two claims from the same document that do not say the same; both are shown, each with its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult


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


@dataclass(frozen=True, slots=True)
class RingCount:
    """How many qualifiers surely lie within a ring, straight line, and of how many that is unknown."""

    claim: MoveClaim
    within: int
    unknown: int


def moves_within(result: MatchResult) -> tuple[RingCount, ...]:
    """Count qualifiers within each claim's radius of the present location, straight; empty without one.

    A qualifier counts by the offer that is shown; a combination counts when all of it lies within. The
    distance is that of ``present_distance`` before its detour factor; where the request did not ask for it,
    it is unknown.
    """
    if result.inputs.request.origin is None:
        return ()
    rows = result.choice.shown_offer[result.choice.ranking]
    column = result.inputs.offers.intervals.get("present_distance")
    if column is None:
        return tuple(RingCount(claim, 0, len(rows)) for claim in MOVE_CLAIMS)
    detour = result.inputs.request.detour_percent
    counts = []
    for claim in MOVE_CLAIMS:
        most_m = claim.radius_km * _M_PER_KM * detour // 100
        inside = column.high[rows] <= most_m
        unsure = ~inside & (column.low[rows] <= most_m)
        counts.append(RingCount(claim, int(np.count_nonzero(inside)), int(np.count_nonzero(unsure))))
    return tuple(counts)
