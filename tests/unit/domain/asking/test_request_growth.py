"""A request for growth counts the plot of now in, and cannot ask for less."""

from __future__ import annotations

from pathlib import Path

import pytest

from drentsportal.domain.asking.request import LocationRequest, Requirement
from drentsportal.domain.asking.request_check import check_growth
from drentsportal.errors import InputError
from drentsportal.language import Language

DUTCH = Language("nl", Path(__file__).parents[4] / "resources", strict=True)


def asking(**limits: int) -> LocationRequest:
    """Ask for areas in m2."""
    requirements = tuple(Requirement(criterion_id, limit) for criterion_id, limit in limits.items())
    return LocationRequest("test", requirements=requirements)


def test_growth_below_the_plot_of_now_is_refused() -> None:
    """The field is named, with both areas."""
    with pytest.raises(InputError) as refused:
        check_growth(asking(plot_area=20_000, expansion_area=15_000))
    assert refused.value.field == "expansion_area"
    said = DUTCH.text(refused.value.message_id, **refused.value.params)
    assert said.startswith("Met groei is 1,5 ha gevraagd; dat is kleiner dan de kavel van nu (2 ha).")


@pytest.mark.parametrize(
    "limits",
    [{"plot_area": 20_000, "expansion_area": 20_000}, {"plot_area": 20_000}, {"expansion_area": 15_000}],
)
def test_other_areas_are_accepted(limits: dict[str, int]) -> None:
    """Equal is no growth, and one alone is compared with nothing."""
    check_growth(asking(**limits))
