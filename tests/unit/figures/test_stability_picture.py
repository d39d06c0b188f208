"""The picture of how firm a ranking is words shares as the window does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drentsportal.domain.asking.request import LocationRequest, Preference
from drentsportal.domain.firmness.draws import draws
from drentsportal.domain.match.matching import match
from drentsportal.figures.stability_picture import stability_picture
from drentsportal.figures.svg import to_svg
from drentsportal.language import Language
from tests.unit.domain.criteria_profiles import PLAIN_PROFILE
from tests.unit.domain.site_tables import site_table

DUTCH = Language("nl", Path(__file__).parents[3] / "resources", strict=True)


@pytest.mark.parametrize(
    ("top_count", "told"), [(0, "0 %"), (4, "&lt; 1 %"), (9_997, "&gt; 99 %"), (10_000, "100 %")]
)
def test_only_none_and_all_are_called_so(top_count: int, told: str) -> None:
    """A few draws are not 0 %, and nearly all are not 100 %."""
    request = LocationRequest("t", preferences=(Preference("park_management", 10),))
    result = match(
        request, site_table([{"id": "a", "name": "A", "park_management": True}]), (), PLAIN_PROFILE
    )
    drawn = draws(result, 1, 100)
    drawn = replace(drawn, count=10_000, shares=(replace(drawn.shares[0], top_count=top_count),))
    assert f">{told}<" in to_svg(stability_picture(result, drawn, DUTCH, 160.0)).replace(
        "\N{NO-BREAK SPACE}", " "
    )
