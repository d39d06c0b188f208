"""What window and map page say to each other: typed, as JSON, checked at both ends."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, TypeAlias

from drentsportal.errors import InputError

LonLat: TypeAlias = tuple[float, float]
"""Degrees, longitude first (WGS 84)."""


@dataclass(frozen=True, slots=True)
class ToPage:
    """A message to the page; ``type`` names the handler there."""

    type: ClassVar[str]

    def as_dict(self) -> dict[str, Any]:
        """Give the message as plain data, as the page reads it."""
        return {"type": self.type, **{each.name: getattr(self, each.name) for each in fields(self)}}

    def to_json(self) -> str:
        """Give the message as one line of JSON."""
        return json.dumps(self.as_dict(), ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class LabelsPushed(ToPage):
    """Every visible word of the page, by its id without ``ui.map.page.``; ``locale`` formats numbers."""

    type: ClassVar[str] = "labels"
    locale: str
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class ThemePushed(ToPage):
    """Colours and classes, see ``styles.theme_message``."""

    type: ClassVar[str] = "theme"
    name: str
    variables: dict[str, str]
    base: dict[str, str]
    strokes: dict[str, Any]
    score: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    plots: list[dict[str, Any]]
    plain: dict[str, dict[str, Any]]
    excluded: dict[str, Any]
    symbol_stroke: str
    premises: dict[str, float]
    rank_badge: dict[str, float]
    selected: dict[str, Any]
    minimum_symbol: dict[str, float]
    around: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BaseChanged(ToPage):
    """A new base layer at ``url`` (or inside ``data``); ``attribution`` names its sources."""

    type: ClassVar[str] = "base"
    attribution: str
    url: str = ""
    data: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SitesChanged(ToPage):
    """New parks and premises at ``url`` (or inside ``data``)."""

    type: ClassVar[str] = "sites"
    url: str = ""
    data: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PlotsChanged(ToPage):
    """New plots: the binary at ``url`` (or in ``base64``), ids and names at ``index_url`` (or ``index``).

    ``origin`` is in Web Mercator metres; ``statuses`` are the ids that the status bytes count in.
    """

    type: ClassVar[str] = "plots"
    origin: tuple[float, float]
    statuses: list[str]
    url: str = ""
    index_url: str = ""
    base64: str = ""
    index: list[list[str]] | None = None


@dataclass(frozen=True, slots=True)
class ResultShown(ToPage):
    """One class per site: a match in mode ``score`` or ``reasons``, or ``none`` without a match."""

    type: ClassVar[str] = "result"
    mode: str
    candidates: list[dict[str, Any]] = field(default_factory=list)
    excluded: list[dict[str, Any]] = field(default_factory=list)
    offer_ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FilterSet(ToPage):
    """The sites that are shown; ``None`` shows all."""

    type: ClassVar[str] = "filter"
    ids: list[str] | None


@dataclass(frozen=True, slots=True)
class SelectionSet(ToPage):
    """The site that is selected; ``None`` for none."""

    type: ClassVar[str] = "select"
    id: str | None


@dataclass(frozen=True, slots=True)
class RingsSet(ToPage):
    """Rings around the present location as drawn lines in lon/lat; ``origin`` ``None`` clears them."""

    type: ClassVar[str] = "rings"
    origin: LonLat | None
    label: str = ""
    rings: list[dict[str, Any]] = field(default_factory=list)
    fit: bool = False


@dataclass(frozen=True, slots=True)
class WholeShown(ToPage):
    """Show the whole province."""

    type: ClassVar[str] = "whole"


@dataclass(frozen=True, slots=True)
class DrawingSet(ToPage):
    """What is being drawn: ``draw``, ``reshape``, ``split``, ``merge``, or ``none`` for nothing.

    ``polygons`` are the outlines to change, rings of each polygon, outer first; ``snap`` rings to whose
    corners and edges the pointer snaps; ``ids`` plots chosen already; ``fit`` corners of what is to be seen.
    """

    type: ClassVar[str] = "draw"
    mode: str
    polygons: list[list[list[LonLat]]] = field(default_factory=list)
    snap: list[list[LonLat]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    fit: list[LonLat] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LegendSet(ToPage):
    """What of the legend is folded: ``card`` for the whole, else the id of a part; absent is not chosen."""

    type: ClassVar[str] = "legend"
    folds: dict[str, bool]


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
)

_SHAPES: dict[str, tuple[type[SiteSelected | CaseSelected | ContextAsked | Painted | PageFailed], str]] = {
    "selected": (SiteSelected, "site_id"),
    "case": (CaseSelected, "number"),
    "context": (ContextAsked, "site_id"),
    "painted": (Painted, "tag"),
    "failed": (PageFailed, "text"),
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
