"""Design section 8, row 2: reference systems are detected, asked for or refused, never guessed in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from drentsportal.domain.projection import geometries_to_lonlat
from drentsportal.errors import DataSourceError, QuestionError
from tests.unit.geodata.conftest import (
    apart,
    column,
    geojson,
    geopackage,
    ibis_columns,
    issues_of,
    park,
    refused_rows,
    square,
)

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.merge.delivery import Delivery
    from tests.unit.geodata.conftest import ReadFile

LONLAT_URN = "urn:ogc:def:crs:OGC:1.3:CRS84"
OURS = square()


def _lonlat(geometry: BaseGeometry) -> BaseGeometry:
    moved = geometries_to_lonlat(np.array([geometry], dtype=object))[0]
    assert moved is not None
    return moved  # type: ignore[no-any-return] # an element of an object array


def _swapped(geometry: BaseGeometry) -> BaseGeometry:
    turned: BaseGeometry = shapely.transform(geometry, lambda coordinates: coordinates[:, ::-1])
    return turned


def _shape(delivery: Delivery, index: int = 0) -> BaseGeometry:
    wkb = delivery.batches[0].geometries_wkb[index]
    assert wkb is not None
    return shapely.from_wkb(wkb)


def _question(read: ReadFile, path: Path, **options: object) -> QuestionError:
    with pytest.raises(QuestionError) as caught:
        read(path, **options)
    return caught.value


def test_lonlat_is_brought_to_rd_and_the_operation_recorded(read: ReadFile, tmp_path: Path) -> None:
    """Lon/lat is brought to RD and the operation recorded."""
    delivery, report = read(geojson(tmp_path / "a.geojson", [(park(), _lonlat(OURS))], crs=LONLAT_URN))
    assert _shape(delivery).hausdorff_distance(OURS) < 1e-3
    note = next(each for each in report.notes if each.id == "note.transformed")
    assert note.named["accuracy_m"] == 1.0
    assert "Amersfoort" in str(note.named["operation"])


def test_geojson_without_crs_is_lonlat_by_its_standard_and_says_so(read: ReadFile, tmp_path: Path) -> None:
    """GeoJSON without CRS is lon/lat by its standard and says so."""
    delivery, report = read(geojson(tmp_path / "a.geojson", [(park(), _lonlat(OURS))], crs=None))
    assert _shape(delivery).hausdorff_distance(OURS) < 1e-3
    assert "note.geojson_is_lonlat" in {each.id for each in report.notes}


def test_no_crs_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """No CRS is asked."""
    path = geopackage(tmp_path / "a.gpkg", ibis_columns(1), [shapely.to_wkb(OURS)], crs=None)
    question = _question(read, path)
    assert (question.option, question.choices) == ("--crs", ("EPSG:28992",))
    delivery, _ = read(path, crs="EPSG:28992")
    assert _shape(delivery).equals(OURS)


def test_wrong_crs_is_asked_with_the_plausible_one(read: ReadFile, tmp_path: Path) -> None:
    """Wrong CRS is asked with the plausible one."""
    path = geojson(tmp_path / "a.geojson", [(park(), OURS)], crs=LONLAT_URN)
    question = _question(read, path)
    assert question.message_id == "error.import.crs_contradicted"
    assert (question.option, question.choices) == ("--crs", ("EPSG:28992",))
    delivery, _ = read(path, crs="EPSG:28992")
    assert _shape(delivery).equals(OURS)


def test_lonlat_that_says_rd_is_asked(read: ReadFile, tmp_path: Path) -> None:
    """Lon/lat that says RD is asked."""
    question = _question(read, geojson(tmp_path / "a.geojson", [(park(), _lonlat(OURS))]))
    assert (question.option, question.choices) == ("--crs", ("EPSG:4326",))


def test_a_wrong_answer_is_not_believed_either(read: ReadFile, tmp_path: Path) -> None:
    """A wrong answer is not believed either."""
    path = geojson(tmp_path / "a.geojson", [(park(), OURS)])
    assert _question(read, path, crs="EPSG:4326").message_id == "error.import.crs_contradicted"


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:31370", "EPSG:99999", "onzin"])
def test_crs_that_is_not_accepted_is_asked(read: ReadFile, tmp_path: Path, crs: str) -> None:
    """CRS that is not accepted is asked."""
    question = _question(read, geojson(tmp_path / "a.geojson", [(park(), OURS)], crs=crs))
    assert question.message_id == "error.import.crs_not_accepted"
    assert question.option == "--crs"


@pytest.mark.parametrize("geometry", [_swapped(_lonlat(OURS)), _swapped(OURS)], ids=["lat/lon", "y/x"])
def test_swapped_axes_are_asked_and_turned_only_on_request(
    read: ReadFile, tmp_path: Path, geometry: BaseGeometry
) -> None:
    """Swapped axes are asked and turned only on request."""
    crs = LONLAT_URN if geometry.bounds[0] < 100 else "EPSG:28992"
    path = geojson(tmp_path / "a.geojson", [(park(), geometry)], crs=crs)
    question = _question(read, path)
    assert question.message_id == "error.import.swapped_axes"
    assert (question.option, question.choices) == ("--accept", ("swap_axes",))
    delivery, report = read(path, accepted=["swap_axes"])
    assert _shape(delivery).hausdorff_distance(OURS) < 1e-3
    assert "note.accepted" in {each.id for each in report.notes}


def test_coordinates_outside_the_netherlands_are_refused(read: ReadFile, tmp_path: Path) -> None:
    """Coordinates outside the Netherlands are refused."""
    path = geojson(tmp_path / "a.geojson", [(park(), shapely.box(0, 0, 10, 10))])
    with pytest.raises(DataSourceError) as caught:
        read(path)
    assert caught.value.message_id == "error.import.outside_netherlands"
    assert caught.value.params["extent"] == "0, 0, 10, 10"


def test_one_row_outside_the_netherlands_is_refused_by_row(read: ReadFile, tmp_path: Path) -> None:
    """One row outside the Netherlands is refused by row."""
    rows = [(park(1), apart(1)), (park(2), shapely.box(0, 0, 10, 10)), (park(3), apart(3))]
    delivery, report = read(geojson(tmp_path / "a.geojson", rows))
    assert issues_of(report, "issue.outside_netherlands") == [(2, "refused", "")]
    assert refused_rows(report) == [2]
    assert column(delivery, "rin") == ["1", "3"]


def test_a_missing_number_among_the_coordinates_is_refused_by_row(read: ReadFile, tmp_path: Path) -> None:
    """A missing number among the coordinates is refused by row."""
    ring = [[255000, 533000], [255100, float("nan")], [255100, 533100], [255000, 533000]]
    odd = {"type": "Polygon", "coordinates": [ring]}
    _, report = read(geojson(tmp_path / "a.geojson", [(park(1), apart(1)), (park(2), odd)]))
    assert refused_rows(report) == [2]
