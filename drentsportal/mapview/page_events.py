"""What the map page tells the window: typed, read from JSON and checked, since a page can say anything."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from drentsportal.errors import InputError
from drentsportal.mapview.area import AreaChosen, parse_area
from drentsportal.mapview.background import BackgroundChosen, parse_background
from drentsportal.mapview.layer_choice import LayersSet, parse_layers
from drentsportal.mapview.place import Pointed, parse_pointed

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.mapview.messages import LonLat


@dataclass(frozen=True, slots=True)
class PageReady:
    """The page has loaded and listens."""


@dataclass(frozen=True, slots=True)
class SiteSelected:
    """A person chose a site on the map."""

    site_id: str


@dataclass(frozen=True, slots=True)
class CaseSelected:
    """A person chose a case of the inbox on the map."""

    number: str


@dataclass(frozen=True, slots=True)
class ContextAsked:
    """A person asked for the menu of a park, a plot or premises: a right click, or its key."""

    site_id: str


@dataclass(frozen=True, slots=True)
class LegendFolded:
    """What of the legend a person folded or unfolded, as in ``LegendSet``."""

    folds: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Painted:
    """What the message named ``tag`` changed is on the screen."""

    tag: str


@dataclass(frozen=True, slots=True)
class PageFailed:
    """The page met an error: a fault of ours, for the log."""

    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a person drew, in lon/lat; ``mode`` ``none`` when drawing was given up."""

    mode: str
    polygons: tuple[tuple[tuple[LonLat, ...], ...], ...]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlotsPicked:
    """The plots that are chosen so far, to be merged."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlotsTried:
    """The plots on which a person wants to try a building; none ends the trial."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketched:
    """Whether something is drawn that would be lost if drawing ended now."""

    is_begun: bool


FromPage: TypeAlias = (
    PageReady
    | SiteSelected
    | CaseSelected
    | ContextAsked
    | Painted
    | PageFailed
    | Drawn
    | PlotsPicked
    | PlotsTried
    | Sketched
    | LegendFolded
    | LayersSet
    | AreaChosen
    | BackgroundChosen
    | Pointed
)

_SHAPES: dict[str, tuple[type[SiteSelected | CaseSelected | ContextAsked | Painted | PageFailed], str]] = {
    "selected": (SiteSelected, "site_id"),
    "case": (CaseSelected, "number"),
    "context": (ContextAsked, "site_id"),
    "painted": (Painted, "tag"),
    "failed": (PageFailed, "text"),
}
_WHOLE: dict[str, Callable[[dict[str, Any]], FromPage]] = {
    "layers": parse_layers,
    "area": parse_area,
    "background": parse_background,
    "pointer": parse_pointed,
}
_LONGEST = 10_000


def parse_from_page(text: str) -> FromPage:
    """Read a message of the page.

    Raises ``InputError`` when it is not JSON, not a known type or has the wrong content.
    """
    try:
        said = json.loads(text)
    except ValueError as error:
        raise InputError("error.map.message", text=text[:80]) from error
    kind = said.get("type") if isinstance(said, dict) else None
    if kind == "ready":
        return PageReady()
    if kind in {"drawn", "picked", "tried", "sketched"}:
        return _parse_drawing(said, text)
    if kind == "legend":
        return LegendFolded(parse_folds(said.get("folds")))
    if kind in _WHOLE:
        return _WHOLE[kind](said)
    if kind not in _SHAPES:
        raise InputError("error.map.message", text=text[:80])
    made, name = _SHAPES[kind]
    value = said.get(name)
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise InputError("error.map.message", text=text[:80])
    return made(value)


_MOST_PARTS = 20


def parse_folds(said: object) -> dict[str, bool]:
    """Read what of the legend is folded.

    Raises ``InputError`` when it is not a few short names with yes or no.
    """
    if (
        not isinstance(said, dict)
        or len(said) > _MOST_PARTS
        or not all(isinstance(name, str) and isinstance(value, bool) for name, value in said.items())
    ):
        raise InputError("error.map.message", text=str(said)[:80])
    return dict(said)


DRAWING_MODES = ("none", "draw", "reshape", "split", "merge")
_MOST_CORNERS = 100_000


def _parse_drawing(said: dict[str, Any], text: str) -> Drawn | PlotsPicked | PlotsTried | Sketched:
    if said["type"] == "sketched":
        if not isinstance(said.get("is_begun"), bool):
            raise InputError("error.map.message", text=text[:80])
        return Sketched(said["is_begun"])
    try:
        ids = tuple(_short_text(each) for each in said["ids"])
        if said["type"] == "picked":
            return PlotsPicked(ids)
        if said["type"] == "tried":
            return PlotsTried(ids)
        polygons = tuple(
            tuple(tuple(_position(place) for place in ring) for ring in rings) for rings in said["polygons"]
        )
        mode = DRAWING_MODES[DRAWING_MODES.index(said["mode"])]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("error.map.message", text=text[:80]) from error
    if sum(len(ring) for rings in polygons for ring in rings) > _MOST_CORNERS:
        raise InputError("error.map.message", text=text[:80])
    return Drawn(mode, polygons, ids)


def _short_text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError(value)
    return value


def _position(place: object) -> LonLat:
    if not isinstance(place, list):
        raise TypeError(place)
    lon, lat = place
    if not all(isinstance(each, int | float) and math.isfinite(each) for each in (lon, lat)):
        raise ValueError(place)
    return (float(lon), float(lat))
