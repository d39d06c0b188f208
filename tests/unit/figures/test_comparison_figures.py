"""Strips of one row lie on one scale; small maps show one extent, each with its own site in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.figures.dot_strip import StripScale, dot_strip
from drentsportal.figures.marks import Circle, Group, Line, Mark, Picture, Polygon, Text
from drentsportal.figures.overview_map import NumberedSite, OverviewScene
from drentsportal.figures.small_maps import small_maps
from drentsportal.figures.svg import to_svg
from tests.unit.figures.scenery import LANDMARKS, MUNICIPALITIES, PARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCALE = StripScale(0.0, 20.0, "0", "20 ha", limit=5.0)
WIDTH_MM = 60.0


def _flat(marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _flat(mark.marks)
        else:
            yield mark


def _dots(picture: Picture) -> list[float]:
    return [mark.centre[0] for mark in picture.marks if isinstance(mark, Circle)]


def test_the_present_location_is_seen_where_a_site_lies_on_it() -> None:
    """Its square is then larger than the disc; elsewhere it is small."""
    inside = PARK.representative_point()
    for origin, is_larger in (((inside.x, inside.y), True), ((inside.x - 12_000, inside.y), False)):
        park = NumberedSite(1, "A", PARK)
        scene = OverviewScene((park,), origin, "Hier", MUNICIPALITIES, LANDMARKS)
        marks = list(_flat(small_maps(scene, (60, 38))[1].marks))
        squares = [each for each in marks if isinstance(each, Polygon) and each.style.stroke_mm == 0.6]
        disc = next(each for each in marks if isinstance(each, Circle) and each.style.fill)
        (west, _), (east, _) = squares[0].rings[0][:2]
        assert (east - west > 2 * disc.radius_mm) is is_larger


def _texts(picture: Picture) -> list[str]:
    return [mark.text for mark in _flat(picture.marks) if isinstance(mark, Text)]


def test_both_ends_are_printed_and_unknown_has_no_dot() -> None:
    """An empty strip is dashed; a range is a bar without a guess within it."""
    known, unknown = dot_strip(SCALE, (16, 16), WIDTH_MM), dot_strip(SCALE, None, WIDTH_MM)
    assert _texts(known) == _texts(unknown) == ["0", "20 ha"]
    assert (len(_dots(known)), _dots(unknown)) == (1, [])
    axis = next(mark for mark in unknown.marks if isinstance(mark, Line))
    assert axis.style.dash_mm
    assert _dots(dot_strip(SCALE, (4, 9), WIDTH_MM)) == []
    assert len(_dots(dot_strip(SCALE, (4, 9), WIDTH_MM, point=6))) == 1


def test_what_was_asked_is_a_dashed_line_of_its_own() -> None:
    """At the same place in every strip of a row."""
    asked = [
        mark.points[0][0]
        for span in (None, (16.0, 16.0))
        for mark in dot_strip(SCALE, span, WIDTH_MM).marks
        if isinstance(mark, Line) and mark.points[0][0] == mark.points[1][0] and mark.style.dash_mm
    ]
    assert len(asked) == 2
    assert asked[0] == asked[1]


@given(st.floats(0, 20), st.floats(0, 20))
def test_more_lies_further_right(one: float, other: float) -> None:
    """And every dot within the picture."""
    first, second = (_dots(dot_strip(SCALE, (each, each), WIDTH_MM))[0] for each in (one, other))
    assert (first <= second) or one > other
    assert 0 < first < WIDTH_MM


def _scene(origin: tuple[float, float] | None = (258_000.0, 527_000.0)) -> OverviewScene:
    near = NumberedSite(1, "A37", PARK)
    far = NumberedSite(2, "Verder", shapely.box(250_000, 530_000, 250_400, 530_400))
    return OverviewScene((near, far), origin, "Emmen", MUNICIPALITIES, LANDMARKS)


def test_small_maps_share_extent_scale_and_marks() -> None:
    """The same numbers stand at the same places; only which one is filled differs."""
    maps = small_maps(_scene(), (60, 38))
    assert set(maps) == {1, 2}
    places = []
    for picture in maps.values():
        marks = [mark for mark in _flat(picture.marks) if isinstance(mark, Text) and mark.text in {"1", "2"}]
        places.append({mark.text: mark.at[0] for mark in marks})
    assert places[0] == pytest.approx(places[1])
    bars = [[text for text in _texts(each) if text.endswith((" km", " m"))] for each in maps.values()]
    assert bars[0][-1] == bars[1][-1]


def test_the_scale_bar_of_a_small_map_lies_on_no_site() -> None:
    """Of five sites spread over the map a shorter bar still finds a corner."""
    at = ((233_000, 523_000), (235_000, 553_000), (243_000, 520_000), (256_000, 526_000), (254_000, 519_500))
    sites = tuple(
        NumberedSite(number, f"Park {number}", shapely.box(x, y, x + 300, y + 300))
        for number, (x, y) in enumerate(at, start=1)
    )
    scene = OverviewScene(sites, (230_000, 522_000), "Hoogeveen", MUNICIPALITIES, LANDMARKS)
    marks = list(_flat(small_maps(scene, (31.7, 20.7))[1].marks))
    sites_mm = [
        shapely.Point(each.centre).buffer(each.radius_mm)
        for each in marks
        if isinstance(each, Circle) and each.style.fill and each.radius_mm > 1
    ]
    rings = [shapely.Polygon(each.rings[0]) for each in marks if isinstance(each, Polygon)]
    bars = [each for each in rings if each.bounds[3] - each.bounds[1] == pytest.approx(1)]
    assert (len(sites_mm), len(bars)) == (5, 2)
    assert min(bar.distance(each) for bar in bars for each in sites_mm) > 1


def test_rings_and_square_stand_only_around_an_origin() -> None:
    """Without a request there is nothing to be near to."""
    texts = [_texts(each) for each in small_maps(_scene(None), (60, 38)).values()]
    assert not any("10 km" in each or "Emmen" in each for each in texts)
    assert small_maps(OverviewScene((), None, "", MUNICIPALITIES, LANDMARKS), (60, 38)) == {}


def test_names_within_a_drawing_can_be_kept_apart() -> None:
    """Two drawings on one page do not take each other's cuts."""
    picture = small_maps(_scene(), (60, 38))[1]
    svg = to_svg(picture, id_prefix="map1-")
    assert 'id="map1-c1"' in svg
    assert "url(#map1-c1)" in svg
    assert to_svg(picture).replace('id="c', 'id="map1-c').replace("url(#c", "url(#map1-c") == svg
