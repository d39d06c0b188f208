"""Where the repository's own files are."""

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def pyproject() -> dict[str, Any]:
    """Read the project's configuration."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
