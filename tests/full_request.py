"""A request in which everything that can be asked is asked, as a request file has it."""

from __future__ import annotations

from typing import Any, Final

FULL_REQUEST: Final[dict[str, Any]] = {
    "title": "Aardappelverwerker",
    "request_type": "expansion",
    "housing": "either",
    "summary": "Zoekt ruimte voor een tweede verwerkingslijn.",
    "sector": "Aardappelproducten",
    "staff_count": 85,
    "origin": {"label": "Hoogeveen", "x_rd": 228600, "y_rd": 526700},
    "requirements": {
        "plot_area_ha": 0.5,
        "expansion_area_ha": 0.6,
        "floor_area_m2": 1500,
        "category": "3.1",
        "segment": ["mixed_regular", "heavy_industry"],
        "web_shop": True,
        "external_safety": True,
        "available_by": "2029-12-31",
        "price_eur_m2": 150.5,
        "rent_eur_m2_year": 62,
        "municipality": ["zuid_drenthe", "GM0106"],
        "present_distance_km": 40,
        "present_minutes": 45,
        "staff_minutes": 30,
        "junction_distance_km": 25,
        "junction_minutes": 20,
        "terminal_distance_km": 60,
        "terminal_minutes": 50,
        "quay_distance_km": 30,
        "height_m": 8.5,
        "broadband": True,
        "grid_demand_kw": 1750,
        "grid_feed_kw": True,
        "water_m3_h": 12.5,
        "nitrogen": True,
        "labour_staff": 40,
        "park_management": True,
    },
    "preferences": {
        "segment": {"weight": 30, "target": ["heavy_industry"]},
        "reuse": 25,
        "junction_distance": 15,
        "water": 10,
    },
    "profile_id": "industry",
    "sector_code": "sbi2008:10.31",
    "sector_group": "food",
    "building": {"width_m": 40, "depth_m": 25.5, "setback_m": 5},
    "combining": {"gap_m": 3, "same_seller_only": True, "most_plots": 3},
    "truck_movements_per_day": 60,
    "staff_points": [
        {"label": "Emmen", "x_rd": 257000, "y_rd": 533500, "count": 30},
        {"label": "7811 AB", "x_rd": 256400, "y_rd": 534100, "count": 12},
    ],
    "vehicle": "car",
    "detour_factor": 1.25,
    "soft_factors": ["Zicht vanaf de A37", "Collega-bedrijven in de buurt"],
}
"""Every criterion is asked: the tests that use it fail when one is left out."""
