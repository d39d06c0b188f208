"""The widest building on one outline: the same as every width tried by the test that judges."""

from __future__ import annotations

import numpy as np
import pytest
from shapely import transform

from drentsportal.domain.asking.request import Building
from drentsportal.domain.match.widest_building import STEP_DM, WidestBuilding
from tests.unit.domain.naive_rectangles import drawn_area

TRIED = 4


@pytest.mark.parametrize("shape", [(2.2, 30), (6.0, 0), (0.3, 50)])
@pytest.mark.parametrize("number", range(3))
def test_what_is_not_tried_would_have_said_the_same(number: int, shape: tuple[float, int]) -> None:
    """Oblong buildings most of all, whose depth is rounded down by much of it; wider ones are not let in."""
    ratio, setback_dm = shape
    outline = transform(drawn_area(number), lambda corners: corners * 10)
    width_dm = int(np.sqrt(outline.area * ratio) * 13)
    widest = WidestBuilding(
        outline, Building(width_dm, max(1, int(width_dm / ratio)), setback_dm), is_searched=True
    )
    found = widest.widest_dm()
    assert found is not None
    if found:
        assert widest.bounds_dm(found)[1] >= found
    wider = [found + step * STEP_DM for step in range(1, TRIED + 1)]
    assert not [each for each in wider if each < width_dm and widest.bounds_dm(each)[1] >= each]
