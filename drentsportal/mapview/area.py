"""Choosing sites by an area that a person drew on the map: what is asked, found and marked."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final

from drentsportal.errors import InputError
from drentsportal.mapview.messages import ToPage

if TYPE_CHECKING:
    from drentsportal.domain.sites.site_table import SiteRows, SiteTable
    from drentsportal.mapview.messages import LonLat

AREA_MODES: Final = ("none", "box", "lasso", "view")
_MOST_CORNERS: Final = 100_000
_MOST_IDS: Final = 1_000_000
_LEAST_CORNERS: Final = 3
_LONGEST_ID: Final = 10_000
_STEP_DEGREES: Final = 0.02
"""A straight edge on the screen is none in RD New; in steps of about 2 km it differs by less than a metre."""


@dataclass(frozen=True, slots=True)
class AreaAsked(ToPage):
    """Let a person draw a ``box`` or a ``lasso``, ``none`` to end it, or take what is in ``view`` at once."""

    type: ClassVar[str] = "area"
    mode: str


@dataclass(frozen=True, slots=True)
class AreaMarked(ToPage):
    """The sites and plots that are marked as chosen; ``words`` say so to a screen reader."""

    type: ClassVar[str] = "area_found"
    ids: list[str] = field(default_factory=list)
    plots: list[str] = field(default_factory=list)
    words: str = ""


@dataclass(frozen=True, slots=True)
class AreaChosen:
    """An area in lon/lat, open ring; empty takes the choice back.

    ``unseen`` are the sites that the map hides, which nobody means; ``has_plots`` whether plots are drawn.
    """

    ring: tuple[LonLat, ...]
    unseen: frozenset[str]
    has_plots: bool


@dataclass(frozen=True, slots=True)
class AreaSites:
    """The ids of what lies in an area, also in part."""

    parks: tuple[str, ...] = ()
    premises: tuple[str, ...] = ()
    plots: tuple[str, ...] = ()


def parse_area(said: dict[str, Any]) -> AreaChosen:
    """Read an area that the page tells.

    Raises ``InputError`` when it has no ring of places, or ids that are none.
    """
    ring, unseen, has_plots = said.get("ring"), said.get("unseen"), said.get("has_plots")
    if (
        not isinstance(ring, list)
        or len(ring) > _MOST_CORNERS
        or 0 < len(ring) < _LEAST_CORNERS
        or not all(_is_place(each) for each in ring)
        or not isinstance(unseen, list)
        or len(unseen) > _MOST_IDS
        or not all(isinstance(each, str) and len(each) <= _LONGEST_ID for each in unseen)
        or not isinstance(has_plots, bool)
    ):
        raise InputError("error.map.message", text=str(said)[:80])
    return AreaChosen(tuple((float(lon), float(lat)) for lon, lat in ring), frozenset(unseen), has_plots)


def sites_in_area(table: SiteTable, area: AreaChosen) -> AreaSites:
    """Find the sites that touch an area, whole arrays at once; may run in any thread."""
    import numpy as np  # noqa: PLC0415 - the page of the map starts without the libraries for geometry
    import shapely  # noqa: PLC0415 - likewise

    from drentsportal.domain.projection import geometries_to_rd  # noqa: PLC0415 - brings pyproj

    if not area.ring:
        return AreaSites()
    drawn = shapely.segmentize(shapely.Polygon(area.ring), _STEP_DEGREES)
    outline = shapely.make_valid(geometries_to_rd(np.array([drawn], dtype=object))[0])
    shapely.prepare(outline)

    def inside(rows: SiteRows) -> tuple[str, ...]:
        touches = shapely.intersects(outline, rows.geometries_rd)
        return tuple(each for each in rows.ids[touches].tolist() if each not in area.unseen)

    return AreaSites(
        inside(table.parks), inside(table.premises), inside(table.plots) if area.has_plots else ()
    )


def _is_place(place: object) -> bool:
    return (
        isinstance(place, list)
        and len(place) == 2  # noqa: PLR2004 - longitude and latitude
        and all(type(each) in {int, float} and math.isfinite(each) for each in place)
    )
