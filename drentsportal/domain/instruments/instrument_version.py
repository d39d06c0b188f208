"""One kept version of an instrument: what a workspace holds beside what ships, with who and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.instruments.instrument import Instrument


class InstrumentChange(StrEnum):
    """What a version did."""

    SHIPPED = "shipped"
    ADDED = "added"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class InstrumentVersion:
    """An instrument as it ships (version 0, nobody) or as the workspace keeps it (from 1, by a person).

    ``note`` is what the person wrote with it, such as the desk that was asked; it stands in no document.
    """

    instrument: Instrument
    version: int = 0
    change: InstrumentChange = InstrumentChange.SHIPPED
    actor: Actor | None = None
    at_utc: datetime | None = None
    note: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the workspace keeps it, apart from what ships."""
        return self.version > 0
