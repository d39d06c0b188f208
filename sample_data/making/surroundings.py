"""Regions, park management, plan zones, protected nature and the grid: invented, and labelled so."""

import math
from typing import Any, Final

import shapely
from shapely import affinity
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from sample_data.making.exchange import AS_OF, SOURCE, Feature, feature, table
from sample_data.making.parks import Park, happens, random_of
from sample_data.making.tables import MANAGEMENT_SOURCE, PARK_MANAGEMENT, management_id

Row = dict[str, Any]

_CORNERS: Final = 14
_SUB_CATEGORIES: Final = {1: "1", 2: "2", 3: "3.2", 4: "4.2", 5: "5.2", 6: "6"}
_USES: Final = ("bedrijven", "bedrijven en kantoren", "bedrijven en opslag")
_STATES: Final = ("transparent", "yellow", "amber", "red")
_GRID_SOURCE: Final = f"{SOURCE}, naar de capaciteitskaart; indicatief"
_FAR_M: Final = 5_000


def region_rows() -> list[Row]:
    """Give two invented regions; of the second nobody knows the members, so no request can ask for it."""
    return [
        {
            "id": "vb_noordrand",
            "name": "Regio Noordrand (voorbeeld)",
            "municipality_codes": ["GM1699", "GM1730", "GM1680"],
        },
        {"id": "vb_zonder_leden", "name": "Regio zonder opgave (voorbeeld)", "municipality_codes": []},
    ]


def management_rows(parks: list[Park]) -> list[Row]:
    """Give the seven organisations; names and what members get are facts, which park is whose is not."""
    rows = []
    for name in PARK_MANAGEMENT:
        own = [park for park in parks if park.row["pmo"] == name]
        rows.append(
            {
                "id": management_id(name),
                "name": f"Parkmanagement {name}",
                "park_ids": [park.id for park in own],
                "municipality_codes": sorted({park.municipality_code for park in own}),
                "benefits": ["gezamenlijke inkoop van energie", "afvalverwerking", "beveiliging"],
                "source": f"{MANAGEMENT_SOURCE}; verdeling van terreinen verzonnen",
            }
        )
    return rows


def zone_features(parks: list[Park]) -> list[Feature]:
    """Split half of the parks with a known category into a heavier and a lighter zone."""
    chosen = [park for park in parks if park.category_main and happens(random_of(park.id, 21), 0.5)]
    return [zone for park in chosen for zone in _zones(park)]


def _zones(park: Park) -> list[Feature]:
    outline, main = park.outline.polygon, park.category_main or 1
    random = random_of(park.id, 22)
    lighter = _SUB_CATEGORIES[max(1, main - 1)]
    share = random.uniform(0.3, 0.7)
    shapes = zip(("heavy", "light"), _halves(outline, park.outline.angle_deg, share), strict=True)
    height_m = park.height_m if happens(random, 0.8) else None
    allowed = happens(random, 0.5) if happens(random, 0.6) else None
    uses = str(random.choice(_USES))
    features = []
    for part, shape in shapes:
        is_heavy = part == "heavy"
        values = {
            "id": f"{park.id}-zone-{part}",
            "plan_name": f"Voorbeeldplan {park.row['name']}",
            "zone_name": "Bedrijventerrein - 1" if is_heavy else "Bedrijventerrein - 2",
            "park_id": park.id,
            "category_min": "3.1" if is_heavy and main > 4 else None,  # noqa: PLR2004 - heavy ground only
            "category_max": _SUB_CATEGORIES[main] if is_heavy else lighter,
            "max_height_m": height_m,
            "uses": uses,
            "web_shop_allowed": False if is_heavy else allowed,
            "plan_phase": park.row["plan_phase"],
            "link": f"https://www.bedrijvenportal.example/plannen/{park.id}",
        }
        features.append(feature(shape, values))
    return features


def _halves(outline: Polygon, angle_deg: float, share: float) -> tuple[BaseGeometry, BaseGeometry]:
    """Cut an outline in two along its own direction, ``share`` of its width on the first side."""
    upright = affinity.rotate(outline, -angle_deg, origin=outline.centroid)
    west, south, east, north = upright.bounds
    cut = west + (east - west) * share
    sides = (
        box(west - _FAR_M, south - _FAR_M, cut, north + _FAR_M),
        box(cut, south - _FAR_M, east + _FAR_M, north + _FAR_M),
    )
    turned = (affinity.rotate(side, angle_deg, origin=outline.centroid) for side in sides)
    first, second = (shapely.intersection(outline, side) for side in turned)
    return first, second


