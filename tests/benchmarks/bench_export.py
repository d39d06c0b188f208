"""Exports of the size of the Netherlands, each set against the least that its format must do."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

import pyogrio.raw
import shapely
import xlsxwriter

from drentsportal.bootstrap import open_services
from drentsportal.services.ports.exports import SUFFIXES, ExportFormat
from drentsportal.services.progress import NoProgress
from tests.benchmarks.bench_matching import PLOT_COUNT
from tests.benchmarks.export_child import request_for
from tests.benchmarks.import_child import SETTINGS, imported
from tests.benchmarks.measuring import Row, one_ms
from tests.benchmarks.national_files import write_national_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from drentsportal.bootstrap import AppServices

_RUNS: Final = 2
_GROWTH: Final = 10
_MOST_GROWTH: Final = 12
_LAYERS: Final = ("bedrijventerreinen", "kavels")
_SLOWEST: Final = frozenset({ExportFormat.XLSX})
_FORMATS: Final = tuple(form for form in ExportFormat if form is not ExportFormat.IBIS)
"""The IBIS table holds parks only, so it does not grow with the plots."""


def run() -> list[Row]:
    """Measure every format and its floor in turn; then ten times the plots, in processes of their own."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        few, many = (_workspace(folder, count) for count in (PLOT_COUNT // _GROWTH, PLOT_COUNT))
        return [*_floor_rows(folder, many), *(_growth_row(folder, form, few, many) for form in _FORMATS)]


def _workspace(folder: Path, plot_count: int) -> Path:
    place = folder / f"{plot_count}"
    place.mkdir()
    imported(write_national_files(place, plot_count), place / "werk.drents")
    return place / "werk.drents"


def _floor_rows(folder: Path, workspace: Path) -> list[Row]:
    services = open_services(SETTINGS, workspace)
    services.catalogue.site_table()
    package, table = folder / "alles.gpkg", folder / "alles.csv"
    _export(services, ExportFormat.GEOPACKAGE, package)
    _export(services, ExportFormat.CSV_EXCHANGE, table)
    with table.open(encoding="utf-8", newline="") as stream:
        cells = list(csv.reader(stream))
    plain = "pyogrio.raw.write of the same columns"
    floors: dict[ExportFormat, tuple[str, Callable[[Path], object]]] = {
        ExportFormat.GEOPACKAGE: (plain, _layers_floor(package, "GPKG")),
        ExportFormat.FLATGEOBUF: (plain, _layers_floor(package, "FlatGeobuf")),
        ExportFormat.GEOJSON: ("json.dumps of each feature", _json_floor(package)),
        ExportFormat.EXCHANGE: ("json.dumps of each feature", _json_floor(package)),
        ExportFormat.CSV_EXCHANGE: ("csv.writer with the same cells", lambda path: _csv_floor(cells, path)),
        ExportFormat.XLSX: ("xlsxwriter, constant memory, same cells", lambda path: _xlsx_floor(cells, path)),
    }
    rows = [_row(folder, services, form, *floor) for form, floor in floors.items()]
    services.workspace.close()
    return rows


def _row(
    folder: Path, services: AppServices, form: ExportFormat, name: str, floor: Callable[[Path], object]
) -> Row:
    jobs, floors = [], []
    for _ in range(1 if form in _SLOWEST else _RUNS):
        with tempfile.TemporaryDirectory(dir=folder) as made:
            target, plain = Path(made, f"uit{SUFFIXES[form][0]}"), Path(made, "bodem")
            jobs.append(one_ms(partial(_export, services, form, target)))
            floors.append(one_ms(partial(floor, plain)))
    job = f"export 3,744 parks + 100,000 plots as {form.value}"
    return Row(job, median(jobs), "", name, median(floors))


def _export(services: AppServices, form: ExportFormat, target: Path) -> None:
    services.exporting.run(request_for(form, target), NoProgress())


def _layers_floor(package: Path, driver: str) -> Callable[[Path], object]:
    read = {layer: pyogrio.raw.read(package, layer=layer) for layer in _LAYERS}

    def write(path: Path) -> None:
        for layer, (meta, _, shapes, columns) in read.items():
            pyogrio.raw.write(
                path.with_name(f"{layer}.{'gpkg' if driver == 'GPKG' else 'fgb'}"),
                shapes,
                columns,
                meta["fields"],
                layer=layer,
                driver=driver,
                geometry_type=meta["geometry_type"],
                crs="EPSG:28992",
            )

    return write


def _json_floor(package: Path) -> Callable[[Path], object]:
    layers = [pyogrio.raw.read(package, layer=layer) for layer in _LAYERS]

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8") as stream:
            for meta, _, shapes, columns in layers:
                names = meta["fields"].tolist()
                rows = zip(*(each.tolist() for each in columns), strict=True)
                for row, shape in zip(rows, shapely.from_wkb(shapes).tolist(), strict=True):
                    properties = dict(zip(names, row, strict=True))
                    feature = {"properties": properties, "geometry": shapely.geometry.mapping(shape)}
                    stream.write(json.dumps(feature, ensure_ascii=False))

    return write


def _csv_floor(cells: list[list[str]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(cells)


def _xlsx_floor(cells: list[list[str]], path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, values in enumerate(cells):
            for column, value in enumerate(values):
                sheet.write_string(row, column, value)


def _growth_row(folder: Path, form: ExportFormat, few: Path, many: Path) -> Row:
    small, large = (_child(folder, each, form) for each in (few, many))
    name = (
        f"export 100,000 plots as {form.value} alone: "
        f"{large['before_mb']:.0f} MB before, at most {large['peak_mb']:.0f} MB (once)"
    )
    base = f"10,000 plots, at most {small['peak_mb']:.0f} MB"
    return Row(name, large["ms"], "about 10 x", base, small["ms"], most_ratio=_MOST_GROWTH)


def _child(folder: Path, workspace: Path, form: ExportFormat) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=folder) as made:
        target = Path(made, f"uit{SUFFIXES[form][0]}")
        command = [sys.executable, "-m", "tests.benchmarks.export_child"]
        command += [str(workspace), form.value, str(target)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own module
    told: dict[str, float] = json.loads(done.stdout)
    return told
