"""Holds the bill of materials against the schema of CycloneDX itself, which its own library carries."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

_VERSION: Final = "V1_6"


def fault(bill: Path) -> str | None:
    """Return the first fault, ``None`` where there is none; a field that the schema does not know is one."""
    # There only where installers are made: ``requirements-build.lock``.
    validation: Any = import_module("cyclonedx.validation.json")
    schema: Any = import_module("cyclonedx.schema")
    validator = validation.JsonStrictValidator(schema.SchemaVersion[_VERSION])
    found = validator.validate_str(bill.read_text(encoding="utf-8"))
    return None if found is None else str(found)
