"""Who does something: name, organisation and role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does in the portal. In a single file roles guide and record; they do not protect."""

    SCHAKELPUNT = "schakelpunt"
    GEMEENTE = "gemeente"
    ACQUISITION = "acquisition"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the desk, as recorded with every change."""

    name: str
    organisation: str
    role: Role
