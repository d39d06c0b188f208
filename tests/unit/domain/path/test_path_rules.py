"""What the path refuses, act by act."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.path import path_rules
from drentsportal.domain.path.height_check import HeightCheck, PermitNeeded, StatedPermit
from drentsportal.domain.path.path import EstablishmentPath, ItemPlan
from drentsportal.domain.path.path_data import path_from_data, path_to_data
from drentsportal.domain.path.path_state import ItemState, date_of, state_of
from drentsportal.domain.path.path_steps import OPENING, VISIT
from drentsportal.errors import InputError, NotFoundError
from tests.unit.domain.path.path_acts import NEEDED, NOW_UTC, TODAY, agreed, done, whole

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY = EstablishmentPath()


def refusal(act: Callable[[], object]) -> str:
    """Return the message id with which an act is refused."""
    with pytest.raises(InputError) as refused:
        act()
    return refused.value.message_id


def test_a_whole_path_can_be_done_and_a_part_taken_back() -> None:
    """Taking a part back opens its step and the whole path, and no other step."""
    path = whole()
    assert {state_of(path, each, TODAY) for each in path.item_ids} == {ItemState.DONE}
    taken_back = path_rules.reopen(path, "v3.brochure")
    opened = [each for each in path.item_ids if taken_back.entry(each).done_at_utc is None]
    assert opened == ["v0", "v3", "v3.brochure"]


def test_a_new_agreement_opens_its_step() -> None:
    """And the whole path with it."""
    path = agreed(TODAY)(whole())
    assert [each for each in path.item_ids if path.entry(each).done_at_utc is None] == ["v0", "v7", "v7.2"]


def test_the_open_parts_are_named() -> None:
    """By their names, so that a person knows what is left."""
    path = done("v3.brochure")(EMPTY)
    with pytest.raises(InputError) as refused:
        path_rules.call_done(path, "v3", NOW_UTC)
    assert refused.value.params["open_count"] == 3


def test_what_does_not_apply_needs_a_reason_and_is_not_done() -> None:
    """A reason is kept; the whole path cannot be set aside, nor what is done."""
    assert refusal(lambda: path_rules.set_aside(EMPTY, "v2", " ")) == "error.path.reason_missing"
    assert refusal(lambda: path_rules.set_aside(EMPTY, "v0", "gestopt")) == "error.path.whole_set_aside"
    path = path_rules.set_aside(EMPTY, "v4", "geen belangstelling")
    assert state_of(path, "v4.drawing", TODAY) is ItemState.NOT_APPLICABLE
    assert refusal(lambda: path_rules.call_done(path, "v4.drawing", NOW_UTC)) == "error.path.set_aside"
    assert refusal(lambda: path_rules.plan_item(path, "v4", ItemPlan("Anna"))) == "error.path.set_aside"
    assert refusal(lambda: path_rules.set_aside(whole(), "v2", "nee")) == "error.path.already_done"
    again = path_rules.reopen(path, "v4")
    assert state_of(again, "v4.drawing", TODAY) is ItemState.OPEN
    assert refusal(lambda: path_rules.reopen(again, "v4")) == "error.path.is_open"


def test_a_package_of_which_nothing_was_given_is_not_done() -> None:
    """Four parts set aside make no package."""
    path = EMPTY
    for part in path.parts_of("v3"):
        path = path_rules.set_aside(path, part, "niet gewenst")
    assert refusal(lambda: path_rules.call_done(path, "v3", NOW_UTC)) == "error.path.nothing_done"


def test_a_start_up_talk_needs_a_contact_and_a_date() -> None:
    """Either alone is not enough."""
    for plan in (ItemPlan(), ItemPlan(on=TODAY), ItemPlan(contact="loket")):
        path = path_rules.plan_item(EMPTY, "v6.permits", plan)
        told = refusal(lambda path=path: path_rules.call_done(path, "v6.permits", NOW_UTC))  # type: ignore[misc] # the path of this round
        assert told == "error.path.talk_incomplete"
    complete = path_rules.plan_item(EMPTY, "v6.permits", ItemPlan(on=TODAY, contact="loket"))
    assert path_rules.call_done(complete, "v6.permits", NOW_UTC).entry("v6.permits").done_at_utc == NOW_UTC


def test_the_check_is_done_only_with_an_answer() -> None:
    """No check and an unknown answer leave it open."""
    assert refusal(lambda: path_rules.call_done(EMPTY, "v5", NOW_UTC)) == "error.path.not_checked"
    unknown = path_rules.keep_check(EMPTY, HeightCheck(NOW_UTC, None))
    assert refusal(lambda: path_rules.call_done(unknown, "v5", NOW_UTC)) == "error.path.permit_unknown"
    answered = done("v5")(path_rules.keep_check(EMPTY, NEEDED))
    assert refusal(lambda: path_rules.keep_check(answered, NEEDED)) == "error.path.already_done"


def test_agreements_are_kept_or_not_and_why() -> None:
    """Without any there is nothing to call done; one that was not kept needs a reason."""
    assert refusal(lambda: path_rules.call_done(EMPTY, "v7", NOW_UTC)) == "error.path.no_agreements"
    assert refusal(lambda: path_rules.add_agreement(EMPTY, " ", ItemPlan(on=TODAY))) == (
        "error.path.agreement_empty"
    )
    assert refusal(lambda: path_rules.add_agreement(EMPTY, "riool", ItemPlan())) == (
        "error.path.agreement_undated"
    )
    path = agreed(date(2026, 11, 19))(EMPTY)
    assert state_of(path, "v7.1", TODAY) is ItemState.LATE
    assert refusal(lambda: path_rules.call_done(path, "v7.1", NOW_UTC)) == "error.path.agreement_to_settle"

    def broken(note: str = "") -> EstablishmentPath:
        return path_rules.settle_agreement(path, "v7.1", is_kept=False, at_utc=NOW_UTC, note=note)

    assert refusal(broken) == "error.path.not_kept_why"
    settled = broken("leverancier failliet")
    assert settled.agreement("v7.1").is_kept is False
    assert path_rules.reopen(settled, "v7.1").agreement("v7.1").is_kept is None
    with pytest.raises(NotFoundError):
        path_rules.settle_agreement(path, "v7.9", is_kept=True, at_utc=NOW_UTC)
    aside = path_rules.set_aside(EMPTY, "v7", "geen afspraken nodig")
    assert refusal(lambda: agreed(TODAY)(aside)) == "error.path.set_aside"


def test_the_visit_comes_after_the_opening() -> None:
    """The opening needs a day that has come; then it may be visited, and stays."""
    assert refusal(lambda: path_rules.call_done(EMPTY, OPENING, NOW_UTC)) == "error.path.opening_undated"
    ahead = path_rules.plan_item(EMPTY, OPENING, ItemPlan(on=date(2026, 11, 21)))
    assert refusal(lambda: path_rules.call_done(ahead, OPENING, NOW_UTC)) == "error.path.opening_ahead"
    assert refusal(lambda: path_rules.call_done(ahead, VISIT, NOW_UTC)) == "error.path.opening_first"
    assert refusal(lambda: path_rules.reopen(whole(), OPENING)) == "error.path.visit_made"


def test_an_opening_on_the_dutch_day_counts() -> None:
    """At 23:30 UTC it is the next day in the Netherlands."""
    path = path_rules.plan_item(EMPTY, OPENING, ItemPlan(on=date(2026, 11, 21)))
    late_evening = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert path_rules.call_done(path, OPENING, late_evening).entry(OPENING).done_at_utc == late_evening


def test_only_owner_and_note_of_what_is_done_may_change() -> None:
    """The date of a done opening is what the visit counts from."""
    path = whole()
    plan = path.entry(OPENING).plan
    noted = path_rules.plan_item(path, OPENING, replace(plan, owner="Bert", note="druk"))
    assert noted.entry(OPENING).plan.note == "druk"
    for changed in (replace(plan, on=None), replace(plan, contact="Bert")):
        told = refusal(lambda changed=changed: path_rules.plan_item(path, OPENING, changed))  # type: ignore[misc] # the plan of this round
        assert told == "error.path.done_is_fixed"


@pytest.mark.parametrize(
    ("item_id", "plan", "refused_with"),
    [
        ("v3", ItemPlan(on=TODAY, starts_at=time(14)), "error.path.no_talk"),
        ("v6.permits", ItemPlan(starts_at=time(14)), "error.path.time_undated"),
        ("v6.permits", ItemPlan(on=TODAY, starts_at=time(14, 0, 1)), "error.path.time_unreadable"),
        ("v6.permits", ItemPlan(on=TODAY, starts_at=time(14, tzinfo=UTC)), "error.path.time_unreadable"),
        ("v6.permits", ItemPlan(on=date(2027, 3, 28), starts_at=time(2, 30)), "error.path.time_skipped"),
        ("v3", ItemPlan(on=date(1999, 12, 31)), "error.path.date_range"),
        ("v3", ItemPlan(on=date(2100, 1, 1)), "error.path.date_range"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(item_id: str, plan: ItemPlan, refused_with: str) -> None:
    """A time belongs to a talk on a day, and to a clock that shows it."""
    assert refusal(lambda: path_rules.plan_item(EMPTY, item_id, plan)) == refused_with


def test_an_hour_that_comes_twice_is_accepted() -> None:
    """When the clock goes back, a calendar takes the first of the two."""
    plan = ItemPlan(on=date(2026, 10, 25), starts_at=time(2, 30))
    assert path_rules.plan_item(EMPTY, "v6.permits", plan).entry("v6.permits").plan == plan


def test_an_unknown_item_is_not_found() -> None:
    """Neither a step nor an agreement that is not there."""
    for item_id in ("v9", "v3.gift", "v7.1"):
        with pytest.raises(NotFoundError):
            path_rules.plan_item(EMPTY, item_id, ItemPlan())


def test_damaged_data_are_refused() -> None:
    """An item that no path has is a fault of the data."""
    data = path_to_data(whole())
    data["entries"][0]["item"] = "v9"
    with pytest.raises(ValueError, match="entries"):
        path_from_data(data)


def test_a_person_answers_over_the_heights() -> None:
    """Both stay to be seen."""
    stated = StatedPermit(PermitNeeded.NO, "omgevingsplan 2026", "Anna", NOW_UTC)
    check = replace(HeightCheck(NOW_UTC, 120), stated=stated)
    assert check.permit_needed is PermitNeeded.NO
    assert HeightCheck(NOW_UTC, 120).permit_needed is PermitNeeded.UNKNOWN


def test_the_visit_counts_from_the_day_on_which_it_really_opened() -> None:
    """Planned for the 19th, opened on the 20th; a day before that is no day for the visit."""
    path = path_rules.plan_item(EstablishmentPath(), VISIT, ItemPlan(on=date(2026, 11, 18)))
    path = path_rules.plan_item(path, OPENING, ItemPlan(on=date(2026, 11, 19)))
    assert date_of(path, VISIT) == date(2027, 5, 19)
    path = path_rules.call_done(path, OPENING, NOW_UTC)
    assert date_of(path, VISIT) == date(2027, 5, 20)
    with pytest.raises(InputError) as refused:
        path_rules.plan_item(path, VISIT, ItemPlan(on=date(2026, 11, 19)))
    assert refused.value.message_id == "error.path.visit_before_opening"
    with pytest.raises(InputError) as early:
        path_rules.call_done(path, VISIT, NOW_UTC - timedelta(days=1))
    assert early.value.message_id == "error.path.visit_before_opening"


@pytest.mark.parametrize(
    ("on", "at", "is_doubled"),
    [
        (date(2026, 10, 25), time(2, 30), True),
        (date(2026, 10, 25), time(3, 0), False),
        (date(2026, 10, 24), time(2, 30), False),
    ],
)
def test_an_hour_that_the_clock_shows_twice_is_told(on: date, at: time, *, is_doubled: bool) -> None:
    """The night in which summer time ends has one such hour."""
    assert path_rules.is_doubled(on, at) is is_doubled
