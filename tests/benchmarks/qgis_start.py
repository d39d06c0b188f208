"""Start to the pixels of the parks, the window and QGIS in turn on one screen, seen in the same way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from drentsportal.figures.map_colours import map_colours
from drentsportal.figures.symbology import Theme
from drentsportal.paths import sample_data_dir
from tests.benchmarks.bench_bidbook import QGIS_PYTHON, has_qgis
from tests.benchmarks.measuring import Row
from tests.benchmarks.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

_QGIS: Final = Path("/usr/bin/qgis")
_PROJECT: Final = Path(__file__).with_name("qgis_project.py")
_STARTS: Final = 5
_MOST_RATIO: Final = 0.5
_JOB: Final = "window: start to pixels of 120 parks on a screen"
_PEER: Final = "QGIS, the same two layers, seen in the same way"
_GOAL: Final = "at most half of QGIS"


def own_folders(folder: Path) -> dict[str, str]:
    """Return the environment of a program whose folders of the user are below ``folder``."""
    return {
        **os.environ,
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_DATA_HOME": str(folder / "data"),
    }


def start_beside_qgis(folder: Path, workspace: Path) -> Row:
    """Measure both in turn, each started once before; the workspace was opened and closed already."""
    if not Screen.is_here():
        return Row(f"{_JOB}: none here", 0.0, f"{_GOAL}, not measured")
    project = _project(folder) if _QGIS.is_file() and has_qgis() else None
    ours: list[float] = []
    peer: list[float] = []
    with Screen(folder / "screen") as screen:
        for _ in range(_STARTS + 1):
            ours.append(_seen_ours(screen, folder, workspace))
            if project is not None:
                peer.append(_seen_qgis(screen, folder, project))
    own_ms = median(ours[1:])
    if not peer:
        return Row(f"{_JOB}; no QGIS here to compare with", own_ms, f"{_GOAL}, not measured")
    return Row(_JOB, own_ms, _GOAL, _PEER, median(peer[1:]), most_ratio=_MOST_RATIO)


def _project(folder: Path) -> Path:
    made = folder / "qgis"
    made.mkdir()
    layers = (folder / "business_parks.geojson", sample_data_dir() / "municipalities.geojson")
    command = [QGIS_PYTHON, _PROJECT, *layers, made, _colour()]
    subprocess.run([str(each) for each in command], capture_output=True, check=True)  # noqa: S603 - our own
    return made / "project.qgz"


def _seen_ours(screen: Screen, folder: Path, workspace: Path) -> float:
    """Start the window, which ends by itself once its lists are filled; returns ms until its parks show."""
    command = [sys.executable, "-m", "tests.benchmarks.window_child", "0", str(workspace), "seen"]
    took_ms, program = _started(screen, command, folder)
    program.wait()
    return took_ms


def _seen_qgis(screen: Screen, folder: Path, project: Path) -> float:
    """Start QGIS without start picture, look for news and plugins; returns ms until its parks show."""
    command = [str(_QGIS), "--nologo", "--noversioncheck", "--noplugins"]
    command += ["--profiles-path", str(folder / "qgis"), "--project", str(project)]
    took_ms, program = _started(screen, command, folder)
    os.killpg(program.pid, signal.SIGKILL)
    program.wait()
    return took_ms


def _started(screen: Screen, command: Sequence[str], folder: Path) -> tuple[float, subprocess.Popen[bytes]]:
    screen.wait_until_gone(_colour())
    begun_s = time.time()
    program = screen.start(command, own_folders(folder))
    return 1000 * (screen.wait_for(_colour(), program) - begun_s), program


def _colour() -> str:
    return map_colours(Theme.LIGHT).site_fill
