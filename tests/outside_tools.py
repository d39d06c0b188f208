"""Tools that tests need and that may be absent: then a test is skipped, or fails where all must be there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

REQUIRED: Final = "DRENTSPORTAL_TOOLS"
"""Set to ``required`` by ``make test-full``, which installs them first."""


def outside_tool(path: Path) -> Path:
    """Return the path of a tool; skip the test where it is absent, fail where tools are required."""
    if not path.exists():
        reason = f"tool is absent: {path.name} (./setup.sh full installs it)"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
