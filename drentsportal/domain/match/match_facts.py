"""What a match may know beside sites and landmarks: each part may be absent, and is unknown then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from drentsportal.domain.asking.request import Vehicle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.match.offer_columns import IntArray
    from drentsportal.domain.sites.surroundings import PostcodeGrid


@dataclass(frozen=True, slots=True, eq=False)
class RegionalAccents:
    """What the documents say of the request's sector per gemeente.

    ``by_municipality``: CBS code to the class ("accent" or "none") and the ids of the rules that fired; a
    gemeente that is absent is unknown. ``texts``: rule id to its words with their source, and under
    ``context_key`` of the id what else is told of the region.
    """

    by_municipality: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class MatchFacts:
    """What a request is matched with beside the sites.

    ``region_members``: gemeenten of each region; ``None`` takes those that ship. ``drive_times``: seconds per
    row of the offers on the ground by criterion id, -1 where unknown; ``None`` where no road network is set.
    ``grid``: what the capacity map says, by postcode. ``accents``: ``None`` where no sector is known.
    """

    region_members: Mapping[str, tuple[str, ...]] | None = None
    drive_times: Mapping[str, IntArray] | None = None
    accents: RegionalAccents | None = None
    grid: Mapping[str, PostcodeGrid] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Travel:
    """How far and fast was measured: the factor on straight distances, and what one drives with."""

    detour_percent: int = 100
    vehicle: Vehicle = Vehicle.TRUCK


STRAIGHT_BY_TRUCK: Final = Travel()
"""How is measured where a request says nothing of it."""
