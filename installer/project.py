"""What the project says of itself, in the forms in which other systems want it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
NAME: Final = "drentsportal"
TITLE: Final = "Drents bedrijvenportal"
BUILD: Final = ROOT / "build"
DIST: Final = ROOT / "dist"
BUNDLE: Final = DIST / NAME
"""The folder that PyInstaller makes."""


def pyproject() -> dict[str, Any]:
    """Read the project's configuration."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def version() -> str:
    """Return the version as Python writes it."""
    return str(pyproject()["project"]["version"])


def description() -> str:
    """Return the one sentence on what the program does."""
    return str(pyproject()["project"]["description"])


def debian_version(of: str | None = None) -> str:
    """Return a version as dpkg orders it: what comes before a release has a tilde."""
    return re.sub(r"(?:\.(?=dev)|(?<=\d)(?=(?:a|b|rc)\d))", "~", of or version())


def windows_version(of: str | None = None) -> str:
    """Return a version as Windows wants it in a file: four numbers."""
    numbers = re.match(r"\d+(?:\.\d+)*", of or version())
    if numbers is None:
        raise ValueError(of)
    return ".".join([*numbers.group().split("."), "0", "0", "0"][:4])
