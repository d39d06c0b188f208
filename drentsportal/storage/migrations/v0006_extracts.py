"""Extracts of cases: what lists, figures and search read of a case at once, sealed under its key.

Frozen: this never follows later changes of ``schema``.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

revision: Final = "0006"
down_revision: Final = "0005"


def upgrade() -> None:
    """Add the tables, empty: who opens the workspace fills them, since that takes the keys."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    counted = (
        sa.Column("settled_at_utc", sa.Text(), nullable=True),
        sa.Column("open_task_count", sa.Integer(), nullable=False),
    )
    for name, more in (("case_outline", counted), ("case_words", ())):
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
            sa.Column("case_number", sa.Text(), sa.ForeignKey("case_file.number"), nullable=False),
            sa.Column("revision", sa.Text(), nullable=False),
            *more,
            sa.Column("content", sa.LargeBinary(), nullable=False),
            sqlite_strict=True,
        )
        op.create_index(f"ix_{name}_case_number", name, ["case_number"])
