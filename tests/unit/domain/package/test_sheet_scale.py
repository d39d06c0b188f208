"""A drawing has a standard scale on a sheet on which it fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.package.sheet_scale import MARGIN_MM, SCALES, fitting_sheet


@pytest.mark.parametrize(
    ("width_m", "height_m", "scale", "paper"),
    [
        (40, 60, 500, "a4"),
        (80, 120, 1_000, "a4"),
        (170, 70, 1_000, "a4"),
        (300, 150, 1_000, "a3"),
        (280, 300, 2_000, "a4"),
        (460, 560, 2_000, "a3"),
        (900, 900, 5_000, "a3"),
    ],
)
def test_plots_get_a_scale_and_a_sheet(width_m: float, height_m: float, scale: int, paper: str) -> None:
    """A4 before A3, and never smaller than needed."""
    found, sheet = fitting_sheet(width_m, height_m)
    assert (found, sheet.paper) == (scale, paper)


@given(st.floats(1, 700), st.floats(1, 560))
def test_it_fits_with_its_margin(width_m: float, height_m: float) -> None:
    """Whatever the extent, in millimetres on paper."""
    scale, sheet = fitting_sheet(width_m, height_m)
    assert width_m * 1_000 / scale <= sheet.width_mm - 2 * MARGIN_MM + 1e-9
    assert height_m * 1_000 / scale <= sheet.height_mm - 2 * MARGIN_MM + 1e-9
    assert scale in {*SCALES, 5_000}
