"""Making the figures of a case out of what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.domain.cases.case_digest import CaseDigest, ReferralDigest
from drentsportal.domain.cases.case_outline import CaseOutline, outline_of
from drentsportal.domain.cases.deadline import ANSWER_WITHIN, ELAPSED_TIME, ClockReading, read_case_clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from drentsportal.domain.cases.case import Case
    from drentsportal.domain.cases.deadline import ClockRule
    from drentsportal.domain.cases.outcome import CaseOutcome, Referral


def digest_of(
    case: Case,
    referrals: Sequence[Referral],
    outcome: CaseOutcome | None,
    now_utc: datetime,
    closed_at_utc: datetime | None = None,
    rule: ClockRule = ELAPSED_TIME,
) -> CaseDigest:
    """Make the figures of a case as it stands now; of an unanswered one time runs until ``now_utc``.

    ``is_within_term`` is ``None`` while it is open and the term has not passed. ``closed_at_utc`` is what the
    timeline of the case tells; ``rule`` what time counts, which a service has from its ``CaseClock``.
    """
    return digest_of_outline(outline_of(case, closed_at_utc), referrals, outcome, now_utc, rule)


def read_outline_clock(
    outline: CaseOutline, now_utc: datetime, rule: ClockRule = ELAPSED_TIME
) -> ClockReading:
    """Read the clock of a case at ``now_utc``; as ``read_case_clock``."""
    return read_case_clock(outline, now_utc, rule)


def digest_of_outline(
    outline: CaseOutline,
    referrals: Sequence[Referral],
    outcome: CaseOutcome | None,
    now_utc: datetime,
    rule: ClockRule = ELAPSED_TIME,
) -> CaseDigest:
    """Make the figures of a case out of its outline, as ``digest_of`` does."""
    clock = read_outline_clock(outline, now_utc, rule)
    is_answered = outline.answered_at_utc is not None
    is_late = clock.net > ANSWER_WITHIN
    ended = outcome
    return CaseDigest(
        number=outline.number,
        status=outline.status,
        channel=outline.channel,
        received_at_utc=outline.received_at_utc,
        asked_at_utc=outline.asked_at_utc,
        answered_at_utc=outline.answered_at_utc,
        gross_s=int(clock.gross.total_seconds()),
        net_s=int(clock.net.total_seconds()),
        is_within_term=not is_late if is_answered or is_late else None,
        segments=outline.segments,
        wanted_area_m2=outline.wanted_area_m2,
        referrals=tuple(
            ReferralDigest(
                each.made_at_utc,
                each.to.kind.value,
                each.to.id,
                each.is_accepted,
                each.from_municipality_code,
            )
            for each in referrals
            if not each.is_taken_back
        ),
        outcome=ended.kind if ended else None,
        decided_on=ended.decided_on.isoformat() if ended else "",
        municipality_code=ended.municipality_code if ended else "",
        jobs=ended.jobs if ended else None,
        investment_eur=ended.investment_eur if ended else None,
        distance_km=ended.distance_km if ended else None,
        comes_from_outside=ended.comes_from_outside if ended else None,
        lost_reason=ended.lost_reason if ended else None,
        closed_at_utc=outline.closed_at_utc,
        wanted_floor_m2=outline.wanted_floor_m2,
    )
