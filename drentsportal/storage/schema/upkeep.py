"""The tables of remembered sources, and of photographs and documents that belong to a site."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from drentsportal.storage import dialect
from drentsportal.storage.schema.columns import key, metadata, text, whole

data_source = Table(
    "data_source",
    metadata,
    Column("id", Text, primary_key=True),
    text("title"),
    text("kind"),
    text("address"),
    text("layer"),
    text("crs"),
    text("mapping"),
    text("accepted_json"),
    text("source_name"),
    text("as_of", nullable=True),
    whole("is_complete"),
    whole("max_age_days", nullable=True),
    text("allowed_hosts_json"),
    text("checked_at_utc", nullable=True),
    text("fetched_at_utc", nullable=True),
    whole("data_version", nullable=True),
    text("sha256"),
    text("fault_json", nullable=True),
    **dialect.STRICT,
)

site_attachment_content = Table(
    "site_attachment_content",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    **dialect.STRICT,
)
"""Public, so open; the same photograph with two sites is kept once."""

site_attachment = Table(
    "site_attachment",
    metadata,
    key(),
    text("attachment_id"),
    text("site_id"),
    text("kind"),
    text("title"),
    text("media_type"),
    whole("size_bytes"),
    Column("sha256", Text, ForeignKey("site_attachment_content.sha256"), nullable=False),
    text("credit"),
    text("licence"),
    text("source"),
    text("as_of"),
    Column("from_version", Integer, ForeignKey("data_step.version"), nullable=False),
    Index("ix_site_attachment_site_id", "site_id"),
    Index("ix_site_attachment_attachment_id", "attachment_id"),
    **dialect.STRICT,
)

site_attachment_removal = Table(
    "site_attachment_removal",
    metadata,
    Column("row_id", Integer, ForeignKey("site_attachment.id"), primary_key=True, autoincrement=False),
    Column("from_version", Integer, ForeignKey("data_step.version"), primary_key=True, autoincrement=False),
    **dialect.STRICT,
)
"""Which attachments a step took away; a step that is undone takes nothing away."""
