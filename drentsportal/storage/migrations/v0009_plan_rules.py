"""What the plan admits: storage, and categories on land for issue. Frozen: never follows ``schema``."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

revision: Final = "0009"
down_revision: Final = "0008"


def upgrade() -> None:
    """Add the columns; what was stored before does not say anything about them."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    for table in ("park_record", "plan_zone_record"):
        op.add_column(table, sa.Column("storage_allowed", sa.Integer(), nullable=True))
    for end in ("min", "max"):
        op.add_column("park_record", sa.Column(f"issue_category_{end}", sa.Text(), nullable=True))
