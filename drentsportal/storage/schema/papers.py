"""The tables of papers: those of a case, sealed, and those of the workspace, open."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from drentsportal.storage import dialect
from drentsportal.storage.schema.columns import actor, metadata, text

reference_paper = Table(
    "reference_paper",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("paper_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    text("at_utc"),
    *actor("actor"),
    text("content"),
    **dialect.STRICT,
)
