"""Laws of the path: four parts in each package, the half-year rule, states that follow from what is kept."""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drentsportal.domain.path import path_rules
from drentsportal.domain.path.path import EstablishmentPath, ItemPlan
from drentsportal.domain.path.path_data import path_from_data, path_to_data
from drentsportal.domain.path.path_state import ItemState, date_of, half_year_after, is_settled, state_of
from drentsportal.domain.path.path_steps import OPENING, VISIT, fixed_parts_of, step_of
from drentsportal.errors import InputError
from tests.unit.domain.path.path_acts import DATES, NOW_UTC, PATHS, TODAY


@pytest.mark.parametrize(
    ("step", "count"), [("v1", 3), ("v3", 4), ("v4", 4), ("v6", 3), ("v8", 4), ("v0", 8)]
)
def test_each_step_has_the_parts_that_the_documents_name(step: str, count: int) -> None:
    """Three points, two packages of four, three start-up talks, four things after that, and eight steps."""
    assert len(fixed_parts_of(step)) == count


@given(st.sets(st.sampled_from(fixed_parts_of("v3") + fixed_parts_of("v4"))))
def test_a_package_is_done_with_exactly_its_four_parts(handed_over: set[str]) -> None:
    """With any part missing the package cannot be called done."""
    path = EstablishmentPath()
    for part in sorted(handed_over):
        path = path_rules.call_done(path, part, NOW_UTC)
    for package in ("v3", "v4"):
        if set(fixed_parts_of(package)) <= handed_over:
            assert state_of(path_rules.call_done(path, package, NOW_UTC), package, TODAY) is ItemState.DONE
        else:
            with pytest.raises(InputError) as refused:
                path_rules.call_done(path, package, NOW_UTC)
            assert refused.value.message_id == "error.path.parts_open"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
@example(date(2026, 8, 31))
@example(date(2027, 8, 31))
@example(date(2026, 8, 29))
def test_half_a_year_is_six_calendar_months(opening: date) -> None:
    """The month is the sixth after; the day is the same, or the last of a shorter month."""
    visit = half_year_after(opening)
    assert (visit.year * 12 + visit.month) - (opening.year * 12 + opening.month) == 6
    last = monthrange(visit.year, visit.month)[1]
    assert visit.day == opening.day or (visit.day == last and opening.day > last)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 30)))
def test_a_later_opening_is_never_visited_earlier(opening: date) -> None:
    """The rule keeps the order of days."""
    assert half_year_after(opening) <= half_year_after(opening + timedelta(days=1))


def test_the_rule_at_the_end_of_a_month() -> None:
    """Worked out by hand."""
    assert half_year_after(date(2026, 8, 31)) == date(2027, 2, 28)
    assert half_year_after(date(2027, 8, 31)) == date(2028, 2, 29)
    assert half_year_after(date(2027, 2, 28)) == date(2027, 8, 28)
    assert half_year_after(date(2026, 10, 31)) == date(2027, 4, 30)
    assert half_year_after(date(2026, 12, 15)) == date(2027, 6, 15)


@given(PATHS)
def test_no_step_is_done_with_an_open_part(path: EstablishmentPath) -> None:
    """Whatever was done in whatever order; and something in it was really done."""
    for item_id in path.item_ids:
        parts = path.parts_of(item_id)
        if path.entry(item_id).done_at_utc is None or not parts:
            continue
        assert all(is_settled(path, each) for each in parts)
        assert any(path.entry(each).done_at_utc is not None for each in parts)


@given(PATHS, DATES)
def test_states_follow_from_what_is_kept(path: EstablishmentPath, today: date) -> None:
    """Each state means what it says, and nothing else is looked at."""
    for item_id in path.item_ids:
        entry, state, on = path.entry(item_id), state_of(path, item_id, today), date_of(path, item_id)
        inner = {state_of(path, each, today) for each in path.parts_of(item_id)}
        step_reason = path.entry(step_of(item_id)).not_applicable
        assert (state is ItemState.DONE) == (entry.done_at_utc is not None)
        assert (state is ItemState.NOT_APPLICABLE) == (
            entry.done_at_utc is None and bool(entry.not_applicable or step_reason)
        )
        if state is ItemState.LATE:
            assert ItemState.LATE in inner or (on is not None and on < today)
        if state is ItemState.PLANNED:
            assert ItemState.LATE not in inner
            assert ItemState.PLANNED in inner or (on is not None and on >= today)
        if state is ItemState.OPEN:
            assert on is None
            assert not {ItemState.LATE, ItemState.PLANNED} & inner


@given(PATHS)
def test_a_path_comes_back_as_it_was_kept(path: EstablishmentPath) -> None:
    """Through JSON and back, and what comes back is kept the same."""
    text = json.dumps(path_to_data(path))
    assert path_from_data(json.loads(text)) == path


@given(PATHS, st.dates(date(2026, 11, 1), date(2027, 12, 31)))
def test_the_visit_follows_the_opening_until_somebody_plans_it(
    path: EstablishmentPath, opening: date
) -> None:
    """Moving the opening moves the visit, unless a person chose a day for it."""
    if is_settled(path, OPENING):
        return
    moved = path_rules.plan_item(path, OPENING, ItemPlan(on=opening))
    chosen = path.entry(VISIT).plan.on
    follows = chosen is None or chosen < opening
    assert date_of(moved, VISIT) == (half_year_after(opening) if follows else chosen)
