"""The offers of a data version with what one request asks of them: distances, times, accents, the grid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from drentsportal.domain.asking.request import Housing
from drentsportal.domain.match.combined_offers import with_combinations
from drentsportal.domain.match.distance import with_distances, with_drive_times
from drentsportal.domain.match.growth import with_growth
from drentsportal.domain.match.offer_columns import NO_ROW, UNBOUNDED, Basis, SetColumn
from drentsportal.domain.match.readings import CONTRADICTED, GRID_CRITERIA, has_queue
from drentsportal.domain.vocabulary import Scarcity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.match.match_facts import MatchFacts, RegionalAccents
    from drentsportal.domain.match.offer_building import OffersOnGround
    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.sites.site import Landmark

ALWAYS_READ: Final = frozenset({"plot_area", "category_min", "category_max"})
"""Columns that more than one criterion looks at."""


def asked_offers(
    ground: OffersOnGround,
    request: LocationRequest,
    wanted: frozenset[str],
    landmarks: Sequence[Landmark],
    facts: MatchFacts,
) -> OfferTable:
    """Add every column that depends on the request and on what is known beside the sites.

    ``wanted`` names the criteria that are required or preferred.
    """
    offers = with_distances(ground, wanted, request, landmarks)
    offers = with_drive_times(ground, offers, wanted, facts.drive_times)
    offers = with_price(offers, request)
    offers = with_growth(ground, _used(offers, wanted | _read_beside(wanted)), request)
    offers = with_combinations(ground, offers, request)
    if facts.region_members is not None:
        offers = replace(offers, region_members=facts.region_members)
    if "regional_profile" in wanted:
        offers = _with_accents(offers, facts.accents)
    if GRID_CRITERIA & wanted:
        found = (facts.grid.get(postcode) for postcode in ground.candidate_postcodes)
        offers = replace(offers, grid={row: grid for row, grid in enumerate(found) if grid is not None})
        offers = _with_contradictions(offers)
    return offers


def _read_beside(wanted: frozenset[str]) -> frozenset[str]:
    """Name the columns that a criterion looks at beside its own: premises hold a building by their floor."""
    return frozenset({"floor_area"}) if "building" in wanted else frozenset()


def with_price(offers: OfferTable, request: LocationRequest) -> OfferTable:
    """Leave the price of a building out where land is sought as well: a limit or scale for land is not its.

    Per m² of floor it is a multiple of one per m² of land. Whoever seeks premises only has it judged.
    """
    column = offers.intervals.get("price")
    if column is None or judges_buildings_by_price(request):
        return offers
    is_building = offers.is_premises()
    left_out = replace(
        column,
        low=np.where(is_building, UNBOUNDED, column.low),
        high=np.where(is_building, UNBOUNDED, column.high),
        basis=np.where(is_building, Basis.NOT_APPLICABLE, column.basis).astype(np.int8),
    )
    return replace(offers, intervals={**offers.intervals, "price": left_out})


def judges_buildings_by_price(request: LocationRequest) -> bool:
    """Whether a price that is asked is one of buildings; with another answer the column is another."""
    return request.housing is Housing.PREMISES


def _with_contradictions(offers: OfferTable) -> OfferTable:
    """Take "good" for no more than limited to good where the capacity map has a queue: two sources disagree.

    Kept in the columns, so that a kept match needs no rule of its own.
    """
    changed = {}
    for criterion_id in GRID_CRITERIA & offers.sets.keys():
        queued = [row for row, grid in offers.grid.items() if has_queue(grid, criterion_id)]
        column = offers.sets[criterion_id]
        surely_good, _ = column.overlap((Scarcity.GOOD.value,))
        rows = np.flatnonzero(surely_good & np.isin(offers.candidate_rows, queued))
        if not len(rows):
            continue
        sure, possible = column.sure.copy(), column.possible.copy()
        sets = (*column.sets, *CONTRADICTED)
        sure[rows], possible[rows] = len(column.sets), len(column.sets) + 1
        changed[criterion_id] = replace(column, sure=sure, possible=possible, sets=sets)
    return replace(offers, sets={**offers.sets, **changed})


def _used(offers: OfferTable, wanted: frozenset[str]) -> OfferTable:
    """Leave out the columns that nothing asked for looks at, so that less is put in order."""
    kept = wanted | ALWAYS_READ
    return replace(
        offers,
        intervals={name: column for name, column in offers.intervals.items() if name in kept},
        sets={name: column for name, column in offers.sets.items() if name in kept},
    )


def _with_accents(offers: OfferTable, accents: RegionalAccents | None) -> OfferTable:
    """Add the regional profile by the gemeente of each candidate; unknown where no document tells."""
    known = {} if accents is None else accents.by_municipality
    place: dict[tuple[str, ...], int] = {}
    codes = np.array(
        [
            place.setdefault(known[code], len(place)) if code in known else NO_ROW
            for code in offers.candidates.municipality_codes
        ],
        np.int64,
    )[offers.candidate_rows]
    basis = np.where(codes == NO_ROW, Basis.UNKNOWN, Basis.COMPUTED).astype(np.int8)
    records = np.where(codes == NO_ROW, 0, offers.site_records)
    column = SetColumn(codes, codes.copy(), basis, records, tuple(place))
    return replace(
        offers,
        sets={**offers.sets, "regional_profile": column},
        rule_texts={} if accents is None else accents.texts,
    )
