"""The times of a day: one thing after the other, a pause near its time, and nothing dropped in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.cases.deadline import DUTCH_TIME
from drentsportal.domain.day_route.day_plan import (
    STEP,
    DayPartKind,
    DayPlan,
    DayStop,
    DayTerms,
    Pause,
    dutch_moment,
    plan_day,
    travel_time,
)
from drentsportal.domain.day_route.legs import Leg, LegBasis, LegTable, leg_table
from drentsportal.errors import InputError

DAY = date(2026, 12, 3)


def terms(start: str = "09:00", end: str = "17:00", pause: str = "", minutes: int = 45) -> DayTerms:
    """Write a day in short."""
    wanted = Pause(time.fromisoformat(pause), minutes) if pause else None
    return DayTerms(DAY, time.fromisoformat(start), time.fromisoformat(end), wanted)


def even(count: int, seconds: int = 1_200) -> LegTable:
    """Make a table in which every way takes equally long."""
    row = range(count + 2)
    return LegTable(
        tuple(
            tuple(Leg(0 if here == there else seconds, 5_000, LegBasis.ROADS) for there in row)
            for here in row
        )
    )


def told(plan: DayPlan) -> list[str]:
    """Write each part as kind, begin and end on the Dutch clock."""
    return [
        f"{each.kind.value} {each.begins_at_utc.astimezone(DUTCH_TIME):%H:%M}"
        f"-{each.ends_at_utc.astimezone(DUTCH_TIME):%H:%M}"
        for each in plan.parts
    ]


def test_a_day_in_full() -> None:
    """Travel, visits, and the pause behind the part that ends nearest to half past twelve."""
    stops = [DayStop(1, 60), DayStop(2, 45), DayStop(3, 30)]
    plan = plan_day(terms(pause="11:45"), stops, even(3))
    assert told(plan) == [
        "travel 09:00-09:20",
        "visit 09:20-10:20",
        "travel 10:20-10:40",
        "visit 10:40-11:25",
        "travel 11:25-11:45",
        "pause 11:45-12:30",
        "visit 12:30-13:00",
        "travel 13:00-13:20",
    ]
    assert plan.travel_minutes == 80
    assert plan.left_over == ()
    assert plan.parts[5].place == 3


def test_moments_are_utc_and_the_clock_is_dutch() -> None:
    """Nine o'clock is eight in winter and seven in summer; an hour that does not exist is told."""
    assert dutch_moment(DAY, time(9)) == datetime(2026, 12, 3, 8, tzinfo=UTC)
    assert dutch_moment(date(2026, 7, 3), time(9)) == datetime(2026, 7, 3, 7, tzinfo=UTC)
    with pytest.raises(InputError) as gap:
        dutch_moment(date(2026, 3, 29), time(2, 30))
    assert gap.value.message_id == "error.day.no_such_time"


def test_what_does_not_fit_is_told_and_the_day_still_ends_in_time() -> None:
    """The stops that come last are left over, all of them."""
    stops = [DayStop(each, 60) for each in (1, 2, 3, 4)]
    plan = plan_day(terms(end="12:00"), stops, even(4))
    assert [each.place for each in plan.visits] == [1, 2]
    assert plan.left_over == (3, 4)
    assert told(plan)[-1] == "travel 11:40-12:00"
    nothing = plan_day(terms(end="10:00"), stops, even(4))
    assert (nothing.parts, nothing.left_over) == ((), (1, 2, 3, 4))
    assert nothing.ends_at_utc == nothing.terms.starts_at_utc


def test_an_afternoon_and_a_short_morning_have_no_pause() -> None:
    """A day that begins after the time of the pause, or is over before it, has none."""
    for asked in (terms("13:00", pause="12:30"), terms(pause="12:30")):
        plan = plan_day(asked, [DayStop(1, 30)], even(1))
        assert [each.kind for each in plan.parts] == [
            DayPartKind.TRAVEL,
            DayPartKind.VISIT,
            DayPartKind.TRAVEL,
        ]


def test_two_sites_at_one_place_have_no_travel_between_them() -> None:
    """A plot and its park: the second visit follows at once."""
    legs = leg_table([(0.0, 0.0), (9_000.0, 0.0), (9_000.0, 0.0), (0.0, 0.0)])
    plan = plan_day(terms(), [DayStop(1, 30), DayStop(2, 30)], legs)
    assert [each.kind for each in plan.parts] == [
        DayPartKind.TRAVEL,
        DayPartKind.VISIT,
        DayPartKind.VISIT,
        DayPartKind.TRAVEL,
    ]


@pytest.mark.parametrize(
    ("asked", "visit", "message_id"),
    [
        (terms("12:00", "12:00"), 30, "error.day.ends_before_start"),
        (terms(), 0, "error.day.visit"),
        (terms(pause="12:00", minutes=0), 30, "error.day.pause"),
    ],
)
def test_what_nobody_plans_is_refused(asked: DayTerms, visit: int, message_id: str) -> None:
    """With the reason, before anything is worked out."""
    with pytest.raises(InputError) as refused:
        plan_day(asked, [DayStop(1, visit)], even(1))
    assert refused.value.message_id == message_id


lengths = st.lists(st.integers(5, 90), min_size=1, max_size=7)


@given(lengths, st.integers(0, 4_000), st.integers(0, 20), st.sampled_from(["", "11:00", "12:30"]))
def test_laws_of_a_day(visits: list[int], seconds: int, hours: int, pause: str) -> None:
    """Parts join, every stop is visited or told, ways are whole steps, and the day ends in time."""
    legs = even(len(visits), seconds)
    stops = [DayStop(row, minutes) for row, minutes in enumerate(visits, start=1)]
    ends = f"{min(23, 9 + 1 + hours):02d}:00"
    plan = plan_day(terms(end=ends, pause=pause), stops, legs)
    now = plan.terms.starts_at_utc
    for part in plan.parts:
        assert part.begins_at_utc == now
        now = part.ends_at_utc
        assert part.ends_at_utc > part.begins_at_utc
        assert (part.kind is DayPartKind.TRAVEL) == (part.leg is not None)
    assert now <= plan.terms.ends_by_utc
    seen = tuple(each.place for each in plan.visits)
    assert (*seen, *plan.left_over) == tuple(each.place for each in stops)
    for part, stop in zip(plan.visits, stops, strict=False):
        assert part.ends_at_utc - part.begins_at_utc == timedelta(minutes=stop.visit_minutes)
    way = travel_time(legs.leg(0, 1))
    assert not way % STEP
    assert way - STEP < timedelta(seconds=seconds) <= way or not seconds
