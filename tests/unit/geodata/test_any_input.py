"""Whatever a file holds, the outcome is a report or an error of ours, and both can be worded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drentsportal.errors import DrentsPortalError
from tests.unit.geodata.conftest import apart, geojson, geopackage, ibis_columns, park, shared

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.geodata.conftest import ReadFile

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["1.234", "1,5", "GM01", "2026-13", "v1900", "\ufffd1950", 10**400, "x" * 3000])
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)
_POSITIONS = st.lists(_SCALARS | st.lists(st.floats() | _SCALARS, max_size=4), max_size=5)
_GEOMETRIES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Polygon", "MultiPolygon", "Point", "LineString", "GeometryCollection"])
        | _JSON,
        "coordinates": st.lists(st.lists(_POSITIONS, max_size=3), max_size=2) | _POSITIONS | _JSON,
    }
)
_SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_whole_or_refused(read: ReadFile, path: Path, *accepted: str) -> None:
    """Read a file; the fixture words all that comes out, and anything but an error of ours is raised."""
    try:
        delivery, report = read(path, accepted=accepted)
    except DrentsPortalError:
        return
    sites = sum(len(batch) for batch in delivery.batches)
    assert sites == report.site_count <= report.feature_count


@_SOME
@given(column=st.sampled_from(sorted(park())), value=_JSON)
def test_any_value_in_any_column(read: ReadFile, tmp_path: Path, column: str, value: object) -> None:
    """Any value in any column."""
    path = geojson(tmp_path / "a.geojson", [(park(1), apart(1)), (park(2) | {column: value}, apart(2))])
    assert_whole_or_refused(read, path)
    assert_whole_or_refused(read, path, "proposed_reading", "m2_to_ha")


@_SOME
@given(geometry=_GEOMETRIES | _JSON)
def test_any_geometry(read: ReadFile, tmp_path: Path, geometry: object) -> None:
    """Any geometry."""
    path = geojson(tmp_path / "a.geojson", [(park(1), apart(1)), (park(2), geometry)])
    assert_whole_or_refused(read, path)
    assert_whole_or_refused(read, path, "repair_geometry", "without_geometry")


@_SOME
@given(content=_JSON | st.fixed_dictionaries({"drentsportal": _JSON, "rows": _JSON, "features": _JSON}))
def test_any_json(read: ReadFile, tmp_path: Path, content: object) -> None:
    """Any JSON."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert_whole_or_refused(read, path)


@_SOME
@given(text=st.text(alphabet=';,\t|"\r\n x1.,\ufffd', max_size=200))
def test_any_table(read: ReadFile, tmp_path: Path, text: str) -> None:
    """Any table."""
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    assert_whole_or_refused(read, path, "without_geometry")


@_SOME
@given(changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20))
def test_any_bytes_in_a_geopackage(read: ReadFile, tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    """Any bytes in a GeoPackage."""
    good = tmp_path / "goed.gpkg"
    if not good.exists():
        geopackage(good, ibis_columns(3), [apart(each).wkb for each in range(3)])
    content = bytearray(good.read_bytes())
    for position, value in changes:
        content[position % len(content)] = value
    path = tmp_path / "a.gpkg"
    path.write_bytes(content)
    assert_whole_or_refused(read, path)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_any_part_of_a_real_file(read: ReadFile, tmp_path: Path, share: float) -> None:
    """Any part of a real file."""
    for name in ("ibis_drenthe_2022.gpkg", "ibis_rijssen_holten.json", "ibis_drenthe_2022.csv"):
        whole = shared(name).read_bytes()
        path = tmp_path / name
        path.write_bytes(whole[: int(len(whole) * share)])
        assert_whole_or_refused(read, path)
