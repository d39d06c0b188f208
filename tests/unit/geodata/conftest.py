"""Small files, made for one test each, and the reader that reads them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio.raw
import pytest
import shapely

from drentsportal.domain.merge.delivery import RowOutcome
from drentsportal.errors import DrentsPortalError
from drentsportal.geodata.reader import GeoSiteReader
from drentsportal.language import Language
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drentsportal.domain.merge.delivery import Delivery, ImportReport

    ReadFile = Callable[..., tuple[Delivery, ImportReport]]

ROOT = Path(__file__).parents[3]
MAPPINGS = ROOT / "resources" / "mappings"
SHARED_DATA = ROOT.parent / "shared" / "data"
RD_NEW_URN = "urn:ogc:def:crs:EPSG::28992"


def shared(name: str) -> Path:
    """Return a file of real data; skip where the folder is absent: it never goes into the repository."""
    path = SHARED_DATA / name
    if not path.exists():
        pytest.skip(f"real data is absent: {path}")
    return path


def square(x_m: float = 255_000, y_m: float = 533_000, side_m: float = 100) -> shapely.Polygon:
    """Make a square in RD New, by default of 1 ha near Emmen."""
    return shapely.box(x_m, y_m, x_m + side_m, y_m + side_m)


def park(number: int = 1, **changed: object) -> dict[str, object]:
    """Properties of one good national IBIS row of 1 ha."""
    row: dict[str, object] = {
        "RIN_NUMMER": str(number),
        "JAAR": 2022,
        "PLAN_NAAM": f"Terrein {number}",
        "GEM_CODES": "GM0114",
        "PROV_NAMEN": "Drenthe",
        "HA_BRUTO": 1.0,
        "HA_NETTO": 0.8,
        "HA_TOTTUIT": 0.2,
        "WLOC_TYPE": "B",
    }
    return row | changed


def apart(number: int) -> shapely.Polygon:
    """Make the square of 1 ha that goes with park ``number``; no two overlap."""
    return square(x_m=240_000 + 200 * number)


def geojson(
    path: Path,
    rows: Sequence[tuple[Mapping[str, object], object]],
    *,
    crs: str | None = RD_NEW_URN,
    **members: object,
) -> Path:
    """Write a feature collection; a geometry is a shapely one, a bare JSON value, or ``None``."""
    features = [
        {
            "type": "Feature",
            "properties": dict(properties),
            "geometry": json.loads(shapely.to_geojson(geometry))
            if isinstance(geometry, shapely.Geometry)
            else geometry,
        }
        for properties, geometry in rows
    ]
    content: dict[str, Any] = {"type": "FeatureCollection", **members, "features": features}
    if crs is not None:
        content["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def parks_file(path: Path, *rows: Mapping[str, object], **members: Any) -> Path:  # noqa: ANN401 - as GeoJSON
    """Write national IBIS rows, each with its own square of 1 ha."""
    return geojson(path, [(row, apart(number)) for number, row in enumerate(rows)], **members)


def geopackage(  # noqa: PLR0913 - each says one thing about a layer
    path: Path,
    columns: Mapping[str, Sequence[object]],
    wkb: Sequence[bytes | None],
    *,
    layer: str = "parks",
    crs: str | None = "EPSG:28992",
    geometry_type: str = "Polygon",
    append: bool = False,
    driver: str = "GPKG",
) -> Path:
    """Write a layer through GDAL, as another program would."""
    values = [np.array(list(each)) for each in columns.values()]
    fields = [each.astype(object) if each.dtype.kind == "U" else each for each in values]
    geometries = np.empty(len(wkb), dtype=object)
    geometries[:] = list(wkb)
    with warnings.catch_warnings():
        # A file without a reference system is just what some tests need.
        warnings.filterwarnings("ignore", message="'crs' was not provided")
        pyogrio.raw.write(
            str(path),
            geometries,
            fields,
            list(columns),
            layer=layer,
            driver=driver,
            crs=crs,
            geometry_type=geometry_type,
            append=append,
        )
    return path


def ibis_columns(count: int) -> dict[str, list[object]]:
    """Columns of ``count`` good national IBIS rows."""
    rows = [park(number) for number in range(count)]
    return {name: [row[name] for row in rows] for name in rows[0]}


def issues_of(report: ImportReport, message_id: str) -> list[tuple[int, str, str]]:
    """Row, outcome and column of every issue with this message id."""
    return [
        (issue.row, issue.outcome.value, issue.field)
        for issue in report.issues
        if issue.message.id == message_id
    ]


def refused_rows(report: ImportReport) -> list[int]:
    """Rows that were refused, in order."""
    return sorted({issue.row for issue in report.issues if issue.outcome is RowOutcome.REFUSED})


def column(delivery: Delivery, attribute_id: str) -> list[object | None]:
    """Values of one attribute, in the order of the sites."""
    return list(delivery.batches[0].columns[attribute_id])


@pytest.fixture
def reader() -> GeoSiteReader:
    """Return the reader with the shipped mappings."""
    return GeoSiteReader(MAPPINGS)


@pytest.fixture(scope="session")
def dutch() -> Language:
    """Return the Dutch texts; a missing one, or a parameter that a text does not get, raises."""
    return Language("nl", ROOT / "resources", strict=True)


@pytest.fixture
def read(reader: GeoSiteReader, dutch: Language) -> ReadFile:
    """Return a function that reads a file with options given by name, and words all that it says."""

    def read_file(path: Path, **options: Any) -> tuple[Delivery, ImportReport]:  # noqa: ANN401 - as ImportOptions
        accepted = frozenset(options.pop("accepted", ()))
        try:
            delivery, report = reader.read(path, ImportOptions(accepted=accepted, **options), NoProgress())
        except DrentsPortalError as error:
            dutch.text(error)
            raise
        for what in (*report.notes, *(issue.message for issue in report.issues)):
            dutch.text(what)
        return delivery, report

    return read_file
