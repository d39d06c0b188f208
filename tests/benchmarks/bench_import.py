"""Import of the size of the Netherlands with everything stored, and reading it all back."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pyogrio.raw
import shapely

from drentsportal.bootstrap import open_services
from tests.benchmarks.bench_matching import PLOT_COUNT
from tests.benchmarks.import_child import SETTINGS, imported
from tests.benchmarks.measuring import Row, median_ms, one_ms
from tests.benchmarks.national_files import write_national_files

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RUNS = 3
_MOST_GROWTH = 12


def run() -> list[Row]:
    """Measure floor and import in turn, each into a new file, and reading the last one back."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        files = write_national_files(folder)
        turns = [_turn(files, folder, number) for number in range(_RUNS + 1)][1:]
        floor, job = (median(times) for times in zip(*turns, strict=True))
        plain = "pyogrio, WKB and plain inserts of all rows"
        name = "import 3,744 parks + 100,000 plots, with checks, history and copy"
        return [
            Row(name, job, "within 5 x", plain, floor, most_ratio=5),
            _reading_row(folder),
            *_growth_rows(folder),
        ]


def _growth_rows(folder: Path) -> list[Row]:
    """Import ten times the plots, and say how much memory both took; one run each, in their own process."""
    told = []
    for number, plot_count in enumerate((PLOT_COUNT, 10 * PLOT_COUNT)):
        place = folder / f"growth-{number}"
        place.mkdir()
        write_national_files(place, plot_count)
        told.append(_child(place))
    small, large = told
    base = f"100,000 plots in a process of its own, peak {small['peak_mb']:.0f} MB"
    name = f"import 3,744 parks + 1,000,000 plots, peak {large['peak_mb']:.0f} MB (once)"
    return [Row(name, large["ms"], "about 10 x", base, small["ms"], most_ratio=_MOST_GROWTH)]


def _child(place: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.import_child", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own module
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _turn(files: dict[str, Path], folder: Path, number: int) -> tuple[float, float]:
    return (
        one_ms(lambda: _plain(files, folder / f"plain-{number}.db")),
        one_ms(lambda: imported(files, folder / f"workspace-{number}.drents")),
    )


def _reading_row(folder: Path) -> Row:
    path, plain = folder / f"workspace-{_RUNS}.drents", folder / f"plain-{_RUNS}.db"

    def read() -> None:
        services = open_services(SETTINGS, path)
        services.catalogue.site_table()
        services.workspace.close()

    return Row(
        "open the workspace and read all sites into columns",
        median_ms(read, runs=_RUNS),
        "",
        "fetch all rows of the plain tables, shapes from WKB",
        median_ms(lambda: _fetched(plain), runs=_RUNS),
    )


def _plain(files: dict[str, Path], target: Path) -> None:
    connection = sqlite3.connect(target)
    for name, path in files.items():
        _, _, shapes, fields = pyogrio.raw.read(path)
        rows = _columns_of(shapes, fields)
        marks = ",".join("?" * len(rows))
        columns = ",".join(f"c{number}" for number in range(len(rows)))
        connection.execute(f"CREATE TABLE {name} ({columns})")
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", zip(*rows, strict=True))  # noqa: S608 - our own names
    connection.commit()
    connection.close()


def _columns_of(shapes: NDArray[Any], fields: list[NDArray[Any]]) -> list[list[object]]:
    """All columns as Python values, the shape by way of shapely, as every import must look at it."""
    return [*(field.tolist() for field in fields), shapely.to_wkb(shapely.from_wkb(shapes)).tolist()]


def _fetched(path: Path) -> None:
    connection = sqlite3.connect(path)
    for name in ("parks", "plots"):
        rows = connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - our own names
        *_, shapes = zip(*rows, strict=True)
        shapely.from_wkb(shapes)
    connection.close()
