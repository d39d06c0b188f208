"""Making the figures of a case out of what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.case_digest import CaseDigest, ReferralDigest
from drentsportal.domain.cases.deadline import ANSWER_WITHIN, read_case_clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.outcome import CaseOutcome, Referral


def digest_of(
    case: Case, referrals: Sequence[Referral], outcome: CaseOutcome | None, now_utc: datetime
) -> CaseDigest:
    """Make the figures of a case as it stands now; of an unanswered one time runs until ``now_utc``.

    ``is_within_term`` is ``None`` while it is open and the term has not passed.
    """
    clock = read_case_clock(case, now_utc)
    is_answered = case.answered_at_utc is not None
    is_late = clock.net > ANSWER_WITHIN
    area = case.request.requirement("plot_area")
    ended = outcome
    return CaseDigest(
        number=case.number,
        status=case.status,
        channel=case.channel,
        received_at_utc=case.received_at_utc,
        asked_at_utc=case.asked_at_utc,
        answered_at_utc=case.answered_at_utc,
        gross_s=int(clock.gross.total_seconds()),
        net_s=int(clock.net.total_seconds()),
        is_within_term=not is_late if is_answered or is_late else None,
        segments=_segments(case.request),
        wanted_area_m2=area.limit if area is not None and isinstance(area.limit, int) else None,
        referrals=tuple(
            ReferralDigest(each.made_at_utc, each.to.kind.value, each.to.id, each.is_accepted)
            for each in referrals
        ),
        outcome=ended.kind if ended else None,
        decided_on=ended.decided_on.isoformat() if ended else "",
        municipality_code=ended.municipality_code if ended else "",
        jobs=ended.jobs if ended else None,
        investment_eur=ended.investment_eur if ended else None,
        distance_km=ended.distance_km if ended else None,
        comes_from_outside=ended.comes_from_outside if ended else None,
        lost_reason=ended.lost_reason if ended else None,
    )


def _segments(request: LocationRequest) -> tuple[str, ...]:
    """Return the segments that are required, else those that are wished for."""
    required, wished = request.requirement("segment"), request.preference("segment")
    if required is not None and isinstance(required.limit, tuple):
        return required.limit
    return wished.target if wished is not None else ()
