"""The table of totals in the README, counted from the files as they are written."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

_BEGIN: Final = "<!-- totals:begin -->"
_END: Final = "<!-- totals:end -->"
_M2_PER_HA: Final = 10_000
_STATUSES: Final = {
    "available": "beschikbaar",
    "option": "in optie",
    "reserved": "gereserveerd",
    "sold": "uitgegeven",
    "planned": "gepland",
}
_UNKNOWN: Final = {
    "prijs": "price_min_eur_m2",
    "bouwhoogte": "max_height_m",
    "breedband": "broadband",
    "milieucategorie": "category_main_max",
    "nu beschikbaar": "available_now_ha",
    "postcode": "postcode",
    "schaarste stikstof": "scarcity_nitrogen",
    "eigendom": "ownership",
}

Rows = list[tuple[str, str]]
Sites = list[dict[str, Any]]


def with_totals(readme: str, texts: Mapping[str, str]) -> str:
    """Give the README with its table of totals made anew."""
    head, rest = readme.split(_BEGIN)
    tail = rest.split(_END)[1]
    lines = ["| wat | totaal |", "|---|---:|", *(f"| {what} | {total} |" for what, total in totals(texts))]
    return "\n".join([head + _BEGIN, "", *lines, "", _END + tail])


def totals(texts: Mapping[str, str]) -> Rows:
    """Count what adds up to what, as the README words it."""
    parks, plots = _properties(texts["business_parks.geojson"]), _properties(texts["plots.geojson"])
    return [
        *_of_parks(parks, plots),
        *_of_plots(plots),
        ("leegstaande panden", str(len(_properties(texts["vacant_premises.geojson"])))),
        *_of_the_rest(texts, parks),
        *_unknown(parks),
    ]


def _of_parks(parks: Sites, plots: Sites) -> Rows:
    now, later = _sum(parks, "available_now_ha"), _sum(parks, "available_later_ha")
    return [
        ("bedrijventerreinen", str(len(parks))),
        ("waarvan met kavels", str(len({plot["park_id"] for plot in plots}))),
        ("bruto, ha", _number(_sum(parks, "gross_ha"))),
        ("netto (voor zover bekend), ha", _number(_sum(parks, "net_ha"))),
        ("nu beschikbaar, ha", _number(now)),
        ("later beschikbaar, ha", _number(later)),
        ("beschikbaar samen, ha", _number(now + later)),
        ("waarvan nu", f"{_number(100 * now / (now + later))}%"),
    ]


def _of_plots(plots: Sites) -> Rows:
    counts = Counter(plot["status"] for plot in plots)
    rows = [("kavels", f"{len(plots)} ({_number(_plots_ha(plots))} ha)")]
    for status, word in _STATUSES.items():
        area = _plots_ha([plot for plot in plots if plot["status"] == status])
        rows.append((f"kavels, {word}", f"{counts[status]} ({_number(area)} ha)"))
    return rows


def _of_the_rest(texts: Mapping[str, str], parks: Sites) -> Rows:
    kinds = Counter(each["kind"] for each in _properties(texts["landmarks.geojson"]))
    managers = {park.get("park_management_organisation") for park in parks} - {None}
    return [
        ("gemeenten", str(len(_properties(texts["municipalities.geojson"])))),
        ("parkmanagementorganisaties", str(len(managers))),
        ("plaatsen", str(kinds["place"])),
        ("wegen en vaarten", str(kinds["road"] + kinds["water"])),
        ("aansluitingen op de snelweg", str(kinds["motorway_junction"])),
        ("hubs, terminals en kades", str(kinds["hub"] + kinds["rail_terminal"] + kinds["quay"])),
        ("beschermde natuurgebieden", str(kinds["protected_nature"])),
        ("planzones", str(len(_properties(texts["plan_zones.geojson"])))),
        ("regio's", _row_count(texts["regions.json"])),
        ("voedingsgebieden", _row_count(texts["grid_areas.json"])),
        ("postcodes van de capaciteitskaart", _row_count(texts["grid_postcodes.json"])),
        ("contactpunten", str(len(json.loads(texts["contact_points.json"])["rows"]))),
        ("uitspraken over het PHP", str(len(json.loads(texts["restructuring_claims.json"])["rows"]))),
    ]


def _row_count(text: str) -> str:
    return str(len(json.loads(text)["rows"]))


def _unknown(parks: Sites) -> Rows:
    return [
        (f"terreinen waarvan onbekend: {word}", str(sum(key not in park for park in parks)))
        for word, key in _UNKNOWN.items()
    ]


def _properties(text: str) -> Sites:
    return [each["properties"] for each in json.loads(text)["features"]]


def _sum(rows: Sites, key: str) -> float:
    return sum(round(float(row.get(key, 0)) * _M2_PER_HA) for row in rows) / _M2_PER_HA


def _plots_ha(plots: Sites) -> float:
    return sum(int(plot["area_m2"]) for plot in plots) / _M2_PER_HA


def _number(value: float) -> str:
    """Two decimals in Dutch: dots for thousands, a decimal comma."""
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
