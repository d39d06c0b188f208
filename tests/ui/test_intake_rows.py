"""What a person types in a row of a mail, as the service is told it."""

from __future__ import annotations

import pytest

from drentsportal.errors import InputError
from drentsportal.ui.models.intake_rows import ROW_SPECS, IntakeRow, RowMark


def row(key: str) -> IntakeRow:
    """Make a row of which nothing is proposed."""
    return IntakeRow(next(each for each in ROW_SPECS if each.key == key), RowMark.UNKNOWN)


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("grid_demand_kw", "1.500", "nl"),
        ("grid_demand_kw", "1,500", "en"),
        ("floor_area_m2", "12.000", "de"),
        ("plot_area_ha", "1.250,5", "nl"),
        ("building", "1.200 x 40", "nl"),
    ],
)
def test_a_figure_with_two_readings_is_refused_at_its_row(key: str, text: str, code: str) -> None:
    """1.500 kW would be taken as one and a half."""
    with pytest.raises(InputError) as refused:
        row(key).answer(text, code)
    assert (refused.value.message_id, refused.value.field) == ("error.form.number_ambiguous", key)


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("grid_demand_kw", "1500", "nl"),
        ("plot_area_ha", "2,5", "nl"),
        ("plot_area_ha", "2.5", "nl"),
        ("plot_area_ha", "1,125", "nl"),
        ("plot_area_ha", "1.125", "en"),
        ("building", "40 x 25,5", "nl"),
        ("category", "3.2", "nl"),
    ],
)
def test_a_figure_with_one_reading_is_told_as_typed(key: str, text: str, code: str) -> None:
    """The service reads either decimal sign."""
    assert row(key).answer(text, code) == text
