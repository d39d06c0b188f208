"""What somebody still has to do in a case, by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime


OTHER_DISCIPLINE: Final = "overig"
DISCIPLINES: Final = (
    "arbeidsmarkt", "bedrijfscontact", "bestemmingsplan", "grondzaken", "milieu", "nutsbedrijf",
    "parkmanagement", "subsidies", "verkeer", "vergunningen", OTHER_DISCIPLINE,
)  # fmt: skip
"""The disciplines of a service team, in the order of a list. The sources say that there are several and name
none (000:1309-1314): the list is our own choice. Free words have no place in it, for it leaves the portal."""


@dataclass(frozen=True, slots=True)
class CaseTask:
    """One task. ``discipline`` is one of ``DISCIPLINES``, or empty; older tasks can hold free words.

    ``id`` counts within the case (``t1``). ``due_on`` may be unknown; ``done_at_utc`` is ``None`` while open.
    """

    id: str
    text: str
    owner: str
    due_on: date | None = None
    discipline: str = ""
    done_at_utc: datetime | None = None

    @property
    def told_discipline(self) -> str:
        """The discipline as it may be told outside: free words of before the list are another one."""
        named = self.discipline.strip()
        return named if named in DISCIPLINES or not named else OTHER_DISCIPLINE
