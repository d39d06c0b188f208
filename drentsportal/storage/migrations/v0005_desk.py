"""Companies, contacts outside cases, a log of looks, and what an erased case leaves.

Frozen: this never follows later changes of ``schema``.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

revision: Final = "0005"
down_revision: Final = "0004"


def upgrade() -> None:
    """Add tables and columns; nothing of what was stored before changes."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    op.create_table(
        "company",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "relation_moment",
        _key(),
        _text("party_kind"),
        _text("party_id"),
        _text("at_utc"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_relation_moment_party", "relation_moment", ["party_kind", "party_id"])
    op.create_table(
        "access_entry",
        _key(),
        _text("at_utc"),
        *(_text(f"actor_{part}") for part in ("name", "organisation", "role")),
        _text("kind"),
        _text("subject"),
        sqlite_strict=True,
    )
    op.create_index("ix_access_entry_subject", "access_entry", ["subject"])
    op.add_column("case_file", _later("company_key"))
    for name in ("category", "statement", "digest"):
        op.add_column("erased_case", _later(name))


def _key() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _later(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
