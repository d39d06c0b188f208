"""Digests of all kinds, around the bounds of one quarter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.case_digest import CaseDigest, ReferralDigest
from drentsportal.domain.cases.outcome import LostReason, OutcomeKind

START = datetime(2025, 6, 1, tzinfo=UTC)
_MOMENTS = st.integers(0, 600 * 24 * 3_600).map(lambda second: START + timedelta(seconds=second))
_CODES = st.sampled_from(("", "GM0106", "GM0114", "GM0109"))
_REFERRALS = st.builds(
    ReferralDigest,
    made_at_utc=_MOMENTS,
    to_kind=st.sampled_from(("municipality", "partner")),
    to_id=st.sampled_from(("GM0106", "NOM")),
    is_accepted=st.none() | st.booleans(),
    from_municipality_code=_CODES,
)


@st.composite
def digest_sets(draw: st.DrawFn) -> tuple[CaseDigest, ...]:
    """Make up to a dozen digests, each with a number of its own."""
    return tuple(draw(_digests(f"D-{each:04d}")) for each in range(draw(st.integers(0, 12))))


def _digests(number: str) -> st.SearchStrategy[CaseDigest]:
    return st.builds(
        CaseDigest,
        number=st.just(number),
        status=st.sampled_from(CaseStatus),
        channel=st.sampled_from(RequestChannel),
        received_at_utc=_MOMENTS,
        asked_at_utc=st.none(),
        answered_at_utc=st.none() | _MOMENTS,
        gross_s=st.integers(0, 400_000),
        net_s=st.integers(0, 400_000),
        is_within_term=st.none() | st.booleans(),
        segments=st.sampled_from(((), ("logistics",), ("logistics", "mixed_modern"))),
        wanted_area_m2=st.none() | st.sampled_from((0, 4_999, 5_000, 9_999, 10_000, 20_000, 50_000)),
        referrals=st.lists(_REFERRALS, max_size=3).map(tuple),
        outcome=st.none() | st.sampled_from(OutcomeKind),
        decided_on=st.just("") | st.dates(date(2025, 6, 1), date(2027, 1, 1)).map(date.isoformat),
        municipality_code=_CODES,
        jobs=st.none() | st.sampled_from((0, 49, 50, 51)),
        investment_eur=st.none() | st.integers(0, 10**8),
        distance_km=st.none() | st.sampled_from((0.0, 25.0, 25.1)),
        comes_from_outside=st.none() | st.booleans(),
        lost_reason=st.none() | st.sampled_from(LostReason),
        closed_at_utc=st.none() | _MOMENTS,
        wanted_floor_m2=st.none() | st.sampled_from((0, 999, 1_000, 2_499, 2_500, 5_000)),
    )
