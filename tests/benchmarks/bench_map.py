"""The map: from the start of the process to its pixels, restyling in place, and 100,000 plots."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.measuring import Row

_STARTS = 5


def run() -> list[Row]:
    """Measure in fresh processes, floor and job in turn, so that both meet the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        _measure("start", cache)  # the first start builds and keeps the page
        pairs = [
            (_measure("bare", cache)["pixels"], _measure("start", cache)["pixels"]) for _ in range(_STARTS)
        ]
        restyle = _measure("restyle", cache)
        plots = _measure("plots", cache)
    floor, start = (median(times) for times in zip(*pairs, strict=True))
    frames = restyle["frames"]
    still = "two frames, nothing changed"
    return [
        Row("map: process start to pixels", start, "half of QGIS, 980 ms", "web engine, empty page", floor),
        Row("map: recolour 3,744 parks", restyle["result"], "seen within 100 ms", still, frames),
        Row("map: filter 3,744 parks", restyle["filter"], "seen within 100 ms", still, frames),
        Row("map: recolour 3,744 parks", restyle["result"], "at most 0.05", "page again", restyle["reload"]),
        Row("map: filter 3,744 parks", restyle["filter"], "at most 0.05", "page again", restyle["reload"]),
        Row("map: pack 100,000 plots", plots["pack"], "once per data version"),
        Row("map: paint 100,000 plots", plots["paint"], "within 500 ms", still, frames),
        Row("map: zoom over 100,000 plots", plots["zoom"], "within 300 ms"),
    ]


def _measure(job: str, cache: Path) -> dict[str, float]:
    environment = {**os.environ}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", "tests.benchmarks.map_child", job, str(time.time()), str(cache)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    measured: dict[str, float] = json.loads(done.stdout)
    return measured
