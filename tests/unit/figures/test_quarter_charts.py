"""The charts of a quarter: heights and counts follow the figures, and nothing leaves the picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.figures.marks import Circle, Picture, Polygon
from drentsportal.figures.quarter_charts import (
    AnswerColumn,
    DotWords,
    amount_bar,
    answer_columns,
    answer_dots,
)

WORDS = DotWords("binnen", "later", "uren", "meer")


def _corners(picture: Picture) -> list[tuple[float, float]]:
    return [
        point for mark in picture.marks if isinstance(mark, Polygon) for ring in mark.rings for point in ring
    ]


@given(st.lists(st.floats(0, 500), max_size=60))
def test_there_is_a_dot_per_answer_within_the_picture(hours: list[float]) -> None:
    """Filled up to and with 24 hours, open after it; the longest stand at the end."""
    picture = answer_dots(hours, WORDS, 80, 50)
    dots = [mark for mark in picture.marks if isinstance(mark, Circle)]
    assert len(dots) == len(hours)
    assert sum(dot.style.stroke is None for dot in dots) == sum(each <= 24 for each in hours)
    assert all(0 <= dot.centre[0] <= 80 and 0 <= dot.centre[1] <= 50 for dot in dots)


@given(st.lists(st.tuples(st.integers(0, 5_000), st.floats(0, 1)), max_size=8))
def test_columns_stay_on_the_paper(counts: list[tuple[int, float]]) -> None:
    """However many answers there were, and when there were none."""
    columns = [AnswerColumn("1e", answered, round(answered * share), "") for answered, share in counts]
    picture = answer_columns(columns, 80, 50)
    assert all(0 <= x <= 80 and 0 <= y <= 50 for x, y in _corners(picture))


def test_a_column_is_as_high_as_its_answers() -> None:
    """Two of the same height are equally high; half of it is half as high; the hatched part is on top."""
    columns = [AnswerColumn("1e", 10, 10, ""), AnswerColumn("2e", 10, 5, "")]
    boxes = [mark.rings[0] for mark in answer_columns(columns, 80, 50).marks if isinstance(mark, Polygon)]
    heights = [box[2][1] - box[0][1] for box in boxes]
    assert heights[0] == pytest.approx(heights[1] + heights[2])
    assert heights[1] == pytest.approx(heights[2])


@pytest.mark.parametrize(("share", "length"), [(1.0, 30.0), (0.5, 15.0), (0.0, None), (0.0001, 0.3)])
def test_a_bar_is_as_long_as_its_share(share: float, length: float | None) -> None:
    """Nothing has no bar, and next to nothing one that can be seen."""
    corners = _corners(amount_bar(share, 30.0))
    assert (max(x for x, _ in corners) if corners else None) == length
