"""What somebody still has to do in a case, by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CaseTask:
    """One task. ``discipline`` is that of the service team (permits, park management ...), if any.

    ``id`` counts within the case (``t1``). ``due_on`` may be unknown; ``done_at_utc`` is ``None`` while open.
    """

    id: str
    text: str
    owner: str
    due_on: date | None = None
    discipline: str = ""
    done_at_utc: datetime | None = None
