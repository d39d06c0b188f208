"""The most favourable of a row: sure, never unknown, and the same in whatever order the sites stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.match.match_result import Contribution, RequirementOutcome, Verdict
from drentsportal.domain.match.row_marks import (
    BestMark,
    RowScale,
    Span,
    best_of,
    criterion_scale,
    figure_span,
    is_contradicted,
    possible_span,
    preference_worth,
    requirement_span,
    requirement_worth,
    round_above,
    row_scale,
)
from drentsportal.domain.message import message
from drentsportal.domain.values import Known, PartialDate, Unknown

BEST, TIED = BestMark.BEST, BestMark.TIED
SPANS = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda each: (min(each), max(each)))
ROWS = st.lists(st.one_of(st.none(), SPANS), min_size=2, max_size=5)


def _known(value: object) -> Known[object]:
    return Known(value, "bron", PartialDate(2026))


@pytest.mark.parametrize(
    ("worths", "marks"),
    [
        (((1, 1), (2, 2), (3, 3)), (None, None, BEST)),
        (((3, 3), (3, 3), (1, 1)), (TIED, TIED, None)),
        (((1, 4), (2, 3)), (None, None)),
        (((1, 2), (2, 3)), (None, BEST)),
        (((3, 3), (1, 3)), (BEST, None)),
        (((5, 5), None, (4, 4)), (BEST, None, None)),
        (((5, 5), None), (None, None)),
        ((None, None), (None, None)),
    ],
)
def test_the_most_favourable(worths: tuple[Span | None, ...], marks: tuple[BestMark | None, ...]) -> None:
    """A range counts with its less favourable end; one known figure beside unknown is no best."""
    assert best_of(worths) == marks


@given(ROWS, st.randoms())
def test_the_order_of_sites_changes_nothing(row: list[Span | None], chance: object) -> None:
    """Each site keeps its mark wherever it stands."""
    places = list(range(len(row)))
    chance.shuffle(places)  # type: ignore[attr-defined] # random.Random, by hypothesis
    marks = best_of(row)
    assert best_of([row[each] for each in places]) == tuple(marks[each] for each in places)


@given(ROWS)
def test_unknown_is_never_best_and_never_counted(row: list[Span | None]) -> None:
    """Taking the unknown ones away changes no mark of the others."""
    marks = best_of(row)
    assert all(mark is None for mark, worth in zip(marks, row, strict=True) if worth is None)
    known = [each for each in row if each is not None]
    kept = tuple(mark for mark, worth in zip(marks, row, strict=True) if worth is not None)
    assert best_of(known) == kept


@given(ROWS)
def test_nothing_can_be_better_than_what_is_marked(row: list[Span | None]) -> None:
    """Whatever is true within the ranges; and exactly one is best, or several tie."""
    marks = best_of(row)
    for place, mark in enumerate(marks):
        worth = row[place]
        if mark is not None:
            assert worth is not None
            others = [each for other, each in enumerate(row) if other != place and each is not None]
            assert all(worth[0] >= most for _, most in others)
    assert marks.count(BEST) <= 1
    assert marks.count(TIED) != 1
    assert not (BEST in marks and TIED in marks)


def _outcome(criterion_id: str, value: object, verdict: Verdict = Verdict.FITS) -> RequirementOutcome:
    return RequirementOutcome(criterion_id, 5, verdict, message("word.yes"), _known(value))


def test_a_requirement_says_which_way_is_better() -> None:
    """A higher category, less distance; an open answer and words have no direction."""
    assert requirement_worth(_outcome("category", (3, 8))) == (8, 8)
    assert requirement_worth(_outcome("present_distance", 2_000)) == (-2_000, -2_000)
    assert requirement_worth(_outcome("price", (6_000, 7_500))) == (-7_500, -6_000)
    assert requirement_worth(_outcome("category", (3, 8), Verdict.CHECK)) is None
    assert requirement_worth(_outcome("segment", ("logistics",))) is None
    assert requirement_worth(None) is None


@pytest.mark.parametrize("criterion_id", ["plot_area", "expansion_area", "floor_area"])
def test_a_size_is_enough_or_not(criterion_id: str) -> None:
    """More land than was asked for is no more favourable: it is to be paid for."""
    assert requirement_worth(_outcome(criterion_id, 20_000)) is None


def test_what_is_contradicted_is_never_the_most_favourable() -> None:
    """Also where the map of the grid operator is told around it: somebody has to say what holds."""
    said = message("preference.grid_take.contradicted")
    around = message("requirement.grid_map", said=said, postcode="9427SS")
    for statement in (said, around):
        assert preference_worth(Contribution("grid_take", 30, 10, 15, 20, statement, _known("good"))) is None
        assert is_contradicted(statement)
    assert not is_contradicted(message("preference.grid_take.known"))
    assert not is_contradicted(None)


def test_a_wish_is_worth_what_it_adds() -> None:
    """By the scale of the request; unknown and weightless add nothing that could be best."""
    part = Contribution("price", 30, 10, 20, 40, message("word.yes"), _known(1))
    assert preference_worth(part) == (10, 40)
    assert preference_worth(Contribution("price", 30, 0, 5, 9, message("word.yes"), Unknown())) is None
    assert preference_worth(Contribution("price", 0, 0, 0, 0, message("word.yes"), _known(1))) is None
    assert preference_worth(None) is None


@pytest.mark.parametrize(
    ("criterion_id", "value", "span"),
    [
        ("plot_area", 5, (5, 5)),
        ("category", (3, 8), (8, 8)),
        ("category", (None, 6), (6, 6)),
        ("price", (None, 6), None),
        ("park_management", 1, None),
        ("building", (600, 1100), None),
        ("reuse", ("existing",), None),
    ],
)
def test_the_figure_of_a_criterion(criterion_id: str, value: object, span: Span | None) -> None:
    """Only of those that are figures; yes is no figure."""
    assert figure_span(criterion_id, _known(value)) == span
    assert figure_span(criterion_id, Unknown()) is None


FIGURES = ("plot_area", "expansion_area", "category", "present_distance", "price", "junction_minutes")


@given(
    criterion_id=st.sampled_from(FIGURES),
    value=st.one_of(
        st.integers(1, 18), st.tuples(st.one_of(st.none(), st.integers(1, 18)), st.integers(1, 18))
    ),
    limit=st.integers(1, 18),
    is_at_most=st.booleans(),
)
def test_what_is_still_to_be_asked_is_no_point_that_meets_what_was_asked(
    criterion_id: str, value: object, limit: int, *, is_at_most: bool
) -> None:
    """A dot at the good side of the line reads as an answer; a range, or nothing, is drawn instead."""
    asked = replace(_outcome(criterion_id, value, Verdict.CHECK), limit=limit, is_at_most=is_at_most)
    span = requirement_span(asked)
    at_most = criterion_id in {"present_distance", "price", "junction_minutes"}
    if span is not None and span[0] == span[1]:
        assert span[0] > limit if at_most else span[0] < limit


def test_a_total_and_a_main_category_are_drawn_from_the_least_there_can_be() -> None:
    """Whatever the verdict; what is known exactly stays a point."""
    total = replace(_outcome("plot_area", 87_000, Verdict.CHECK), limit=30_000, is_at_most=True)
    assert requirement_span(total) == (0, 87_000)
    assert requirement_span(replace(total, limit=90_000, verdict=Verdict.FAILS)) == (0, 87_000)
    main = replace(_outcome("category", 9, Verdict.CHECK), limit=7, is_at_most=True)
    assert requirement_span(main) == (1, 9)
    assert requirement_span(_outcome("plot_area", 35_700)) == (35_700, 35_700)
    short = replace(_outcome("category", (3, 8), Verdict.CHECK), limit=9)
    assert requirement_span(short) == (8, 8)
    assert requirement_span(replace(total, value=Unknown())) is None
    assert requirement_span(None) is None
    assert possible_span("plot_area", _known(5), is_at_most=True) == (0, 5)
    assert possible_span("plot_area", _known(5), is_at_most=False) == (5, 5)


@given(st.lists(st.one_of(st.none(), SPANS), max_size=5), st.one_of(st.none(), st.integers(0, 40)))
def test_a_scale_holds_every_figure_and_what_was_asked(row: list[Span | None], limit: float | None) -> None:
    """From 0 to a round end; without a figure over 0 there is none."""
    scale = row_scale(row, limit)
    if scale is not None:
        assert scale.low == 0
        assert all(each is None or each[1] <= scale.high for each in row)
        assert limit is None or limit <= scale.high


def test_categories_have_one_scale_always() -> None:
    """From the lightest to the heaviest; a day has none."""
    assert criterion_scale("category", [(8.0, 8.0)], 5) == RowScale(1, 10, 5)
    assert criterion_scale("available_by", [(8.0, 8.0)], 5) is None
    assert criterion_scale("plot_area", [None]) is None
    assert criterion_scale("plot_area", [(30_001.0, 30_001.0)], 25_000) == RowScale(0, 40_000, 25_000)


@given(st.floats(1e-3, 1e9))
def test_round_above_is_close(value: float) -> None:
    """Not below, and never more than twice as much."""
    assert value <= round_above(value) <= 2 * value * (1 + 1e-9)
