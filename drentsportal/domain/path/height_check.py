"""Whether the asked height of a building needs a permit at the chosen sites, with the sources that say so.

The check of step V5 (``sources`` 000:1654-1655). The height is compared to the centimetre with every value
that is in force for the ground that may be sold; where these disagree, or one is not known, the answer is
unknown. A person may state another answer with its source, because height is only an example of what may need
an exemption.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus, SiteKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.domain.sites.site import Site

ALLOWED_HEIGHT: Final = "max_height_m"
_DM_PER_M: Final = 10


class PermitNeeded(StrEnum):
    """Whether a building needs a permit beyond the plan; unknown never counts as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AllowedHeight:
    """What one source allows at one site; ``allowed_m`` is ``None`` and the source empty where unknown.

    ``as_of`` is ISO text, as precise as it is stated.
    """

    site_id: str
    allowed_m: float | None
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class SiteHeights:
    """The allowed heights that count for one chosen site, and the answer that follows."""

    site_id: str
    name: str
    heights: tuple[AllowedHeight, ...]
    permit_needed: PermitNeeded


@dataclass(frozen=True, slots=True)
class StatedPermit:
    """What a person says of the permit, by which source; beyond what the heights tell."""

    permit_needed: PermitNeeded
    source: str
    actor: str
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class HeightCheck:
    """The check as it was made; ``asked_dm`` is ``None`` where no height is asked."""

    at_utc: datetime
    asked_dm: int | None
    sites: tuple[SiteHeights, ...] = ()
    stated: StatedPermit | None = None

    @property
    def permit_needed(self) -> PermitNeeded:
        """The answer of a person where there is one; else yes at any site, no at all of them, or unknown."""
        if self.stated is not None:
            return self.stated.permit_needed
        answers = {each.permit_needed for each in self.sites}
        if PermitNeeded.YES in answers:
            return PermitNeeded.YES
        return PermitNeeded.NO if answers == {PermitNeeded.NO} else PermitNeeded.UNKNOWN

    def tells_the_same(self, other: HeightCheck) -> bool:
        """Whether another check rests on the same height asked and the same values of the same sites."""
        return self.asked_dm == other.asked_dm and self.sites == other.sites


def permit_needed(asked_dm: int | None, heights: Sequence[AllowedHeight]) -> PermitNeeded:
    """Compare the asked height, in dm, with each allowed one; unknown unless all give the same answer."""
    if asked_dm is None:
        return PermitNeeded.UNKNOWN
    answers = {_compared(asked_dm, each.allowed_m) for each in heights}
    return answers.pop() if len(answers) == 1 else PermitNeeded.UNKNOWN


def site_heights(asked_dm: int | None, site: Site, park: Site | None, plots: Sequence[Site]) -> SiteHeights:
    """Gather what counts for a chosen site and answer for it.

    A plot or building without a value of its own goes by its park. Of a park also the plots count that state
    a height of their own and are not sold; where all of them do, the park's own value says nothing more.
    """
    heights = _of_park(site, plots) if site.kind is SiteKind.PARK else _own(site)
    if all(each.allowed_m is None for each in heights) and park is not None:
        heights = _own(park)
    return SiteHeights(site.id, site.name, heights, permit_needed(asked_dm, heights))


def _compared(asked_dm: int, allowed_m: float | None) -> PermitNeeded:
    if allowed_m is None:
        return PermitNeeded.UNKNOWN
    exceeds = asked_dm > Decimal(str(allowed_m)) * _DM_PER_M
    return PermitNeeded.YES if exceeds else PermitNeeded.NO


def _of_park(park: Site, plots: Sequence[Site]) -> tuple[AllowedHeight, ...]:
    for_sale = [each for each in plots if each.value("status") != PlotStatus.SOLD]
    by_plot = [_own(each) for each in for_sale]
    stated = [heights for heights in by_plot if heights[0].allowed_m is not None]
    of_plots = tuple(each for heights in stated for each in heights)
    if stated and len(stated) == len(for_sale):
        return of_plots
    return (*_own(park), *of_plots)


def _own(site: Site) -> tuple[AllowedHeight, ...]:
    """Read the value in use and those that contradict it; one that is unknown where there is none."""
    value = site.attribute(ALLOWED_HEIGHT)
    stated = [value] if isinstance(value, Known) else []
    found = tuple(
        AllowedHeight(site.id, float(each.value), each.source, each.as_of.iso)
        for each in (*stated, *site.conflicts.get(ALLOWED_HEIGHT, ()))
        if isinstance(each.value, int | float)
    )
    return found or (AllowedHeight(site.id, None),)
