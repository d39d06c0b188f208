"""Whether a park admits sources of risk. Frozen: this never follows later changes of ``schema``."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

revision: Final = "0003"
down_revision: Final = "0002"


def upgrade() -> None:
    """Add the column; what was stored before does not say anything about it."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    op.add_column("park_record", sa.Column("external_safety_allowed", sa.Integer(), nullable=True))
