"""What lies around one site and what rules hold there, read at one data version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.checks.plan_supply import PlanSupply, SupplyClass, supply_class
from drentsportal.domain.sites.regions import regions_in_use
from drentsportal.domain.sites.site_surroundings import (
    NEAREST_KINDS,
    GridHere,
    SiteSurroundings,
    claims_on,
    grid_area_of,
    management_of,
    nearest_of,
    park_of,
    zones_on,
)
from drentsportal.services.stated_park import stated_municipality, stated_park

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.ports.catalogue import SiteCatalogue


class SitesAround:
    """Computes what follows for a site from regions, plans, the grid, landmarks and PHP; stores nothing."""

    def __init__(self, catalogue: SiteCatalogue) -> None:
        """Keep where to read."""
        self._catalogue = catalogue

    def about(self, site_id: str, version: int | None = None) -> SiteSurroundings:
        """Tell what is known around a site. Raises ``NotFoundError`` for an unknown site."""
        return self.at(version).about(site_id)

    def at(self, version: int | None = None) -> AroundAt:
        """Read what lies around all sites at one data version, once for many sites."""
        return AroundAt(self._catalogue, self._catalogue.data_version() if version is None else version)


class AroundAt:
    """What lies around all sites at one data version; each kind is read once."""

    def __init__(self, catalogue: SiteCatalogue, version: int) -> None:
        """Read everything but sites and postcodes."""
        self._catalogue = catalogue
        self._version = version
        self._zones = catalogue.plan_zones(version)
        self._landmarks = catalogue.landmarks(NEAREST_KINDS, version)
        self._organisations = catalogue.park_management_organisations(version)
        self._contacts = catalogue.contact_points(version)
        self._regions = regions_in_use(catalogue.regions(version))
        self._claims = catalogue.restructuring_claims(version)
        self._grid_areas = catalogue.grid_areas(version)

    def about(self, site_id: str) -> SiteSurroundings:
        """Tell what is known around a site. Raises ``NotFoundError`` for an unknown site."""
        site = self._catalogue.site(site_id, self._version)
        return self.of(site, stated_park(self._catalogue, site, self._version))

    def of(self, site: Site, lies_in: Site | None) -> SiteSurroundings:
        """Tell what is known around a site that was read, with the park that it lies in."""
        park = park_of(site, lies_in)
        code = stated_municipality(site, park)
        from_park = site.geometry_rd is None and park is not None
        shape = park.geometry_rd if from_park and park is not None else site.geometry_rd
        return SiteSurroundings(
            site_id=site.id,
            zones=zones_on(site, self._zones),
            grid=self._grid(site, lies_in),
            nearest=nearest_of(shape, self._landmarks),
            management=management_of(park, self._organisations, self._contacts),
            regions=tuple(
                each for each in self._regions if code is not None and code in each.municipality_codes
            ),
            claims=claims_on(park, code, self._claims),
            supply=_supply(park),
            measured_from_park=from_park and shape is not None,
        )

    def _grid(self, site: Site, park: Site | None) -> GridHere:
        """Look up the site's own postcode, else that of its park, which is said."""
        own, of_park = _postcode(site), _postcode(park)
        postcode = own or of_park
        found = self._catalogue.grid_at([postcode], self._version).get(postcode) if postcode else None
        area = grid_area_of(found, self._grid_areas) if found is not None else None
        return GridHere(postcode, found, area, of_park=bool(of_park) and not own)


def _postcode(site: Site | None) -> str:
    value = None if site is None else site.value("postcode")
    return value.replace(" ", "").upper() if isinstance(value, str) else ""


def _supply(park: Site | None) -> tuple[SupplyClass, PlanSupply] | None:
    if park is None:
        return None
    now, later = (park.value(name) for name in ("available_now_ha", "available_later_ha"))
    now_ha = float(now) if isinstance(now, int | float) else None
    later_ha = float(later) if isinstance(later, int | float) else None
    silent = int(now_ha is None and later_ha is None)
    return supply_class(park.value("plan_phase")), PlanSupply(1, now_ha, later_ha, silent)
