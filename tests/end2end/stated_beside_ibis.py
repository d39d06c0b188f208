"""What two invented lists state of the sites of the IBIS file, so that every figure has something to tell.

No two sites are told the same; of each something is left open, so that unknown is met beside every figure.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import shapely

from drentsportal.paths import sample_data_dir
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.sites.site import Site

LIST: Final = "Toetslijst"
OLD_LIST: Final = "Oude toetslijst"
AROUND: Final = (
    "municipalities.geojson",
    "landmarks.geojson",
    "contact_points.json",
    "restructuring_claims.json",
    "grid_areas.json",
    "grid_postcodes.json",
)
"""Of the invented data that ship: what lies around a site."""

_CATEGORIES: Final = ("1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6")
_STATES: Final = ("available", "sold", "option", "reserved", "planned", "available", "available")
_SCARCE: Final = ("good", "limited", "none")
_POSTCODES: Final = ("9401SS", "9405SS", "9410SS", "9412SS", "9415SS", "9424SS", "9999ZZ")
_EVERY: Final = 6
"""Of each figure one site in so many says nothing."""
_MOST_PLOTS: Final = 17


def _left_open(values: Mapping[str, object], place: int) -> dict[str, object]:
    """Leave out a sixth of the values, other ones of each site."""
    return {key: each for number, (key, each) in enumerate(values.items()) if (number + place) % _EVERY}


def _park(site: Site, place: int) -> dict[str, object]:
    """State of a park what IBIS does not; cents, halves and years that no other site has."""
    low = 30 + 0.25 * place
    values: dict[str, object] = {
        "available_later_ha": round(0.37 * place + 0.015, 3),
        "price_min_eur_m2": low,
        "price_max_eur_m2": low + (0 if place % 7 == 3 else 12.5 + place / 100),
        "category_main_max": 2 + place % 4,
        "max_height_m": 6 + 0.5 * (place % 40),
        "start_year": 1901 + place,
        "plan_name": f"Plan {700 + place}",
        "plan_phase": ("irrevocable", "adopted", "draft", "structural_vision")[place % 4],
        "available_from": f"20{27 + place % 9}-{1 + place % 12:02}-{1 + place % 28:02}",
        "postcode": _POSTCODES[place % len(_POSTCODES)],
        "park_management": bool(place % 2),
        "broadband": not place % 3,
        "web_shop_allowed": bool(place % 5),
        "storage_allowed": bool(place % 6),
        "external_safety_allowed": not place % 4,
        "reuse_class": ("reuse", "existing", "new")[place % 3],
        **{f"scarcity_{each}": _SCARCE[(place + number) % 3] for number, each in enumerate(_FACTORS)},
    }
    return {"id": site.id, "name": site.name, "municipality_code": site.municipality_code} | _left_open(
        values, place
    )


_FACTORS: Final = ("space", "nitrogen", "grid", "water", "labour")


def _plots(site: Site, place: int) -> list[dict[str, object]]:
    """Give a park from none to sixteen plots of every status; areas to the square metre."""
    made = []
    for number in range(place % _MOST_PLOTS):
        status = _STATES[(number + place) % len(_STATES)]
        values: dict[str, object] = {
            "area_m2": 812 + 137 * number + 3_011 * (place % 23),
            "price_eur_m2": 40 + 0.05 * place + number,
            "category_max": _CATEGORIES[(number + place) % len(_CATEGORIES)],
            "available_from": f"2028-{1 + number % 12:02}-01",
            "status_until": f"2027-{1 + number % 12:02}-15",
            "seller": ("municipality", "private", "province")[(place + number) % 3],
            "allocation_procedure": ("lot", "selection", "order_of_arrival", "single_candidate")[place % 4],
            "allocation_published_on": f"2026-{1 + number % 9:02}-07",
        }
        named = {"id": f"{site.id}-k{number}", "name": f"K{place}.{number}", "park_id": site.id}
        named["municipality_code"] = site.municipality_code or ""
        made.append(named | {"status": status} | _left_open(values, place + number))
    return made


def _written(path: Path, kind: str, source: str, as_of: str, features: Sequence[object]) -> Path:
    content = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
        "drentsportal": {"kind": kind, "source": source, "as_of": as_of},
        "features": features,
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _feature(properties: Mapping[str, object], site: Site, *, number: int | None = None) -> dict[str, object]:
    shape = site.geometry_rd
    assert shape is not None
    if number is not None:
        west, south = shape.bounds[0] + 70 * number, shape.bounds[1]
        shape = shapely.box(west, south, west + 50, south + 40)
    return {"type": "Feature", "properties": dict(properties), "geometry": shapely.geometry.mapping(shape)}


def state_beside(services: AppServices, sites: Sequence[Site], folder: Path) -> None:
    """Import surroundings, a recent list of all sites and their plots, and an old one that contradicts."""
    parks = [_feature(_park(each, place), each) for place, each in enumerate(sites)]
    plots = [
        _feature(plot, each, number=number)
        for place, each in enumerate(sites)
        for number, plot in enumerate(_plots(each, place))
    ]
    old = [
        _feature({"id": each.id, "name": each.name, "municipality_code": each.municipality_code}, each)
        for each in sites
    ]
    for place, each in enumerate(old):
        each["properties"]["available_later_ha"] = round(0.37 * place + 1.2, 2)  # type: ignore[index] # ours
    files = (
        *(sample_data_dir() / name for name in AROUND),
        _written(folder / "oud.geojson", "parks", OLD_LIST, "2019-06-01", old[::5]),
        _written(folder / "terreinen.geojson", "parks", LIST, "2026-10-01", parks),
        _written(folder / "kavels.geojson", "plots", LIST, "2026-10-01", plots),
    )
    for path in files:
        services.imports.run(path, ImportOptions(), NoProgress())
