"""The steps from one shape of the tables to the next, oldest first.

They are imported by name and not looked up in a folder, so that a frozen application finds them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.storage.migrations import (
    v0001_first_schema,
    v0002_upkeep,
    v0003_external_safety,
    v0004_papers,
    v0005_desk,
    v0006_extracts,
    v0007_file_words,
    v0008_sale_price,
    v0009_plan_rules,
    v0010_extract_bundles,
)

if TYPE_CHECKING:
    from types import ModuleType

MIGRATIONS: Final[tuple[ModuleType, ...]] = (
    v0001_first_schema,
    v0002_upkeep,
    v0003_external_safety,
    v0004_papers,
    v0005_desk,
    v0006_extracts,
    v0007_file_words,
    v0008_sale_price,
    v0009_plan_rules,
    v0010_extract_bundles,
)
"""Every migration; a new one is appended and names the one before it in ``down_revision``."""
