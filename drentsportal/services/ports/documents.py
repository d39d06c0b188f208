"""What has been written for people: one document and how to recognise it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document that was written: path, kind and checksum."""

    path: Path
    kind: str
    sha256: str
