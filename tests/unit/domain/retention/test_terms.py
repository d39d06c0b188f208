"""Terms of calendar years: no day is cut off, and nothing is due that nobody decided about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.retention.selection_list import (
    RetentionAction,
    RetentionStart,
    SelectionCategory,
    SelectionList,
    check_selection_list,
    list_from_data,
    list_to_data,
)
from drentsportal.domain.retention.standing import (
    RetentionChoice,
    RetentionState,
    TermStarts,
    choice_from_data,
    choice_to_data,
    proposed,
    standing_of,
)
from drentsportal.domain.retention.term import due_on, last_kept_on
from drentsportal.errors import InputError, NotFoundError
from drentsportal.paths import resources_dir
from drentsportal.reference.privacy_lists import read_selection_list, read_woo_grounds

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
YEARS = st.integers(1, 100)
FIVE = SelectionCategory(
    "x", "Beantwoord", 5, RetentionStart.ANSWER, RetentionAction.ERASE, "bron", number="12.3"
)


@pytest.mark.parametrize(
    ("started", "years", "last"),
    [
        (date(2026, 11, 20), 5, date(2031, 11, 20)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2000, 2, 29), 100, date(2100, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 12, 31)),
    ],
)
def test_the_last_day_is_the_same_day_years_on(started: date, years: int, last: date) -> None:
    """29 February ends with the month in a year without one; the day after is the first that is due."""
    assert last_kept_on(started, years) == last
    assert due_on(started, years) == last + timedelta(days=1)


@given(DAYS, YEARS)
def test_no_day_of_a_term_is_cut_off(started: date, years: int) -> None:
    """So many years hold at least so many times 365 days, and never a day more than with a leap day each."""
    kept = (due_on(started, years) - started).days
    assert 365 * years + 1 <= kept <= 366 * years + 1


@given(DAYS, DAYS, YEARS)
def test_what_began_later_is_due_no_earlier(one: date, other: date, years: int) -> None:
    """The order of beginnings is the order of ends."""
    first, second = sorted((one, other))
    assert due_on(first, years) <= due_on(second, years)


@given(DAYS, YEARS, YEARS)
def test_a_longer_term_ends_later(started: date, one: int, other: int) -> None:
    """More years are never due before fewer."""
    fewer, more = sorted((one, other))
    assert due_on(started, fewer) <= due_on(started, more)


def test_only_what_has_a_category_and_a_start_is_ever_due() -> None:
    """Undecided, not begun, for good and anonymised are states of their own; one day decides the rest."""
    choice = RetentionChoice(FIVE)
    answered = TermStarts(answered_on=date(2021, 3, 1), closed_on=None)
    late = date(2099, 1, 1)
    permanent = RetentionChoice(
        SelectionCategory("p", "Voorgoed", None, RetentionStart.ANSWER, RetentionAction.ERASE, "bron")
    )
    closing = RetentionChoice(
        SelectionCategory("c", "Traject", 5, RetentionStart.CLOSING, RetentionAction.ANONYMISE, "bron")
    )
    states = [
        standing_of("a", None, answered, late).state,
        standing_of("b", closing, answered, late).state,
        standing_of("c", permanent, answered, late).state,
        standing_of("d", RetentionChoice(FIVE, is_anonymised=True), answered, late).state,
        standing_of("e", choice, answered, date(2026, 3, 1)).state,
        standing_of("f", choice, answered, date(2026, 3, 2)).state,
    ]
    assert states == [
        RetentionState.UNDECIDED,
        RetentionState.WAITING,
        RetentionState.PERMANENT,
        RetentionState.ANONYMISED,
        RetentionState.RUNNING,
        RetentionState.DUE,
    ]


@given(st.lists(st.tuples(st.integers(0, 99), DAYS), max_size=12), DAYS)
def test_the_proposal_is_what_is_due_longest_first(cases: list[tuple[int, date]], on: date) -> None:
    """Each due case once with its action, in the order of the days; whatever the order they came in."""
    standings = [
        standing_of(f"D-{number:02d}", RetentionChoice(FIVE), TermStarts(answered_on=day), on)
        for number, day in cases
    ]
    found = proposed(standings)
    assert found == proposed(list(reversed(standings)))
    assert sorted(each.number for each in found) == sorted(
        f"D-{number:02d}" for number, day in cases if due_on(day, 5) <= on
    )
    assert [each.due_on for each in found] == sorted(each.due_on for each in found if each.due_on)
    assert all(each.action is RetentionAction.ERASE for each in found)


def test_a_choice_and_a_list_come_back_as_they_were() -> None:
    """What is kept as data reads the same."""
    choice = RetentionChoice(FIVE, "omdat", is_anonymised=True)
    assert choice_from_data(choice_to_data(choice)) == choice
    kept = SelectionList("Lijst", "bron", (FIVE,), version=3)
    assert list_from_data(list_to_data(kept), 3) == kept


@pytest.mark.parametrize("years", [0, -1, 101])
def test_a_term_that_cannot_be_is_refused(years: int) -> None:
    """1 to 100 years, or none."""
    category = SelectionCategory("x", "t", years, RetentionStart.ANSWER, RetentionAction.ERASE, "s")
    with pytest.raises(InputError):
        check_selection_list(SelectionList("l", "s", (category,)))


def test_two_categories_of_one_id_are_refused_and_an_unknown_one_is_named() -> None:
    """A case must be able to name its category."""
    with pytest.raises(InputError):
        check_selection_list(SelectionList("l", "s", (FIVE, FIVE)))
    with pytest.raises(NotFoundError):
        SelectionList("l", "s", (FIVE,)).category("y")


def test_the_shipped_lists_say_where_they_are_from() -> None:
    """Every term that no source states is marked as an own choice; every ground names the law."""
    shipped = read_selection_list(resources_dir())
    assert all(each.is_own_choice == (each.source == "eigen keuze") for each in shipped.categories)
    assert "Staatscourant 2020, 39934" in shipped.source
    grounds = read_woo_grounds(resources_dir())
    assert [each.id for each in grounds if each.is_absolute] == [f"5.1.1.{letter}" for letter in "abcde"]
    assert {"5.1.2.e", "5.1.2.f", "5.1.5", "5.2.1"} <= {each.id for each in grounds}
    assert all("Wet open overheid" in each.source for each in grounds)
