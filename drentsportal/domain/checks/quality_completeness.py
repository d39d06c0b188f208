"""How much of what is needed is known, per gemeente and attribute; every value counts the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.checks.quality import COUNTED_CODES, municipality_places, rows_of
from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drentsportal.domain.sites.site_table import SiteTable


@dataclass(frozen=True, slots=True)
class NeededAttribute:
    """An attribute that every site of a kind should have, and why: the message ``needed.<reason>``."""

    kind: SiteKind
    attribute_id: str
    reason: str


def _needed(kind: SiteKind, reason: str, *attribute_ids: str) -> tuple[NeededAttribute, ...]:
    return tuple(NeededAttribute(kind, attribute_id, reason) for attribute_id in attribute_ids)


NEEDED: Final = (
    *_needed(SiteKind.PARK, "identity", "name", "municipality_code"),
    *_needed(SiteKind.PARK, "match", "segments"),
    *_needed(SiteKind.PARK, "totals", "gross_ha", "net_ha", "available_now_ha", "available_later_ha"),
    *_needed(SiteKind.PARK, "match", "category_main_max", "max_height_m", "park_management"),
    *_needed(SiteKind.PARK, "totals", "plan_phase"),
    *_needed(SiteKind.PARK, "advice", "plan_name", "broadband", "price_min_eur_m2", "price_max_eur_m2"),
    *_needed(
        SiteKind.PARK,
        "scarcity",
        "scarcity_space",
        "scarcity_nitrogen",
        "scarcity_grid",
        "scarcity_water",
        "scarcity_labour",
    ),
    *_needed(SiteKind.PLOT, "identity", "name", "municipality_code", "park_id"),
    *_needed(SiteKind.PLOT, "match", "status", "area_m2", "category_max", "max_height_m"),
    *_needed(SiteKind.PLOT, "advice", "price_eur_m2"),
    *_needed(SiteKind.PLOT, "allocation", "seller", "allocation_procedure"),
    *_needed(SiteKind.PREMISES, "identity", "name", "municipality_code"),
    *_needed(SiteKind.PREMISES, "match", "premises_kind", "floor_area_m2", "category_max", "available_from"),
    *_needed(SiteKind.PREMISES, "advice", "rent_eur_m2_year"),
)
"""What must be known to answer a request; the other attributes are welcome and counted, but not asked for."""

NEEDED_IDS: Final[dict[SiteKind, tuple[str, ...]]] = {
    kind: tuple(each.attribute_id for each in NEEDED if each.kind is kind) for kind in SiteKind
}


@dataclass(frozen=True, slots=True)
class Completeness:
    """Known values per gemeente and attribute of one kind of site.

    ``known[place, attribute]`` counts the sites whose value is known, ``sites[place]`` all sites;
    ``place`` follows ``quality.COUNTED_CODES``, so a gemeente without sites has a row of its own.
    """

    kind: SiteKind
    attribute_ids: tuple[str, ...]
    known: NDArray[np.int64]
    sites: NDArray[np.int64]

    def share(self, place: int, attribute_id: str) -> float | None:
        """Return the share of sites whose value is known, ``None`` for a gemeente without sites."""
        if not self.sites[place]:
            return None
        column = self.attribute_ids.index(attribute_id)
        return float(self.known[place, column] / self.sites[place])

    def total_share(self, place: int, *, needed_only: bool = True) -> float | None:
        """Return the share of all values that is known, ``None`` for a gemeente without sites."""
        columns = self._columns(needed_only=needed_only)
        if not self.sites[place]:
            return None
        return float(self.known[place, columns].sum() / (self.sites[place] * len(columns)))

    def overall_share(self, *, needed_only: bool = True) -> float | None:
        """Return the share over all gemeenten together."""
        columns = self._columns(needed_only=needed_only)
        wanted = int(self.sites.sum()) * len(columns)
        return float(self.known[:, columns].sum() / wanted) if wanted else None

    def _columns(self, *, needed_only: bool) -> list[int]:
        ids = NEEDED_IDS[self.kind] if needed_only else self.attribute_ids
        return [self.attribute_ids.index(each) for each in ids]


def completeness(table: SiteTable, kind: SiteKind) -> Completeness:
    """Count what is known of the sites of a kind, over every attribute that describes a site."""
    rows = rows_of(table, kind)
    ids = tuple(spec.id for spec in attributes_of(kind) if spec.describes_site)
    places, count = municipality_places(rows), len(COUNTED_CODES)
    known = np.stack([np.bincount(places[rows.columns[each].known], minlength=count) for each in ids], axis=1)
    return Completeness(kind, ids, known.astype(np.int64), np.bincount(places, minlength=count))


def sites_lacking(
    table: SiteTable, kind: SiteKind, attribute_id: str, municipality_code: str | None = None
) -> tuple[str, ...]:
    """List the sites of which a value is unknown, of one gemeente or (``None``) of all."""
    rows = rows_of(table, kind)
    lacking = ~rows.columns[attribute_id].known
    if municipality_code is not None:
        lacking = lacking & (municipality_places(rows) == COUNTED_CODES.index(municipality_code))
    return tuple(rows.ids[lacking].tolist())
