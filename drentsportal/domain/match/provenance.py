"""Source and date of the values that an explanation shows.

A value that was computed (a distance, the sum of plots) names ``COMPUTED_SOURCE`` as its source, a message id
of the catalogue; its date is that of the data: of the record that delivered the site measured, or the oldest
of the records summed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from drentsportal.domain.match.offer_columns import Basis
from drentsportal.domain.match.offers import PLOT_KINDS, OfferKind
from drentsportal.domain.match.readings import reading
from drentsportal.domain.sites.site_table import RecordSource
from drentsportal.domain.values import Known, Unknown
from drentsportal.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drentsportal.domain.match.offers import OfferTable
    from drentsportal.domain.match.readings import Reading
    from drentsportal.domain.values import Attribute

COMPUTED_SOURCE: Final = "source.computed"
"""Source of a value that the portal computed; worded by the catalogue."""


_COMPUTED: Final = frozenset({"housing", "building"})
"""Criteria that no attribute answers."""


class SourceLookup(Protocol):
    """Finds who says a value and when."""

    def source_of(self, site_id: str, attribute_id: str, record_id: int) -> RecordSource:
        """Return source and date of an attribute in use; ``record_id`` is 0 for a value that a person chose.

        Raises ``NotFoundError`` when it cannot be found.
        """
        ...


class RecordedSources:
    """Sources by record id, and by site and attribute for values that a person chose."""

    def __init__(
        self,
        by_record: Mapping[int, RecordSource],
        by_value: Mapping[tuple[str, str], RecordSource] | None = None,
    ) -> None:
        """Keep what is known of sources."""
        self._by_record = by_record
        self._by_value = by_value or {}

    def source_of(self, site_id: str, attribute_id: str, record_id: int) -> RecordSource:
        """Return source and date of an attribute in use; raises ``NotFoundError``."""
        found = self._by_record.get(record_id) or self._by_value.get((site_id, attribute_id))
        if found is None:
            raise NotFoundError("error.match.source_unknown", site=site_id, attribute=attribute_id)
        return found


class Provenance:
    """Turns readings of offers into values with source and date."""

    def __init__(self, offers: OfferTable, sources: SourceLookup) -> None:
        """Keep the offers and who knows their sources."""
        self._offers = offers
        self._sources = sources

    def value(self, offer: int, read: Reading) -> Attribute[object]:
        """Return the deciding value in the criterion's unit; a pair of bounds where it is a range."""
        value = _value_of(read)
        if value is None:
            return Unknown()
        source = self._source(offer, read)
        return Known(value, source.source, source.as_of)

    def _source(self, offer: int, read: Reading) -> RecordSource:
        if read.basis in {Basis.COMBINED, Basis.ADJOINING}:
            return self._combined_source(offer, read.criterion_id)
        if read.offered_m2 is not None:
            area = reading(self._offers, offer, "plot_area")
            return RecordSource(COMPUTED_SOURCE, self._source(offer, area).as_of)
        if read.basis in {Basis.COMPUTED, Basis.NOT_APPLICABLE} or read.told_as in _COMPUTED:
            return RecordSource(COMPUTED_SOURCE, self._look_up(offer, read, "name").as_of)
        return self._look_up(offer, read, deciding_attribute(read))

    def _combined_source(self, offer: int, criterion_id: str) -> RecordSource:
        members = self._offers.members_of(offer)
        if criterion_id == "expansion_area" and len(grown := self._offers.growth_rows(offer)):
            members, criterion_id = grown, "plot_area"
        dates = [
            self._source(member, part).as_of
            for member in members.tolist()
            if (part := reading(self._offers, member, criterion_id)).basis is not Basis.UNKNOWN
        ]
        return RecordSource(COMPUTED_SOURCE, min(dates))

    def _look_up(self, offer: int, read: Reading, attribute_id: str) -> RecordSource:
        """Ask for the source of a value under the site whose record gave it."""
        offers = self._offers
        row = self._speaker(offer, read)
        record_id = int(offers.site_records[offer])
        if attribute_id != "name" or read.basis is Basis.COMPUTED:
            record_id = self._record_id(offer, read)
        of_park = read.basis in {Basis.PARK, Basis.MAIN_CATEGORY, Basis.PARK_TOTAL} or (
            read.basis is Basis.COMPUTED and record_id != offers.site_records[row]
        )
        site_id = (of_park and str(offers.park_ids[row])) or str(offers.site_ids[row])
        return self._sources.source_of(site_id, attribute_id, record_id)

    def _speaker(self, offer: int, read: Reading) -> int:
        """Return the row whose value was taken: of what the plots of a combination agree in, the first."""
        of_plot = read.basis in {Basis.OWN, Basis.STATUS, Basis.COMPUTED} and read.criterion_id != "housing"
        if of_plot and self._offers.kinds[offer] == OfferKind.COMBINATION:
            return int(self._offers.members_of(offer)[0])
        return offer

    def _record_id(self, offer: int, read: Reading) -> int:
        if read.criterion_id in self._offers.sets:
            return int(self._offers.sets[read.criterion_id].record_ids[offer])
        return int(self._offers.intervals[read.column_id].record_ids[offer])


