"""The closed lists of the field: statuses, plan phases, categories, kinds."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final

from drentsportal.errors import InputError


class SiteKind(StrEnum):
    """What a site is."""

    PARK = "park"
    PLOT = "plot"
    PREMISES = "premises"


class PlotStatus(StrEnum):
    """Where a plot stands in its issue; only ``AVAILABLE`` is uitgeefbaar."""

    AVAILABLE = "available"
    OPTION = "option"
    RESERVED = "reserved"
    SOLD = "sold"
    PLANNED = "planned"


class PlanPhase(StrEnum):
    """How far the spatial plan is; the first two are hard supply, the others soft (IBIS plan phases)."""

    IRREVOCABLE = "irrevocable"
    ADOPTED = "adopted"
    DRAFT = "draft"
    STRUCTURAL_VISION = "structural_vision"

    @property
    def is_hard(self) -> bool:
        """Whether the plan counts as hard supply."""
        return self in {PlanPhase.IRREVOCABLE, PlanPhase.ADOPTED}


class PremisesKind(StrEnum):
    """What kind of building stands empty."""

    INDUSTRIAL = "industrial"
    OFFICE = "office"
    SHOP = "shop"
    PUBLIC_PROPERTY = "public_property"


class ReuseClass(StrEnum):
    """Re-use before new (design 3.12), best first."""

    REUSE = "reuse"
    EXISTING = "existing"
    NEW = "new"


class Seller(StrEnum):
    """Who sells a plot; a public seller must give candidates an equal chance (HR 26-11-2021, Didam)."""

    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    PRIVATE = "private"

    @property
    def is_public(self) -> bool:
        """Whether the Didam rule applies to the seller."""
        return self is not Seller.PRIVATE


class AllocationProcedure(StrEnum):
    """How a public seller chooses among candidates."""

    SELECTION = "selection"
    LOT = "lot"
    ORDER_OF_ARRIVAL = "order_of_arrival"
    SINGLE_CANDIDATE = "single_candidate"


class Scarcity(StrEnum):
    """How much a site has left of a scarce factor; unknown is no member and never counts as good.

    The five factors are space, nitrogen, grid, water and labour (Economische Koers 2024, 004:266-274).
    """

    GOOD = "good"
    LIMITED = "limited"
    NONE = "none"


class Ownership(StrEnum):
    """Who owns the ground of a site."""

    PUBLIC = "public"
    PRIVATE = "private"
    MIXED = "mixed"


class Retirement(StrEnum):
    """Why a site is kept in the history only: it is in no list, on no map and in no match."""

    SPLIT = "split"
    MERGED = "merged"
    VANISHED = "vanished"
    DUPLICATE = "duplicate"
    MISTAKE = "mistake"


class GridState(StrEnum):
    """What the capacity map of the grid operators says of a place, lightest first; always indicative.

    The four states are those of the official model (Netbeheer Nederland, im-capaciteitskaart 1.3.0):
    available without queue, limited without queue, under study with queue, shortage with queue.
    """

    TRANSPARENT = "transparent"
    YELLOW = "yellow"
    AMBER = "amber"
    RED = "red"


CEMT_CLASSES: Final[tuple[str, ...]] = ("0", "I", "II", "III", "IV", "Va", "Vb", "VIa", "VIb", "VIc", "VII")
"""Classes of inland waterways, smallest first (CEMT 1992; 0 is below class I)."""


class LandmarkKind(StrEnum):
    """What a point or line of reference on the map is."""

    PLACE = "place"
    HUB = "hub"
    MOTORWAY_JUNCTION = "motorway_junction"
    RAIL_TERMINAL = "rail_terminal"
    QUAY = "quay"
    PROTECTED_NATURE = "protected_nature"
    ROAD = "road"
    WATER = "water"


GROUND_KINDS: Final = frozenset({LandmarkKind.ROAD, LandmarkKind.WATER, LandmarkKind.PLACE})
"""What maps draw as ground around sites; of the others they tell distances."""


class Region(Enum):
    """The regions that gemeenten take part in; they overlap.

    Members as far as the policy documents name them: Regio Groningen-Assen (001:2266-2269) and Zuid-Drenthe
    (001:2296-2297). Dutch TechZone and Regio Zwolle are named as partners without their members, so they
    have none here: unknown is not empty, and a request cannot ask for them until a source is entered.
    """

    GRONINGEN_ASSEN = ("groningen_assen", ("GM0106", "GM1730", "GM1699"))
    ZUID_DRENTHE = ("zuid_drenthe", ("GM0119", "GM1690", "GM0118", "GM0109", "GM0114"))

    def __init__(self, region_id: str, municipality_codes: tuple[str, ...]) -> None:
        """Keep the id and the CBS codes of the Drenthe members."""
        self.region_id = region_id
        self.municipality_codes = municipality_codes


MUNICIPALITIES: Final[dict[str, str]] = {
    "GM0106": "Assen",
    "GM0109": "Coevorden",
    "GM0114": "Emmen",
    "GM0118": "Hoogeveen",
    "GM0119": "Meppel",
    "GM1680": "Aa en Hunze",
    "GM1681": "Borger-Odoorn",
    "GM1690": "De Wolden",
    "GM1699": "Noordenveld",
    "GM1701": "Westerveld",
    "GM1730": "Tynaarlo",
    "GM1731": "Midden-Drenthe",
}
"""The twelve gemeenten of Drenthe by CBS code (CBS/Kadaster gebiedsindelingen 2023)."""

MUNICIPALITY_CODES: Final = {name.casefold(): code for code, name in MUNICIPALITIES.items()}
"""The code of each gemeente by its name in small letters."""

REGION_NAMES: Final[dict[str, str]] = {
    Region.GRONINGEN_ASSEN.region_id: "Regio Groningen-Assen",
    Region.ZUID_DRENTHE.region_id: "Zuid-Drenthe",
}
"""The proper name of each region by id, as people type it."""

LOCATION_TYPES: Final[tuple[str, ...]] = ("A", "B", "C", "C1", "C2", "C3", "C4", "C5")
"""Types of work location in IBIS: seaport, business park, economic zone and its kinds.

Source: www.ibis-bedrijventerreinen.nl, definitions. Of C5 no definition was found, so it has no
other word than economic zone; a source may deliver other codes, which stay what they are.
"""

CATEGORIES: Final[tuple[str, ...]] = ("1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6")
"""Environmental categories, lightest first (VNG, Bedrijven en milieuzonering, 2009)."""


def category_rank(category: str) -> int:
    """Position of a category in ``CATEGORIES``, 1-based.

    Raises ``InputError`` for text that is not a category with its sub-category.
    """
    try:
        return CATEGORIES.index(category.strip().replace(",", ".")) + 1
    except ValueError as error:
        raise InputError(
            "error.category.unreadable", field="category", text=category, accepted=", ".join(CATEGORIES)
        ) from error


def main_category(category: str) -> int:
    """Return the main number of a category, the only part that IBIS records at park level."""
    return int(CATEGORIES[category_rank(category) - 1][0])
