"""Marks of a request: bovenregionaal by the rule of the documents, and large users of space."""

from __future__ import annotations

import pytest
from shapely import box

from drentsportal.domain.asking.request import LocationRequest, Origin, Requirement
from drentsportal.domain.asking.request_marks import (
    RequestMark,
    large_area,
    supra_regional,
)
from drentsportal.domain.sites.site import Municipality
from drentsportal.domain.values import PartialDate
from drentsportal.language import Language
from drentsportal.paths import resources_dir

DUTCH = Language("nl", resources_dir(), strict=True)
DRENTHE = (
    Municipality("GM0114", "Emmen", box(0, 0, 20_000, 20_000), "CBS", PartialDate(2026)),
    Municipality("GM0106", "Assen", box(20_000, 0, 40_000, 20_000), "CBS", PartialDate(2026)),
)


def request(staff: int | None, x_rd: int | None, *requirements: Requirement) -> LocationRequest:
    """Make a request of a company with so many jobs at so many metres east."""
    origin = None if x_rd is None else Origin("hier", x_rd, 10_000)
    return LocationRequest("test", staff_count=staff, origin=origin, requirements=requirements)


@pytest.mark.parametrize(
    ("staff", "x_rd", "mark"),
    [
        (50, -25_001, RequestMark.YES),
        (50, -25_000, RequestMark.DEPENDS),
        (49, -90_000, RequestMark.NO),
        (200, 0, RequestMark.DEPENDS),
        (None, -90_000, RequestMark.UNKNOWN),
        (50, None, RequestMark.UNKNOWN),
        (49, None, RequestMark.NO),
        (None, None, RequestMark.UNKNOWN),
    ],
)
def test_both_parts_of_the_rule_must_hold(staff: int | None, x_rd: int | None, mark: RequestMark) -> None:
    """At least 50 jobs, and more than 25 km; what surely fails decides before what is not known."""
    told = supra_regional(request(staff, x_rd), DRENTHE)
    assert told.mark is mark
    assert "25 km" in DUTCH.text(told.statement)


def test_a_small_province_around_the_company_is_never_far() -> None:
    """Where even the far end lies within 25 km no site can be bovenregionaal."""
    told = supra_regional(request(80, 10_000), DRENTHE[:1])
    assert (told.mark, told.nearest_m, told.is_from_outside) == (RequestMark.NO, 0, False)
    assert told.furthest_m == 14_143


def test_without_boundaries_the_distance_is_not_known() -> None:
    """An empty map says nothing."""
    told = supra_regional(request(80, 10_000), ())
    assert (told.mark, told.nearest_m, told.is_from_outside) == (RequestMark.UNKNOWN, None, None)
    assert "niet bekend" in DUTCH.text(told.statement)


@pytest.mark.parametrize(
    ("limits", "mark", "asked_m2"),
    [
        ({"plot_area": 50_000}, RequestMark.NO, 50_000),
        ({"plot_area": 50_001}, RequestMark.YES, 50_001),
        ({"plot_area": 30_000, "expansion_area": 50_001}, RequestMark.YES, 50_001),
        ({"plot_area": 30_000, "expansion_area": 50_000}, RequestMark.NO, 50_000),
        ({"expansion_area": 60_000}, RequestMark.YES, 60_000),
        ({"expansion_area": 10_000}, RequestMark.NO, 10_000),
        ({"floor_area": 90_000}, RequestMark.UNKNOWN, None),
    ],
)
def test_a_large_user_asks_more_than_the_grip_area(
    limits: dict[str, int], mark: RequestMark, asked_m2: int | None
) -> None:
    """Now and later together, the plot in it; floor is not land, and what is not asked is not zero."""
    wanted = (Requirement(name, limit) for name, limit in limits.items())
    told = large_area(request(1, None, *wanted), 50_000)
    assert (told.mark, told.asked_m2) == (mark, asked_m2)
    assert "5 ha" in DUTCH.text(told.statement)
