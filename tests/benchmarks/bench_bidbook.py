"""Bidbook: every factsheet of the IBIS file of Drenthe in one batch, beside QGIS Atlas in the same run.

Ours has two pages with maps, tables, sources and tags. Atlas makes one page without tags, twice: bare (map,
title, four labels) and as a desk would (see ``atlas_child``). All write a file per site. They take turns, a
process each; what counts is the wall time per sheet from the start of the batch, QGIS and fonts being loaded.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from drentsportal.bootstrap import open_services
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from tests.benchmarks.import_child import SETTINGS
from tests.benchmarks.measuring import Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

IBIS: Final = Path(__file__).parents[3] / "shared" / "data" / "ibis_drenthe_2022.gpkg"
QGIS_PYTHON: Final = Path("/usr/bin/python3")
_ATLAS: Final = Path(__file__).with_name("atlas_child.py")
_RUNS: Final = 3
_MOST_RATIO: Final = 2.0
_MOST_GROWTH: Final = 1.25
_PEERS: Final = {"usual": "QGIS Atlas, page as a desk makes it", "bare": "QGIS Atlas, bare page"}


def run() -> list[Row]:
    """Measure both in turn; without the IBIS file there is nothing to measure."""
    if not IBIS.is_file():
        return [Row(f"bidbook skipped: {IBIS.name} is not here", 0.0, "")]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        workspace = _workspace(folder)
        ours: list[Mapping[str, float]] = []
        atlas: dict[str, list[Mapping[str, float]]] = {kind: [] for kind in _PEERS} if has_qgis() else {}
        for number in range(_RUNS):
            out = folder / str(number)
            out.mkdir()
            ours.append(_told(sys.executable, "-m", "tests.benchmarks.bidbook_child", workspace, out))
            for kind, told in atlas.items():
                (out / kind).mkdir()
                told.append(_told(QGIS_PYTHON, _ATLAS, IBIS, out / kind, kind))
        return _rows(ours, atlas)


def has_qgis() -> bool:
    """Whether the Python of this machine can work with QGIS."""
    if not QGIS_PYTHON.is_file():
        return False
    command = [str(QGIS_PYTHON), "-c", "import qgis.core"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - a fixed command


def _workspace(folder: Path) -> Path:
    path = folder / "ibis.drents"
    services = open_services(SETTINGS, path)
    services.imports.run(IBIS, ImportOptions(), NoProgress())
    services.workspace.close()
    return path


def _told(*command: object) -> Mapping[str, float]:
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=True)  # noqa: S603 - our own modules
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _rows(
    ours: Sequence[Mapping[str, float]], atlas: Mapping[str, Sequence[Mapping[str, float]]]
) -> list[Row]:
    count, early, late = ours[0]["count"], _middle(ours, "early_mb"), _middle(ours, "sheets_mb")
    memory = f"peak {late:.0f} MB after {count:.0f} sheets, {early:.0f} MB after 20, as figures"
    book = (
        f"document of all {count:.0f} sheets, peak {_middle(ours, 'book_mb'):.0f} MB"
        f" and {_middle(ours, 'apart_mb'):.0f} MB in a process of its own"
    )
    return [
        *_sheet_rows(ours, atlas),
        Row(memory, late, f"{_MOST_GROWTH} x", "after 20", early, most_ratio=_MOST_GROWTH),
        Row(book, _middle(ours, "book_ms"), ""),
    ]


def _sheet_rows(
    ours: Sequence[Mapping[str, float]], atlas: Mapping[str, Sequence[Mapping[str, float]]]
) -> list[Row]:
    job = (
        f"factsheet of two pages, one of {ours[0]['count']:.0f} (processor {_middle(ours, 'cpu_ms'):.0f} ms)"
    )
    sheet_ms = _middle(ours, "wall_ms")
    if not atlas:
        return [Row(f"{job}; no QGIS here to compare with", sheet_ms, "2 x Atlas, not measured")]
    return [
        Row(
            job,
            sheet_ms,
            "2 x",
            f"{_PEERS[kind]} (processor {_middle(told, 'cpu_ms'):.0f} ms)",
            _middle(told, "wall_ms"),
            most_ratio=_MOST_RATIO,
        )
        for kind, told in atlas.items()
    ]


def _middle(runs: Sequence[Mapping[str, float]], name: str) -> float:
    return median(each[name] for each in runs)
