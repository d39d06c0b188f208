"""What upkeep needs: more values of sites. Frozen: this never follows later changes of ``schema``."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"

_SHARED: Final = "postcode plan_link ownership commercialisation_candidate:int retired"
_NEW_COLUMNS: Final = {
    "park_record": f"""
        {_SHARED} scarcity_space scarcity_nitrogen scarcity_grid scarcity_water scarcity_labour
    """,
    "plot_record": f"{_SHARED} plan_name",
    "premises_record": f"{_SHARED} plan_name",
}


def upgrade() -> None:
    """Add the columns; what was stored before does not say anything about them."""
    for table, columns in _NEW_COLUMNS.items():
        for column in columns.split():
            name, _, kind = column.partition(":")
            op.add_column(table, sa.Column(name, sa.Integer() if kind else sa.Text(), nullable=True))
