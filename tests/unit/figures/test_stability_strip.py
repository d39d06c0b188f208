"""The picture of how firm a ranking is: bars as long as their shares, ranks in place, nothing outside."""

from __future__ import annotations

import pytest

from drentsportal.figures.marks import Circle, Line, Polygon, Text
from drentsportal.figures.stability_strip import StabilityLine, StabilityWords, stability_strip
from drentsportal.figures.symbology import Theme

WORDS = StabilityWords("Kans op de top drie", "Rang: rondje nu, streep meestal")
LINES = (
    StabilityLine("Tweelingen", 1, 1.0, "100%", (1, 1)),
    StabilityLine("Leegstaande hal met een heel lange naam op het bedrijventerrein", 2, 0.5, "50%", (2, 5)),
    StabilityLine("Meerdijkpark", 3, 0.0, "0%", (3, 9)),
)


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("width_mm", [110.0, 170.0])
def test_bars_are_as_long_as_their_shares(theme: Theme, width_mm: float) -> None:
    """A frame per candidate and a bar in it that is its share; none where the share is nothing."""
    picture = stability_strip(LINES, WORDS, width_mm, theme)
    boxes = [each for each in picture.marks[1:] if isinstance(each, Polygon)]
    spans = [each.rings[0][1][0] - each.rings[0][0][0] for each in boxes]
    frame = spans[0]
    assert spans == pytest.approx([frame, frame, frame, frame / 2, frame])


def test_ranks_stand_in_their_places_and_all_lies_inside() -> None:
    """A dot for the rank now, a line for the usual ranks where they differ; a long name is cut."""
    picture = stability_strip(LINES, WORDS, 170)
    dots = [each.centre[0] for each in picture.marks if isinstance(each, Circle)]
    lines = [each.points for each in picture.marks if isinstance(each, Line)]
    assert dots == sorted(dots)
    assert len(lines) == 2
    step = dots[1] - dots[0]
    assert lines[0][1][0] - lines[0][0][0] == pytest.approx(3 * step)
    assert lines[0][0][0] == pytest.approx(dots[1])
    texts = [each for each in picture.marks if isinstance(each, Text)]
    assert any(each.text.endswith("…") for each in texts)
    assert all(0 <= each.at[0] <= 170 and 0 <= each.at[1] <= picture.height_mm for each in texts)


def test_nobody_gives_an_empty_picture_with_headings() -> None:
    """No candidate is no error."""
    picture = stability_strip((), WORDS, 170)
    assert [each.text for each in picture.marks if isinstance(each, Text)][:2] == [WORDS.share, WORDS.ranks]


def test_a_rank_beside_its_line_is_explained() -> None:
    """Third, and in nine of ten draws eighth or lower: that is said, and only where it is so."""
    words = StabilityWords(WORDS.share, WORDS.ranks, "Naast de streep: onbekend")
    beside = StabilityLine("Noord", 3, 0.04, "4 %", (8, 11))
    for lines, is_told in ((LINES, False), ((*LINES, beside), True)):
        picture = stability_strip(lines, words, 170)
        told = [mark for mark in picture.marks if isinstance(mark, Text) and mark.text == words.beside]
        assert bool(told) is is_told
        assert all(mark.at[1] < picture.height_mm for mark in told)
