"""What fits on the ground of a candidate, or of plots that a person picked: for one picture at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.space.fitting import Fitting, FittingPlot, fit_on
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.asking.request import Building
    from drentsportal.domain.match.match_result import Candidate
    from drentsportal.domain.match.matching import MatchResult
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.ports.catalogue import SiteCatalogue


class GroundFitting:
    """Tries buildings on the outlines that are recorded; stores nothing."""

    def __init__(self, catalogue: SiteCatalogue) -> None:
        """Keep where to read."""
        self._catalogue = catalogue

    def of_candidate(
        self, candidate: Candidate, building: Building | None, version: int | None = None
    ) -> Fitting | None:
        """Fit on the plots that a match offers; ``None`` where none is offered or one has no outline.

        Premises and parks of which only totals are known offer no ground that could be drawn.
        """
        if candidate.kind is SiteKind.PREMISES or not candidate.offer_ids:
            return None
        return self.of_sites(candidate.offer_ids, building, version)

    def of_outcome(self, outcome: MatchResult, site_ids: Sequence[str]) -> dict[str, Fitting]:
        """Fit on what a match offers at candidates, by site id; those without drawn plots are left out."""
        building, version = outcome.request.building, outcome.data_version
        candidates = set(outcome.map_columns.candidate_ids)
        found = {
            each: self.of_candidate(outcome.candidate(each), building, version)
            for each in site_ids
            if each in candidates
        }
        return {each: fitting for each, fitting in found.items() if fitting is not None}

    def of_sites(
        self, site_ids: Sequence[str], building: Building | None, version: int | None = None
    ) -> Fitting | None:
        """Fit on plots or a park, taken together; ``None`` where one of them has no outline.

        Raises ``NotFoundError`` for an unknown site.
        """
        at = self._catalogue.data_version() if version is None else version
        plots = [_plot(self._catalogue.site(each, at)) for each in site_ids]
        known = [each for each in plots if each is not None]
        return fit_on(known, building) if known and len(known) == len(plots) else None


def _plot(site: Site) -> FittingPlot | None:
    ground = site.geometry_rd
    if ground is None or ground.is_empty or not ground.geom_type.endswith("Polygon"):
        return None
    area, seller = site.value("area_m2"), site.value("seller")
    return FittingPlot(
        site.id,
        site.name,
        ground,
        area if isinstance(area, int) else None,
        None if seller is None else str(seller),
    )
