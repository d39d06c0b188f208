"""What became of a case: placed, lost with a reason, withdrawn; and to whom it was referred."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

    from drentsportal.domain.relations.contact_log import Party


MOST_JOBS: Final = 100_000
"""More jobs than this of one placement are a slip of the pen: Drenthe has some 240,000. Our own choice."""

MOST_INVESTMENT_EUR: Final = 100_000_000_000
"""More whole euros than this of one placement are a slip of the pen. Our own choice."""

MOST_DISTANCE_KM: Final = 20_000
"""No company comes from farther: half the way round the earth, in km."""


class OutcomeKind(StrEnum):
    """How a case ended for the company."""

    PLACED = "placed"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class LostReason(StrEnum):
    """Why a company was not placed (``sources`` 000:1675-1686)."""

    PLAN = "plan"
    NEIGHBOURS = "neighbours"
    TIME = "time"
    LABOUR = "labour"
    LOCATION = "location"
    AMENITIES = "amenities"
    COOPERATION = "cooperation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """How a case ended; what is not known is ``None`` or empty and counts in no sum.

    ``municipality_code`` and ``site_id`` tell where a company was placed; ``distance_km`` how far it came,
    and ``comes_from_outside`` whether that was from outside the province, for the rule of the DLN (at least
    50 jobs and more than 25 km; ``sources`` 000:2895-2904).
    """

    kind: OutcomeKind
    decided_on: date
    municipality_code: str = ""
    site_id: str = ""
    jobs: int | None = None
    investment_eur: int | None = None
    distance_km: float | None = None
    comes_from_outside: bool | None = None
    lost_reason: LostReason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    """A company referred on: to whom, why, whether NOM knows, and what came of it.

    ``from_municipality_code`` is the gemeente that referred it, empty where the province did. ``is_accepted``
    is ``None`` until it is known. One that ``is_taken_back`` stays in its place and counts nowhere.
    """

    made_at_utc: datetime
    to: Party
    reason: str
    from_municipality_code: str = ""
    nom_informed_on: date | None = None
    is_accepted: bool | None = None
    decided_on: date | None = None
    result: str = ""
    is_taken_back: bool = False
