"""Gathers what a package tells of the chosen sites, all at one data version."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.instruments.advisable import advisable, known_of
from drentsportal.domain.instruments.instrument import outgoing
from drentsportal.domain.sites.site_surroundings import zones_on
from drentsportal.domain.vocabulary import PlotStatus, SiteKind
from drentsportal.services.drawn_sites import told_of_drawings
from drentsportal.services.factsheets import factsheet_subject, surroundings_of
from drentsportal.services.ports.exports import ExportFormat
from drentsportal.services.ports.packages import BuildingRules, PlotDrawing
from drentsportal.services.retired_sites import refuse_retired
from drentsportal.services.site_export import ExportRequest
from drentsportal.services.stated_park import stated_municipality

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.instruments.advisable import AdvisableInstrument
    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.site import ContactPoint, Site
    from drentsportal.services.documents import FactsheetSubject, Surroundings
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.ports.matches import LatestMatch
    from drentsportal.services.ports.reference import ReferenceData
    from drentsportal.services.ports.workspace import Workspace
    from drentsportal.services.site_export import SiteExport

MOST_DRAWINGS: Final = 12
"""So many plots of a park are drawn at most where no match tells which are offered: each is a sheet."""


@dataclass(frozen=True, slots=True)
class GatheredSites:
    """The chosen sites in their order, and what follows from them.

    ``contacts`` are the accountmanagers of their gemeenten, as far as they are known. ``offers`` are, per
    chosen site, the plots that are offered to the case, or that are for sale.
    """

    sheets: tuple[FactsheetSubject, ...]
    surroundings: Surroundings
    contacts: tuple[ContactPoint, ...]
    offers: tuple[tuple[Site, ...], ...]
    instruments: tuple[AdvisableInstrument, ...]
    unfit_count: int
    rules: tuple[BuildingRules, ...]
    municipality_codes: tuple[str, ...]

    @property
    def cut_short(self) -> tuple[tuple[FactsheetSubject, int], ...]:
        """The sites of which more plots are for sale than are drawn, with how many there are."""
        pairs = zip(self.sheets, self.offers, strict=True)
        return tuple(
            (sheet, len(_for_sale(sheet)))
            for sheet, plots in pairs
            if len(plots) == MOST_DRAWINGS < len(_for_sale(sheet))
        )


def plots_to_draw(gathered: GatheredSites) -> tuple[tuple[Site, FactsheetSubject], ...]:
    """Return the plots on offer that have a boundary, each once, with the sheet of their site."""
    found: dict[str, tuple[Site, FactsheetSubject]] = {}
    for sheet, plots in zip(gathered.sheets, gathered.offers, strict=True):
        for plot in plots:
            shape = plot.geometry_rd
            if shape is not None and shape.geom_type in {"Polygon", "MultiPolygon"} and not shape.is_empty:
                found.setdefault(plot.id, (plot, sheet))
    return tuple(found.values())


def drawings_note(gathered: GatheredSites) -> Message | None:
    """Say which sites have a drawing and which have none; ``None`` where they are alike."""
    return told_of_drawings(gathered, frozenset(plot.id for plot, _ in plots_to_draw(gathered)))


class PackageGathering:
    """Reads sites, instruments and contacts for a package, and has its plots drawn."""

    def __init__(
        self, workspace: Workspace, reference: ReferenceData, matching: LatestMatch, exporting: SiteExport
    ) -> None:
        """Keep where to read, and what writes drawings."""
        self._workspace = workspace
        self._reference = reference
        self._matching = matching
        self._exporting = exporting

    def sites(self, case: Case, site_ids: Sequence[str], now_utc: datetime) -> GatheredSites:
        """Gather the chosen sites; raises ``NotFoundError`` for unknown, ``InputError`` for retired ones."""
        catalogue = self._workspace.catalogue
        refuse_retired(catalogue, site_ids)
        shared = surroundings_of(catalogue, self._reference)
        sheets = tuple(
            factsheet_subject(catalogue, each, shared, now_utc, case.number)
            for each in dict.fromkeys(site_ids)
        )
        codes = tuple(
            dict.fromkeys(filter(None, (stated_municipality(each.site, each.park) for each in sheets)))
        )
        today = now_utc.astimezone(DUTCH_TIME).date()
        confirmed = outgoing(self._reference.instruments(), today)
        instruments = advisable(confirmed, known_of(case.request, codes), today)
        offers = self._offers(case, sheets)
        zones = catalogue.plan_zones(shared.data_version)
        rules = tuple(
            BuildingRules(site, _park_of(site, sheet), zones_on(site, zones))
            for sheet, plots in zip(sheets, offers, strict=True)
            for site in (plots or (sheet.site,))
        )
        return GatheredSites(
            sheets=sheets,
            surroundings=shared,
            contacts=_contacts(codes, shared),
            offers=offers,
            instruments=instruments,
            unfit_count=len(confirmed) - len(instruments),
            rules=rules,
            municipality_codes=codes,
        )

    def drawings(
        self, gathered: GatheredSites, progress: Progress, language_code: str | None = None
    ) -> tuple[PlotDrawing, ...]:
        """Draw each plot on offer as DXF in a language; raises ``ReportError`` when it cannot be written."""
        made = []
        with tempfile.TemporaryDirectory(prefix="drentsportal-") as folder:
            for number, (plot, sheet) in enumerate(plots_to_draw(gathered)):
                path = Path(folder) / f"{number}.dxf"
                wanted = ExportRequest(
                    ExportFormat.DXF, path, site_ids=(plot.id,), language_code=language_code
                )
                self._exporting.run(wanted, progress)
                others = tuple(each for each in sheet.plots if each.id != plot.id)
                park = _park_of(plot, sheet)
                made.append(PlotDrawing(plot, park, others, path.read_bytes()))
        return tuple(made)

    def _offers(self, case: Case, sheets: Sequence[FactsheetSubject]) -> tuple[tuple[Site, ...], ...]:
        """Return per site the plots that the newest match offers; without one those that are for sale."""
        catalogue = self._workspace.catalogue
        result = self._matching.latest(case.number)
        ranked = frozenset(result.ranking()) if result is not None else frozenset()
        found: list[tuple[Site, ...]] = []
        for sheet in sheets:
            if sheet.site.kind is SiteKind.PLOT:
                found.append((sheet.site,))
                continue
            known = {each.id for each in sheet.plots}
            if result is not None and sheet.site.id in ranked:
                candidate = result.card_of(sheet.site.id).candidate
                # An offer by totals alone names no plot: then the plots that pass, best first.
                offered = candidate.offer_ids or candidate.other_offer_ids[:MOST_DRAWINGS]
                found.append(tuple(catalogue.site(each) for each in offered if each in known))
            else:
                found.append(_for_sale(sheet)[:MOST_DRAWINGS])
        return tuple(found)


def _for_sale(sheet: FactsheetSubject) -> tuple[Site, ...]:
    if sheet.site.kind is not SiteKind.PARK:
        return ()
    return tuple(each for each in sheet.plots if each.value("status") == PlotStatus.AVAILABLE)


def _park_of(site: Site, sheet: FactsheetSubject) -> Site | None:
    if site.kind is SiteKind.PARK:
        return None
    return sheet.site if sheet.site.kind is SiteKind.PARK else sheet.park


def _contacts(codes: Sequence[str], shared: Surroundings) -> tuple[ContactPoint, ...]:
    """Return the accountmanager of each gemeente that has one, in the order of the sites."""
    found = (shared.contact(code) for code in codes)
    return tuple(dict.fromkeys(each for each in found if each is not None))
