"""Postcodes: four digits count, an area gives a point inside it, and nobody is left out in silence."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from drentsportal.domain.asking.request import StaffPoint
from drentsportal.domain.roads.postcode_places import (
    MOST_STAFF_LINES,
    PostcodeFacts,
    PostcodePlaces,
    is_place,
    located,
    postcode4_of,
    read_staff_counts,
    staff_by_postcode,
)
from drentsportal.domain.values import PartialDate
from drentsportal.errors import InputError

FACTS = PostcodeFacts("pc4.gpkg", "00", PartialDate(2026), 2)
PLACES = PostcodePlaces(FACTS, {"7811": (257_000, 533_000), "9401": (233_500, 556_500)})
CODES = st.integers(1000, 9999).map(str)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("7811", "7811"),
        (" 7811 AB ", "7811"),
        ("7811ab", "7811"),
        ("postcode 7811", "7811"),
        ("Postcode: 7811 AB", "7811"),
        ("0811", None),
        ("78111", None),
        ("7811 A", None),
        ("Emmen", None),
        ("", None),
    ],
)
def test_the_four_digits_count(text: str, digits: str | None) -> None:
    """With or without letters; what is no postcode is none."""
    assert postcode4_of(text) == digits


def test_a_point_lies_in_its_area_however_it_is_shaped() -> None:
    """A horseshoe has its centre outside; the point is within."""
    horseshoe = box(0, 0, 100, 100).difference(box(20, 20, 80, 100))
    points, twice = located(["7811"], np.array([horseshoe], object))
    assert not horseshoe.contains(horseshoe.centroid)
    assert horseshoe.contains(Point(points["7811"]))
    assert twice == ()


def test_parts_of_one_area_make_one_point_and_several_points_none() -> None:
    """Which of two points counts nobody can say."""
    shapes = [box(0, 0, 10, 10), box(50, 0, 90, 40), Point(1, 1), Point(2, 2), Point(3, 4)]
    codes = ["7811", "7811", "7812", "7812", "7813"]
    points, twice = located(codes, np.array(shapes, object))
    assert set(points) == {"7811", "7813"}
    assert shapely.union_all(shapes[:2]).contains(Point(points["7811"]))
    assert points["7813"] == (3, 4)
    assert twice == ("7812",)


def test_only_areas_and_points_are_places() -> None:
    """A line, an empty area and nothing are not."""
    shapes = [box(0, 0, 1, 1), Point(0, 0), LineString([(0, 0), (1, 1)]), shapely.Polygon(), None]
    assert is_place(np.array(shapes, object)).tolist() == [True, True, False, False, False]


@given(st.lists(st.tuples(CODES, st.sampled_from(["", "AB", " xy"]), st.integers(1, 999)), min_size=1))
def test_counts_add_up_to_everybody(lines: list[tuple[str, str, int]]) -> None:
    """However often a postcode comes, and whatever its letters."""
    text = "postcode;aantal\n" + "\n".join(f"{code}{letters};{count}" for code, letters, count in lines)
    counts = read_staff_counts(text)
    assert sum(counts.values()) == sum(count for _, _, count in lines)
    assert list(counts) == sorted({code for code, _, _ in lines})
    assert staff_by_postcode(counts, PLACES).staff_count == sum(counts.values())


@pytest.mark.parametrize(
    "text", ["7811,12", "7811\t12", '"7811";"12"', "\n7811 ; 12\n\n", "PC4;fte\n7811;12"]
)
def test_lists_come_as_people_write_them(text: str) -> None:
    """Semicolon, comma or tab, quotes, empty lines, names of columns."""
    assert read_staff_counts(text) == {"7811": 12}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("7811;12\nEmmen;3", 2),
        ("7811;0", 1),
        ("7811;1,5", 1),
        ("7811", 1),
        ("7811;257000;533000", 1),
        ("postcode;aantal\n\n7811;twaalf", 3),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, line: int) -> None:
    """Nothing of the list is used."""
    with pytest.raises(InputError) as caught:
        read_staff_counts(text)
    assert caught.value.message_id == "error.postcodes.staff_line"
    assert caught.value.params["line"] == line


@pytest.mark.parametrize("text", ["", "postcode;aantal\n"])
def test_an_empty_list_is_told(text: str) -> None:
    """No staff is not the same as a list without staff."""
    with pytest.raises(InputError) as caught:
        read_staff_counts(text)
    assert caught.value.message_id == "error.postcodes.staff_none"


def test_a_list_that_nobody_can_mean_is_refused() -> None:
    """More lines than there are postcodes."""
    with pytest.raises(InputError) as caught:
        read_staff_counts("7811;1\n" * (MOST_STAFF_LINES + 1))
    assert caught.value.message_id == "error.postcodes.staff_many"


def test_staff_start_where_their_postcode_lies() -> None:
    """With the postcode as label; one without a place is told with its count."""
    found = staff_by_postcode({"7811": 12, "9999": 3}, PLACES)
    assert found.points == (StaffPoint("postcode 7811", 257_000, 533_000, 12),)
    assert found.unknown == {"9999": 3}
    assert found.staff_count == 15
