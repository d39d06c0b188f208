"""Speeds per class of road: an assumption of ours that never goes beyond the law, printed as it is used."""

from __future__ import annotations

import re

import pytest

from drentsportal.domain.asking.request import Vehicle
from drentsportal.domain.roads.road_speeds import (
    GERMAN_TRUCK_KMH,
    LEGAL_KMH,
    ROAD_CLASSES,
    TRUCK_MOST_KMH,
    RoadClass,
    SpeedTable,
)
from drentsportal.paths import resources_dir

PAGE = resources_dir().parent / "docs" / "roads.md"
OWN = SpeedTable().kmh


@pytest.mark.parametrize("each", ROAD_CLASSES)
def test_no_own_speed_is_above_the_law(each: RoadClass) -> None:
    """RVV 1990, art. 20, 21, 22 and 45; a truck nowhere faster than a car."""
    car, truck = OWN[each]
    assert 0 < truck <= car <= LEGAL_KMH[each][0]
    assert truck <= LEGAL_KMH[each][1] <= TRUCK_MOST_KMH


def test_the_law_stands_as_published() -> None:
    """Motorway 130, autoweg 100, other roads 80, built-up 50, erf 15; a truck at most 80."""
    assert LEGAL_KMH[RoadClass.MOTORWAY] == (130, 80)
    assert LEGAL_KMH[RoadClass.TRUNK] == (100, 80)
    assert LEGAL_KMH[RoadClass.PRIMARY] == (80, 80)
    assert LEGAL_KMH[RoadClass.RESIDENTIAL] == (50, 50)
    assert LEGAL_KMH[RoadClass.LIVING_STREET] == (15, 15)


def test_a_car_keeps_to_the_limit_by_day_on_a_motorway() -> None:
    """Signs set 100 from 6 to 19 h."""
    assert OWN[RoadClass.MOTORWAY][0] <= 100


def test_trucks_keep_to_the_german_limit_below_trunk_roads() -> None:
    """StVO, par. 3(3): 60 for more than 7.5 t outside built-up areas."""
    faster = {each for each in ROAD_CLASSES if OWN[each][1] > GERMAN_TRUCK_KMH}
    assert faster == {RoadClass.MOTORWAY, RoadClass.TRUNK}


def test_a_table_that_is_too_fast_for_trucks_is_capped() -> None:
    """Whatever table is given."""
    table = SpeedTable(dict.fromkeys(ROAD_CLASSES, (120, 120)))
    assert set(table.of(Vehicle.TRUCK).tolist()) == {TRUCK_MOST_KMH}
    assert set(table.of(Vehicle.CAR).tolist()) == {120}


@pytest.mark.skipif(not PAGE.is_file(), reason="the pages are not installed with the package")
def test_the_page_prints_the_speeds_that_are_used() -> None:
    """Class, own speeds, limits; every class once."""
    line = r"^\| ([a-z_]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$"
    rows = re.findall(line, PAGE.read_text("utf-8"), re.MULTILINE)
    printed = {name: tuple(int(figure) for figure in figures) for name, *figures in rows}
    assert printed == {each.value: (*OWN[each], *LEGAL_KMH[each]) for each in ROAD_CLASSES}
    assert len(rows) == len(ROAD_CLASSES)
