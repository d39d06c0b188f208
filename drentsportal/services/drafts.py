"""Documents that were made and looked at before anything is kept of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.services.failed_documents import FailedDocument
    from drentsportal.services.ports.documents import MadeDocument


PAGES_SUFFIX: Final = ".pdf"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was made at one moment, neither recorded in a case nor logged.

    ``groups`` are recorded one after the other; ``case_number`` is ``None`` where no case records them.
    ``failures`` names what could not be made: the others remain. ``looked_at`` stands for documents without
    pages, such as a workbook: it says the same and is never kept. Where no case records what was made,
    ``leaves`` is of what the log says that it left, "" for nothing internal.
    """

    groups: tuple[tuple[MadeDocument, ...], ...]
    failures: tuple[FailedDocument, ...]
    case_number: str | None
    made_at_utc: datetime
    looked_at: tuple[MadeDocument, ...] = ()
    leaves: str = ""

    @property
    def documents(self) -> tuple[MadeDocument, ...]:
        """Everything that was made, what is recorded last first: the letter before its factsheets."""
        return tuple(each for group in reversed(self.groups) for each in group)

    @property
    def pages(self) -> tuple[MadeDocument, ...]:
        """What can be looked at page by page."""
        shown = (*self.looked_at, *self.documents)
        return tuple(each for each in shown if each.path.suffix == PAGES_SUFFIX)