_ATTRIBUTE: Final = {
    "floor_area": "floor_area_m2",
    "segment": "segments",
    "municipality": "municipality_code",
    "reuse": "reuse_class",
    "height": "max_height_m",
    "park_management": "park_management",
    "broadband": "broadband",
    "web_shop": "web_shop_allowed",
    "storage": "storage_allowed",
    "external_safety": "external_safety_allowed",
    "rent": "rent_eur_m2_year",
    "grid_demand": "scarcity_grid",
    "grid_feed": "scarcity_grid",
    "water": "scarcity_water",
    "nitrogen": "scarcity_nitrogen",
    "labour": "scarcity_labour",
}


def deciding_attribute(read: Reading) -> str:
    """Return the attribute of the site or its park that gave the value."""
    match read.criterion_id:
        case "plot_area" | "supply" | "expansion_area":
            return _area_attribute(read)
        case "category":
            return _category_attribute(read)
        case "available_by":
            return "status" if read.basis is Basis.STATUS else "available_from"
        case "building":
            return "floor_area_m2"
        case "price":
            return _price_attribute(read)
        case _:
            return _ATTRIBUTE[read.criterion_id]


def says_at_most(read: Reading) -> bool:
    """Whether the deciding value is the most that is possible: a total, or the top of a main category."""
    return read.basis in {Basis.TOTAL, Basis.TOTAL_LATER, Basis.MAIN_CATEGORY}


def _category_attribute(read: Reading) -> str:
    if read.basis is Basis.MAIN_CATEGORY:
        return "category_main_max"
    of_park = read.basis is Basis.PARK or read.offer_kind in {OfferKind.TOTAL, OfferKind.TOTAL_LATER}
    return f"issue_{read.column_id}" if of_park else read.column_id


def _price_attribute(read: Reading) -> str:
    if read.offer_kind is OfferKind.PREMISES:
        return "sale_price_eur_m2"
    if read.basis is Basis.OWN and read.offer_kind in PLOT_KINDS:
        return "price_eur_m2"
    return "price_max_eur_m2" if read.low is None else "price_min_eur_m2"


def _area_attribute(read: Reading) -> str:
    if read.offer_kind is OfferKind.PREMISES:
        return "premises_plot_area_m2"
    by_basis = {
        Basis.TOTAL: "available_now_ha",
        Basis.PARK_TOTAL: "available_now_ha",
        Basis.TOTAL_LATER: "available_later_ha",
    }
    return by_basis.get(read.basis, "area_m2")


def _value_of(read: Reading) -> object | None:
    if read.criterion_id == "housing":
        return "premises" if read.offer_kind is OfferKind.PREMISES else "plot"
    if read.basis in {Basis.UNKNOWN, Basis.NOT_COMPUTED, Basis.CONTRADICTED}:
        return None
    if says_at_most(read):
        return read.high
    if read.sure_ids is not None or read.possible_ids is not None:
        return read.possible_ids if read.possible_ids is not None else read.sure_ids
    if read.criterion_id == "category":
        return (read.minimum, read.high)
    return read.low if read.low == read.high else (read.low, read.high)
