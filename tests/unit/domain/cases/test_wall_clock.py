"""Dutch clocks around both changes: no instant, one or two."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.cases.wall_clock import instants_of, is_doubled, midnight_utc, sure_instant
from drentsportal.errors import InputError


def test_the_hours_of_both_nights() -> None:
    """From two until three, to the minute."""
    counts = {
        text: len(instants_of(datetime.fromisoformat(text)))
        for night in ("2026-03-29", "2026-10-25")
        for text in (f"{night}T01:59", f"{night}T02:00", f"{night}T02:59", f"{night}T03:00")
    }
    assert list(counts.values()) == [1, 0, 0, 1, 1, 2, 2, 1]


def test_a_day_begins_at_the_dutch_midnight() -> None:
    """Two hours before that of UTC in summer and one in winter, also on the days with a change."""
    found = [
        midnight_utc(date(2026, *day)).isoformat()[5:16] for day in ((3, 29), (3, 30), (10, 25), (10, 26))
    ]
    assert found == ["03-28T23:00", "03-29T22:00", "10-24T22:00", "10-25T23:00"]


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_every_instant_is_among_those_of_its_own_clock(minutes: int) -> None:
    """Whenever it is; only one is there twice."""
    at_utc = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = instants_of(at_utc.astimezone(DUTCH_TIME).replace(tzinfo=None, fold=0))
    assert at_utc in found
    assert is_doubled(at_utc) == (len(found) == 2)


@pytest.mark.parametrize(("text", "why"), [("2026-03-29T02:30", "skipped"), ("2026-10-25T02:30", "doubled")])
def test_what_is_not_sure_is_asked(text: str, why: str) -> None:
    """By field and as it was written."""
    with pytest.raises(InputError) as caught:
        sure_instant(datetime.fromisoformat(text), "asked_at", "zo")
    assert (caught.value.message_id, caught.value.field) == (f"error.form.moment_{why}", "asked_at")
