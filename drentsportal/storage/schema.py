"""The tables of a workspace. A change here needs a migration; a test compares the two."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from drentsportal.domain.attributes import attributes_of
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.storage import dialect

metadata: Final = MetaData()

SEALED: Final = "sealed"
"""Key in ``Column.info`` of a column whose values are sealed."""

CONTACTS_SCOPE: Final = "contacts"
"""Scope of the key for sealed values that belong to no case."""


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _version(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def _sealed(name: str, *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=nullable, info={SEALED: True})


def _actor(prefix: str) -> tuple[Column[str], ...]:
    return tuple(_text(f"{prefix}_{part}") for part in ("name", "organisation", "role"))


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _delivery_columns() -> tuple[Column[Any], ...]:
    return (
        _text("source"),
        _text("as_of"),
        Column("delivery_id", Integer, ForeignKey("delivery.version"), nullable=False),
    )


def _record_table(kind: SiteKind) -> Table:
    name = f"{kind.value}_record"
    values = (Column(spec.id, dialect.value_column(spec.type), nullable=True) for spec in attributes_of(kind))
    bounds = (Column(side, dialect.real()) for side in ("min_x_m", "min_y_m", "max_x_m", "max_y_m"))
    return Table(
        name,
        metadata,
        _key(),
        _text("site_id"),
        *_delivery_columns(),
        _version("from_version"),
        _version("until_version", nullable=True),
        Column("geometry_rd", dialect.geometry(), nullable=True),
        *bounds,
        *values,
        Index(f"ix_{name}_site_id", "site_id"),
        Index(f"ix_{name}_delivery_id", "delivery_id"),
        **dialect.STRICT,
    )


def _case_table(name: str, *columns: Column[Any]) -> Table:
    number = Column("case_number", Text, ForeignKey("case_file.number"), nullable=False)
    index = Index(f"ix_{name}_case_number", "case_number")
    return Table(name, metadata, _key(), number, *columns, index, **dialect.STRICT)


vault = Table(
    "vault",
    metadata,
    _key(),
    Column("is_protected", Integer, nullable=False),
    Column("open_key", LargeBinary, nullable=True),
    Column("salt", LargeBinary, nullable=True),
    Column("memory_kib", Integer, nullable=True),
    Column("iterations", Integer, nullable=True),
    Column("lanes", Integer, nullable=True),
    Column("key_by_passphrase", LargeBinary, nullable=True),
    Column("key_by_recovery", LargeBinary, nullable=True),
    **dialect.STRICT,
)

sealing_key = Table(
    "sealing_key",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("wrapped_key", LargeBinary, nullable=False),
    **dialect.STRICT,
)

data_step = Table(
    "data_step",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("at_utc"),
    *_actor("actor"),
    _text("kind"),
    _text("source"),
    _text("file_name"),
    _version("undone_by_version", nullable=True),
    **dialect.STRICT,
)

delivery = Table(
    "delivery",
    metadata,
    Column("version", Integer, ForeignKey("data_step.version"), primary_key=True, autoincrement=False),
    _text("source"),
    _text("file_name"),
    _text("file_sha256"),
    _text("mapping_id"),
    _text("report_json"),
    **dialect.STRICT,
)

RECORD_TABLES: Final[dict[SiteKind, Table]] = {kind: _record_table(kind) for kind in SiteKind}
"""The immutable records, one table per kind of site; ids are unique over all three."""

Index("ix_plot_record_park_id", RECORD_TABLES[SiteKind.PLOT].c.park_id)

record_revival = Table(
    "record_revival",
    metadata,
    Column("record_id", Integer, primary_key=True, autoincrement=False),
    Column("from_version", Integer, primary_key=True, autoincrement=False),
    _version("until_version", nullable=True),
    **dialect.STRICT,
)

value_choice = Table(
    "value_choice",
    metadata,
    _key(),
    _text("site_id"),
    _text("attribute_id"),
    _version("from_version"),
    _version("until_version", nullable=True),
    Column("record_id", Integer, nullable=True),
    _text("value_json"),
    _text("source"),
    _text("as_of"),
    *_actor("actor"),
    _text("chosen_at_utc"),
    _text("reason"),
    Index("ix_value_choice_site_id", "site_id"),
    **dialect.STRICT,
)

municipality_record = Table(
    "municipality_record",
    metadata,
    _key(),
    _text("code"),
    *_delivery_columns(),
    _text("name"),
    Column("geometry_rd", dialect.geometry(), nullable=False),
    **dialect.STRICT,
)

landmark_record = Table(
    "landmark_record",
    metadata,
    _key(),
    _text("landmark_id"),
    *_delivery_columns(),
    _text("kind"),
    _text("name"),
    _text("label"),
    Column("rank", Integer, nullable=False),
    Column("geometry_rd", dialect.geometry(), nullable=False),
    **dialect.STRICT,
)

contact_point_record = Table(
    "contact_point_record",
    metadata,
    _key(),
    _text("contact_point_id"),
    *_delivery_columns(),
    _text("scope"),
    _text("function"),
    _text("organisation"),
    _sealed("telephone"),
    _sealed("mail"),
    **dialect.STRICT,
)

restructuring_claim_record = Table(
    "restructuring_claim_record",
    metadata,
    _key(),
    _text("level"),
    _text("subject_id"),
    _text("list_name"),
    *_delivery_columns(),
    _text("status"),
    _text("period"),
    **dialect.STRICT,
)

case_file = Table(
    "case_file",
    metadata,
    Column("number", Text, primary_key=True),
    _text("status"),
    *_actor("owner"),
    _text("channel"),
    _text("received_at_utc"),
    _text("asked_at_utc", nullable=True),
    _text("answered_at_utc", nullable=True),
    Column("row_version", Integer, nullable=False),
    _sealed("company_name"),
    _sealed("requester"),
    _sealed("request"),
    _sealed("stops"),
    _sealed("shortlist"),
    **dialect.STRICT,
)

erased_case = Table(
    "erased_case",
    metadata,
    Column("number", Text, primary_key=True),
    _text("erased_at_utc"),
    *_actor("actor"),
    **dialect.STRICT,
)

case_event = _case_table("case_event", _text("at_utc"), _text("kind"), *_actor("actor"), _sealed("details"))
contact_moment = _case_table("contact_moment", _text("at_utc"), _sealed("content"))
attachment = _case_table(
    "attachment",
    _text("attachment_id"),
    _text("media_type"),
    Column("size_bytes", Integer, nullable=False),
    _text("added_at_utc"),
    _sealed("name"),
    _sealed("content"),
)
match_result = _case_table("match_result", _text("at_utc"), _sealed("replay"))
sent_document = _case_table(
    "sent_document", _text("kind"), _text("sha256"), _text("made_at_utc"), _sealed("file_name")
)

CASE_TABLES: Final = (case_event, contact_moment, attachment, match_result, sent_document)
"""What belongs to a case, one row per thing; erased with it."""
