"""The regions that a request can ask for: those that ship, with what the workspace adds or replaces by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.sites.surroundings import RegionMembership
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import REGION_NAMES, Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SOURCES: Final = {
    Region.GRONINGEN_ASSEN.region_id: "KEI-jaarprogramma 2014, bijlage 3",
    Region.ZUID_DRENTHE.region_id: "KEI-jaarprogramma 2014, bijlage 3",
}

SHIPPED_REGIONS: Final[tuple[RegionMembership, ...]] = tuple(
    RegionMembership(
        region.region_id,
        REGION_NAMES[region.region_id],
        region.municipality_codes,
        _SOURCES[region.region_id],
        PartialDate(2014),
    )
    for region in Region
)
"""The regions of which the policy documents name the members; kept matches rest on it, so it stays."""

SHIPPED_MEMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    each.id: each.municipality_codes for each in SHIPPED_REGIONS
}
"""Region id to its gemeenten, as matches that were kept before regions became data resolved them."""


def regions_in_use(stored: Iterable[RegionMembership]) -> tuple[RegionMembership, ...]:
    """Return the shipped regions with those of a workspace added, or in their place, ordered by name."""
    by_id = {each.id: each for each in SHIPPED_REGIONS} | {each.id: each for each in stored}
    return tuple(sorted(by_id.values(), key=lambda each: (each.name.casefold(), each.id)))


def askable(regions: Iterable[RegionMembership]) -> tuple[RegionMembership, ...]:
    """Return the regions that have members; of another one nobody knows what it would admit."""
    return tuple(each for each in regions if each.municipality_codes)


def members_of(regions: Iterable[RegionMembership]) -> dict[str, tuple[str, ...]]:
    """Return region id to CBS codes, for those that have members."""
    return {each.id: each.municipality_codes for each in askable(regions)}
