"""The words of files that are kept with cases, so that search finds them.

Frozen: this never follows later changes of ``schema``.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

revision: Final = "0007"
down_revision: Final = "0006"


def upgrade() -> None:
    """Add the column, empty, and take extracts away: who opens the workspace fills both, with the keys."""
    from alembic import op  # noqa: PLC0415 - loaded only when there is something to migrate

    op.add_column("attachment", sa.Column("words", sa.LargeBinary(), nullable=True))
    for name in ("case_outline", "case_words"):
        op.execute(sa.delete(sa.table(name)))
