"""Documents that were made and looked at before anything is kept of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.services.documents import FailedDocument
    from drentsportal.services.ports.documents import MadeDocument


@dataclass(frozen=True, slots=True)
class Draft:
    """What was made at one moment, neither recorded in a case nor logged.

    ``groups`` are recorded one after the other; ``case_number`` is ``None`` where no case records them.
    ``failures`` names what could not be made: the others remain.
    """

    groups: tuple[tuple[MadeDocument, ...], ...]
    failures: tuple[FailedDocument, ...]
    case_number: str | None
    made_at_utc: datetime

    @property
    def documents(self) -> tuple[MadeDocument, ...]:
        """Everything that was made, what is recorded last first: the letter before its factsheets."""
        return tuple(each for group in reversed(self.groups) for each in group)
