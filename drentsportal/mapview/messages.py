"""What the window tells the map page: typed, as JSON, checked at both ends; it answers in ``page_events``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, TypeAlias

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
