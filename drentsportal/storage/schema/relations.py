"""The tables of relations: companies and what was said to them, sealed; and who looked at what."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from drentsportal.storage import dialect
from drentsportal.storage.schema.columns import actor, key, metadata, sealed, text

company = Table(
    "company", metadata, Column("key", Text, primary_key=True), sealed("content"), **dialect.STRICT
)

relation_moment = Table(
    "relation_moment",
    metadata,
    key(),
    text("party_kind"),
    text("party_id"),
    text("at_utc"),
    sealed("content"),
    Index("ix_relation_moment_party", "party_kind", "party_id"),
    **dialect.STRICT,
)

access_entry = Table(
    "access_entry",
    metadata,
    key(),
    text("at_utc"),
    *actor("actor"),
    text("kind"),
    text("subject"),
    Index("ix_access_entry_subject", "subject"),
    **dialect.STRICT,
)