def nature_features() -> list[Feature]:
    """Draw areas of protected nature, schematic and in no real place."""
    return [
        feature(
            _blob(row),
            {
                "id": row["id"],
                "kind": "protected_nature",
                "name": row["name"],
                "label": row["label"],
                "rank": int(row["rank"]),
            },
        )
        for row in table("nature")
    ]


def _blob(row: dict[str, str]) -> Polygon:
    centre = Point(int(row["x_rd"]), int(row["y_rd"]))
    half_width, half_height = int(row["width_m"]) / 2, int(row["height_m"]) / 2
    points = []
    for corner in range(_CORNERS):
        turn = 2 * math.pi * corner / _CORNERS
        reach = 1 + 0.14 * math.sin(3 * turn + centre.x)
        points.append(
            (
                centre.x + half_width * reach * math.cos(turn),
                centre.y + half_height * reach * math.sin(turn),
            )
        )
    return Polygon(points)


def postcode_of(park: Park) -> str | None:
    """Give a postcode that cannot exist: these letters are never issued. Unknown for a part of the parks."""
    if not happens(random_of(park.id, 23), 0.8):
        return None
    return f"{9400 + int(park.id.removeprefix('vb-'))}SS"


def grid_area_rows() -> list[Row]:
    """Give three supply areas in the year of the reference date."""
    return [
        _area("VB-NOORD", "Voorbeeldstation Noord", "transparent", "amber", 0),
        _area("VB-MIDDEN", "Voorbeeldstation Midden", "yellow", "red", 7),
        _area("VB-ZUID", "Voorbeeldstation Zuid", "red", "red", 23),
    ]


def _area(area_id: str, name: str, demand: str, generation: str, queue: int) -> Row:
    return {
        "id": area_id,
        "name": name,
        "operator": "Voorbeeldnetbeheerder",
        "year": int(AS_OF[:4]),
        "demand_state": demand,
        "demand_requests_in_queue": queue,
        "demand_capacity_in_queue_mw": round(queue * 1.4, 1),
        "demand_alleviation_year": 2029 if queue else None,
        "generation_state": generation,
        "generation_requests_in_queue": queue + 4,
        "generation_capacity_in_queue_mw": round((queue + 4) * 0.8, 1),
        "generation_alleviation_year": 2031,
        "source": _GRID_SOURCE,
    }


def grid_postcode_rows(parks: list[Park]) -> list[Row]:
    """Give the state of the postcodes of parks; some are not on the map, and some states are unknown."""
    rows = []
    for park in parks:
        random = random_of(park.id, 24)
        postcode = postcode_of(park)
        if postcode is None or happens(random, 0.1):
            continue
        south = park.outline.polygon.centroid.y
        area = "VB-NOORD" if south > 552_000 else "VB-MIDDEN" if south > 534_000 else "VB-ZUID"  # noqa: PLR2004 - thirds of the province
        shares = {"VB-NOORD": (5, 3, 1, 1), "VB-MIDDEN": (2, 4, 3, 1), "VB-ZUID": (1, 1, 3, 5)}[area]
        weights = [share / sum(shares) for share in shares]
        demand, generation = (str(random.choice(_STATES, p=weights)) for _ in range(2))
        rows.append(
            {
                "postcode": postcode,
                "demand": demand,
                "generation": None if happens(random, 0.1) else generation,
                "area_id": area,
            }
        )
    return rows


def scarcities_of(park: Park) -> Row:
    """Draw the five scarce factors; unknown for a good part, since unknown never counts as good."""
    random = random_of(park.id, 25)
    values = {}
    for factor in ("space", "nitrogen", "grid", "water", "labour"):
        known, value = (
            happens(random, 0.55),
            str(random.choice(["good", "limited", "none"], p=[0.4, 0.4, 0.2])),
        )
        values[f"scarcity_{factor}"] = value if known else None
    return values


def ownership_of(park: Park) -> Row:
    """Draw who owns the ground, and whether it could be brought to market in a businesslike way."""
    random = random_of(park.id, 26)
    known = happens(random, 0.6)
    owner = str(random.choice(["public", "private", "mixed"], p=[0.5, 0.15, 0.35]))
    candidate = happens(random, 0.25)
    return {
        "ownership": owner if known else None,
        "commercialisation_candidate": candidate if known and owner != "private" else None,
    }


def safety_of(park: Park) -> Row:
    """Draw whether a company with external safety contours may settle: mostly yes on heavy ground only."""
    random = random_of(park.id, 27)
    known, is_heavy = happens(random, 0.7), "heavy_industry" in (park.segments or [])
    return {"external_safety_allowed": happens(random, 0.8 if is_heavy else 0.1) if known else None}
