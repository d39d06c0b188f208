"""What a match knows beside the sites: members of regions, drive times, accents of regions, the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.distance import DRIVE_TIMES, LANDMARK_OF_DISTANCE
from drentsportal.domain.match.match_facts import MatchFacts, RegionalAccents
from drentsportal.domain.match.readings import GRID_CRITERIA
from drentsportal.domain.sectors.regional_profile import RegionalRuleKind, context_key
from drentsportal.domain.sites.regions import members_of, regions_in_use
from drentsportal.domain.vocabulary import MUNICIPALITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.sectors.regional_profile import RegionalProfile, RegionalRule
    from drentsportal.domain.sites.site import Landmark
    from drentsportal.domain.sites.surroundings import PostcodeGrid
    from drentsportal.services.ports.catalogue import SiteCatalogue
    from drentsportal.services.road_times import RoadTimes

LANDMARK_KINDS: Final = tuple(LANDMARK_OF_DISTANCE.values())
"""Landmarks that distances and times are measured to."""


class BesideSites:
    """Collects the facts of a match; what is not set, or not asked, is left out."""

    def __init__(
        self,
        catalogue: SiteCatalogue,
        roads: RoadTimes | None = None,
        regional: Callable[[], RegionalProfile] | None = None,
    ) -> None:
        """Keep the workspace, the road network and the rules of the regions, where there are any."""
        self._catalogue = catalogue
        self._roads = roads
        self._regional = regional

    def landmarks(self, version: int) -> tuple[Landmark, ...]:
        """Return every landmark that a request may be measured to."""
        return self._catalogue.landmarks(LANDMARK_KINDS, version)

    def facts(
        self,
        request: LocationRequest,
        wanted: frozenset[str],
        ground: OffersOnGround,
        landmarks: Sequence[Landmark],
    ) -> MatchFacts:
        """Return what is known for a request; ``wanted`` names the criteria that it judges or prefers."""
        version = ground.offers.data_version
        return MatchFacts(
            region_members=members_of(regions_in_use(self._catalogue.regions(version))),
            drive_times=self._drive_times(request, wanted, ground, landmarks),
            accents=self._accents(request) if "regional_profile" in wanted else None,
            grid=self._grid(ground) if GRID_CRITERIA & wanted else {},
        )

    def _drive_times(
        self,
        request: LocationRequest,
        wanted: frozenset[str],
        ground: OffersOnGround,
        landmarks: Sequence[Landmark],
    ) -> Mapping[str, IntArray] | None:
        asked = DRIVE_TIMES & wanted
        if self._roads is None or not asked:
            return None
        return self._roads.for_offers(
            ground, asked, request.origin, landmarks, request.vehicle, request.staff_points
        )

    def _accents(self, request: LocationRequest) -> RegionalAccents | None:
        if self._regional is None or not request.sector_group:
            return None
        profile, groups = self._regional(), (request.sector_group,)
        named = {*MUNICIPALITIES, *(each.code for each in self._catalogue.municipalities())}
        by_municipality: dict[str, tuple[str, ...]] = {}
        texts: dict[str, str] = {}
        for code in sorted(named):
            accent = profile.accent(groups, code)
            if accent is None:
                continue
            fired = _told(profile.rules_for(groups, code))
            by_municipality[code] = (accent.value, *(rule.id for rule in fired))
            texts |= {rule.id: _rule_text(rule) for rule in fired}
            texts |= {context_key(rule.id): rule.context for rule in fired if rule.context}
        return RegionalAccents(by_municipality, texts)

    def _grid(self, ground: OffersOnGround) -> Mapping[str, PostcodeGrid]:
        postcodes = sorted({each for each in ground.candidate_postcodes if each})
        return self._catalogue.grid_at(postcodes, ground.offers.data_version) if postcodes else {}


def _told(fired: tuple[RegionalRule, ...]) -> tuple[RegionalRule, ...]:
    """Keep the accents where there are any: how the economy is described decides nothing then."""
    accents = tuple(each for each in fired if each.kind is RegionalRuleKind.ACCENT)
    return accents or fired


def _rule_text(rule: RegionalRule) -> str:
    """Say in one short line which region, what its accent is, and the source."""
    return f"{rule.region}: {rule.short or rule.accent} ({rule.source.text})"
