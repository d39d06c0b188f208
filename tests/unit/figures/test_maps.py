"""Maps show what is there, mark what is unknown, and put no word on another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind, PlotStatus
from drentsportal.figures.detail_map import AROUND_MM, DetailScene, PlotShape, detail_map
from drentsportal.figures.interval_strip import interval_strip
from drentsportal.figures.labels import LabelField, text_box
from drentsportal.figures.locator_map import locator_ground, locator_map
from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.marks import Circle, Group, Line, Mark, Picture, Polygon, Text, TextStyle
from drentsportal.figures.overview_map import NumberedSite, OverviewScene, overview_map
from drentsportal.figures.scales import frame_around
from drentsportal.figures.svg import to_svg
from drentsportal.figures.symbology import Theme, plot_status, unknown_status
from drentsportal.services.neighbours import NeighbouringPark
from tests.unit.figures.scenery import LANDMARKS, MUNICIPALITIES, PARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORDS = TextStyle(2.5, "#000000")


def _flat(marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        if isinstance(mark, Group):
            yield from _flat(mark.marks)
        else:
            yield mark


def _texts(picture: Picture) -> list[str]:
    return [mark.text for mark in _flat(picture.marks) if isinstance(mark, Text)]


def _plot(name: str, status: PlotStatus | None, place: int) -> PlotShape:
    west = 260_050 + place * 230
    return PlotShape(name, status, "2,2 ha", shapely.box(west, 526_550, west + 200, 526_660))


def _scene(*plots: PlotShape) -> DetailScene:
    return DetailScene(PARK, plots, MUNICIPALITIES, LANDMARKS)


def test_the_detail_map_draws_each_status_as_its_class() -> None:
    """Every plot has the style of its status; unknown has its own."""
    plots = [_plot("A1", PlotStatus.AVAILABLE, 0), _plot("A2", PlotStatus.OPTION, 1), _plot("A3", None, 2)]
    made = detail_map(_scene(*plots), (174, 60))
    assert made is not None
    styles = [mark.style for mark in _flat(made.picture.marks) if isinstance(mark, Polygon)]
    for status in (PlotStatus.AVAILABLE, PlotStatus.OPTION):
        assert plot_status(status, Theme.PRINT).area in styles
    assert unknown_status(Theme.PRINT).area in styles
    assert {"A1", "A2", "A3", "2,2 ha"} <= set(_texts(made.picture))


def test_a_sold_plot_has_no_area_and_no_leader() -> None:
    """Only its name, quietly, and only where it fits."""
    made = detail_map(_scene(_plot("Verkocht perceel", PlotStatus.SOLD, 0)), (174, 60))
    assert made is not None
    assert "2,2 ha" not in _texts(made.picture)


def test_a_plot_too_small_for_its_name_gets_a_leader_line() -> None:
    """The name stands beside it, with a line to it."""
    tiny = PlotShape("B12", PlotStatus.AVAILABLE, "0,1 ha", shapely.box(260_500, 526_800, 260_515, 526_815))
    made = detail_map(_scene(tiny), (174, 60))
    assert made is not None
    assert "B12" in _texts(made.picture)
    short = [m for m in _flat(made.picture.marks) if isinstance(m, Line) and len(m.points) == 2]
    assert any(abs(m.points[0][0] - m.points[1][0]) < 12 for m in short)


def test_nothing_to_draw_gives_no_map() -> None:
    """A site known from a table only has no detail map, and an advice without shapes no overview."""
    assert detail_map(DetailScene(None, (), MUNICIPALITIES, LANDMARKS), (174, 60)) is None
    assert overview_map(OverviewScene((), None, "", MUNICIPALITIES, LANDMARKS), (162, 60)) is None


def test_a_park_known_by_a_point_is_ringed() -> None:
    """A point becomes a ring and a dot, not an area."""
    scene = DetailScene(shapely.Point(260_000, 527_000), (), MUNICIPALITIES, LANDMARKS)
    made = detail_map(scene, (174, 60))
    assert made is not None
    circles = [m for m in _flat(made.picture.marks) if isinstance(m, Circle)]
    assert any(abs(each.centre[0] - 87) < 0.1 for each in circles)


def test_roads_have_their_number_and_the_scale_its_bar() -> None:
    """The motorway's number, the bar's unit and the north arrow are there."""
    made = detail_map(_scene(), (174, 60))
    assert made is not None
    texts = _texts(made.picture)
    assert "N" in texts
    assert any(text.endswith(" m") for text in texts)
    big = overview_map(
        OverviewScene((NumberedSite(1, "Park", PARK),), None, "", MUNICIPALITIES, LANDMARKS), (162, 60)
    )
    assert big is not None
    assert "A37" in _texts(big)


def _road(*points: tuple[float, float]) -> Landmark:
    return Landmark(
        "weg", LandmarkKind.ROAD, "N1", shapely.LineString(points), "Eigen lijst", PartialDate(2026)
    )


@pytest.mark.parametrize(
    ("roads", "corner", "plates"),
    [
        ((), "lower right", 0),
        (("lower right",), "lower left", 0),
        (("lower right", "lower left"), "upper left", 0),
        (("lower right", "lower left", "upper left"), "lower right", 1),
    ],
)
def test_the_scale_bar_keeps_off_the_roads(roads: tuple[str, ...], corner: str, plates: int) -> None:
    """It stands in the first corner without one; where none is left it has a ground of its own."""
    bare = DetailScene(PARK, (), (), ())
    size = (174.0, 60.0)
    frame = frame_around(PARK.bounds, *size, margin_mm=4)
    west, south, east, north = frame.extent_rd
    reach = 12 * frame.metres_per_mm
    across = {
        "lower right": ((east - reach, south), (east, south + reach / 2)),
        "lower left": ((west, south + reach / 2), (west + reach, south)),
        "upper left": ((west, north - reach / 2), (west + reach, north)),
    }
    made = detail_map(replace(bare, landmarks=tuple(_road(*across[each]) for each in roads)), size)
    assert made is not None
    assert made.scale == frame.scale
    zero = next(each for each in _flat(made.picture.marks) if isinstance(each, Text) and each.text == "0")
    sides = ("lower" if zero.at[1] > 30 else "upper", "right" if zero.at[0] > 87 else "left")
    assert " ".join(sides) == corner
    areas = [each for each in _flat(made.picture.marks) if isinstance(each, Polygon)]
    assert sum(each.style.opacity == 0.8 for each in areas) == plates


def test_rings_are_ten_and_fifteen_kilometres() -> None:
    """The radii on paper stand to each other as 10 to 15 km."""
    scene = OverviewScene(
        (NumberedSite(1, "Park", PARK),), (256_000.0, 526_000.0), "Nieuw-Amsterdam", MUNICIPALITIES, LANDMARKS
    )
    picture = overview_map(scene, (162, 60))
    assert picture is not None
    dashed = [m for m in _flat(picture.marks) if isinstance(m, Circle) and m.style.dash_mm]
    small, large = (each.radius_mm for each in dashed)
    assert large / small == pytest.approx(1.5)


@pytest.mark.parametrize("height_mm", [26, 60])
def test_a_low_map_still_shows_sites_apart(height_mm: int) -> None:
    """Two sites from north to south take more than half of the height, also where that is little."""
    north = shapely.box(255_000, 555_000, 255_500, 555_500)
    scene = OverviewScene(
        (NumberedSite(1, "Zuid", PARK), NumberedSite(2, "Noord", north)), None, "", MUNICIPALITIES, LANDMARKS
    )
    picture = overview_map(scene, (174, height_mm))
    assert picture is not None
    badges = [mark for mark in _flat(picture.marks) if isinstance(mark, Circle) and mark.radius_mm > 1.5]
    heights = [each.centre[1] for each in badges]
    assert max(heights) - min(heights) > height_mm / 2


def test_the_locator_marks_the_site_and_tints_its_gemeente() -> None:
    """With the place known there is a ring; without it the gemeente is all that is told."""
    ground = locator_ground(MUNICIPALITIES, LANDMARKS, "GM0114", (58, 58))
    fills = [mark.style.fill for mark in ground.marks if isinstance(mark, Polygon)]
    assert fills.count(map_colours(Theme.PRINT).own_land) == 1
    with_place = locator_map(ground, (260_500, 526_900))
    rings = [
        mark
        for mark in _flat(with_place.marks)
        if isinstance(mark, Circle) and mark.style.stroke == map_colours(Theme.PRINT).site
    ]
    assert [each.centre for each in rings] == [pytest.approx(ground.frame.place(260_500, 526_900))]
    assert not [
        mark
        for mark in _flat(locator_map(ground, None).marks)
        if isinstance(mark, Circle) and mark.style.stroke == map_colours(Theme.PRINT).site
    ]


def test_an_empty_workspace_still_gives_a_picture() -> None:
    """No gemeenten, no landmarks: paper with a scale bar."""
    assert locator_map(locator_ground((), (), None, (58, 58)), None).marks


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 60), st.text("abcdef", min_size=1, max_size=12))))
def test_no_label_lies_on_another(wanted: list[tuple[float, float, str]]) -> None:
    """Whatever is asked for, what is placed is free of what was placed before."""
    field = LabelField((0, 0, 100, 60))
    placed = [each for x, y, text in wanted if (each := field.beside((x, y), text, WORDS, 1)) is not None]
    boxes = [shapely.box(*text_box(each.at, each.text, each.style)) for each in placed]
    for position, box in enumerate(boxes):
        assert not any(box.overlaps(other) or box.equals(other) for other in boxes[:position])


def test_an_interval_is_a_bar_and_certainty_a_point() -> None:
    """Without an interval nothing but the point lies on the axis."""
    certain = interval_strip(70, 70, 70, 40)
    spread = interval_strip(60, 70, 75, 40)
    assert len(spread.marks) == len(certain.marks) + 2


@pytest.mark.parametrize("count", [1, 5, 12])
def test_every_numbered_site_has_its_name(count: int) -> None:
    """Also where all lie on each other; a name away from its number has a line to it."""
    sites = tuple(NumberedSite(place, f"Park {place:02}", PARK) for place in range(1, count + 1))
    scene = OverviewScene(sites, (260_600.0, 526_850.0), "Klazienaveen", MUNICIPALITIES, LANDMARKS)
    picture = overview_map(scene, (162, 60))
    assert picture is not None
    names = [m for m in _flat(picture.marks) if isinstance(m, Text) and m.text.startswith("Park ")]
    assert sorted(each.text for each in names) == [each.name for each in sites]
    boxes = [shapely.box(*text_box(each.at, each.text, each.style)) for each in names]
    assert not any(one.overlaps(other) for one in boxes for other in boxes if one is not other)
    leaders = [m for m in _flat(picture.marks) if isinstance(m, Line) and m.style.stroke_mm == 0.25]
    assert bool(leaders) == (count > 4)


def test_a_long_name_is_wrapped_and_not_cut() -> None:
    """Two lines hold what one does not."""
    field = LabelField((0, 0, 160, 60))
    made = field.always((80, 30), "Werkplaats Stadsbedrijvenpark (voorbeeld)", WORDS, 3)
    assert [each.text for each in made] == ["Werkplaats Stadsbedrijvenpark", "(voorbeeld)"]


def test_without_any_room_a_name_stands_all_the_same() -> None:
    """Over other words rather than absent, and inside the area."""
    field = LabelField((0, 0, 100, 60))
    field.reserve((0, 0, 100, 60))
    (made,) = field.always((90, 59), "Bargermeer", WORDS, 3)
    left, top, right, bottom = text_box(made.at, made.text, made.style)
    assert left > 0 < top
    assert (right, bottom) < (100, 60)


def test_no_town_is_named_under_a_marker() -> None:
    """Its dot would lie under the number, and its name would read as that of the site."""
    emmen = shapely.box(256_900, 532_900, 257_100, 533_100)
    scene = OverviewScene((NumberedSite(1, "Park", emmen),), None, "", MUNICIPALITIES, LANDMARKS)
    picture = overview_map(scene, (162, 60))
    assert picture is not None
    assert "Emmen" not in _texts(picture)


@pytest.mark.parametrize(("half_m", "whole"), [(300, True), (3_000, False)])
def test_a_building_is_shown_in_its_park(half_m: int, *, whole: bool) -> None:
    """The whole park where the building stays visible; else the building with what is around it."""
    hall = shapely.box(260_000, 527_000, 260_060, 527_080)
    around = shapely.box(260_000 - half_m, 527_000 - half_m, 260_000 + half_m, 527_000 + half_m)
    scene = DetailScene(hall, (), MUNICIPALITIES, LANDMARKS, 10_000, around)
    made = detail_map(scene, (174, 60))
    assert made is not None
    assert made.scale <= 20_000
    outline = [
        m for m in _flat(made.picture.marks) if isinstance(m, Polygon) and m.style.stroke_mm == AROUND_MM
    ]
    (ring,) = outline
    xs = [x for x, _ in ring.rings[0]]
    assert (min(xs) > 0 and max(xs) < 174) == whole


def test_a_small_park_fills_the_map_of_its_building() -> None:
    """As close as the park allows: a building is no speck in an empty frame."""
    hall = shapely.box(260_000, 527_000, 260_035, 527_040)
    around = shapely.box(259_900, 526_900, 260_130, 527_120)
    made = detail_map(DetailScene(hall, (), MUNICIPALITIES, LANDMARKS, 1_000, around), (174, 97))
    assert made is not None
    assert made.scale == 2_500


def test_a_building_that_would_be_a_speck_in_its_park_is_shown_larger() -> None:
    """The park then goes on beyond the map."""
    hall = shapely.box(260_000, 527_000, 260_035, 527_040)
    around = shapely.box(259_600, 526_500, 260_600, 527_500)
    made = detail_map(DetailScene(hall, (), MUNICIPALITIES, LANDMARKS, 1_000, around), (174, 60))
    assert made is not None
    assert made.scale == 5_000


@pytest.mark.parametrize("beside_mm", [8.0, 9.5, 11.0])
def test_no_name_ends_at_the_dot_of_another_place(beside_mm: float) -> None:
    """It would read as the name of that place: it goes to the other side of its own dot."""
    ground = locator_ground(MUNICIPALITIES, (), None, (62, 58))
    west = ground.frame.place(257_000, 533_000)
    east_rd = 257_000 + beside_mm * ground.frame.metres_per_mm
    towns = tuple(
        Landmark(
            name, LandmarkKind.PLACE, name, shapely.Point(x_rd, 533_000), "lijst", PartialDate(2026), name, 2
        )
        for name, x_rd in (("Roden", 257_000.0), ("Eelde", east_rd))
    )
    picture = locator_map(replace(ground, landmarks=towns), None)
    words = {mark.text: mark for mark in _flat(picture.marks) if isinstance(mark, Text)}
    dots = {"Roden": west, "Eelde": ground.frame.place(east_rd, 533_000)}
    for name, other in (("Roden", "Eelde"), ("Eelde", "Roden")):
        left, top, right, bottom = text_box(words[name].at, name, words[name].style)
        assert shapely.box(left, top, right, bottom).distance(shapely.Point(dots[other])) > 1.5


def test_other_parks_show_where_a_site_lies_without_other_ground() -> None:
    """Those that the frame shows are drawn below the site and named; what lies beyond it is not told."""
    near, far = (
        shapely.box(261_300, 526_500, 261_900, 527_000),
        shapely.box(265_000, 526_500, 265_400, 527_000),
    )
    scene = DetailScene(
        PARK,
        (),
        (),
        (),
        15_000,
        neighbours=(NeighbouringPark("Verweg", far, None), NeighbouringPark("De Buren", near, None)),
    )
    made = detail_map(scene, (174, 80))
    assert made is not None
    assert (made.scale, [each.name for each in made.neighbours]) == (15_000, ["De Buren"])
    drawn = to_svg(made.picture)
    assert "De Buren" in drawn
    assert "Verweg" not in drawn
    alone = detail_map(replace(scene, neighbours=()), (174, 80))
    assert alone is not None
    assert alone.neighbours == ()
