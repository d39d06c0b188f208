"""Papers of cases, sealed, and of the workspace. Frozen: this never follows later changes of ``schema``."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

revision: Final = "0004"
down_revision: Final = "0003"


def upgrade() -> None:
    """Add two tables; nothing of what was stored before changes."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    op.create_table(
        "case_paper",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("case_number", sa.Text(), sa.ForeignKey("case_file.number"), nullable=False),
        _text("kind"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("at_utc"),
        *_actor(),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_case_paper_case_number", "case_paper", ["case_number"])
    op.create_table(
        "reference_paper",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("paper_id", sa.Text(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        _text("at_utc"),
        *_actor(),
        _text("content"),
        sqlite_strict=True,
    )


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _actor() -> tuple[sa.Column[Any], ...]:
    return tuple(_text(f"actor_{part}") for part in ("name", "organisation", "role"))
