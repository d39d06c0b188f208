"""The tables of the one history: steps, deliveries, records of sites, and what people chose."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.storage import dialect
from drentsportal.storage.schema.columns import (
    actor,
    delivery_columns,
    key,
    later_text,
    metadata,
    text,
    whole,
)

data_step = Table(
    "data_step",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    text("at_utc"),
    *actor("actor"),
    text("kind"),
    text("source"),
    text("file_name"),
    whole("undone_by_version", nullable=True),
    text("what_json", nullable=True),
    **dialect.STRICT,
)

delivery = Table(
    "delivery",
    metadata,
    Column("version", Integer, ForeignKey("data_step.version"), primary_key=True, autoincrement=False),
    text("source"),
    text("file_name"),
    text("file_sha256"),
    text("mapping_id"),
    text("report_json"),
    text("as_of", nullable=True),
    later_text("complete_kinds"),
    **dialect.STRICT,
)
"""``complete_kinds``: the kinds of site, joined by ``;``, of which the source handed over all it has."""


def _record_table(kind: SiteKind) -> Table:
    name = f"{kind.value}_record"
    values = (Column(spec.id, dialect.value_column(spec.type), nullable=True) for spec in attributes_of(kind))
    bounds = (Column(side, dialect.real()) for side in ("min_x_m", "min_y_m", "max_x_m", "max_y_m"))
    return Table(
        name,
        metadata,
        key(),
        text("site_id"),
        *delivery_columns(),
        whole("from_version"),
        whole("until_version", nullable=True),
        Column("geometry_rd", dialect.geometry(), nullable=True),
        *bounds,
        *values,
        Index(f"ix_{name}_site_id", "site_id"),
        Index(f"ix_{name}_delivery_id", "delivery_id"),
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
    whole("until_version", nullable=True),
    **dialect.STRICT,
)

value_choice = Table(
    "value_choice",
    metadata,
    key(),
    text("site_id"),
    text("attribute_id"),
    whole("from_version"),
    whole("until_version", nullable=True),
    Column("record_id", Integer, nullable=True),
    text("value_json"),
    text("source"),
    text("as_of"),
    *actor("actor"),
    text("chosen_at_utc"),
    text("reason"),
    Index("ix_value_choice_site_id", "site_id"),
    Index("ix_value_choice_from_version", "from_version"),
    **dialect.STRICT,
)
