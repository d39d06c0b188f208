"""The parks around a site, for a map that has no other ground to show where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.vocabulary import GROUND_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.sites.site import Landmark, Site
    from drentsportal.domain.sites.site_table import RecordSource, SiteTable
    from drentsportal.services.ports.catalogue import SiteCatalogue

_WITHIN_M: Final = 3_000.0
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class NeighbouringPark:
    """A park near a site: its name, its outline (EPSG:28992), and who drew that, where it is known."""

    name: str
    shape_rd: BaseGeometry
    drawn_by: RecordSource | None


class Neighbours:
    """The parks of one data version; the table is read at the first question."""

    def __init__(self, catalogue: SiteCatalogue, version: int) -> None:
        """Keep where to read."""
        self._catalogue = catalogue
        self._version = version

    def of(self, site: Site, park: Site | None) -> tuple[NeighbouringPark, ...]:
        """Return at most twelve parks within 3 km of a site, the nearest first, without that it lies in."""
        shape = site.geometry_rd if site.geometry_rd is not None or park is None else park.geometry_rd
        if shape is None:
            return ()
        rows = self._table.parks
        away_m = np.nan_to_num(shapely.distance(rows.geometries_rd, shape), nan=np.inf)
        own = {site.id, *(() if park is None else (park.id,))}
        nearest = (int(row) for row in np.argsort(away_m, kind="stable") if away_m[row] <= _WITHIN_M)
        others = [row for row in nearest if str(rows.ids[row]) not in own]
        return tuple(self._park(row) for row in others[:_MOST])

    @cached_property
    def _table(self) -> SiteTable:
        return self._catalogue.site_table(self._version)

    def _park(self, row: int) -> NeighbouringPark:
        rows, records = self._table.parks, self._table.parks.geometry_record_ids
        drawn_by = None if records is None else self._table.sources.get(int(records[row]))
        name = rows.columns["name"].text_at(row) or str(rows.ids[row])
        return NeighbouringPark(name, rows.geometries_rd[row], drawn_by)


def has_ground(landmarks: Iterable[Landmark]) -> bool:
    """Whether there are roads, water or places to draw around a site."""
    return any(each.kind in GROUND_KINDS for each in landmarks)
