"""What a square metre of floor costs to buy. Frozen: this never follows later changes of ``schema``."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import REAL

revision: Final = "0008"
down_revision: Final = "0007"


def upgrade() -> None:
    """Add the column; what was stored before does not say anything about it."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    kind: sa.types.TypeEngine[Any] = sa.Double().with_variant(REAL(), "sqlite")
    op.add_column("premises_record", sa.Column("sale_price_eur_m2", kind, nullable=True))
