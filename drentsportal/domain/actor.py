"""Who does something: name, organisation and role."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


def one_line(name: str) -> str:
    """Return a name as one line: each run of spaces, line ends and control characters becomes one space.

    A line end in a name would begin a line of its own in timelines, or a heading of its own in a mail.
    """
    if name.isprintable():
        return " ".join(name.split())
    plain = (" " if unicodedata.category(each) in {"Cc", "Zl", "Zp"} else each for each in name)
    return " ".join("".join(plain).split())


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

    @property
    def in_one_line(self) -> Actor:
        """The same person with name and organisation as one line each (``one_line``)."""
        return Actor(one_line(self.name), one_line(self.organisation), self.role)
