"""On the sample data every change that is proposed brings what a match of the changed request finds."""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import pytest

from drentsportal.bootstrap import open_services
from drentsportal.domain.asking.request import (
    Building,
    Combining,
    Housing,
    LocationRequest,
    Origin,
    Preference,
    Requirement,
)
from drentsportal.settings import Settings
from tests.unit.domain.match.test_recount import changed, found, proposals, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.services.matching import Matching
    from tests.unit.cli.conftest import CommandLine

DRAWN: Final = [40, pytest.param(200, marks=pytest.mark.full)]
"""How many requests are drawn: each further one repeats the check on another."""

_LIMITS: Final[dict[str, tuple[Any, ...]]] = {
    "plot_area": (3_000, 6_900, 8_250, 15_000, 35_700),
    "expansion_area": (10_000, 40_000),
    "floor_area": (500, 1_500),
    "category": (3, 5, 7, 9),
    "segment": (("logistics",), ("heavy_industry", "campus_office")),
    "available_by": (739_900, 740_300),
    "price": (3_500, 4_550, 9_000),
    "municipality": (("zuid_drenthe",), ("GM0114",)),
    "present_distance": (6_000, 16_847),
    "junction_distance": (1_500, 6_147),
    "terminal_distance": (3_000, 20_000),
    "height": (60, 95, 150),
    "broadband": (True,),
    "park_management": (True,),
    "grid_demand": (500,),
    "water": (12_500,),
}
_BUILDINGS: Final = (None, None, Building(455, 300, 30), Building(800, 600, 100), Building(1_200, 300, 0))


def drawn(number: int) -> LocationRequest:
    """Draw a request, the same one for the same number."""
    draw = random.Random(number)  # noqa: S311 - no secret hangs on it
    wanted = draw.sample(sorted(_LIMITS), draw.randint(1, 4))
    return LocationRequest(
        "drawn",
        housing=draw.choice(list(Housing)),
        origin=Origin("Assen", 233_900, 557_300),
        building=draw.choice(_BUILDINGS),
        combining=Combining(draw.choice([0, 0, 200]), draw.random() < 1 / 4, draw.choice([1, 2, 4])),
        requirements=tuple(Requirement(each, draw.choice(_LIMITS[each])) for each in wanted),
        preferences=(
            Preference("price", draw.randint(1, 100)),
            Preference("plot_area", draw.randint(0, 100)),
        ),
    )


@pytest.fixture(scope="module")
def matching(sample_cli: CommandLine) -> Iterator[Matching]:
    """Match on the sample data."""
    services = open_services(Settings(), sample_cli.workspace)
    with closing(services.workspace):
        yield services.matching


@pytest.mark.parametrize("request_count", DRAWN)
def test_what_comes_in_and_is_left_to_ask_is_counted_as_matches_have_it(
    matching: Matching, request_count: int
) -> None:
    """Area and building included, for single changes and for those that are made together."""
    wrong = []
    count = 0
    for number in range(request_count):
        asked = drawn(number)
        result = matching.match(asked)
        for proposal in proposals(result):
            count += 1
            after = matching.match(changed(asked, proposal))
            if told(proposal) != found(result, after):
                wrong.append((number, proposal))
    assert count > request_count
    assert not wrong
