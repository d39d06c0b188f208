"""The whole window: from process start to the map and the lists, and a match over the Netherlands."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from shapely.geometry import Point, mapping

from drentsportal.bootstrap import open_services
from drentsportal.domain.asking.request import LocationRequest
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.paths import sample_data_dir
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.settings import Settings
from tests.benchmarks.bench_matching import demanding_request
from tests.benchmarks.measuring import Row
from tests.benchmarks.national_files import options_for, write_national_files
from tests.benchmarks.qgis_start import own_folders, start_beside_qgis

_SAMPLES = ("municipalities", "landmarks", "business_parks", "plots", "vacant_premises")
_STARTS = 7
_MATCHES = 3
_PARKS = 120
_AT_ONCE_MS = 100
_SETTINGS = Settings(actor_name="Meting", actor_organisation="Provincie Drenthe")
_EMPTY_PAGE = "web engine, empty page"


def run() -> list[Row]:
    """Measure in fresh processes, floor or peer and job in turn, so that both meet the same machine."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        return [*_start_rows(folder), *_match_rows(folder)]


def _start_rows(folder: Path) -> list[Row]:
    workspace = provincial_workspace(folder)
    first = _child(folder, workspace)
    turns = [(_bare(folder), _child(folder, workspace)) for _ in range(_STARTS)]
    floor = median(bare for bare, _ in turns)
    pixels, filled = (median(seen[name] for _, seen in turns) for name in ("pixels", "filled"))
    return [
        start_beside_qgis(folder, workspace),
        Row("window: start to pixels of 120 parks", pixels, "", _EMPTY_PAGE, floor),
        Row("window: start to filled lists", filled, "", _EMPTY_PAGE, floor),
        Row("window: first start ever, to pixels (once)", first["pixels"], "", _EMPTY_PAGE, floor),
    ]


def _match_rows(folder: Path) -> list[Row]:
    workspace = national_workspace(folder)
    _child(folder, workspace)
    seen = [_child(folder, workspace, "match") for _ in range(_MATCHES)]
    match, halt = (median(each[name] for each in seen) for name in ("match", "halt"))
    followed = _child(folder, workspace, "follow")
    excluded = _child(folder, workspace, "excluded")
    moves: list[float] = followed["moves"]
    return [
        Row(
            "window: weight moved by a key, to list and map (median of 30)",
            median(moves),
            "100 ms at 3,744 parks",
            most_ms=_AT_ONCE_MS,
        ),
        Row("window: the same, worst of 30", max(moves), ""),
        Row("window: longest halt while weights move", followed["halt"], "within 100 ms", most_ms=100),
        Row("window: match of 3,744 + 100,000 to list and map", match, ""),
        Row("window: longest halt meanwhile", halt, "within 100 ms", most_ms=100),
        Row("window: longest halt at the first look at what fell off", excluded["halt"], ""),
        Row("window: the same, its own work in one go", excluded["work"], "within 50 ms", most_ms=50),
    ]


def provincial_workspace(folder: Path) -> Path:
    """Make a closed workspace file with the sample data and as many more parks as make 120."""
    content = json.loads((sample_data_dir() / "business_parks.geojson").read_text(encoding="utf-8"))
    parks = content["features"]
    for number in range(_PARKS - len(parks)):
        place = Point(216_000 + 4_000 * (number % 10), 526_000 + 8_000 * (number // 10))
        values = {"id": f"m-{number}", "name": f"Terrein {number}", "plan_phase": "irrevocable"}
        shape = mapping(place.buffer(400, quad_segs=10))
        parks.append({"type": "Feature", "properties": values, "geometry": shape})
    changed = folder / "business_parks.geojson"
    changed.write_text(json.dumps(content), encoding="utf-8")
    path = folder / "provincie.drents"
    services = open_services(_SETTINGS, path)
    for name in _SAMPLES:
        source = changed if name == changed.stem else sample_data_dir() / f"{name}.geojson"
        services.imports.run(source, ImportOptions(), NoProgress())
    services.workspace.close()
    return path


def national_workspace(folder: Path) -> Path:
    """Make a closed workspace file of the size of the Netherlands, with one case that many parks fit."""
    path = folder / "nederland.drents"
    services = open_services(_SETTINGS, path)
    for name in ("municipalities.geojson", "landmarks.geojson"):
        services.imports.run(sample_data_dir() / name, ImportOptions(), NoProgress())
    for mapping_id, source in write_national_files(folder).items():
        services.imports.run(source, options_for(mapping_id), NoProgress())
    asked = demanding_request()
    wanted = [
        each for each in asked.requirements if each.criterion_id in {"present_distance", "junction_distance"}
    ]
    request = LocationRequest(
        "meting", origin=asked.origin, requirements=tuple(wanted), preferences=asked.preferences
    )
    received_at_utc = datetime.now(UTC) - timedelta(hours=1)
    case, _ = services.intake.open_case(request, next(iter(RequestChannel)), received_at_utc)
    services.matching.match_case(case.number)
    services.workspace.close()
    return path


def _bare(folder: Path) -> float:
    told = _run(folder, "tests.benchmarks.map_child", "bare", str(time.time()), str(folder))
    return float(told["pixels"])


def _child(folder: Path, workspace: Path, *job: str) -> dict[str, Any]:
    return _run(folder, "tests.benchmarks.window_child", str(time.time()), str(workspace), *job)


def _run(folder: Path, module: str, *arguments: str) -> dict[str, Any]:
    environment = own_folders(folder)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    told: dict[str, Any] = json.loads(done.stdout)
    return told
