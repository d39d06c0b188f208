"""Rings around the present location, drawn in metres of RD New, so that the line lies where it is measured.

10 and 15 km: most companies that move stay within 15 km (``domain.md``; the catalogue words the label).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.projection import to_lonlat
from drentsportal.mapview.messages import RingsSet

if TYPE_CHECKING:
    from drentsportal.language import Language
    from drentsportal.mapview.messages import ToPage

RING_KM: Final = (10, 15)
_M_PER_KM: Final = 1000
_STEPS: Final = 144


def rings_message(
    language: Language,
    origin_rd: tuple[float, float] | None,
    label: str | None = None,
    trial_m: float | None = None,
    before: ToPage | None = None,
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
    if trial_m is not None:
        rings.append(
            {**_ring(origin_rd, trial_m, language.text("ui.map.ring.trial", trial_m=trial_m)), "trial": True}
        )
    is_new = not (isinstance(before, RingsSet) and before.origin == origin)
    return RingsSet(origin, label or language.text("ui.map.origin"), rings, is_new)


def _ring(origin_rd: tuple[float, float], radius_m: float, label: str) -> dict[str, Any]:
    # From the top, so that the label finds the highest point of the ring first.
    angles = np.pi / 2 - np.linspace(0, 2 * np.pi, _STEPS, endpoint=False)
    lon, lat = to_lonlat(origin_rd[0] + radius_m * np.cos(angles), origin_rd[1] + radius_m * np.sin(angles))
    points = [[round(float(x), 6), round(float(y), 6)] for x, y in zip(lon, lat, strict=True)]
    return {"radius_m": radius_m, "label": label, "points": points}
