"""The map: restyling in place, and 100,000 plots."""

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

_ROUNDS = 3
_SEEN = "within 100 ms, at most 0.05"


def run() -> list[Row]:
    """Measure in fresh processes, medians over rounds; the start is measured with the whole window."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        _measure("start", cache)  # the first start builds and keeps the page
        restyle = _measure("restyle", cache)
        rounds = [_measure("plots", cache) for _ in range(_ROUNDS)]
    plots = {name: median(each[name] for each in rounds) for name in rounds[0]}
    folium_ms, page = restyle["folium"], "write the page again with folium, and load it"
    return [
        Row("map: recolour 3,744 parks", restyle["result"], _SEEN, page, folium_ms, 100, 0.05),
        Row("map: filter 3,744 parks", restyle["filter"], _SEEN, page, folium_ms, 100, 0.05),
        Row("map: message without a change, two frames", restyle["frames"], ""),
        Row("map: pack 100,000 plots (in the worker)", plots["pack"], ""),
        Row("map: paint 100,000 plots", plots["paint"], "within 500 ms", most_ms=500),
        Row("map: redraw 100,000 plots after zoom", plots["zoom"], "within 300 ms", most_ms=300),
    ]


def _measure(job: str, cache: Path) -> dict[str, float]:
    environment = {**os.environ}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", "tests.benchmarks.map_child", job, str(time.time()), str(cache)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    measured: dict[str, float] = json.loads(done.stdout)
    return measured
