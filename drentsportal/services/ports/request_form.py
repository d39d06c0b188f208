"""What the use cases need to write and read the request form as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from drentsportal.services.ports.documents import MadeDocument
    from drentsportal.services.request_form import FilledForm


class RequestFormWriter(Protocol):
    """Writes an empty form."""

    def write_form(self, path: Path, segments: Mapping[str, str], made_at_utc: datetime) -> MadeDocument:
        """Write the form as XLSX. Raises ``ReportError``."""
        ...

    def write_text(self, path: Path, text: str, kind: str) -> MadeDocument:
        """Write a text beside the form, such as its schema. Raises ``ReportError``."""
        ...


class RequestFormReader(Protocol):
    """Reads a form that was filled in."""

    def read_form(self, path: Path, segments: Mapping[str, str]) -> FilledForm:
        """Read the answers. Raises ``DataSourceError`` for what is no such form."""
        ...
