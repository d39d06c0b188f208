"""Browsing: lists of sites by filter, and one site by its id or name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from drentsportal.domain.checks.plan_supply import supply_by_class
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import NotFoundError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from drentsportal.domain.checks.plan_supply import PlanSupply, SupplyClass
    from drentsportal.domain.sites.site import Municipality, Site
    from drentsportal.domain.sites.site_table import SiteRows
    from drentsportal.services.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SiteFilter:
    """Which sites to list; an empty field does not filter. ``name`` is a part of the name."""

    kind: SiteKind = SiteKind.PARK
    municipality_codes: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    name: str = ""
    has_space: bool = False


@dataclass(frozen=True, slots=True)
class SiteTotals:
    """Sums over listed parks, in ha; ``None`` where no listed site states the attribute.

    ``supply``: what can still be issued, hard and soft apart.
    """

    count: int
    gross_ha: float | None
    net_ha: float | None
    available_now_ha: float | None
    supply: Mapping[SupplyClass, PlanSupply] = field(default_factory=dict)


class SiteBrowsing:
    """Reads sites for lists and cards; writes nothing."""

    def __init__(self, workspace: Workspace) -> None:
        """Keep the workspace."""
        self._catalogue = workspace.catalogue

    def find(self, wanted: SiteFilter, version: int | None = None) -> tuple[str, ...]:
        """List the ids of the sites that pass a filter, by name and then id.

        A site whose value is unknown does not pass a filter on that value.
        """
        rows = self._rows(wanted.kind, version)
        keep = np.ones(len(rows), dtype=bool)
        if wanted.municipality_codes:
            keep &= _any_of(rows, "municipality_code", wanted.municipality_codes)
        if wanted.segments:
            keep &= _any_of(rows, "segments", wanted.segments)
        if wanted.has_space:
            keep &= _has_space(rows, wanted.kind)
        chosen = [(_name(rows, int(row)), str(rows.ids[row])) for row in np.flatnonzero(keep)]
        part = wanted.name.casefold()
        return tuple(site_id for name, site_id in sorted(chosen) if part in name)

    def totals(self, site_ids: tuple[str, ...], version: int | None = None) -> SiteTotals:
        """Add up the areas of listed parks."""
        rows = self._rows(SiteKind.PARK, version)
        keep = np.isin(rows.ids, np.array(site_ids, dtype=str)) if site_ids else np.zeros(len(rows), bool)
        return SiteTotals(
            len(site_ids),
            _sum(rows, "gross_ha", keep),
            _sum(rows, "net_ha", keep),
            _sum(rows, "available_now_ha", keep),
            supply_by_class(rows, keep),
        )

    def site(self, site_id: str, version: int | None = None) -> Site:
        """Read one site with sources, dates and conflicts; raises ``NotFoundError``."""
        return self._catalogue.site(site_id, version)

    def plots_of(self, park_id: str, version: int | None = None) -> tuple[Site, ...]:
        """List the plots of a park by name."""
        return self._catalogue.plots_of(park_id, version)

    def municipalities(self) -> tuple[Municipality, ...]:
        """List the gemeenten that the workspace holds, by code."""
        return self._catalogue.municipalities()

    def resolve(self, id_or_name: str) -> str:
        """Find the id of a site by its id or its whole name.

        Raises ``NotFoundError`` for an unknown one, and ``QuestionError`` for a name that several sites have.
        """
        wanted = id_or_name.strip().casefold()
        named: list[str] = []
        for kind in SiteKind:
            rows = self._rows(kind, None)
            if id_or_name in rows.ids:
                return id_or_name
            named += [str(rows.ids[row]) for row in range(len(rows)) if _name(rows, row) == wanted]
        if not named:
            raise NotFoundError("error.site.unknown", field="site", site=id_or_name)
        if len(named) > 1:
            raise QuestionError(
                "error.site.ambiguous", option="SITE", choices=tuple(sorted(named)), name=id_or_name
            )
        return named[0]

    def _rows(self, kind: SiteKind, version: int | None) -> SiteRows:
        table = self._catalogue.site_table(version)
        return {SiteKind.PARK: table.parks, SiteKind.PLOT: table.plots, SiteKind.PREMISES: table.premises}[
            kind
        ]


def _name(rows: SiteRows, row: int) -> str:
    return (rows.columns["name"].text_at(row) or str(rows.ids[row])).casefold()


def _any_of(rows: SiteRows, attribute_id: str, wanted: tuple[str, ...]) -> NDArray[np.bool_]:
    """Tell which rows have one of the wanted ids; a set of ids is kept as text joined by ``;``."""
    column = rows.columns[attribute_id]
    codes = [code for code, text in enumerate(column.categories) if set(text.split(";")) & set(wanted)]
    return column.known & np.isin(column.values, codes)


def _has_space(rows: SiteRows, kind: SiteKind) -> NDArray[np.bool_]:
    if kind is SiteKind.PLOT:
        return _any_of(rows, "status", ("available",))
    if kind is SiteKind.PREMISES:
        return np.ones(len(rows), dtype=bool)
    now, later = rows.columns["available_now_ha"], rows.columns["available_later_ha"]
    return (now.known & (now.values > 0)) | (later.known & (later.values > 0))


def _sum(rows: SiteRows, attribute_id: str, keep: NDArray[np.bool_]) -> float | None:
    column = rows.columns[attribute_id]
    known = keep & column.known
    return round(float(column.values[known].sum()), 6) if known.any() else None
