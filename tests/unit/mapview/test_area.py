"""What lies in an area that was drawn on the map, in RD New, and what the page may say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from drentsportal.domain.projection import to_lonlat
from drentsportal.errors import InputError
from drentsportal.mapview.area import AreaChosen, AreaSites, parse_area, sites_in_area
from drentsportal.paths import sample_data_dir
from tests.unit.mapview.site_tables import read_rows, site_table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_FOLDER = sample_data_dir()
_TABLE = site_table(
    read_rows(_FOLDER / "business_parks.geojson"),
    read_rows(_FOLDER / "plots.geojson"),
    read_rows(_FOLDER / "vacant_premises.geojson"),
)


def ring_of(*corners_rd: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """Give the corners in lon/lat, as the page does."""
    x, y = np.array(corners_rd).T
    lon, lat = to_lonlat(x, y)
    return tuple(zip(lon.tolist(), lat.tolist(), strict=True))


def box_around(geometry: BaseGeometry, margin_m: float) -> tuple[tuple[float, float], ...]:
    """Give a rectangle around a site."""
    west, south, east, north = geometry.buffer(margin_m).bounds
    return ring_of((west, south), (east, south), (east, north), (west, north))


def slowly(ring: tuple[tuple[float, float], ...]) -> AreaSites:
    """Find what lies in an area site by site, with shapely alone."""
    x, y = [], []
    from drentsportal.domain.projection import to_rd  # noqa: PLC0415 - the other way than the code goes

    for lon, lat in ring:
        one_x, one_y = to_rd(np.array([lon]), np.array([lat]))
        x.append(float(one_x[0]))
        y.append(float(one_y[0]))
    area = shapely.Polygon(list(zip(x, y, strict=True)))

    def inside(rows: Any) -> tuple[str, ...]:  # noqa: ANN401 - the rows of a kind
        shapes = rows.geometries_rd
        return tuple(
            str(each)
            for each, shape in zip(rows.ids, shapes, strict=True)
            if shape is not None and area.intersects(shape)
        )

    return AreaSites(inside(_TABLE.parks), inside(_TABLE.premises), inside(_TABLE.plots))


@pytest.mark.parametrize("margin_m", [-50, 500, 20_000])
def test_a_rectangle_finds_what_it_touches(margin_m: float) -> None:
    """The same as site by site; plots only where they are drawn."""
    park = _TABLE.parks.geometries_rd[3]
    ring = box_around(park.centroid.buffer(60), margin_m)
    found = sites_in_area(_TABLE, AreaChosen(ring, frozenset(), has_plots=True))
    assert found == slowly(ring)
    assert str(_TABLE.parks.ids[3]) in found.parks
    assert sites_in_area(_TABLE, AreaChosen(ring, frozenset(), has_plots=False)).plots == ()


def test_what_the_map_hides_is_not_meant() -> None:
    """A site that a filter hides is left out."""
    ring = box_around(_TABLE.parks.geometries_rd[0], 100)
    hidden = str(_TABLE.parks.ids[0])
    assert hidden in sites_in_area(_TABLE, AreaChosen(ring, frozenset(), has_plots=False)).parks
    assert hidden not in sites_in_area(_TABLE, AreaChosen(ring, frozenset({hidden}), has_plots=False)).parks


def test_a_line_that_crosses_itself_is_an_area_all_the_same() -> None:
    """Both halves of a figure of eight count; the place between its ends does not."""
    at = _TABLE.parks.geometries_rd[0].centroid
    x, y = at.x, at.y
    eight = ring_of((x - 10, y - 10), (x + 5000, y + 2000), (x + 5000, y - 2000), (x - 10, y + 10))
    found = sites_in_area(_TABLE, AreaChosen(eight, frozenset(), has_plots=False))
    assert str(_TABLE.parks.ids[0]) in found.parks


def test_no_area_chooses_nothing() -> None:
    """An empty ring takes the choice back."""
    assert sites_in_area(_TABLE, AreaChosen((), frozenset(), has_plots=True)) == AreaSites()


@pytest.mark.parametrize(
    "change",
    [
        {"ring": [[6.5, 52.9], [6.6, 52.9]]},
        {"ring": [[6.5, 52.9], [6.6, 52.9], [6.6]]},
        {"ring": [[6.5, 52.9], [6.6, 52.9], [6.6, float("inf")]]},
        {"ring": [[6.5, 52.9], [6.6, 52.9], [True, 53]]},
        {"ring": "all"},
        {"unseen": [1]},
        {"unseen": None},
        {"has_plots": 1},
    ],
)
def test_a_page_that_says_something_else_is_refused(change: dict[str, Any]) -> None:
    """Nothing is chosen by it."""
    said = {"ring": [[6.5, 52.9], [6.6, 52.9], [6.6, 53.0]], "unseen": ["vb-1"], "has_plots": False}
    assert parse_area(said).unseen == frozenset({"vb-1"})
    with pytest.raises(InputError):
        parse_area({**said, **change})
