"""The value that goes for a site: its own, else that of its park where a match reads it so too.

Sheet, comparison and list of what is to ask all read it here, so that none asks what another tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import PlotStatus, SiteKind

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import Site
    from drentsportal.domain.values import Attribute

PRICE_ENDS: Final = ("price_min_eur_m2", "price_max_eur_m2")
"""What a park asks for its land: from and to, of which one may be unknown."""

AT_ONCE: Final = "at_once"
"""Stands for the day from which a plot can be had, where its status says that it can be had now."""

_OF_PARK_ONLY: Final = (
    "park_management",
    "park_management_organisation",
    "scarcity_grid",
    "scarcity_water",
    "scarcity_labour",
    "scarcity_nitrogen",
    "scarcity_space",
)
"""What only parks have, for what lies in them too."""

_SAME: Final = {each: (each,) for each in ("segments", "max_height_m", "broadband", *_OF_PARK_ONLY)}
_HANDED_DOWN: Final[dict[SiteKind, dict[str, tuple[str, ...]]]] = {
    SiteKind.PARK: {},
    SiteKind.PLOT: {
        **_SAME,
        "category_min": ("issue_category_min",),
        "category_max": ("issue_category_max", "category_main_max"),
        "plan_name": ("plan_name",),
        "available_from": ("available_from",),
    },
    SiteKind.PREMISES: {**_SAME, "category_max": ("category_main_max",)},
}
"""What a park says for what lies in it, and in which attributes, the first that it states before the others;
the plan goes by the building rules."""


@dataclass(frozen=True, slots=True)
class GoingValue:
    """A value with who says it; ``attribute_id`` is the one that was read, which says how it is written.

    ``ends`` are both ends of a price that is a range, the value being the first that is known.
    ``at_once`` tells that a plot can be had now: that follows from its status, which is then the value;
    nobody stated a day.
    """

    attribute_id: str
    value: Attribute[object]
    speaker: Site
    of_park: bool = False
    at_once: bool = False
    ends: tuple[Attribute[object], Attribute[object]] | None = None

    @property
    def known(self) -> dict[str, Known[object]]:
        """All values that it rests on, by attribute."""
        if self.ends is not None:
            ends = zip(PRICE_ENDS, self.ends, strict=True)
            return {name: each for name, each in ends if isinstance(each, Known)}
        return {self.attribute_id: self.value} if isinstance(self.value, Known) else {}

    @property
    def compared(self) -> Attribute[object]:
        """The value as it is set beside those of other sites: a range as its ends, at once as ``AT_ONCE``."""
        if not isinstance(self.value, Known):
            return self.value
        if self.at_once:
            return Known(AT_ONCE, self.value.source, self.value.as_of)
        if self.ends is None:
            return self.value
        low, high = (each.value if isinstance(each, Known) else None for each in self.ends)
        return Known(low if low == high else (low, high), self.value.source, self.value.as_of)


def going_value(site: Site, park: Site | None, attribute_id: str) -> GoingValue:
    """Return what goes for a site; unknown only where neither it nor its park says."""
    own = GoingValue(attribute_id, site.attribute(attribute_id), site)
    if isinstance(own.value, Known):
        return own
    if attribute_id == "available_from" and _is_for_sale(site):
        return GoingValue("status", site.attribute("status"), site, at_once=True)
    if park is None:
        return own
    if site.kind is SiteKind.PLOT and attribute_id == "price_eur_m2":
        return going_price(park, of_park=True) or own
    for handed in _HANDED_DOWN[site.kind].get(attribute_id, ()):
        if isinstance(park.attribute(handed), Known):
            return GoingValue(handed, park.attribute(handed), park, of_park=True)
    return own


def going_price(park: Site, *, of_park: bool = False) -> GoingValue | None:
    """Return what a park asks for its land, ``None`` where neither end is known.

    ``of_park`` tells that it is said of what lies in it.
    """
    low, high = (park.attribute(each) for each in PRICE_ENDS)
    for name, value in zip(PRICE_ENDS, (low, high), strict=True):
        if isinstance(value, Known):
            return GoingValue(name, value, park, of_park, ends=(low, high))
    return None


def _is_for_sale(site: Site) -> bool:
    """Whether the status of a plot says that it can be had; hectares of a park say of no plot when."""
    return site.kind is SiteKind.PLOT and site.value("status") == PlotStatus.AVAILABLE.value
