"""The tables of what sites are set against: gemeenten, landmarks, contacts, regions, plans and the grid."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from drentsportal.storage import dialect
from drentsportal.storage.schema.columns import (
    delivery_columns,
    key,
    later_text,
    metadata,
    sealed,
    text,
    whole,
)

municipality_record = Table(
    "municipality_record",
    metadata,
    key(),
    text("code"),
    *delivery_columns(),
    text("name"),
    Column("geometry_rd", dialect.geometry(), nullable=False),
    **dialect.STRICT,
)

landmark_record = Table(
    "landmark_record",
    metadata,
    key(),
    text("landmark_id"),
    *delivery_columns(),
    text("kind"),
    text("name"),
    text("label"),
    Column("rank", Integer, nullable=False),
    Column("geometry_rd", dialect.geometry(), nullable=False),
    later_text("cemt_class"),
    **dialect.STRICT,
)

contact_point_record = Table(
    "contact_point_record",
    metadata,
    key(),
    text("contact_point_id"),
    *delivery_columns(),
    text("scope"),
    text("function"),
    text("organisation"),
    sealed("telephone"),
    sealed("mail"),
    **dialect.STRICT,
)

restructuring_claim_record = Table(
    "restructuring_claim_record",
    metadata,
    key(),
    text("level"),
    text("subject_id"),
    text("list_name"),
    *delivery_columns(),
    text("status"),
    text("period"),
    **dialect.STRICT,
)

region_record = Table(
    "region_record",
    metadata,
    key(),
    text("region_id"),
    *delivery_columns(),
    text("name"),
    text("municipality_codes_json"),
    **dialect.STRICT,
)

park_management_record = Table(
    "park_management_record",
    metadata,
    key(),
    text("organisation_id"),
    *delivery_columns(),
    text("name"),
    text("park_ids_json"),
    text("municipality_codes_json"),
    text("benefits_json"),
    text("website"),
    **dialect.STRICT,
)

plan_zone_record = Table(
    "plan_zone_record",
    metadata,
    key(),
    text("zone_id"),
    *delivery_columns(),
    text("plan_name"),
    text("zone_name"),
    text("park_id"),
    text("category_min", nullable=True),
    text("category_max", nullable=True),
    Column("max_height_m", dialect.real(), nullable=True),
    text("uses"),
    whole("web_shop_allowed", nullable=True),
    text("plan_phase", nullable=True),
    text("link"),
    Column("geometry_rd", dialect.geometry(), nullable=False),
    whole("storage_allowed", nullable=True),
    **dialect.STRICT,
)


def _grid_side(side: str) -> tuple[Column[Any], ...]:
    return (
        text(f"{side}_state", nullable=True),
        whole(f"{side}_requests_in_queue", nullable=True),
        Column(f"{side}_capacity_in_queue_mw", dialect.real(), nullable=True),
        Column(f"{side}_available_capacity_mw", dialect.real(), nullable=True),
        whole(f"{side}_alleviation_year", nullable=True),
    )


grid_area_record = Table(
    "grid_area_record",
    metadata,
    key(),
    text("area_id"),
    *delivery_columns(),
    text("name"),
    text("operator"),
    whole("year"),
    *_grid_side("demand"),
    *_grid_side("generation"),
    **dialect.STRICT,
)

grid_postcode_record = Table(
    "grid_postcode_record",
    metadata,
    Column("postcode", Text, primary_key=True),
    Column("delivery_id", Integer, ForeignKey("delivery.version"), primary_key=True, autoincrement=False),
    text("demand", nullable=True),
    text("generation", nullable=True),
    text("area_id"),
    **dialect.STRICT,
    **dialect.KEYED,
)
"""Half a million rows a year: source and date stand once, with the delivery."""
