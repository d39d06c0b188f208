"""What fits on paper: drawn at the scale of the map, labelled where there is room, told apart by dash."""

from __future__ import annotations

import pytest
from shapely.geometry import box

from drentsportal.figures.fitting_marks import FittingShape, fitting_marks
from drentsportal.figures.labels import LabelField
from drentsportal.figures.marks import Polygon, Text
from drentsportal.figures.scales import frame_around
from drentsportal.figures.symbology import Theme

GROUND = box(230_000, 525_000, 230_200, 525_150)
HALL = box(230_020, 525_020, 230_140, 525_100)


@pytest.mark.parametrize("theme", list(Theme))
def test_the_building_keeps_its_scale_and_its_label(theme: Theme) -> None:
    """120 by 80 m are 120 by 80 m at the scale of the frame; the label stands in it."""
    frame = frame_around(GROUND.bounds, 150, 100, margin_mm=4, largest_scale=1_000)
    shape = FittingShape(GROUND, GROUND.buffer(-10), HALL, "120 m × 80 m", is_asked=True)
    marks = list(fitting_marks(frame, shape, LabelField((0, 0, 150, 100)), theme))
    areas = [each for each in marks if isinstance(each, Polygon)]
    on_paper = frame.to_paper(HALL).bounds
    assert on_paper[2] - on_paper[0] == pytest.approx(120_000 / frame.scale)
    assert len(areas) == 4
    assert [each.text for each in marks if isinstance(each, Text)] == ["120 m × 80 m"]


def test_the_largest_is_dashed_and_a_small_one_has_no_label() -> None:
    """Colour alone does not tell it; where a label would cover the building the caption says it."""
    frame = frame_around((228_000, 523_000, 232_000, 527_000), 150, 100, margin_mm=4, largest_scale=1_000)
    shape = FittingShape(GROUND, None, HALL, "120 m × 80 m", is_asked=False)
    marks = list(fitting_marks(frame, shape, LabelField((0, 0, 150, 100)), Theme.PRINT))
    assert not [each for each in marks if isinstance(each, Text)]
    assert [each.style.dash_mm for each in marks if isinstance(each, Polygon)][-1]


def test_without_a_building_only_the_ground_is_outlined() -> None:
    """One outline, nothing else."""
    frame = frame_around(GROUND.bounds, 150, 100, margin_mm=4, largest_scale=1_000)
    shape = FittingShape(GROUND, None, None, "", is_asked=False)
    assert len(list(fitting_marks(frame, shape, LabelField((0, 0, 150, 100)), Theme.PRINT))) == 1
