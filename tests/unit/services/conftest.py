"""The desk of a case over both stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.services.desk_harness import FRIDAY, Desk, in_file, in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=[in_memory, in_file], ids=["in memory", "in a file"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Open a desk on Friday 20 November 2026, 16:00 Dutch time."""
    opened = Desk(request.param(tmp_path), FRIDAY)
    yield opened
    opened.close()
