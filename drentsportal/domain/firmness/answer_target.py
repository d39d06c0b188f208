"""Where the answer to a question about a candidate is filled in: which site, which attribute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drentsportal.domain.match.offers import OfferKind
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from drentsportal.domain.match.matching import MatchResult


@dataclass(frozen=True, slots=True)
class AnswerTarget:
    """One attribute of one plot, park or premises."""

    site_id: str
    attribute_id: str


_BY_KIND: Final[dict[str, dict[SiteKind, tuple[str, ...]]]] = {
    "plot_area": {SiteKind.PLOT: ("area_m2",), SiteKind.PREMISES: ("premises_plot_area_m2",)},
    "supply": {SiteKind.PLOT: ("area_m2",), SiteKind.PARK: ("available_now_ha",)},
    "floor_area": {SiteKind.PREMISES: ("floor_area_m2",)},
    "category": {
        SiteKind.PLOT: ("category_min", "category_max"),
        SiteKind.PREMISES: ("category_min", "category_max"),
        SiteKind.PARK: ("issue_category_min", "issue_category_max"),
    },
    "segment": dict.fromkeys(SiteKind, ("segments",)),
    "available_by": dict.fromkeys(SiteKind, ("available_from",)),
    "price": {
        SiteKind.PLOT: ("price_eur_m2",),
        SiteKind.PARK: ("price_min_eur_m2", "price_max_eur_m2"),
        SiteKind.PREMISES: ("sale_price_eur_m2",),
    },
    "municipality": dict.fromkeys(SiteKind, ("municipality_code",)),
    "height": dict.fromkeys(SiteKind, ("max_height_m",)),
    "reuse": {SiteKind.PREMISES: ("reuse_class",)},
    "rent": {SiteKind.PREMISES: ("rent_eur_m2_year",)},
    "broadband": {SiteKind.PREMISES: ("broadband",)},
}
"""Attributes per criterion and kind of site. What only a drawing answers (a place, a plot within a park of
which a total is known) has none."""

_OF_PARK: Final[dict[str, tuple[str, ...]]] = {
    "park_management": ("park_management",),
    "reuse": ("reuse_class",),
    "broadband": ("broadband",),
    "web_shop": ("web_shop_allowed",),
    "storage": ("storage_allowed",),
    "external_safety": ("external_safety_allowed",),
    "grid_demand": ("scarcity_grid",),
    "grid_feed": ("scarcity_grid",),
    "water": ("scarcity_water",),
    "nitrogen": ("scarcity_nitrogen",),
    "labour": ("scarcity_labour",),
}
"""What is said of the park that a site lies in, where the site has no such attribute of its own."""


def is_of_park(criterion_id: str) -> bool:
    """Whether what a criterion asks is said of a park, for what lies in it too."""
    return criterion_id in _OF_PARK


def answer_targets(result: MatchResult, candidate_id: str, criterion_id: str) -> tuple[AnswerTarget, ...]:
    """Return where an answer about a qualifier goes, first to fill first; none where no attribute holds it.

    It goes to the offer that stands for the candidate: its plot, each plot of a combination, the park of
    which only a total is known, or the premises. Raises ``NotFoundError`` for an unknown candidate.
    """
    offers = result.inputs.offers
    row = offers.candidates.ids.index(result.candidate(candidate_id).id)
    offer = int(result.choice.shown_offer[row])
    plots = offers.plot_ids(offer)
    if plots:
        kind, site_ids = SiteKind.PLOT, plots
    elif offers.kinds[offer] == OfferKind.PREMISES:
        kind, site_ids = SiteKind.PREMISES, (str(offers.site_ids[offer]),)
    else:
        kind, site_ids = SiteKind.PARK, (str(offers.park_ids[offer]),)
    attributes = _BY_KIND.get(criterion_id, {}).get(kind, ())
    if not attributes and criterion_id in _OF_PARK:
        attributes = _OF_PARK[criterion_id]
        park_id = str(offers.park_ids[offer])
        site_ids = (park_id,) if park_id else ()
    return tuple(AnswerTarget(site_id, each) for site_id in site_ids for each in attributes)
