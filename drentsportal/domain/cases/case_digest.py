"""A case in figures: what lists and reports count, and what remains when the case is erased.

Nothing in it names a person or a company, so that statistics outlive what must be destroyed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from drentsportal.domain.actor import Actor
    from drentsportal.domain.cases.case import CaseStatus, RequestChannel
    from drentsportal.domain.cases.outcome import LostReason, OutcomeKind


@dataclass(frozen=True, slots=True)
class ReferralDigest:
    """A referral in figures; ``to_id`` is a gemeente's code, or the name of a partner organisation.

    ``from_municipality_code`` is empty where the province referred it.
    """

    made_at_utc: datetime
    to_kind: str
    to_id: str
    is_accepted: bool | None
    from_municipality_code: str = ""


@dataclass(frozen=True, slots=True)
class CaseDigest:
    """What one case adds to lists and reports.

    Times in whole seconds; ``net_s`` is ``gross_s`` without the stops. ``wanted_area_m2`` (ground),
    ``wanted_floor_m2`` (of premises) and ``segments`` are as asked, ``None`` and empty where they were not;
    figures that were kept before floors were told have none. ``municipality_code`` tells where the company
    was placed. ``closed_at_utc`` is ``None`` while it is not closed, or where that is not known.
    """

    number: str
    status: CaseStatus
    channel: RequestChannel
    received_at_utc: datetime
    asked_at_utc: datetime | None
    answered_at_utc: datetime | None
    gross_s: int
    net_s: int
    is_within_term: bool | None
    segments: tuple[str, ...] = ()
    wanted_area_m2: int | None = None
    referrals: tuple[ReferralDigest, ...] = ()
    outcome: OutcomeKind | None = None
    decided_on: str = ""
    municipality_code: str = ""
    jobs: int | None = None
    investment_eur: int | None = None
    distance_km: float | None = None
    comes_from_outside: bool | None = None
    lost_reason: LostReason | None = None
    closed_at_utc: datetime | None = None
    wanted_floor_m2: int | None = None


@dataclass(frozen=True, slots=True)
class ErasedCase:
    """What is left of a destroyed case: that it was there, who destroyed it, on what ground, its figures.

    ``category`` is that of the selection list; ``statement`` the words of the statement of destruction.
    """

    number: str
    erased_at_utc: datetime
    actor: Actor
    category: str = ""
    statement: str = ""
    digest: CaseDigest | None = None
