"""Reads the frame by which requests are weighed from ``resources/assessment/frame.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.fairness.assessment import AssessmentFrame, frame_from_data
from drentsportal.errors import DataSourceError, InputError
from drentsportal.reference.toml_rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path


def read_frame(resources_dir: Path) -> AssessmentFrame:
    """Read the frame. Raises ``DataSourceError`` for a file that is damaged or cannot be weighed by."""
    path = resources_dir / "assessment" / "frame.toml"
    tables = read_tables(path)
    try:
        return frame_from_data({**tables, "criteria": tables["criterion"]})
    except (KeyError, TypeError, InputError) as error:
        raise DataSourceError("error.reference.entry", file_name=path.name, entry="criterion") from error
