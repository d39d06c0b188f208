"""The map: restyling in place, 100,000 plots, and panning and filtering with all of both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.measuring import Row

_ROUNDS = 3
_CROWD = "3,744 parks + 100,000 plots"
_FELT = ("frame", "slow", "release")
_FRAME_MS = 33.4
_SEEN = "within 100 ms, at most 0.05"


def run() -> list[Row]:
    """Measure in fresh processes, medians over rounds; the start is measured with the whole window."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        _measure("start", cache)  # the first start builds and keeps the page
        restyle = _measure("restyle", cache)
        rounds = [_measure("plots", cache) for _ in range(_ROUNDS)]
        crowded = [_told("tests.benchmarks.crowded_child", str(cache)) for _ in range(_ROUNDS)]
    plots = {name: median(each[name] for each in rounds) for name in rounds[0]}
    folium_ms, page = restyle["folium"], "write the page again with folium, and load it"
    return [
        Row("map: recolour 3,744 parks", restyle["result"], _SEEN, page, folium_ms, 100, 0.05),
        Row("map: filter 3,744 parks", restyle["filter"], _SEEN, page, folium_ms, 100, 0.05),
        Row("map: message without a change, two frames", restyle["frames"], ""),
        Row("map: pack 100,000 plots (in the worker)", plots["pack"], ""),
        Row("map: paint 100,000 plots", plots["paint"], "within 500 ms", most_ms=500),
        Row("map: redraw 100,000 plots after zoom", plots["zoom"], "within 300 ms", most_ms=300),
        *_crowded_rows(crowded),
    ]


def _crowded_rows(rounds: list[dict[str, Any]]) -> list[Row]:
    """Say what a hand feels at the size of the Netherlands; the slowest of 20 frames only tells."""
    rows = []
    for at, where in (("far", "whole province"), ("near", "where plots show")):
        frame, slow, release = (median(each[at][name] for each in rounds) for name in _FELT)
        job = f"map: {_CROWD}, a frame while dragged, {where}"
        rows += [
            Row(job, frame, "30 a second: 33.4 ms", most_ms=_FRAME_MS),
            Row(f"{job}, slowest of 20", slow, ""),
            Row(f"map: {_CROWD}, from release to the frame after, {where}", release, ""),
        ]
    zoom, filtered, memory = (
        median(each[name] for each in rounds) for name in ("zoom", "filter", "memory_mb")
    )
    return [
        *rows,
        Row(f"map: {_CROWD}, zoom to the frame, in the page", zoom, "within 300 ms", most_ms=300),
        Row(f"map: {_CROWD}, filter to the frame, in the page", filtered, "within 100 ms", most_ms=100),
        Row(f"map: {_CROWD}, MB of all its processes, shared parts once", memory, ""),
    ]


def _measure(job: str, cache: Path) -> dict[str, float]:
    told: dict[str, float] = _told("tests.benchmarks.map_child", job, str(time.time()), str(cache))
    return told


def _told(module: str, *arguments: str) -> dict[str, Any]:
    environment = {**os.environ}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured
