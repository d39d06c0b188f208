"""The 2009 quick scan: the largest distance decides, danger is not stepped down, rows stay candidates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.sectors.quick_scan import (
    RowReach,
    Surroundings2009,
    categories_of,
    category_candidates,
    category_for,
    distance_needed_m,
)
from drentsportal.domain.vocabulary import CATEGORIES
from tests.unit.domain.sector_rows import QUIET_M, TABLE, code, scan_row

QUIET, MIXED = Surroundings2009
FOUR = st.tuples(*[st.sampled_from((0, *QUIET_M))] * 4)


@pytest.mark.parametrize(
    ("distances_m", "category"),
    [
        ((10, 10, 30, 10), "2"),
        ((50, 30, 30, 0), "3.1"),
        ((100, 30, 30, 0), "3.2"),
        ((100, 10, 30, 10), "3.2"),
        ((200, 30, 50, 0), "4.1"),
        ((100,), "3.2"),
        ((50,), "3.1"),
        ((200,), "4.1"),
        ((300,), "4.2"),
        ((500,), "5.1"),
        ((30,), "2"),
        ((0, 0, 0, 0), "1"),
    ],
)
def test_published_rows_give_their_category(distances_m: tuple[int, ...], category: str) -> None:
    """Rows of "Bedrijven en milieuzonering" 2009 with the category that is printed beside them."""
    assert category_for(distances_m, TABLE) == category


def test_beyond_the_table_there_is_no_category() -> None:
    """No highest category by default."""
    assert category_for((1501,), TABLE) is None


@given(FOUR)
def test_the_largest_of_the_four_alone_decides(four: tuple[int, int, int, int]) -> None:
    """And in any order of the table."""
    assert category_for(four, TABLE) == category_for((max(four),), tuple(reversed(TABLE)))


@given(FOUR)
def test_mixed_surroundings_never_need_more_and_danger_stays(four: tuple[int, int, int, int]) -> None:
    """Odour, dust and noise go one step down; danger does not."""
    row = scan_row("10", distances_m=four, largest_m=max(four))
    quiet_m = distance_needed_m(row, QUIET, TABLE)
    mixed_m = distance_needed_m(row, MIXED, TABLE)
    assert quiet_m == max(four)
    assert mixed_m is not None
    assert four[3] <= mixed_m <= quiet_m
    if four[3] < max(four):
        assert mixed_m < quiet_m


def test_danger_that_is_largest_keeps_its_distance() -> None:
    """100 m for danger stays 100 m; 100 m for noise becomes 50 m."""
    assert (
        distance_needed_m(scan_row("20", distances_m=(30, 10, 50, 100), largest_m=100), MIXED, TABLE) == 100
    )
    assert distance_needed_m(scan_row("20", distances_m=(30, 10, 100, 30), largest_m=100), MIXED, TABLE) == 50


def test_only_the_largest_says_nothing_in_mixed_surroundings() -> None:
    """It may be danger; so it is not known."""
    row = scan_row("10", largest_m=100)
    assert distance_needed_m(row, QUIET, TABLE) == 100
    assert distance_needed_m(row, MIXED, TABLE) is None
    assert distance_needed_m(scan_row("10"), QUIET, TABLE) is None


def test_every_row_that_may_apply_is_a_candidate() -> None:
    """The same code, a broader and a narrower row; a section letter gives none."""
    rows = [
        scan_row("1082"),
        scan_row("108", category="3.1"),
        scan_row("10821", category="5.1"),
        scan_row("11"),
    ]
    found = category_candidates([code("1082")], rows)
    assert [(each.row.id, each.reach) for each in found] == [
        ("1082", RowReach.EXACT),
        ("108", RowReach.BROADER),
        ("10821", RowReach.NARROWER),
    ]
    assert categories_of(found) == ("2", "3.1", "5.1")
    assert category_candidates([code("C")], rows) == ()


def test_a_row_that_two_codes_reach_stands_once_by_the_closest() -> None:
    """Codes of SBI 2025 may lead to several of SBI 2008."""
    (found,) = category_candidates([code("10"), code("1082")], [scan_row("1082")])
    assert (found.reach, found.via) == (RowReach.EXACT, "1082")


def test_the_table_runs_over_all_categories() -> None:
    """The test's own table is whole."""
    assert tuple(each.category for each in TABLE) == CATEGORIES
