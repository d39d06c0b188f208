"""Rings around the present location, drawn in metres of RD New, so that the line lies where it is measured.

10 and 15 km: most companies that move stay within 15 km (``domain.md``; the catalogue words the label). Both
are straight, as the documents mean them. A required or tried distance that counts with a detour factor is
drawn where it ends on the ground: at the limit divided by the factor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.match.distance_words import NO_DETOUR
from drentsportal.domain.projection import to_lonlat
from drentsportal.mapview.messages import RingsSet

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.language import Language
    from drentsportal.mapview.messages import ToPage

RING_KM: Final = (10, 15)
_M_PER_KM: Final = 1000
_STEPS: Final = 144


@dataclass(frozen=True, slots=True)
class StretchedLimit:
    """The required distance in m, ``None`` for none, and the factor that straight distances count with."""

    limit_m: int | None
    detour_percent: int

    def radius_m(self, counted_m: float) -> float:
        """Return how far a counted distance reaches in a straight line."""
        return counted_m * NO_DETOUR / self.detour_percent


def stretched_limit(request: LocationRequest) -> StretchedLimit | None:
    """Return how a request counts distances; ``None`` where straight, since any ring is right then."""
    if request.detour_percent == NO_DETOUR:
        return None
    asked = request.requirement("present_distance")
    limit = asked.limit if asked is not None else None
    return StretchedLimit(limit if isinstance(limit, int) else None, request.detour_percent)


def rings_message(
    language: Language,
    origin_rd: tuple[float, float] | None,
    label: str | None = None,
    trial_m: float | None = None,
    before: ToPage | None = None,
    stretched: StretchedLimit | None = None,
) -> RingsSet:
    """Make the rings around ``origin_rd`` (EPSG:28992); ``None`` clears them.

    The view moves to the rings only when the location differs from that of ``before``, so that a trial
    distance or a new label leaves the view alone.
    """
    if origin_rd is None:
        return RingsSet(None)
    lon, lat = to_lonlat(np.array([origin_rd[0]]), np.array([origin_rd[1]]))
    origin = (float(lon[0]), float(lat[0]))
    rings = [_ring(origin_rd, km * _M_PER_KM, language.text(f"ui.map.ring.{km}")) for km in RING_KM]
    if stretched is not None and stretched.limit_m is not None:
        limit_m = stretched.limit_m
        rings.append(_stretched_ring(language, origin_rd, stretched, limit_m, "ui.map.ring.required"))
    if trial_m is not None:
        rings.append({**_trial_ring(language, origin_rd, trial_m, stretched), "trial": True})
    is_new = not (isinstance(before, RingsSet) and before.origin == origin)
    return RingsSet(origin, label or language.text("ui.map.origin"), rings, is_new)


def _stretched_ring(
    language: Language,
    origin_rd: tuple[float, float],
    stretched: StretchedLimit,
    limit_m: float,
    label_id: str,
) -> dict[str, Any]:
    """Draw where a limit ends once the detour factor is taken off it, and say so."""
    radius_m = stretched.radius_m(limit_m)
    label = language.text(
        label_id, limit_m=limit_m, straight_m=radius_m, factor_percent=stretched.detour_percent
    )
    return _ring(origin_rd, radius_m, label)


def _trial_ring(
    language: Language, origin_rd: tuple[float, float], trial_m: float, stretched: StretchedLimit | None
) -> dict[str, Any]:
    if stretched is None:
        return _ring(origin_rd, trial_m, language.text("ui.map.ring.trial", limit_m=trial_m))
    return _stretched_ring(language, origin_rd, stretched, trial_m, "ui.map.ring.trial_detour")


def _ring(origin_rd: tuple[float, float], radius_m: float, label: str) -> dict[str, Any]:
    # From the top, so that the label finds the highest point of the ring first.
    angles = np.pi / 2 - np.linspace(0, 2 * np.pi, _STEPS, endpoint=False)
    lon, lat = to_lonlat(origin_rd[0] + radius_m * np.cos(angles), origin_rd[1] + radius_m * np.sin(angles))
    points = [[round(float(x), 6), round(float(y), 6)] for x, y in zip(lon, lat, strict=True)]
    return {"radius_m": radius_m, "label": label, "points": points}
