"""What follows for one site from what lies around it: computed when asked, never stored.

Every fact keeps the object that it comes from, with its source and date. What the workspace does not hold is
absent here, never "none": without plan zones nothing is said about plans.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from drentsportal.domain.vocabulary import LandmarkKind, SiteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.checks.plan_supply import PlanSupply, SupplyClass
    from drentsportal.domain.sites.site import ContactPoint, Landmark, RestructuringClaim, Site
    from drentsportal.domain.sites.surroundings import (
        GridArea,
        ParkManagementOrganisation,
        PlanZone,
        PostcodeGrid,
        RegionMembership,
    )

NEAREST_KINDS: Final = (
    LandmarkKind.HUB,
    LandmarkKind.MOTORWAY_JUNCTION,
    LandmarkKind.RAIL_TERMINAL,
    LandmarkKind.QUAY,
    LandmarkKind.PROTECTED_NATURE,
)
"""The kinds of landmark of which the nearest one is told, in the order in which it is told."""

LEAST_SHARE: Final = 0.001
"""A zone that covers less of a site than this touches it by the drawing only and is left out (own choice)."""


@dataclass(frozen=True, slots=True)
class ZoneOnSite:
    """A plan zone on a site and the share of the site's area in it, 0 to 1.

    ``share`` is ``None`` for a site that is a point, or that the zone names without geometry to measure.
    """

    zone: PlanZone
    share: float | None


@dataclass(frozen=True, slots=True)
class NearLandmark:
    """The nearest landmark of its kind; straight line from the nearest point of the site, whole metres."""

    landmark: Landmark
    distance_m: int


@dataclass(frozen=True, slots=True)
class ParkManagementHere:
    """A park management organisation; ``is_certain`` where it, or the park, names the other.

    Otherwise it works in the gemeente, and whether it manages this park is unknown. ``contact`` is its
    function to ask (scope ``pmo:<id>``).
    """

    organisation: ParkManagementOrganisation
    is_certain: bool
    contact: ContactPoint | None


@dataclass(frozen=True, slots=True)
class ClaimHere:
    """A PHP claim about the park itself, or about one unnamed park in its gemeente."""

    claim: RestructuringClaim
    names_this_park: bool


@dataclass(frozen=True, slots=True)
class GridHere:
    """What the capacity map says of the site's postcode; always indicative.

    ``postcode`` is "" where that of the site is unknown; ``at_postcode`` ``None`` where the map has it not.
    ``area`` is its supply area in the newest year known. ``of_park``: the postcode is that of its park.
    """

    postcode: str
    at_postcode: PostcodeGrid | None
    area: GridArea | None
    of_park: bool = False


@dataclass(frozen=True, slots=True)
class SiteSurroundings:
    """Everything that follows for one site; ``supply`` is that of a park, or of the park that it lies in.

    ``measured_from_park``: the site has no geometry of its own, so distances are those of its park.
    """

    site_id: str
    zones: tuple[ZoneOnSite, ...]
    grid: GridHere
    nearest: Mapping[LandmarkKind, NearLandmark]
    management: tuple[ParkManagementHere, ...]
    regions: tuple[RegionMembership, ...]
    claims: tuple[ClaimHere, ...]
    supply: tuple[SupplyClass, PlanSupply] | None
    measured_from_park: bool = False

    @property
    def zoned_share(self) -> float | None:
        """The share of the site that lies in some zone, at most 1; ``None`` where nothing was measured."""
        shares = [each.share for each in self.zones if each.share is not None]
        return min(1.0, sum(shares)) if shares else None


def zones_on(site: Site, zones: Sequence[PlanZone]) -> tuple[ZoneOnSite, ...]:
    """Return the zones that cover part of a site, largest share first; a point lies in a zone or not."""
    shape = site.geometry_rd
    if shape is None or shape.is_empty:
        return tuple(ZoneOnSite(each, None) for each in zones if each.park_id == site.id)
    shapes = np.array([each.geometry_rd for each in zones], dtype=object)
    touching = np.flatnonzero(shapely.intersects(shapes, shape)).tolist() if len(zones) else []
    area_m2 = float(shape.area)
    found = []
    for row in touching:
        share = _share(shapes[row], shape, area_m2)
        if share is None or share >= LEAST_SHARE:
            found.append(ZoneOnSite(zones[row], share))
    return tuple(sorted(found, key=lambda each: (-(each.share or 0), each.zone.id)))


def _share(zone: BaseGeometry, shape: BaseGeometry, area_m2: float) -> float | None:
    if not area_m2:
        return None
    # An invalid outline would make the intersection fail; its area is what it encloses.
    inside = shapely.intersection(shapely.make_valid(zone), shapely.make_valid(shape))
    return min(1.0, float(inside.area) / area_m2)


def nearest_of(shape: BaseGeometry | None, landmarks: Iterable[Landmark]) -> dict[LandmarkKind, NearLandmark]:
    """Return the nearest landmark of each kind of ``NEAREST_KINDS``; nothing for a site without geometry."""
    if shape is None or shape.is_empty:
        return {}
    by_kind: dict[LandmarkKind, list[Landmark]] = {}
    for each in landmarks:
        if each.kind in NEAREST_KINDS and not each.geometry_rd.is_empty:
            by_kind.setdefault(each.kind, []).append(each)
    found = {}
    for kind in NEAREST_KINDS:
        some = by_kind.get(kind)
        if some:
            distances_m = shapely.distance(np.array([each.geometry_rd for each in some], dtype=object), shape)
            row = int(np.argmin(distances_m))
            found[kind] = NearLandmark(some[row], round(float(distances_m[row])))
    return found


def management_of(
    park: Site | None,
    organisations: Iterable[ParkManagementOrganisation],
    contacts: Iterable[ContactPoint],
) -> tuple[ParkManagementHere, ...]:
    """Return the organisations of a park; those of its gemeente only where none is certain."""
    if park is None:
        return ()
    contact_by_scope = {each.scope: each for each in contacts}
    named = str(park.value("park_management_organisation") or "").casefold()
    certain, possible = [], []
    for each in organisations:
        contact = contact_by_scope.get(f"pmo:{each.id}") or contact_by_scope.get(f"pmo:{each.name}")
        if park.id in each.park_ids or (named and named in {each.id.casefold(), each.name.casefold()}):
            certain.append(ParkManagementHere(each, is_certain=True, contact=contact))
        elif park.municipality_code in each.municipality_codes:
            possible.append(ParkManagementHere(each, is_certain=False, contact=contact))
    return tuple(certain or possible)


def claims_on(
    park: Site | None, municipality_code: str | None, claims: Iterable[RestructuringClaim]
) -> tuple[ClaimHere, ...]:
    """Return the PHP claims about a park, then those about one unnamed park in its gemeente."""
    own, general = [], []
    for each in claims:
        if each.level == "park" and park is not None and each.subject_id == park.id:
            own.append(ClaimHere(each, names_this_park=True))
        elif each.level == "municipality" and each.subject_id == municipality_code:
            general.append(ClaimHere(each, names_this_park=False))
    return (*own, *general)


def grid_area_of(at_postcode: PostcodeGrid | None, areas: Iterable[GridArea]) -> GridArea | None:
    """Return the supply area of a postcode in the newest year that is known."""
    if at_postcode is None or not at_postcode.area_id:
        return None
    found = [each for each in areas if each.id == at_postcode.area_id]
    return max(found, key=lambda each: each.year, default=None)


def park_of(site: Site, park: Site | None) -> Site | None:
    """Return the park that decides on park management and PHP: the site itself, or the one it lies in."""
    return site if site.kind is SiteKind.PARK else park
