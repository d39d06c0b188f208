"""How Dutch documents must write what is known of a park: labels, words of lists, ages; stated here anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import Known, PartialDate
from tests.end2end.told_figures import ASK, day, euros, hectares, number

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from drentsportal.domain.values import Attribute

_ONE_YEAR: Final = 365
_TWO_YEARS: Final = 730
_AGES: Final = {
    "available_now_ha": _ONE_YEAR, "available_later_ha": _ONE_YEAR, "gross_ha": _TWO_YEARS,
    "net_ha": _TWO_YEARS, "price_min_eur_m2": _ONE_YEAR, "price_max_eur_m2": _ONE_YEAR,
    "category_main_max": _TWO_YEARS, "max_height_m": _TWO_YEARS, "plan_name": _TWO_YEARS,
    "plan_phase": _TWO_YEARS, "available_from": 183, "park_management": _TWO_YEARS, "broadband": _TWO_YEARS,
    "web_shop_allowed": _TWO_YEARS, "storage_allowed": _TWO_YEARS,
    "external_safety_allowed": _TWO_YEARS, "scarcity_grid": _ONE_YEAR,
    "scarcity_water": _ONE_YEAR, "scarcity_labour": _ONE_YEAR, "scarcity_nitrogen": _ONE_YEAR,
    "scarcity_space": _ONE_YEAR,
}  # fmt: skip
"""After how many days a value is out of date; what is not named here never is."""

_SCARCE: Final = {"good": "voldoende", "limited": "beperkt", "none": "geen ruimte"}
_WORDS: Final[dict[str, dict[str, str]]] = {
    "plan_phase": {
        "irrevocable": "onherroepelijk", "adopted": "vastgesteld", "draft": "ontwerp",
        "structural_vision": "structuurvisie",
    },
    "reuse_class": {"reuse": "hergebruik", "existing": "bestaand terrein", "new": "nieuwe uitgifte"},
    "location_type": {
        "A": "A zeehaventerrein", "B": "B bedrijventerrein", "C": "C economische zone",
        "C1": "C1 economische zone: detailhandel, meubelboulevard", "C2": "C2 economische zone: onderwijs",
        "C3": "C3 economische zone: zorg",
        "C4": "C4 economische zone: platformgebonden, zoals een luchthaven", "C5": "C5 economische zone",
    },
    "municipality_code": {
        "GM0106": "Assen", "GM0109": "Coevorden", "GM0114": "Emmen", "GM0118": "Hoogeveen",
        "GM0119": "Meppel", "GM1680": "Aa en Hunze", "GM1681": "Borger-Odoorn", "GM1690": "De Wolden",
        "GM1699": "Noordenveld", "GM1701": "Westerveld", "GM1730": "Tynaarlo", "GM1731": "Midden-Drenthe",
    },
    **{f"scarcity_{each}": _SCARCE for each in ("grid", "water", "nitrogen", "space")},
    "scarcity_labour": {**_SCARCE, "none": "geen personeel"},
}  # fmt: skip
GRID: Final = {
    "transparent": "beschikbaar, geen wachtrij",
    "yellow": "beperkt beschikbaar, geen wachtrij",
    "amber": "in onderzoek, met wachtrij",
    "red": "tekort, met wachtrij",
}
STATUSES: Final = {
    "available": "beschikbaar", "option": "in optie", "reserved": "gereserveerd", "planned": "gepland",
    "sold": "uitgegeven",
}  # fmt: skip
SELLERS: Final = {"municipality": "gemeente", "province": "provincie", "private": "particulier"}
PROCEDURES: Final = {
    "selection": "selectieprocedure",
    "lot": "loting",
    "order_of_arrival": "gepubliceerde volgorde van aanmelding",
    "single_candidate": "gepubliceerde enige gegadigde",
}
FACTS: Final = (
    ("Segment", "segments"), ("Planfase", "plan_phase"),
    ("Omgevingsplan (tijdelijk deel: bestemmingsplan)", "plan_name"),
    ("Laagste milieucategorie, uit te geven grond", "issue_category_min"),
    ("Grootste bouwhoogte", "max_height_m"), ("Type werklocatie", "location_type"),
    ("Startjaar", "start_year"), ("Hergebruik voor nieuw", "reuse_class"),
    ("Risicobronnen toegestaan", "external_safety_allowed"),
    ("Beschikbaar vanaf", "available_from"), ("Bruto oppervlakte", "gross_ha"),
    ("Netto oppervlakte", "net_ha"), ("Laagste grondprijs per m²", "price_min_eur_m2"),
    ("Hoogste grondprijs per m²", "price_max_eur_m2"), ("Parkmanagement", "park_management"),
    ("Parkmanagementorganisatie", "park_management_organisation"),
    ("Webwinkel toegestaan", "web_shop_allowed"), ("Opslag toegestaan", "storage_allowed"),
)  # fmt: skip
"""The rows of facts of a park on its factsheet."""

UTILITIES: Final = (
    ("Elektriciteitsnet, opgave", "scarcity_grid"),
    ("Water", "scarcity_water"),
    ("Arbeidsmarkt", "scarcity_labour"),
    ("Stikstofruimte", "scarcity_nitrogen"),
    ("Ruimte om te groeien", "scarcity_space"),
    ("Breedband", "broadband"),
)


def is_stale(attribute_id: str, known: Known[object], today: date) -> bool:
    """Whether a value is older than it may be."""
    return (today - known.as_of.earliest).days > _AGES.get(attribute_id, 10**6)


_BY_ENDING: Final[tuple[tuple[str, Callable[[object], str]], ...]] = (
    ("_ha", hectares),
    ("_eur_m2", lambda value: f"{euros(value)} per m²"),
    ("height_m", lambda value: f"{number(value, 1)} m"),
    ("category_main_max", lambda value: f"hoofdcategorie {value}"),
    ("available_from", lambda value: day(PartialDate.parse(str(value)))),
)


def plain(attribute_id: str, value: object) -> str:
    """Write a value of a park."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    write = next((each for ending, each in _BY_ENDING if attribute_id.endswith(ending)), str)
    return _WORDS.get(attribute_id, {}).get(str(value)) or write(value)


def told(attribute_id: str, value: Attribute[object], today: date) -> str:
    """Write what a cell says of a value."""
    if not isinstance(value, Known):
        return ASK
    aged = ", verouderd" if is_stale(attribute_id, value, today) else ""
    return plain(attribute_id, value.value) + aged


def natural(name: str) -> tuple[tuple[str, int], ...]:
    """Return a key that puts K2 before K11."""
    return tuple((letters, int(digits or 0)) for letters, digits in re.findall(r"(\D*)(\d*)", name))
