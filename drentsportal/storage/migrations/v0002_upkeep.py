"""What upkeep needs. Frozen: this never follows later changes of ``schema``.

More values of sites, edits that have a name, deliveries that say whether they are complete, sources that are
remembered, what sites are set against, and attachments of sites. Columns are written as in the first step;
``=`` marks a text column that is empty in what was stored before.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import REAL

revision: Final = "0002"
down_revision: Final = "0001"

_SHARED: Final = (
    "postcode:text? plan_link:text? ownership:text? commercialisation_candidate:int? retired:text?"
)
_NEW_COLUMNS: Final = {
    "park_record": f"""
        {_SHARED} scarcity_space:text? scarcity_nitrogen:text? scarcity_grid:text?
        scarcity_water:text? scarcity_labour:text?
    """,
    "plot_record": f"{_SHARED} plan_name:text?",
    "premises_record": f"{_SHARED} plan_name:text?",
    "data_step": "what_json:text?",
    "delivery": "as_of:text? complete_kinds:text=",
    "landmark_record": "cemt_class:text=",
}
_DELIVERED: Final = "source:text as_of:text delivery_id:int>delivery.version"
_GRID_SIDES: Final = " ".join(
    f"{side}_state:text? {side}_requests_in_queue:int? {side}_capacity_in_queue_mw:real? "
    f"{side}_available_capacity_mw:real? {side}_alleviation_year:int?"
    for side in ("demand", "generation")
)
_NEW_TABLES: Final = {
    "data_source": """
        id:text! title:text kind:text address:text layer:text crs:text mapping:text
        accepted_json:text source_name:text as_of:text? is_complete:int max_age_days:int?
        allowed_hosts_json:text checked_at_utc:text? fetched_at_utc:text? data_version:int?
        sha256:text fault_json:text?
    """,
    "region_record": f"""
        id:int! region_id:text {_DELIVERED} name:text municipality_codes_json:text
    """,
    "park_management_record": f"""
        id:int! organisation_id:text {_DELIVERED} name:text park_ids_json:text
        municipality_codes_json:text benefits_json:text website:text
    """,
    "plan_zone_record": f"""
        id:int! zone_id:text {_DELIVERED} plan_name:text zone_name:text park_id:text
        category_min:text? category_max:text? max_height_m:real? uses:text
        web_shop_allowed:int? plan_phase:text? link:text geometry_rd:blob
    """,
    "grid_area_record": f"""
        id:int! area_id:text {_DELIVERED} name:text operator:text year:int {_GRID_SIDES}
    """,
    "grid_postcode_record": """
        postcode:text! delivery_id:int!>delivery.version demand:text? generation:text? area_id:text
    """,
    "site_attachment_content": "sha256:text! content:blob",
    "site_attachment": """
        id:int! attachment_id:text site_id:text kind:text title:text media_type:text
        size_bytes:int sha256:text>site_attachment_content.sha256 credit:text licence:text
        source:text as_of:text from_version:int>data_step.version
    """,
    "site_attachment_removal": """
        row_id:int!>site_attachment.id from_version:int!>data_step.version
    """,
}
_KEYED: Final = frozenset({"grid_postcode_record"})
_INDEXES: Final = (
    ("ix_value_choice_from_version", "value_choice", "from_version"),
    ("ix_site_attachment_site_id", "site_attachment", "site_id"),
    ("ix_site_attachment_attachment_id", "site_attachment", "attachment_id"),
)
_TYPES: Final[dict[str, Any]] = {
    "int": sa.Integer(),
    "text": sa.Text(),
    "blob": sa.LargeBinary(),
    "real": sa.Double().with_variant(REAL(), "sqlite"),
}


def upgrade() -> None:
    """Add columns and tables; what was stored before does not say anything about them."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    for name, columns in _NEW_COLUMNS.items():
        for text in columns.split():
            op.add_column(name, _column(text))
    for name, columns in _NEW_TABLES.items():
        keyed = {"sqlite_with_rowid": False} if name in _KEYED else {}
        op.create_table(name, *(_column(text) for text in columns.split()), sqlite_strict=True, **keyed)
    for name, table, column in _INDEXES:
        op.create_index(name, table, [column])


def _column(text: str) -> sa.Column[Any]:
    described, _, target = text.partition(">")
    name, _, kind = described.partition(":")
    return sa.Column(
        name,
        _TYPES[kind.rstrip("!?=")],
        *([sa.ForeignKey(target)] if target else []),
        primary_key=kind.endswith("!"),
        nullable=kind.endswith("?"),
        server_default="" if kind.endswith("=") else None,
        autoincrement=False,
    )
