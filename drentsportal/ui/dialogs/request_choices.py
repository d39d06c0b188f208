"""What the request form works with: the lists that it offers, and the tools of the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.sites.regions import SHIPPED_REGIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from typing import Protocol

    from drentsportal.domain.asking.request import Origin
    from drentsportal.domain.sites.site import Landmark
    from drentsportal.domain.sites.surroundings import RegionMembership
    from drentsportal.language import Language
    from drentsportal.services.sector_finding import SectorFinding
    from drentsportal.ui.background import ServiceRunner
    from drentsportal.ui.theme import Theme

    class FoldMemory(Protocol):
        """Remembers which sections a person opened or folded."""

        def fold(self, name: str) -> bool | None:
            """Return whether a section was left open, ``None`` where nobody touched it."""

        def keep_fold(self, name: str, *, is_open: bool) -> None:
            """Keep how a section was left."""


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What the form offers: places to come from, segments by id, profiles, the present instant, regions.

    ``find_place`` turns a typed place into a point and raises a ``DrentsPortalError`` where it cannot.
    ``usual_weights`` are the weights of a profile, by criterion. A region without members is not offered:
    nobody knows what it would admit. ``has_roads`` says whether there is a network to drive over.
    """

    places: Sequence[Landmark]
    segments: Mapping[str, str]
    profile_ids: Sequence[str]
    now_utc: Callable[[], datetime]
    find_place: Callable[[str], Origin]
    usual_weights: Callable[[str], Mapping[str, int]]
    regions: Sequence[RegionMembership] = SHIPPED_REGIONS
    has_roads: bool = False


@dataclass(frozen=True, slots=True)
class FormTools:
    """What every part of the form needs: words, colours, worker, sectors, and which parts are open."""

    language: Language
    theme: Theme
    runner: ServiceRunner
    sectors: SectorFinding
    folds: FoldMemory
