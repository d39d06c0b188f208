"""Parks around a site: the nearest first, never the own one, each with who drew it."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest
import shapely

from drentsportal.domain.sites.site import Landmark, Site
from drentsportal.domain.sites.site_table import Column, RecordSource, SiteRows, SiteTable
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import LandmarkKind, SiteKind
from drentsportal.services.neighbours import Neighbours, has_ground

AS_OF = PartialDate(2022)
IBIS = RecordSource("IBIS", AS_OF)


def square(west_m: float) -> shapely.Polygon:
    """Return a park of 100 m, so far to the east."""
    return shapely.box(220_000 + west_m, 530_000, 220_100 + west_m, 530_100)


class OneTable:
    """A catalogue of parks alone, which counts how often it is read."""

    def __init__(self, shapes: dict[str, shapely.Polygon | None]) -> None:
        """Keep parks by id, whose names are their ids in capitals."""
        self.read_count = 0
        names = tuple(each.upper() for each in shapes)
        count = len(names)
        everything = np.ones(count, bool)
        column = Column(np.arange(count, dtype=np.int32), everything, np.arange(1, count + 1), names)
        held = np.empty(count, object)
        held[:] = list(shapes.values())
        rows = SiteRows(
            SiteKind.PARK, np.array(list(shapes)), {"name": column}, held, np.arange(1, count + 1)
        )
        self._table = SiteTable(1, rows, rows, rows, {1: IBIS})

    def site_table(self, version: int | None = None) -> SiteTable:
        """Give the table."""
        assert version == 1
        self.read_count += 1
        return self._table


def neighbours(shapes: dict[str, shapely.Polygon | None]) -> tuple[Neighbours, OneTable]:
    """Ask of these parks."""
    table = OneTable(shapes)
    return Neighbours(cast("Any", table), 1), table


def park(site_id: str, shape: shapely.Polygon | None) -> Site:
    """Make a park of that id and shape."""
    return Site(site_id, SiteKind.PARK, {}, shape)


def test_the_nearest_stand_first_and_the_own_park_is_none() -> None:
    """Who drew one is told where the table knows; the table is read once for a batch."""
    asked, table = neighbours(
        {"b": square(1_000), "own": square(0), "a": square(300), "far": square(3_200), "none": None}
    )
    found = asked.of(park("own", square(0)), None)
    assert [each.name for each in found] == ["A", "B"]
    assert [each.drawn_by for each in found] == [None, IBIS]
    assert asked.of(park("own", square(0)), None) == found
    assert table.read_count == 1


def test_a_plot_looks_from_its_park_and_names_neither() -> None:
    """Without a shape of its own."""
    asked, _ = neighbours({"own": square(0), "a": square(300)})
    plot = Site("plot", SiteKind.PLOT, {}, None)
    assert [each.name for each in asked.of(plot, park("own", square(0)))] == ["A"]
    assert asked.of(plot, None) == ()


def test_no_more_than_twelve_are_told() -> None:
    """A map of a city has no room for all."""
    asked, _ = neighbours({f"p{number:02d}": square(150 * number) for number in range(1, 19)})
    found = asked.of(park("own", square(0)), None)
    assert [each.name for each in found] == [f"P{number:02d}" for number in range(1, 13)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(LandmarkKind.ROAD, True), (LandmarkKind.PLACE, True), (LandmarkKind.HUB, False)],
)
def test_ground_is_what_a_map_draws_around_a_site(kind: LandmarkKind, expected: bool) -> None:  # noqa: FBT001 - what is expected
    """A hub is a distance, not a line on the map."""
    assert has_ground([Landmark("x", kind, "X", shapely.Point(0, 0), "bron", AS_OF)]) is expected
