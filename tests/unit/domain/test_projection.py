"""Reference systems: published points, plausibility boxes, and coordinates that come back."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import network

from drentsportal.domain import projection
from drentsportal.domain.projection import LONLAT_BOX, RD_BOX, Placement, Reference


def _bounds(*rows: tuple[float, float, float, float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array(rows, dtype=np.float64)


def test_amersfoort_is_the_origin_of_rd() -> None:
    """Amersfoort is the origin of RD."""
    # Onze Lieve Vrouwetoren, Amersfoort: x 155,000 y 463,000 = 52.15517440 N, 5.38720621 E.
    x_m, y_m = projection.to_rd(np.array([5.38720621]), np.array([52.15517440]))
    assert x_m[0] == pytest.approx(155_000, abs=1)
    assert y_m[0] == pytest.approx(463_000, abs=1)


@given(
    st.floats(min_value=13_600, max_value=278_000),
    st.floats(min_value=306_900, max_value=619_300),
)
def test_there_and_back_is_the_same_place(x_m: float, y_m: float) -> None:
    """There and back is the same place."""
    lon, lat = projection.to_lonlat(np.array([x_m]), np.array([y_m]))
    back_x_m, back_y_m = projection.to_rd(lon, lat)
    assert abs(back_x_m[0] - x_m) < 0.001
    assert abs(back_y_m[0] - y_m) < 0.001


def test_the_operation_has_a_name_and_an_accuracy() -> None:
    """The operation has a name and an accuracy."""
    done = projection.operation()
    assert "Amersfoort to WGS 84" in done.description
    assert done.accuracy_m == 1.0


def test_the_network_of_proj_is_off() -> None:
    """The network of PROJ is off."""
    projection.operation()
    assert not network.is_network_enabled()  # type: ignore[attr-defined] # documented, but without __all__


def test_the_boxes_hold_the_area_of_use() -> None:
    """The boxes hold the area of use."""
    area = pyproj.CRS.from_user_input(Reference.RD_NEW.value).area_of_use
    assert area is not None
    assert LONLAT_BOX.holds(_bounds(area.bounds)).all()


def test_axes_can_be_told_apart() -> None:
    """Axes can be told apart."""
    # In neither system can a place in the Netherlands be inside the box with its axes exchanged.
    for box in (RD_BOX, LONLAT_BOX):
        assert box.max_x <= box.swapped.min_x + 11_000
        assert not box.holds(
            _bounds((box.swapped.min_x, box.swapped.min_y, box.swapped.max_x, box.swapped.max_y))
        ).any()


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((255_000, 533_000, 255_100, 533_100), Placement.RD_NEW),
        ((533_000, 255_000, 533_100, 255_100), Placement.RD_NEW_SWAPPED),
        ((6.8, 52.7, 6.9, 52.8), Placement.LONLAT),
        ((52.7, 6.8, 52.8, 6.9), Placement.LATLON),
        ((0, 0, 1, 1), Placement.ELSEWHERE),
        ((750_000, 6_900_000, 750_100, 6_900_100), Placement.ELSEWHERE),
        ((np.nan, np.nan, np.nan, np.nan), Placement.ELSEWHERE),
    ],
)
def test_placement(bounds: tuple[float, float, float, float], expected: Placement) -> None:
    """Placement."""
    assert projection.placement(_bounds(bounds)) is expected


def test_placement_goes_by_most_rows_and_leaves_out_those_without_geometry() -> None:
    """Placement goes by most rows and leaves out those without geometry."""
    rd, elsewhere, nothing = (255_000, 533_000, 255_100, 533_100), (0, 0, 1, 1), (np.nan,) * 4
    assert projection.placement(_bounds(rd, rd, elsewhere)) is Placement.RD_NEW
    assert projection.placement(_bounds(rd, nothing, nothing)) is Placement.RD_NEW
    assert projection.placement(_bounds(rd, elsewhere, elsewhere)) is Placement.ELSEWHERE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EPSG:28992", Reference.RD_NEW),
        ("urn:ogc:def:crs:EPSG::28992", Reference.RD_NEW),
        ("EPSG:7415", Reference.RD_NEW),
        (pyproj.CRS.from_epsg(28992).to_wkt("WKT1_ESRI"), Reference.RD_NEW),
        (pyproj.CRS.from_epsg(28992).to_wkt(), Reference.RD_NEW),
        ("EPSG:4326", Reference.LONLAT),
        ("EPSG:4258", Reference.LONLAT),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", Reference.LONLAT),
        (pyproj.CRS.from_epsg(4326).to_wkt("WKT1_ESRI"), Reference.LONLAT),
        ("EPSG:3857", None),
        ("EPSG:31370", None),
        ("EPSG:28991", None),
        ("", None),
        ("onzin", None),
    ],
)
def test_reference_systems_are_recognised(text: str, expected: Reference | None) -> None:
    """Reference systems are recognised."""
    assert projection.reference_of(text) is expected


def test_geometries_are_moved_whole() -> None:
    """Geometries are moved whole."""
    shapes = np.array([shapely.box(255_000, 533_000, 255_100, 533_100), None, shapely.Point()], dtype=object)
    there = projection.geometries_to_lonlat(shapes)
    assert LONLAT_BOX.holds(shapely.bounds(there[:1])).all()
    back = projection.geometries_to_rd(there)
    assert back[0].hausdorff_distance(shapes[0]) < 0.001
    assert back[1] is None
    assert back[2].is_empty


def test_heights_are_kept() -> None:
    """Heights are kept."""
    shapes = np.array([shapely.Point(6.8, 52.7, 12.5)], dtype=object)
    assert shapely.get_coordinates(projection.geometries_to_rd(shapes), include_z=True)[0, 2] == 12.5
