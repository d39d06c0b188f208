"""Which reference system a service delivers in, in which order its axes stand, and whether that can be true.

A name of the form ``EPSG:4326``, and all GeoJSON, has longitude first; a URN or an address such as
``urn:ogc:def:crs:EPSG::4326`` follows the authority: latitude first (WFS 2.0, 7.9.2.4.4; OGC 05-010). RD New
has x first in every form. What the plausibility boxes then show must agree, page by page.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from drentsportal.domain.message import Message, message
from drentsportal.domain.projection import Placement, Reference, placement, reference_of
from drentsportal.errors import DataSourceError
from drentsportal.geodata.fetching.server_text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

JsonObject = dict[str, Any]
Expected = dict[Placement, tuple[Reference, bool]]

_CODE: Final = re.compile(r"epsg(?:.xml)?\W.*?(\d{4,6})$", re.IGNORECASE)
_BY_AUTHORITY: Final = re.compile(
    r"urn:(?:x-)?ogc:def:crs:epsg|https?://www\.opengis\.net/def/crs/", re.IGNORECASE
)
_LONLAT_NAME: Final = "CRS84"


@dataclass(frozen=True, slots=True)
class NamedReference:
    """A reference system under the name that a service gives it."""

    name: str
    reference: Reference
    is_latitude_first: bool


def named_reference(name: str) -> NamedReference | None:
    """Recognise the name of a reference system; ``None`` for one that is not accepted."""
    bare = name.strip()
    if bare.upper().endswith(("CRS84", "CRS84H")):
        return NamedReference(bare, Reference.LONLAT, is_latitude_first=False)
    code = _CODE.search(bare)
    reference = reference_of(f"EPSG:{code.group(1)}") if code else None
    if reference is None:
        return None
    is_latitude_first = reference is Reference.LONLAT and bool(_BY_AUTHORITY.match(bare))
    return NamedReference(bare, reference, is_latitude_first)


def chosen_reference(offered: Sequence[str], wanted: str) -> NamedReference | None:
    """Choose what to ask for: what the person wants, else RD New, else lon/lat, as the service spells it."""
    known = [each for each in map(named_reference, offered) if each is not None]
    asked = named_reference(wanted) if wanted else None
    order = [*([asked.reference] if asked else []), Reference.RD_NEW, Reference.LONLAT]
    for reference in order:
        for each in known:
            if each.reference is reference:
                return each
    return None


@dataclass(slots=True)
class CoordinateJudge:
    """Judges the pages of one reading and turns their axes where the name of the system demands it.

    ``requested`` was asked for; ``is_geojson`` says that longitude stands first whatever the name. After the
    last page ``reference`` is what the result is in.
    """

    address: str
    requested: NamedReference
    is_geojson: bool
    notes: list[Message] = field(default_factory=list)
    _decided: tuple[Reference, bool] | None = None
    _has_geometry: bool = False

    def judge(self, features: Sequence[JsonObject], stated: str) -> None:
        """Judge one page and turn it in place; ``stated`` is the system that its answer names, or "".

        Raises ``DataSourceError`` when the coordinates are not what the service says that they are, when
        the system is none that we accept, or when it changes on the way.
        """
        bounds = np.array([_bounds(each.get("geometry")) for each in features]).reshape(-1, 4)
        named = named_reference(stated) if stated else None
        if stated and named is None:
            raise DataSourceError("error.fetch.crs_unknown", address=self.address, stated=shown(stated))
        seen = placement(bounds)
        self._has_geometry = self._has_geometry or not np.isnan(bounds).all()
        if seen is not Placement.ELSEWHERE:
            self._decide(named, seen)
        if self._decided is not None and self._decided[1]:
            for each in features:
                _turn((each.get("geometry") or {}).get("coordinates"))

    @property
    def reference(self) -> Reference:
        """What the result is in. Raises ``DataSourceError`` when nothing lay in the Netherlands."""
        if self._decided is None and self._has_geometry:
            raise DataSourceError(
                "error.fetch.outside", address=self.address, stated=self.requested.reference.value
            )
        return self._decided[0] if self._decided else self.requested.reference

    def _decide(self, named: NamedReference | None, seen: Placement) -> None:
        found = self._expected(named).get(seen)
        if found is None:
            stated = shown((named or self.requested).name)
            raise DataSourceError(
                "error.fetch.crs_contradicted", address=self.address, stated=stated, seen=seen.value
            )
        if self._decided is None:
            self._decided = found
            self._tell(*found)
        elif self._decided != found:
            raise DataSourceError("error.fetch.crs_changed", address=self.address)

    def _expected(self, named: NamedReference | None) -> Expected:
        basis = named or self.requested
        if not self.is_geojson:
            return _in_order_of(basis)
        expected = _as_geojson(basis)
        # Without a name GeoJSON is in lon/lat by its own standard, whatever was asked for.
        return expected if named else _as_geojson(_LONLAT) | expected

    def _tell(self, reference: Reference, turned: bool) -> None:  # noqa: FBT001 - a pair as decided
        if reference is not self.requested.reference:
            self.notes.append(
                message("note.fetch.served_as", asked=self.requested.reference.value, got=reference.value)
            )
        if turned:
            self.notes.append(message("note.fetch.axes_turned"))


_LONLAT: Final = NamedReference(_LONLAT_NAME, Reference.LONLAT, is_latitude_first=False)


def _in_order_of(named: NamedReference) -> Expected:
    if named.reference is Reference.RD_NEW:
        return {Placement.RD_NEW: (Reference.RD_NEW, False)}
    if named.is_latitude_first:
        return {Placement.LATLON: (Reference.LONLAT, True)}
    return {Placement.LONLAT: (Reference.LONLAT, False)}


def _as_geojson(named: NamedReference) -> Expected:
    """Longitude first by the standard of GeoJSON; some servers follow the name of the system instead."""
    both = _in_order_of(named)
    return both | {Placement.LONLAT: (Reference.LONLAT, False)} if named.is_latitude_first else both


def _positions(coordinates: object) -> Iterator[list[Any]]:
    if not isinstance(coordinates, list) or not coordinates:
        return
    if isinstance(coordinates[0], list):
        for each in coordinates:
            yield from _positions(each)
    elif len(coordinates) > 1:
        yield coordinates


def _bounds(geometry: object) -> tuple[float, float, float, float]:
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    try:
        positions = [(float(each[0]), float(each[1])) for each in _positions(coordinates)]
    except (TypeError, ValueError, OverflowError, RecursionError):
        positions = []
    if not positions:
        return (math.nan, math.nan, math.nan, math.nan)
    first, second = zip(*positions, strict=True)
    return (min(first), min(second), max(first), max(second))


def _turn(coordinates: object) -> None:
    for each in _positions(coordinates):
        each[0], each[1] = each[1], each[0]
