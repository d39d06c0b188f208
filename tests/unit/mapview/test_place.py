"""A place in degrees and in RD New, against published pairs and against pyproj itself."""

from __future__ import annotations

from typing import Any

import pyproj
import pytest

from drentsportal.errors import InputError
from drentsportal.mapview.place import Pointed, parse_pointed, place_of


def test_the_origin_of_rd_lies_where_it_is_published() -> None:
    """Amersfoort: 155000, 463000 is 52.15517440 N, 5.38720621 E; to the metre, as without the grid."""
    place = place_of(Pointed(5.38720621, 52.15517440))
    assert (place.x_m, place.y_m) == (155_000, 463_000)
    assert place.rd_text == "155000, 463000"
    assert place.wgs84_text == "52.15517, 5.38721"


@pytest.mark.parametrize("pointed", [Pointed(6.5665, 52.9967), Pointed(6.2, 52.7), Pointed(7.05, 52.6)])
def test_a_place_in_drenthe_is_where_pyproj_has_it(pointed: Pointed) -> None:
    """Through a transformer of our own making, the best that works offline."""
    straight = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True, allow_ballpark=False)
    x_m, y_m = straight.transform(pointed.lon, pointed.lat)
    place = place_of(pointed)
    assert place.x_m is not None
    assert place.y_m is not None
    assert abs(place.x_m - x_m) <= 0.51
    assert abs(place.y_m - y_m) <= 0.51


def test_outside_the_netherlands_there_is_no_rd() -> None:
    """Degrees remain."""
    place = place_of(Pointed(13.4, 52.5))
    assert (place.x_m, place.y_m, place.rd_text) == (None, None, "")
    assert place.wgs84_text == "52.50000, 13.40000"


@pytest.mark.parametrize(
    "said",
    [{}, {"lon": "6", "lat": 52}, {"lon": 181, "lat": 52}, {"lon": 6, "lat": 91}, {"lon": 6, "lat": True}],
)
def test_what_is_no_place_is_refused(said: dict[str, Any]) -> None:
    """Nothing is shown of it."""
    with pytest.raises(InputError):
        parse_pointed(said)


def test_a_place_is_read() -> None:
    """Whole degrees too."""
    assert parse_pointed({"lon": 6, "lat": 52.5}) == Pointed(6.0, 52.5)
