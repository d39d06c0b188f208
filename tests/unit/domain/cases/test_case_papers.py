"""Papers of a case as data: what is written is what is read, through JSON too."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.cases.case import CaseStatus, RequestChannel
from drentsportal.domain.cases.case_digest import CaseDigest, ReferralDigest
from drentsportal.domain.cases.case_papers import (
    digest_from_data,
    digest_to_data,
    outcome_from_data,
    outcome_to_data,
    referral_from_data,
    referral_to_data,
    task_from_data,
    task_to_data,
)
from drentsportal.domain.cases.outcome import CaseOutcome, LostReason, OutcomeKind, Referral
from drentsportal.domain.cases.task import CaseTask
from drentsportal.domain.relations.contact_log import Party, PartyKind

if TYPE_CHECKING:
    from collections.abc import Callable

_INSTANTS = st.integers(0, 4 * 10**9).map(lambda second: datetime.fromtimestamp(second, UTC))
_COUNTS = st.none() | st.integers(0, 10**9)
_KM = st.none() | st.integers(0, 5_000).map(lambda each: each / 10)
_TEXTS = st.text(max_size=12)

OUTCOMES = st.builds(
    CaseOutcome,
    kind=st.sampled_from(OutcomeKind),
    decided_on=st.dates(),
    municipality_code=_TEXTS,
    site_id=_TEXTS,
    jobs=_COUNTS,
    investment_eur=_COUNTS,
    distance_km=_KM,
    comes_from_outside=st.none() | st.booleans(),
    lost_reason=st.none() | st.sampled_from(LostReason),
    note=_TEXTS,
)
REFERRALS = st.builds(
    Referral,
    made_at_utc=_INSTANTS,
    to=st.builds(Party, kind=st.sampled_from(PartyKind), id=_TEXTS),
    reason=_TEXTS,
    from_municipality_code=_TEXTS,
    nom_informed_on=st.none() | st.dates(),
    is_accepted=st.none() | st.booleans(),
    decided_on=st.none() | st.dates(),
    result=_TEXTS,
)
TASKS = st.builds(
    CaseTask,
    id=_TEXTS,
    text=_TEXTS,
    owner=_TEXTS,
    due_on=st.none() | st.dates(),
    discipline=_TEXTS,
    done_at_utc=st.none() | _INSTANTS,
)
DIGESTS = st.builds(
    CaseDigest,
    number=_TEXTS,
    status=st.sampled_from(CaseStatus),
    channel=st.sampled_from(RequestChannel),
    received_at_utc=_INSTANTS,
    asked_at_utc=st.none() | _INSTANTS,
    answered_at_utc=st.none() | _INSTANTS,
    gross_s=st.integers(0, 10**8),
    net_s=st.integers(0, 10**8),
    is_within_term=st.none() | st.booleans(),
    segments=st.lists(_TEXTS, max_size=3).map(tuple),
    wanted_area_m2=_COUNTS,
    wanted_floor_m2=_COUNTS,
    referrals=st.lists(
        st.builds(
            ReferralDigest,
            made_at_utc=_INSTANTS,
            to_kind=_TEXTS,
            to_id=_TEXTS,
            is_accepted=st.none() | st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    outcome=st.none() | st.sampled_from(OutcomeKind),
    decided_on=_TEXTS,
    municipality_code=_TEXTS,
    jobs=_COUNTS,
    investment_eur=_COUNTS,
    distance_km=_KM,
    comes_from_outside=st.none() | st.booleans(),
    lost_reason=st.none() | st.sampled_from(LostReason),
)


@pytest.mark.parametrize(
    ("kept", "write", "read"),
    [
        (OUTCOMES, outcome_to_data, outcome_from_data),
        (REFERRALS, referral_to_data, referral_from_data),
        (TASKS, task_to_data, task_from_data),
        (DIGESTS, digest_to_data, digest_from_data),
    ],
)
def test_what_is_written_is_read(
    kept: st.SearchStrategy[Any],
    write: Callable[[Any], dict[str, Any]],
    read: Callable[[dict[str, Any]], object],
) -> None:
    """Every value comes back as the kind of value that it was, by way of JSON text."""

    @given(kept)
    def check(each: object) -> None:
        assert read(json.loads(json.dumps(write(each)))) == each

    check()


def test_what_nothing_here_wrote_is_refused() -> None:
    """A missing field, an unknown one and a day that is none."""
    data = outcome_to_data(CaseOutcome(OutcomeKind.PLACED, date(2026, 11, 21)))
    with pytest.raises(KeyError):
        outcome_from_data({name: value for name, value in data.items() if name != "kind"})
    with pytest.raises(TypeError):
        outcome_from_data({**data, "colour": "red"})
    with pytest.raises(ValueError, match="isoformat"):
        outcome_from_data({**data, "decided_on": "gisteren"})
