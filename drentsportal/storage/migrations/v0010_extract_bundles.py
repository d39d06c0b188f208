"""Bundles of extracts: those of many cases in one value, sealed under a key that goes with any of them.

Frozen: this never follows later changes of ``schema``.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

revision: Final = "0010"
down_revision: Final = "0009"


def upgrade() -> None:
    """Add the table, empty: who opens the workspace fills it, since that takes the keys."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    texts = (sa.Column(name, sa.Text(), nullable=False) for name in ("first_number", "last_number"))
    sealed = (sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("outlines", "words", "contacts"))
    op.create_table(
        "extract_bundle",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        *texts,
        sa.Column("case_count", sa.Integer(), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        *sealed,
        sqlite_strict=True,
    )
    op.create_index("ix_case_file_revision", "case_file", ["number", "row_version"])
    op.create_index("ix_case_file_company_key", "case_file", ["company_key", "number"])
