"""The tables of cases; what is personal or confidential in them is sealed."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from drentsportal.storage import dialect
from drentsportal.storage.schema.columns import actor, key, later_text, metadata, sealed, text, whole


def _case_table(name: str, *columns: Column[Any]) -> Table:
    number = Column("case_number", Text, ForeignKey("case_file.number"), nullable=False)
    index = Index(f"ix_{name}_case_number", "case_number")
    return Table(name, metadata, key(), number, *columns, index, **dialect.STRICT)


case_file = Table(
    "case_file",
    metadata,
    Column("number", Text, primary_key=True),
    text("status"),
    *actor("owner"),
    text("channel"),
    text("received_at_utc"),
    text("asked_at_utc", nullable=True),
    text("answered_at_utc", nullable=True),
    later_text("company_key"),
    Column("row_version", Integer, nullable=False),
    sealed("company_name"),
    sealed("requester"),
    sealed("request"),
    sealed("stops"),
    sealed("shortlist"),
    # Both are asked of all cases at once: that need not pass by what is sealed.
    Index("ix_case_file_revision", "number", "row_version"),
    Index("ix_case_file_company_key", "company_key", "number"),
    **dialect.STRICT,
)

erased_case = Table(
    "erased_case",
    metadata,
    Column("number", Text, primary_key=True),
    text("erased_at_utc"),
    *actor("actor"),
    later_text("category"),
    later_text("statement"),
    later_text("digest"),
    **dialect.STRICT,
)

case_event = _case_table("case_event", text("at_utc"), text("kind"), *actor("actor"), sealed("details"))
contact_moment = _case_table("contact_moment", text("at_utc"), sealed("content"))
attachment = _case_table(
    "attachment",
    text("attachment_id"),
    text("media_type"),
    Column("size_bytes", Integer, nullable=False),
    text("added_at_utc"),
    sealed("name"),
    sealed("content"),
    sealed("words", nullable=True),
)
match_result = _case_table("match_result", text("at_utc"), sealed("replay"))
sent_document = _case_table(
    "sent_document", text("kind"), text("sha256"), text("made_at_utc"), sealed("file_name")
)
case_paper = _case_table(
    "case_paper",
    text("kind"),
    Column("version", Integer, nullable=False),
    text("at_utc"),
    *actor("actor"),
    sealed("content"),
)

case_outline = _case_table(
    "case_outline", text("revision"), text("settled_at_utc", nullable=True), whole("open_task_count"),
    sealed("content"),
)  # fmt: skip
"""What lists and figures need of a case in one text; it counts at its revision only, and is made anew.

After ``settled_at_utc`` nothing of the case is dated that a figure counts; empty while it waits.
"""

case_words = _case_table("case_words", text("revision"), sealed("content"))
"""The words by which a case is found, likewise."""

extract_bundle = Table(
    "extract_bundle",
    metadata,
    key(),
    text("first_number"),
    text("last_number"),
    whole("case_count"),
    text("members"),
    sealed("outlines"),
    sealed("words"),
    sealed("contacts"),
    **dialect.STRICT,
)
"""The extracts of cases beside each other, under a key of its own that goes with any of them."""

EXTRACTS: Final = (case_outline, case_words)
"""What is drawn from the rest of a case to be read at once; nothing stands in them alone."""

CASE_TABLES: Final = (
    case_event, contact_moment, attachment, match_result, sent_document, case_paper, *EXTRACTS,
)  # fmt: skip
"""What belongs to a case, one row per thing; erased with it."""
