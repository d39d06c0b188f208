"""The first tables. Frozen: this never follows later changes of ``schema``.

Each column reads ``name:type``; ``!`` marks the primary key, ``?`` a column that may be empty, ``>`` the
column that it refers to.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import REAL

revision: Final = "0001"
down_revision: Final = None

_TABLES: Final = {
    "case_file": """
        number:text! status:text owner_name:text owner_organisation:text owner_role:text
        channel:text received_at_utc:text asked_at_utc:text? answered_at_utc:text?
        row_version:int company_name:blob requester:blob request:blob stops:blob
        shortlist:blob
    """,
    "data_step": """
        version:int! at_utc:text actor_name:text actor_organisation:text actor_role:text
        kind:text source:text file_name:text undone_by_version:int?
    """,
    "erased_case": """
        number:text! erased_at_utc:text actor_name:text actor_organisation:text
        actor_role:text
    """,
    "record_revival": """
        record_id:int! from_version:int! until_version:int?
    """,
    "sealing_key": """
        scope:text! wrapped_key:blob
    """,
    "value_choice": """
        id:int! site_id:text attribute_id:text from_version:int until_version:int?
        record_id:int? value_json:text source:text as_of:text actor_name:text
        actor_organisation:text actor_role:text chosen_at_utc:text reason:text
    """,
    "vault": """
        id:int! is_protected:int open_key:blob? salt:blob? memory_kib:int? iterations:int?
        lanes:int? key_by_passphrase:blob? key_by_recovery:blob?
    """,
    "attachment": """
        id:int! case_number:text>case_file.number attachment_id:text media_type:text
        size_bytes:int added_at_utc:text name:blob content:blob
    """,
    "case_event": """
        id:int! case_number:text>case_file.number at_utc:text kind:text actor_name:text
        actor_organisation:text actor_role:text details:blob
    """,
    "contact_moment": """
        id:int! case_number:text>case_file.number at_utc:text content:blob
    """,
    "delivery": """
        version:int!>data_step.version source:text file_name:text file_sha256:text
        mapping_id:text report_json:text
    """,
    "match_result": """
        id:int! case_number:text>case_file.number at_utc:text replay:blob
    """,
    "sent_document": """
        id:int! case_number:text>case_file.number kind:text sha256:text made_at_utc:text
        file_name:blob
    """,
    "contact_point_record": """
        id:int! contact_point_id:text source:text as_of:text delivery_id:int>delivery.version
        scope:text function:text organisation:text telephone:blob mail:blob
    """,
    "landmark_record": """
        id:int! landmark_id:text source:text as_of:text delivery_id:int>delivery.version
        kind:text name:text label:text rank:int geometry_rd:blob
    """,
    "municipality_record": """
        id:int! code:text source:text as_of:text delivery_id:int>delivery.version name:text
        geometry_rd:blob
    """,
    "park_record": """
        id:int! site_id:text source:text as_of:text delivery_id:int>delivery.version
        from_version:int until_version:int? geometry_rd:blob? min_x_m:real? min_y_m:real?
        max_x_m:real? max_y_m:real? name:text? municipality_code:text? rin:text?
        locality:text? location_type:text? plan_phase:text? segments:text? gross_ha:real?
        net_ha:real? available_now_ha:real? available_later_ha:real? start_year:int?
        category_main_max:int? max_height_m:real? plan_name:text? reuse_class:text?
        park_management:int? park_management_organisation:text? broadband:int?
        web_shop_allowed:int? price_min_eur_m2:real? price_max_eur_m2:real?
        available_from:text?
    """,
    "plot_record": """
        id:int! site_id:text source:text as_of:text delivery_id:int>delivery.version
        from_version:int until_version:int? geometry_rd:blob? min_x_m:real? min_y_m:real?
        max_x_m:real? max_y_m:real? name:text? municipality_code:text? park_id:text?
        segments:text? category_min:text? category_max:text? max_height_m:real? status:text?
        status_until:text? area_m2:int? price_eur_m2:real? available_from:text? seller:text?
        allocation_procedure:text? allocation_published_on:text? allocation_link:text?
    """,
    "premises_record": """
        id:int! site_id:text source:text as_of:text delivery_id:int>delivery.version
        from_version:int until_version:int? geometry_rd:blob? min_x_m:real? min_y_m:real?
        max_x_m:real? max_y_m:real? name:text? municipality_code:text? park_id:text?
        locality:text? segments:text? category_min:text? category_max:text? max_height_m:real?
        reuse_class:text? broadband:int? available_from:text? premises_kind:text?
        floor_area_m2:int? premises_plot_area_m2:int? rent_eur_m2_year:real?
    """,
    "restructuring_claim_record": """
        id:int! level:text subject_id:text list_name:text source:text as_of:text
        delivery_id:int>delivery.version status:text period:text
    """,
}

_INDEXES: Final = (
    ("ix_value_choice_site_id", "value_choice", "site_id"),
    ("ix_attachment_case_number", "attachment", "case_number"),
    ("ix_case_event_case_number", "case_event", "case_number"),
    ("ix_contact_moment_case_number", "contact_moment", "case_number"),
    ("ix_match_result_case_number", "match_result", "case_number"),
    ("ix_sent_document_case_number", "sent_document", "case_number"),
    ("ix_park_record_delivery_id", "park_record", "delivery_id"),
    ("ix_park_record_site_id", "park_record", "site_id"),
    ("ix_plot_record_delivery_id", "plot_record", "delivery_id"),
    ("ix_plot_record_park_id", "plot_record", "park_id"),
    ("ix_plot_record_site_id", "plot_record", "site_id"),
    ("ix_premises_record_delivery_id", "premises_record", "delivery_id"),
    ("ix_premises_record_site_id", "premises_record", "site_id"),
)

_TYPES: Final[dict[str, Any]] = {
    "int": sa.Integer(),
    "text": sa.Text(),
    "blob": sa.LargeBinary(),
    "real": sa.Double().with_variant(REAL(), "sqlite"),
}


def upgrade() -> None:
    """Make the tables and their indexes."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    for name, columns in _TABLES.items():
        op.create_table(name, *(_column(text) for text in columns.split()), sqlite_strict=True)
    for name, table, column in _INDEXES:
        op.create_index(name, table, [column])


def _column(text: str) -> sa.Column[Any]:
    described, _, target = text.partition(">")
    name, _, kind = described.partition(":")
    return sa.Column(
        name,
        _TYPES[kind.rstrip("!?")],
        *([sa.ForeignKey(target)] if target else []),
        primary_key=kind.endswith("!"),
        nullable=kind.endswith("?"),
        autoincrement=False,
    )
